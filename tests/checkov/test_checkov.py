"""Checkov has nothing against what is rendered, but for what a waiver says, with its reason.

`out/` is rendered once more with `scanner_comments: [checkov]`, and nothing else differs. Skips are tried both ways: each is
one of ours with our reason, and each hides a check that would fail without it.
"""

from __future__ import annotations

import re

import pytest
from examples import PROJECT, TODAY
from msgspec import structs
from scanner import Scan, scan

from hclpress.catalog import Catalog, Check
from hclpress.model.stack import Stack
from hclpress.model.waiver_targets import scanner_waivers, skips_of
from hclpress.pipeline import generate, wired
from hclpress.spec.environment_file import find_environments
from hclpress.spec.scanner import Scanner
from hclpress.stages.pack import pack
from hclpress.stages.render import render
from hclpress.stages.require import require

OUT = PROJECT / "out"
ENVIRONMENTS = [one for one in find_environments(PROJECT / "environments") if (OUT / one.address).is_dir()]
SKIP = re.compile(r"^ *# checkov:skip=.*\n", re.MULTILINE)
RESOURCE = re.compile(r'^resource "(\w+)" "(\w+)" \{$', re.MULTILINE)

pytestmark = pytest.mark.checkov


def commented(stack: Stack) -> Stack:
    """The stack of a spec that says `scanner_comments: [checkov]` besides."""
    environment = stack.environment.model_copy(update={"scanner_comments": (Scanner.CHECKOV,)})
    return structs.replace(stack, spec=structs.replace(stack.spec, environment=environment))


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Scan:
    """What Checkov says of everything rendered, with its comments."""
    folder = tmp_path_factory.mktemp("commented") / "out"
    for where in ENVIRONMENTS:
        for file in require(render(pack(commented(wired(where, catalog)), where.root)[0], catalog)):
            target = folder / where.address / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)
            if file.is_terraform:
                committed = (OUT / where.address / file.path).read_text("utf-8")
                assert SKIP.sub("", file.text) == committed, "nothing but the comments differs"
    return scan(folder)


@pytest.fixture(scope="module")
def bare() -> Scan:
    """What Checkov says of `out/`, where no comment tells it to skip anything."""
    return scan(OUT)


@pytest.fixture(scope="module")
def waived(catalog: Catalog, checks: tuple[Check, ...]) -> set[tuple[str, str, str, str]]:
    """File, address inside its module, check and reason of each skip, as the specs and the modules have them."""
    found = set()
    for where in ENVIRONMENTS:
        parsed = generate(where, catalog, checks, TODAY).parsed
        for instance in parsed.stack.instances:
            waivers = scanner_waivers(instance, parsed.stack)
            for placed in parsed.modules[instance.name]:
                if placed.block.type not in {"resource", "data"}:
                    continue
                file = f"/{where.address}/{placed.path}"
                found |= {
                    (file, _short(placed.address), check, " ".join(reason.split()))
                    for check, reason in skips_of([placed.address], waivers, Scanner.CHECKOV)[placed.address].items()
                }
    return found


def _short(address: str) -> str:
    """An address inside its module, without the keys of `for_each`: Checkov names neither data sources as such."""
    return re.sub(r"^(module\.[\w-]+\.|data\.)+", "", re.sub(r"\[.*\]$", "", address))


def test_nothing_fails(scanned: Scan) -> None:
    assert scanned.failed == ()


def test_everything_can_be_read(scanned: Scan) -> None:
    assert scanned.parsing_errors == ()


def test_every_resource_is_looked_at(scanned: Scan) -> None:
    ours = {
        f"/{path.relative_to(OUT).as_posix()}:{kind}.{label}"
        for path in OUT.rglob("*.tf")
        for kind, label in RESOURCE.findall(path.read_text("utf-8"))
    }
    theirs = {f"{file}:{_short(address)}" for file, _, address in (one.partition(":") for one in scanned.resources)}
    assert theirs == ours


def test_what_checkov_skips_is_what_is_waived(scanned: Scan, waived: set[tuple[str, str, str, str]]) -> None:
    assert {(file, _short(address), check, reason) for file, address, check, reason in scanned.skipped} == waived


def test_every_skip_hides_something_that_would_fail(bare: Scan, waived: set[tuple[str, str, str, str]]) -> None:
    assert bare.skipped == ()
    failing = {(file, _short(address), check) for file, address, check, _ in bare.failed}
    assert failing == {(file, address, check) for file, address, check, _ in waived}
