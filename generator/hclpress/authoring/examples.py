"""Examples of a module: whole specs beside it, the files they render to, and the plans they give."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from hclpress.catalog import Catalog, Check, ModuleKind
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.fleet.terraform_plans import plan_generated
from hclpress.pipeline import Generated, generate
from hclpress.source.document import Mapping as Document
from hclpress.source.document import Node, Scalar, Sequence, plain
from hclpress.source.file_content import contents
from hclpress.source.nearest import nearest
from hclpress.source.reader import read
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.plan_expectations import problems as plan_problems
from hclpress.terraform.provider_mirror import Mirror

SPEC, EXPECTED, PLAN = "spec.yaml", "expected", "plan.yaml"
_UPDATE = "If it is right now, `hclpress test-modules --update` writes it."


class Example(Struct, frozen=True):
    """One folder of `<module>/examples`.

    Attributes:
        module: the module it belongs to.
        case: the name of the folder.
        folder: the folder: a `spec.yaml`, the files of the module in `expected/`, and perhaps a `plan.yaml`.
    """

    module: str
    case: str
    folder: Path

    def generate(self, catalog: Catalog, checks: tuple[Check, ...], today: date | None = None) -> Generated:
        """Generate its `spec.yaml` as an environment `example/<case>`.

        Raises:
            Diagnosed: as `hclpress.pipeline.generate` does.
        """
        return generate(EnvironmentFile("example", self.case, self.folder / SPEC), catalog, checks, today)

    def rendered(self, generated: Generated) -> dict[str, str]:
        """The files of the module's instances: text by path below `expected/`."""
        own = {one.name for one in generated.parsed.stack.instances if one.module == self.module}
        return {
            file.path.relative_to("modules").as_posix(): file.text
            for file in generated.files
            if file.instance in own and file.is_terraform
        }

    def expected(self, rendered: Iterable[str] = ()) -> dict[str, str]:
        """The files that stand in `expected/`, by path.

        Args:
            rendered: the paths of the files that will be compared with them, or written there.

        Raises:
            Diagnosed: with everything in the way of these files, and every file that cannot be read.
        """
        place = self.folder / EXPECTED
        folders = {place, *(above for name in rendered for above in (place / name).parents if place in above.parents)}
        problems = [
            _in_the_way(folder, "folder")
            for folder in sorted(folders)
            if os.path.lexists(folder) and not _is_real(folder)
        ]
        found = {}
        for path in sorted({*place.rglob("*.tf"), *(place / name for name in rendered)}):
            try:
                if os.path.lexists(path):
                    found[path.relative_to(place).as_posix()] = contents(path, shown(path)).decode()
            except UnicodeDecodeError:
                problems.append(_in_the_way(path, "text in UTF-8"))
            except OSError:
                problems.append(_in_the_way(path, "file that can be read"))
            except Diagnosed as too_large:
                problems += too_large.diagnostics
        if problems:
            raise Diagnosed(problems)
        return found

    @property
    def has_plan(self) -> bool:
        """Whether a `plan.yaml` says what its plan must hold."""
        return os.path.lexists(self.folder / PLAN)

    def inventory(self) -> Mapping[str, JsonValue]:
        """The sections of `plan.yaml`.

        Raises:
            Diagnosed: with everything that is wrong in it, each at its line.
        """
        path = self.folder / PLAN
        try:
            document = read(contents(path, shown(path)), shown(path))
        except OSError as error:
            detail = f"The system says: {error.strerror}. Make it a file that can be read, or remove it."
            summary = f"{shown(path)} cannot be read"
            raise Diagnosed([Diagnostic("module/bad-plan", summary, detail, _start(path))]) from error
        problems = [*_inventory_problems(document)]
        if problems:
            raise Diagnosed(problems)
        return {key: plain(entry.node) for key, entry in document.entries.items()}

    def __str__(self) -> str:
        return f"{self.module}/{self.case}"


def examples_of(kind: ModuleKind) -> tuple[Example, ...]:
    """The examples of a module, by name."""
    return tuple(
        Example(kind.name, spec.parent.name, spec.parent) for spec in sorted(kind.folder.glob(f"examples/*/{SPEC}"))
    )


def update(example: Example, rendered: Mapping[str, str]) -> None:
    """Make `expected/` hold just what is rendered.

    Raises:
        Diagnosed: when it cannot be written.
    """
    place = example.folder / EXPECTED
    try:
        for path in sorted(place.rglob("*.tf")):
            path.unlink()
        for name, text in rendered.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8")
    except OSError as error:
        detail = f"The system says: {error.strerror}. Mend that and run it again."
        summary = f"{shown(place)} cannot be written"
        raise Diagnosed([Diagnostic("module/not-written", summary, detail, _start(place))]) from error


