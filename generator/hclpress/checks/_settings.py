"""Arguments that must have one of a few values, as tables from which checks are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from hclpress.checks._decisions import is_undecided
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, HclValue, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack


class Setting(Struct, frozen=True):
    """One argument of a type, and the values that are accepted.

    Attributes:
        kind: the type of the resource.
        path: the types of the nested blocks that hold the argument, outermost first, and its name, joined by dots.
        accepted: the accepted values; None stands for an argument, or a block, that is left out.
        summary: one line with the problem, without a full stop.
        detail: the reason and a way out.
        decided: the ids of Checkov under which a contract or a spec may give the reason for another value.
        is_optional: whether the nested block may be left out although the argument in it may not.
    """

    kind: str
    path: str
    accepted: tuple[HclValue, ...]
    summary: str
    detail: str
    decided: tuple[str, ...] = ()
    is_optional: bool = False


def unmet(parsed: ParsedStack, settings: Iterable[Setting]) -> Iterator[Finding]:
    """Yield each resource with another value than those accepted. A reference is accepted: its value is not known."""
    for setting in settings:
        for placed in parsed.resources(setting.kind):
            if not _is_met(placed.block, setting) and (
                not setting.decided or is_undecided(placed, setting.decided, parsed)
            ):
                yield Finding(placed, setting.summary, setting.detail)


def _is_met(block: Block, setting: Setting) -> bool:
    *path, name = setting.path.split(".")
    found = [*within(block, *path)]
    if not found:
        return setting.is_optional or None in setting.accepted or is_dynamic(block, path[0])
    return all(_is_accepted(one.attributes.get(name), setting.accepted) for one in found)


def is_dynamic(block: Block, name: str) -> bool:
    """Whether a block has nested blocks of that type that only Terraform counts."""
    return any(one.type == "dynamic" and one.labels == (name,) for one in block.blocks)


def _is_accepted(value: HclValue, accepted: tuple[HclValue, ...]) -> bool:
    return isinstance(value, Expr) or value in accepted
