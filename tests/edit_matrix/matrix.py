"""The edit matrix: every single edit of an example is refused at its place, or does exactly what was predicted."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar

import yaml
from bulk_plan import Actions, BulkPlans, Variant
from examples import PROJECT, TODAY, Example
from msgspec import Struct, field
from spec_edits import Node, SpecEdit, edits

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.address import ResourceAddress
from hclpress.history.foreseen import Foreseen
from hclpress.history.moves import apply_moves
from hclpress.output.committed_output import CommittedOutput
from hclpress.pipeline import Generated, foresee, generate
from hclpress.producers import Producers
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.stages.write import write
from hclpress.zip_files import Packer

AT_ONCE = 25
"""The edits in one plan."""
MOST = 150
"""The edits of one share."""
MOST_OF: Mapping[str, int] = {"waf/every-rule": 30}
"""The edits of one share of an example of which a single plan takes Terraform ten seconds of a processor."""
_LABEL, _UPDATE, _TRUTH = "dev", "update", "tag:yaml.org,2002:bool"


class Outcome(Struct):
    """The outcome of all edits of one example.

    Attributes:
        refused: the number of edits refused at the render, by the first part of the code.
        unplaced: refusals without a place in the spec.
        planned: the number of edits planned.
        silent: the number of edits after which nothing changes in AWS.
        surprises: the edits whose plan is another than the predicted one, each with the difference.
        failures: the edits whose plan Terraform refuses.
        losses: the resources with data that a plan destroys or replaces; no edit of the matrix permits that.
    """

    refused: Counter[str] = field(default_factory=Counter)
    unplaced: list[str] = field(default_factory=list)
    planned: int = 0
    silent: int = 0
    surprises: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)


class Share(Struct, frozen=True):
    """A share of the edits of one example, small enough to be planned in some minutes.

    Attributes:
        example: the example.
        number: the number of the share, from 0.
        of: the number of shares of the example.
    """

    example: Example
    number: int = 0
    of: int = 1

    def takes(self, index: int) -> bool:
        """Return whether the edit with this index belongs to the share."""
        return index % self.of == self.number

    def __str__(self) -> str:
        return str(self.example) if self.of == 1 else f"{self.example}-{self.number + 1}-of-{self.of}"


def shares_of(example: Example) -> list[Share]:
    """Divide the edits of an example, which may be hundreds, into shares that end within minutes."""
    number = sum(1 for _ in single_edits(spec_of(example)))
    parts = -(-number // MOST_OF.get(str(example), MOST))
    return [Share(example, part, parts) for part in range(parts)]


def outcome(share: Share, catalog: Catalog, checks: tuple[Check, ...], scratch: Path) -> Outcome:
    """Make every edit of a share, and plan those that are rendered."""
    found = Outcome()
    example = share.example
    project = ExampleProject(scratch, example.folder.parents[1], catalog, checks)
    spec = spec_of(example)
    before = project.generate(spec)
    write([before.output], project.out)
    variants = list(_variants(project, spec, share, found))
    plans = BulkPlans(scratch)
    (state,) = plans.states([before])
    start = plans.actions([Variant(before, before)], [state])[0]
    if start.errors or set(start.by_address.values()) - {_UPDATE}:
        found.failures.append(f"the state of the example is no state of it: {start}")
        return found
    for first in range(0, len(variants), AT_ONCE):
        part = variants[first : first + AT_ONCE]
        for (name, after), actions in zip(
            part, plans.actions([Variant(before, one) for _, one in part], [state] * len(part)), strict=True
        ):
            _judge(name, after, actions, frozenset(start.by_address), found)
            found.losses += [f"{name}: {address} is planned as {action}" for address, action in lost(before, actions)]
    return found


def lost(before: Generated, actions: Actions) -> Iterator[tuple[str, str]]:
    """Yield the resources with data that a plan destroys or replaces."""
    facts, resources = before.parsed.stack.resource_facts, before.output.history.resources
    for address, action in actions.by_address.items():
        names = resources[address].names if address in resources else {}
        if action in {"delete", "replace"} and facts.holds(ResourceAddress.of(address).kind, names) is not None:
            yield address, action


def _judge(name: str, after: Generated, actions: Actions, restless: frozenset[str], found: Outcome) -> None:
    """Compare a plan with the prediction.

    Args:
        name: the edit.
        after: the environment after it.
        actions: the plan.
        restless: resources that are updated without any edit, because their state is made up. Whether an edit updates
            them cannot be told.
        found: the outcome to add to.
    """
    found.planned += 1
    if actions.errors:
        found.failures.append(f"{name}: {actions.errors[0]}")
        return
    predicted = {address: change.action.value for address, change in after.changes.by_address.items()}
    history = after.output.history
    still = {apply_moves(history.moves, address) for address in restless} & history.resources.keys()
    everywhere = {**dict.fromkeys(still, _UPDATE), **predicted}
    if dict(actions.by_address) in (predicted, everywhere):
        found.silent += not predicted
        return
    addresses = sorted(actions.by_address.keys() | predicted.keys())
    differences = [
        f"{address} is planned as {actions.by_address.get(address)} and predicted as {predicted.get(address)}"
        for address in addresses
        if actions.by_address.get(address) != predicted.get(address)
    ]
    found.surprises.append(f"{name}: {'; '.join(differences[:5])}")


def _variants(
    project: ExampleProject, spec: dict[str, Node], share: Share, found: Outcome
) -> Iterator[tuple[str, Generated]]:
    for index, edit in enumerate(single_edits(spec)):
        if not share.takes(index):
            continue
        try:
            yield edit.name, project.generate(edit.spec)
        except Diagnosed as refused:
            first = refused.diagnostics[0]
            found.refused[first.code.partition("/")[0]] += 1
            found.unplaced += [f"{edit.name}: {one.code}" for one in refused.diagnostics if one.span is None]


def single_edits(spec: dict[str, Node]) -> Iterator[SpecEdit]:
    """Yield the edits of a spec, those that end in the same spec once."""
    seen = {json.dumps(spec)}
    for edit in edits(spec, schema_of_specs()):
        text = json.dumps(edit.spec)
        if text not in seen:
            seen.add(text)
            yield edit


@cache
def schema_of_specs() -> Mapping[str, Node]:
    """Return the JSON schema of specs."""
    return dict(json.loads((PROJECT / "environments/schema.json").read_text("utf-8")))


class _Loader(yaml.SafeLoader):
    """Reads YAML as hclpress does, for which `on` and `no` are texts."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {
        first: [one for one in ones if one[0] != _TRUTH]
        for first, ones in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver(_TRUTH, re.compile("true|false"), ["t", "f"])


