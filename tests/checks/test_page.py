"""docs/checks.md lists every check, every waiver of the shipped specs and everything Checkov is told to skip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from examples import PROJECT, TODAY

from hclpress.catalog import Catalog, Check
from hclpress.model.parsed import ParsedStack
from hclpress.model.waiver_targets import scanner_waivers, skips_of
from hclpress.pipeline import generate
from hclpress.spec.environment_file import find_environments

PAGE = PROJECT / "docs" / "checks.md"


def test_the_page_is_current(catalog: Catalog, checks: tuple[Check, ...], update_goldens: bool) -> None:
    rendered = [one for one in find_environments(PROJECT / "environments") if (PROJECT / "out" / one.address).is_dir()]
    stacks = [generate(one, catalog, checks, TODAY).parsed for one in rendered]
    text = "\n".join(_page(checks, stacks)) + "\n"
    if update_goldens:
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text("utf-8") == text, "docs/checks.md is out of date; --update-goldens rewrites it"


def _page(checks: Iterable[Check], stacks: list[ParsedStack]) -> Iterator[str]:
    yield "# Checks"
    yield ""
    yield "Made by `pytest tests/checks --update-goldens`; do not edit it."
    yield ""
    yield "Every render runs these over what it has rendered, before anything is written. An error stops, a warning does"
    yield "not. A check is a file of [generator/hclpress/checks](../generator/hclpress/checks); its docstring is what stands here."
    yield ""
    for one in checks:
        yield f"## {one.id}"
        yield ""
        yield f"{one.title} ({one.severity})"
        yield ""
        yield one.reason
        yield ""
    yield "# Waivers of the shipped specs"
    yield ""
    yield "What an environment accepts although a check or Checkov minds it. After its last day a waiver is an error."
    yield ""
    waivers: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for stack in stacks:
        for one in stack.stack.environment.waivers:
            where = f"{one.instance or 'all'}{f': `{one.resource}`' if one.resource else ''}"
            waivers[one.check or one.checkov or "", where, one.reason, one.until].append(stack.stack.spec.address)
    yield from _table(
        ("Check", "Environments", "Instance", "Reason", "Until"),
        (
            (check, _joined(found), where, reason, until)
            for (check, where, reason, until), found in sorted(waivers.items())
        ),
    )
    yield "# What Checkov is told to skip"
    yield ""
    yield "Each of these is a comment in the resource it is about, made from a waiver above or from what the resource's"
    yield "module knows. [Decision 6](decisions/0006-skips-stand-in-the-resources.md) says why."
    yield ""
    skips: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for stack in stacks:
        for check, kind, reason in _skips(stack):
            skips[check, kind, reason].append(stack.stack.spec.address)
    yield from _table(
        ("Check", "Resources", "Number", "Environments", "Reason"),
        (
            (check, f"`{kind}`", str(len(found)), _joined(found), reason)
            for (check, kind, reason), found in sorted(skips.items())
        ),
    )
    total = sum(len(found) for found in skips.values())
    yield f"{total} skips in {len(stacks)} environments."


def _skips(parsed: ParsedStack) -> Iterator[tuple[str, str, str]]:
    for instance in parsed.stack.instances:
        waivers = scanner_waivers(instance, parsed.stack)
        for placed in parsed.modules[instance.name]:
            if placed.block.type in {"resource", "data"}:
                for check, reason in skips_of(placed.address, waivers).items():
                    yield check, placed.block.labels[0], reason


def _joined(addresses: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(addresses))


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in row)} |"
    yield ""
