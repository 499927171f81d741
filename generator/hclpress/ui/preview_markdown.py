"""Previews as Markdown: the comment of a pull request, folded and of bounded length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hclpress.diagnostics import Diagnostic
from hclpress.history.alike_previews import AlikePreviews
from hclpress.ui.preview_words import counts, resource_lines

MOST = 60_000
"""The number of characters. GitHub takes 65,536 in a comment (REST API, "Create an issue comment")."""
_NAMED = 12
_FOLDED = 20
"""A group with more lines is folded."""


_MARKS = {"+": "+", "-": "-", "-/+": "-", "+/-": "-", "~": "!"}
"""The first character of a line in a diff, by the sign of an action: green, red and orange."""


def preview_markdown(groups: Sequence[AlikePreviews], total: int, findings: Sequence[Diagnostic]) -> str:
    """Return previews as Markdown of at most `MOST` characters. Groups that find no room are counted.

    Args:
        groups: the environments in which something happens, those that lose data or replace something first.
        total: the number of all environments.
        findings: errors and warnings.
    """
    changed = sum(len(group.environments) for group in groups)
    parts = [f"### Preview: {changed} of {total} environments would change\n"]
    parts += [_finding(one) for one in findings]
    room = MOST - 200 - sum(map(len, parts))
    for number, group in enumerate(groups):
        part = "\n".join(_group(group))
        if len(part) > room:
            part = "\n".join(_group(group, most=max(0, room - 600)))
        if len(part) > room:
            left = groups[number:]
            hidden = sum(len(one.environments) for one in left)
            parts.append(f"\n… and {hidden} more environments. Run `hclpress preview` for all of them.\n")
            break
        room -= len(part)
        parts.append(part)
    return "".join(parts)


def _finding(one: Diagnostic) -> str:
    place = f" (`{one.span.file}:{one.span.line}`)" if one.span else ""
    return f"- **{one.severity}** `{one.code}`: {_escaped(one.summary)}{place}\n"


def _group(group: AlikePreviews, most: int | None = None) -> Iterator[str]:
    number = len(group.environments)
    title = f"<code>{group.environments[0]}</code>" if number == 1 else f"The same in {number} environments"
    lines = [line.replace("```", "'''") for line in resource_lines(group.first)]
    if most is not None:
        lines = list(_within(lines, most))
    yield ""
    opened = " open" if len(lines) <= _FOLDED else ""
    yield f"<details{opened}><summary>{title}: {counts([group.first])}</summary>"
    yield ""
    if number > 1:
        names = ", ".join(f"`{one}`" for one in group.environments[:_NAMED])
        more = f" and {number - _NAMED} more" if number > _NAMED else ""
        yield f"{names}{more}; shown for `{group.first.address}`:"
        yield ""
    yield "```diff"
    yield from map(_coloured, lines)
    yield "```"
    yield "</details>"
    yield ""


def _within(lines: Sequence[str], most: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        most -= len(line) + 3
        if most < 0:
            yield f"… and {len(lines) - number} more lines"
            return
        yield line


def _coloured(line: str) -> str:
    """Return a line behind the mark by which a diff is coloured."""
    return f"{_MARKS.get(line[:3].strip(), ' ')} {line}"


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace("|", "\\|")