class _Format(str):
    """A text after `!format`, which keeps its tag as long as no edit changes it."""

    __slots__ = ()


def _read_format(loader: yaml.SafeLoader, node: yaml.Node) -> _Format:
    assert isinstance(node, yaml.ScalarNode)
    return _Format(loader.construct_scalar(node))


class _Dumper(yaml.SafeDumper):
    """Writes what `_Loader` reads."""


_Loader.add_constructor("!format", _read_format)
_Dumper.add_representer(_Format, lambda dumper, text: dumper.represent_scalar("!format", str(text)))


def spec_of(example: Example) -> dict[str, Node]:
    """Return the spec of an example as plain data."""
    return dict(yaml.load((example.folder / "spec.yaml").read_text("utf-8"), _Loader))  # noqa: S506  (it is a SafeLoader)


class ExampleProject:
    """A project of one environment, whose spec changes."""

    def __init__(self, folder: Path, module: Path, catalog: Catalog, checks: tuple[Check, ...]) -> None:
        for code in module.iterdir():
            if code.is_dir() and code.name not in {"examples", "__pycache__"}:
                shutil.copytree(code, folder / code.name)
        self._spec = folder / "environments" / "example" / f"{_LABEL}.yaml"
        self._spec.parent.mkdir(parents=True)
        self._catalog, self._checks = catalog, checks
        self.out = folder / "out"

    def generate(self, spec: dict[str, object]) -> Generated:
        """Generate a spec over what is rendered in `out`."""
        self._write(spec)
        return generate(self._where, self._catalog, self._checks, TODAY, out=self.out)

    def _write(self, spec: dict[str, object]) -> None:
        self._spec.write_text(yaml.dump(spec, Dumper=_Dumper, sort_keys=False), encoding="utf-8")

    @property
    def _where(self) -> EnvironmentFile:
        return EnvironmentFile("example", _LABEL, self._spec)

    def foresee(self, spec: dict[str, object]) -> Foreseen:
        """Foresee the apply of an edited spec, refused or not."""
        self._write(spec)
        producers, committed = Producers(self._catalog, TODAY), CommittedOutput(self.out, "main")
        foreseen, _ = foresee(
            self._where,
            self._catalog,
            self._checks,
            TODAY,
            out=self.out,
            packer=Packer(self.out),
            committed=committed,
            producers=producers,
        )
        return foreseen

    def generate_anew(self, spec: dict[str, object]) -> Generated:
        """Generate a spec as if nothing of it were applied."""
        self._write(spec)
        return generate(self._where, self._catalog, self._checks, TODAY)
