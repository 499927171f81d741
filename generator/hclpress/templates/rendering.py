"""Templates filled with values and laid out; what goes wrong in one is placed at its line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Template
from msgspec import structs

from hclpress.cache.cached_hcl import layout
from hclpress.contract_calls.faults import fault_of
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.expression import Inexpressible, NoLiteral
from hclpress.templates.source_map import template_fault


def filled(template: Template, context: Mapping[str, object]) -> str:
    """The laid-out HCL that a template makes of some values; empty where it prints nothing but white space.

    Raises:
        Diagnosed: when the template fails, prints what has no literal, or makes no balanced HCL.
        Inexpressible: for a value of the spec that HCL cannot express.
    """
    text = _rendered(template, context)
    if not text or text.isspace():
        return ""
    try:
        return layout(text)
    except ValueError as error:
        line, message = getattr(error, "line", None), getattr(error, "message", str(error))
        if line is None:
            raise
        rendered = text.splitlines()[line - 1]
        raise Diagnosed([template_fault(message, message, rendered, file_of(template))]) from error


def file_of(template: Template) -> Path:
    """The file of a template."""
    return _path(template.filename or str(template.name))


@lru_cache(maxsize=1024)
def _path(name: str) -> Path:
    return Path(name)


def _rendered(template: Template, context: Mapping[str, object]) -> str:
    try:
        return template.render(context)
    except Diagnosed:
        raise
    except NoLiteral as error:
        found = fault_of(error, f"Printing a value in {template.name}")
        if found is None:
            raise
        raise Diagnosed([structs.replace(found, code="module/not-printable")]) from error
    except Inexpressible:
        raise
    except (Exception, SystemExit) as error:
        found = fault_of(error, f"Rendering {template.name}")
        if found is None:
            raise
        raise Diagnosed([found]) from error
