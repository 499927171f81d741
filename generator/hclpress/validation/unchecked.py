"""Checks that are left out because a spec does not tell a fact of an instance that exists already."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Diagnostic, Severity
from hclpress.model.stack import Stack
from hclpress.spec.origin import InstanceOrigin


def unchecked(stack: Stack) -> Iterator[Diagnostic]:
    """Yield a warning for each check that is left out."""
    for one in stack.found:
        for phrase in one.unchecked:
            yield Diagnostic(
                "spec/not-checked",
                f"A fact of {one.name} is not known, so one check is left out",
                f"It is not checked {phrase}.",
                stack.spec.place(one.name, (InstanceOrigin.EXISTING.value,)),
                Severity.WARNING,
            )
