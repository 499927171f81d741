"""From a line of rendered HCL back to the line of the template that it came from."""

from __future__ import annotations

import re
from pathlib import Path

from hclpress.contract_calls.faults import whole_line, whose
from hclpress.diagnostics import Diagnostic, Span

_PRINTED = re.compile(r"\{\{.*?\}\}")


def template_fault(summary: str, detail: str, rendered: str, template: Path) -> Diagnostic:
    """The diagnostic for text that a template renders and that is no HCL.

    Args:
        summary: what is wrong, as the parser says it.
        detail: why, as the parser says it.
        rendered: the line of the text.
        template: the template.
    """
    place = template_line(template, rendered)
    shown = f"The line is rendered as `{rendered.strip()}`. " if rendered.strip() else ""
    text = f"{detail.rstrip('.')}. {shown}{whose(place)}"
    return Diagnostic("module/renders-no-hcl", f"The template renders no HCL: {summary}", text, place)


def template_line(template: Path, rendered: str) -> Span:
    """The line of a template whose own text a rendered line consists of; the first line where there is none such."""
    words = _words(rendered)
    for number, line in enumerate(template.read_text("utf-8").splitlines(), start=1):
        parts = [_words(part) for part in _PRINTED.split(line)]
        if any(parts) and re.fullmatch(".*".join(map(re.escape, parts)), words):
            return whole_line(template, number)
    return whole_line(template, 1)


def _words(text: str) -> str:
    """A text without white space, which layout changes."""
    return "".join(text.split())
