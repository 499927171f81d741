"""hclpress adopt: write the import ids of what exists already into a spec, from somebody's state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from hclpress.aws.import_ids import IMPORT_IDS
from hclpress.contract_calls.method_calls import mapping
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.hcl.address import ResourceAddress
from hclpress.history.configuration import Configuration, Configured
from hclpress.history.identity import REGION
from hclpress.history.main_resources import main_resources
from hclpress.history.resources import resources_of
from hclpress.history.state_matching import Rendering, StateMatching, match_state
from hclpress.model.parsed_stack import ParsedStack
from hclpress.module.name import Name
from hclpress.pipeline import Generated, generate
from hclpress.project.project import Project
from hclpress.source.insertion import NoPlaceForValue, lines_of, with_value
from hclpress.spec.environment import MODULES
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.spec.origin import ADOPT
from hclpress.stages.adopt import adopt as adoptions_of
from hclpress.terraform.state_json import StateResource, read_state
from hclpress.ui.console import Console
from hclpress.ui.json_report import Json

_NAMES = "names"
Ask = Callable[[str], str]
"""A function that asks a question and returns the answer."""


class AdoptOptions(Struct, frozen=True):
    """The options of the command.

    Attributes:
        state: the file with the output of `terraform show -json`.
        is_dry: whether nothing is written.
        ask: the way to ask where the state does not decide; None if nobody can answer.
    """

    state: Path
    is_dry: bool = False
    ask: Ask | None = None


class SpecLine(Struct, frozen=True):
    """A line for the spec.

    Attributes:
        path: the keys that lead to its value.
        value: the value.
    """

    path: tuple[str, ...]
    value: str


def adopt(console: Console, project: Project, wanted: str, options: AdoptOptions) -> int:
    """Compare a state with an environment, and write the ids of what is certainly the same into its spec.

    Args:
        console: the console to print to.
        project: the project of the environment.
        wanted: the environment.
        options: the options.

    Returns:
        0, or 1 where the state does not decide and nobody has answered.

    Raises:
        Diagnosed: when the state cannot be read, the spec has a problem, or its text has no place for the lines.
    """
    where = project.environment(wanted)
    state = _state_in(options.state)
    parsed = _generated(project, where).parsed
    work = _Comparing(parsed, state)
    known = {one.address: one.id for one in adoptions_of(parsed, (), None).adoptions}
    told = work.of_lines(known)
    found = match_state(work.rendering, state, told, known.keys() - told.keys())
    declined: set[str] = set()
    while options.ask is not None and (open_ := [one for one in found.candidates if one not in declined]):
        answer = _answer(console, options.ask, open_[0], found.candidates[open_[0]])
        if answer is None:
            declined.add(open_[0])
        else:
            told = {**found.matched, open_[0]: answer}
        told = {**found.matched, **told}
        found = match_state(work.rendering, state, told, (known.keys() - told.keys()) | declined)
    new = {address: one for address, one in sorted(found.matched.items()) if address not in known}
    lines = [*work.names_kept(new), *(work.line(address, one) for address, one in new.items())]
    if lines and not options.is_dry:
        _write(project, where, lines)
    created = [one for one in found.created if one not in known]
    _tell(console, where, found, new, lines, created, is_dry=options.is_dry)
    problems = [work.unclear(address, ones) for address, ones in found.candidates.items()]
    console.report(
        problems,
        {
            "environment": where.address,
            "written": bool(lines) and not options.is_dry,
            "adopted": [_as_json(one, address) for address, one in new.items()],
            "lines": [{"path": list(line.path), "value": line.value} for line in lines],
            "unclear": [
                {"address": address, "candidates": [_as_json(one) for one in ones]}
                for address, ones in found.candidates.items()
            ],
            "undescribed": [_as_json(one) for one in found.undescribed],
            "created": created,
        },
    )
    return 1 if problems else 0


def _as_json(one: StateResource, address: str | None = None) -> Json:
    """Return a resource of a state; with the address here, if it is adopted."""
    told = {"from": one.address, "type": one.kind, "name": one.name, "id": import_id(one)}
    return {"address": address, **told} if address is not None else told


def _state_in(path: Path) -> tuple[StateResource, ...]:
    try:
        return read_state(path.read_bytes(), shown(path.absolute()))
    except OSError as error:
        detail = f"The system says: {error.strerror}. `terraform show -json > state.json` writes such a file."
        raise Diagnosed([Diagnostic("adopt/no-state", f"{path} cannot be read", detail)]) from error


def _generated(project: Project, where: EnvironmentFile) -> Generated:
    return generate(where, project.catalog, project.checks)


class _Comparing:
    """The rendered side of the comparison, and the lines that say what was found."""

    def __init__(self, parsed: ParsedStack, state: tuple[StateResource, ...]) -> None:
        self._stack = parsed.stack
        self._state = state
        resources = Configuration(parsed.modules).resources
        identities = resources_of(parsed.modules, parsed.stack.resource_facts)
        known = {address: one for address, one in resources.items() if one.repetition is None}
        regions = {address: one.names.get(REGION, "") for address, one in identities.items()}
        self.rendering = Rendering(known, regions, dict(self._names_of(known)))
        self._items = {
            address: item
            for one in parsed.stack.instances
            for item, addresses in main_resources(one, resources).items()
            if len(addresses) == 1
            for address in addresses
        }

    def _names_of(self, resources: Mapping[str, Configured]) -> Iterator[tuple[str, Name]]:
        """Yield the names that `names` can change without changing another one."""
        of_each = {
            one.label: tuple(mapping(Name, one.settings.names, one.site).values()) for one in self._stack.instances
        }
        number = Counter(str(name) for names in of_each.values() for name in names)
        kept = set(self._stack.environment.names.values())
        for label, names in of_each.items():
            own = {address: one for address, one in resources.items() if address.startswith(f"module.{label}.")}
            for name in names:
                if number[str(name)] == 1 and str(name) not in kept:
                    yield from (
                        (address, name)
                        for address, one in own.items()
                        if one.kind == name.resource and one.arguments.values.get(name.rule.argument) == str(name)
                    )

    def of_lines(self, known: Mapping[str, str]) -> dict[str, StateResource]:
        """Return the resources of the state that lines of the spec name already."""
        by_id = {(one.kind, import_id(one)): one for one in self._state}
        kinds = {address: one.kind for address, one in self.rendering.resources.items()}
        found = {address: by_id.get((kinds.get(address, ""), given)) for address, given in known.items()}
        return {address: one for address, one in found.items() if one is not None}

    def line(self, address: str, one: StateResource) -> SpecLine:
        """Return the line of a spec by which a resource of the state is adopted."""
        place = ResourceAddress.of(address)
        if not place.module:
            return SpecLine((ADOPT, address), import_id(one))
        label = place.module.removeprefix("module.")[:-1]
        instance = next(each for each in self._stack.instances if each.label == label)
        declared = self._stack.spec.placements[instance.name].declared_name
        inner = self._items.get(address, address.removeprefix(place.module))
        # Short keys mean the first of several replicas.
        key = inner if self._stack.replicas[declared][0].name == instance.name else address
        return SpecLine((MODULES, declared, ADOPT, key), import_id(one))

    def names_kept(self, new: Mapping[str, StateResource]) -> Iterator[SpecLine]:
        """Yield the lines that keep the names of adopted resources, where the pattern gives others."""
        for address, one in new.items():
            name = self.rendering.names.get(address)
            existing = one.values.get(name.rule.argument) if name is not None else None
            if name is not None and isinstance(existing, str) and existing != str(name):
                yield SpecLine((_NAMES, str(name)), existing)

    def unclear(self, address: str, candidates: tuple[StateResource, ...]) -> Diagnostic:
        """Return the question that a state leaves open, with the lines that answer it."""
        answers = []
        for one in candidates:
            lines = [*self.names_kept({address: one}), self.line(address, one)]
            answers += [f"{one.address}:", *(text for line in lines for text in lines_of(line.path, line.value, 2))]
        label = ResourceAddress.of(address).module.removeprefix("module.")[:-1]
        place = next((self._stack.spec.place(each.name) for each in self._stack.instances if each.label == label), None)
        one_of = "this resource" if len(candidates) == 1 else f"one of these {len(candidates)} resources"
        return Diagnostic(
            "adopt/unclear",
            f"{address} may exist already",
            f"It may be {one_of} of the state. Write the lines of the right one into the spec, or nothing, if an apply "
            "is to create it:\n" + "\n".join(answers),
            place or self._stack.spec.start,
        )


def import_id(one: StateResource) -> str:
    """Return the id by which Terraform imports a resource of a state."""
    form = IMPORT_IDS.get(one.kind)
    return (form.of(one.values) if form is not None else None) or one.id


def _answer(console: Console, ask: Ask, address: str, candidates: tuple[StateResource, ...]) -> StateResource | None:
    """Ask for the resource of the state that is the one at an address; None for none of them."""
    console.say(f"{address} may exist already:")
    for number, one in enumerate(candidates, 1):
        console.say(f"  {number}  {one.address} ({import_id(one)})")
    console.say("  0  none of them: an apply creates it")
    while True:
        try:
            answer = ask(f"Number [0-{len(candidates)}]: ").strip()
        except EOFError:
            return None
        if answer.isdecimal() and int(answer) <= len(candidates):
            return candidates[int(answer) - 1] if int(answer) else None
        console.say(f"{answer!r} is no number from 0 to {len(candidates)}.")


def _write(project: Project, where: EnvironmentFile, lines: list[SpecLine]) -> None:
    """Write the lines into the spec; it stays as it is if they do not fit in, or make a spec with a problem."""
    before = where.path.read_bytes()
    text = before.decode()
    problems = []
    for line in lines:
        try:
            text = with_value(text, line.path, line.value)
        except NoPlaceForValue:
            detail = "Its text is too unusual to be changed safely. Write this yourself:\n" + "\n".join(
                lines_of(line.path, line.value)
            )
            summary = f"`{line.path[-1]}` cannot be written into the spec"
            problems.append(
                Diagnostic("adopt/cannot-write", summary, detail, Span.start_of(shown(where.path.absolute())))
            )
    if problems:
        raise Diagnosed(problems)
    where.path.write_bytes(text.encode())
    try:
        _generated(project, where)
    except BaseException:
        where.path.write_bytes(before)
        raise


def _tell(
    console: Console,
    where: EnvironmentFile,
    found: StateMatching,
    new: Mapping[str, StateResource],
    lines: list[SpecLine],
    created: list[str],
    *,
    is_dry: bool,
) -> None:
    if new:
        console.table(
            ("Adopted", "Id", "In the state"),
            ((address, import_id(one), one.address) for address, one in new.items()),
        )
        console.say("")
    if found.undescribed:
        console.table(
            ("Described by nothing here", "Name", "Id"),
            ((one.address, one.name, import_id(one)) for one in found.undescribed),
        )
        console.say("")
    if created:
        console.table(("To create",), ((address,) for address in created))
        console.say("")
    if is_dry:
        for line in lines:
            console.say("\n".join(lines_of(line.path, line.value)))
    written = f"{'line' if len(lines) == 1 else 'lines'} {'would be written' if is_dry else 'written'}"
    console.say(
        f"{where.address}: {len(lines)} {written}, {len(found.candidates)} unclear, {len(created)} to create, "
        f"{len(found.undescribed)} described by nothing here"
    )
    if any(line.path[0] == _NAMES for line in lines):
        console.say("Names are kept from now on, and other names follow from them: run it again.")