def differences(example: Example, rendered: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Each file that is not what stands in `expected/`, at the first line that differs."""
    expected = example.expected(rendered)
    for name in sorted(expected.keys() | rendered.keys()):
        path = shown(example.folder / EXPECTED / name)
        if name not in rendered:
            yield Diagnostic("module/not-rendered", f"{path} is not rendered", _UPDATE, Span.start_of(path))
        elif name not in expected:
            yield Diagnostic("module/not-expected", f"{path} is not there", f"{example} renders it. {_UPDATE}")
        elif rendered[name] != expected[name]:
            line, now = _first_difference(expected[name], rendered[name])
            yield Diagnostic(
                "module/renders-differently",
                f"{example} renders something else",
                f"Now: `{now.strip()}`. {_UPDATE}" if now.strip() else f"Nothing is rendered here now. {_UPDATE}",
                Span(path, line, 1, line, 1),
            )


def plan_differences(
    example: Example, generated: Generated, terraform: Terraform, mirror: Mirror | None
) -> Iterator[Diagnostic]:
    """Plan an example with real Terraform and hold the plan against `plan.yaml`.

    Raises:
        Diagnosed: when Terraform refuses it, and for a `plan.yaml` that is no inventory.
    """
    path, inventory = example.folder / PLAN, example.inventory()
    plan, _ = plan_generated(generated, terraform, mirror)
    for problem in plan_problems(plan, inventory):
        yield Diagnostic("module/plan-differs", f"The plan of {example} holds something else", problem, _start(path))


def _inventory_problems(document: Document) -> Iterator[Diagnostic]:
    """The parts that no plan can be compared with."""
    for section, entry in document.entries.items():
        if section not in _SHAPES:
            guess = nearest(section, _SHAPES)
            detail = f"{f'Did you mean `{guess}`? ' if guess else ''}Known here: {', '.join(_SHAPES)}."
            yield Diagnostic("module/bad-plan", f"Unknown section `{section}`", detail, entry.key_span)
        elif not (isinstance(entry.node, Scalar) and entry.node.value is None):
            yield from _misshapen(entry.node, section, _SHAPES[section])
    yield from _directives(document)


def _misshapen(node: Node, name: str, shape: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Each value of another form; a shape is the forms of the levels of mappings, outermost first."""
    form, *below = shape
    if not _FORMS[form](node):
        yield Diagnostic("module/bad-plan", f"`{name}` must be {form}", _EXAMPLE, node.span)
    elif isinstance(node, Document) and below:
        for key, entry in node.entries.items():
            yield from _misshapen(entry.node, key, tuple(below))


def _directives(node: Node) -> Iterator[Diagnostic]:
    if isinstance(node, Document):
        for entry in node.entries.values():
            yield from _directives(entry.node)
    elif node.directive:
        detail = "An inventory extends no other file. Remove the tag."
        yield Diagnostic("module/bad-plan", f"`{node.directive.value}` has nothing to change", detail, node.span)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _directives(item)


def _is_text(node: Node) -> bool:
    return isinstance(node, Scalar) and isinstance(node.value, str)


_MAPPING, _COUNT, _TEXTS = "a mapping", "a whole number", "an address or a list of addresses"
_FORMS: Mapping[str, Callable[[Node], bool]] = {
    _MAPPING: lambda node: isinstance(node, Document),
    _COUNT: lambda node: isinstance(node, Scalar) and type(node.value) is int,
    _TEXTS: lambda node: all(map(_is_text, node.items)) if isinstance(node, Sequence) else _is_text(node),
}
_SHAPES = {
    "counts": (_MAPPING, _COUNT),
    "values": (_MAPPING, _MAPPING),
    "references": (_MAPPING, _MAPPING, _TEXTS),
    "outputs": (_MAPPING,),
}
_EXAMPLE = (
    "Write `counts: {aws_sqs_queue: 2}`, `values: {<address>: {<argument>: <value>}}`, "
    "`references: {<address>: {<argument>: <address>}}` or `outputs: {<name>: <value>}`."
)


def _is_real(folder: Path) -> bool:
    """Whether it is a folder, and no link that leads out of the example."""
    return folder.is_dir() and not folder.is_symlink()


def _in_the_way(path: Path, wanted: str) -> Diagnostic:
    detail = f"Remove it; `hclpress test-modules --update` writes `{EXPECTED}/` anew."
    return Diagnostic("module/bad-expected", f"{shown(path)} is no {wanted}", detail, _start(path))


def _start(path: Path) -> Span:
    return Span.start_of(shown(path))


def _first_difference(before: str, now: str) -> tuple[int, str]:
    """The number of the first line that differs, and the text there now."""
    old, new = before.splitlines(), now.splitlines()
    for number, line in enumerate(old, start=1):
        if number > len(new) or new[number - 1] != line:
            return number, new[number - 1] if number <= len(new) else ""
    return len(old), new[len(old)] if len(new) > len(old) else ""
