"""Gaps of the emulator: problems of a rehearsal that are its own, and no fault of what is rehearsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from hclpress.diagnostics import Diagnostic, Severity
from hclpress.emulator.gap_reply import GAP, LACKING

_CODE = "rehearse/emulator-gap"
_LACKS = re.compile(rf"{GAP}\b.*?{LACKING} `([^`]+)`", re.DOTALL)


def problems_of_the_emulator(problems: Iterable[Diagnostic], lacking: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Return the problems, those that come of a call that the emulator lacks with that as their summary.

    Args:
        problems: the problems of a step.
        lacking: all calls of the rehearsal that the emulator lacks. Those that no problem names may be the cause of
            another, such as a wait that never ends: they are told in a warning.
    """
    found = tuple(map(_named, problems))
    named = {one.summary for one in found}
    others = [call for call in lacking if not any(call in summary for summary in named)]
    if not others:
        return found
    warning = Diagnostic(
        _CODE,
        "The emulator does not support some calls",
        f"A failing step may succeed in AWS. Unsupported: {', '.join(others)}.",
        severity=Severity.WARNING,
    )
    return (*found, warning)


def _named(problem: Diagnostic) -> Diagnostic:
    call = _LACKS.search(f"{problem.summary}\n{problem.detail}")
    if call is None:
        return problem
    return replace(
        problem,
        code=_CODE,
        summary=f"The emulator does not support {call[1]}",
        detail="That is a gap of the emulator and no fault of the spec: the call may succeed in AWS. Take what needs "
        "it out of the spec that you rehearse, or add the call in a file `moto_patches.py` of a module. Terraform "
        f"says: {problem.summary}. {problem.detail}",
    )
