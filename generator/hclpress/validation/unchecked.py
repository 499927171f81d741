"""Checks that are left out: a spec does not tell a fact, or the code of a module lies elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Diagnostic, Severity
from hclpress.model.stack import Stack
from hclpress.module.plain_terraform import PlainTerraform
from hclpress.spec.origin import InstanceOrigin


def unchecked(stack: Stack) -> Iterator[Diagnostic]:
    """Yield a warning for each check that is left out, and for each module that nobody looks into."""
    for one in stack.found:
        for phrase in one.unchecked:
            yield Diagnostic(
                "spec/not-checked",
                f"A fact of {one.name} is not known, so one check is left out",
                f"It is not checked {phrase}.",
                stack.spec.place(one.name, (InstanceOrigin.EXISTING.value,)),
                Severity.WARNING,
            )
    for instance in stack.instances:
        if isinstance(instance.settings, PlainTerraform):
            for code in _hidden(instance.settings):
                yield Diagnostic(
                    "plain/not-looked-into",
                    f"{code} of {instance.name} is not looked into",
                    "Its resources are neither checked nor followed in history; Terraform alone reads it.",
                    stack.spec.place(instance.name, (InstanceOrigin.PLAIN.value,)),
                    Severity.WARNING,
                )


def _hidden(settings: PlainTerraform) -> Iterator[str]:
    """Yield the code of an instance of plain Terraform that is not read."""
    if settings.folder is None:
        yield "The code"
    elif settings.folder.calls_modules:
        yield "The code of modules inside"
