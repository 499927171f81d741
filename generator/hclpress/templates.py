"""Jinja templates, configured so that `{{ x }}` means "x, written in HCL"."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from hclpress.cache.compiled_templates import Bytecode
from hclpress.catalog import SHIPPED, TEMPLATE_ENDING
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, bare, comment, encode, fragment

SHARED = SHIPPED / "_shared"
"""Templates for every instance, and macros that every template may import."""
_JINJA = ".j2"


@lru_cache(maxsize=256)
def templates(folder: Path) -> tuple[tuple[str, jinja2.Template], ...]:
    """Return the templates in a folder, each with the name of its output file, in the order of names."""
    return tuple((name.removesuffix(_JINJA), environment(folder).get_template(name)) for name in names(folder))


def names(folder: Path) -> tuple[str, ...]:
    """Return the names of the templates in a folder that make configuration files, sorted."""
    return tuple(sorted(path.name for path in folder.glob(f"*{TEMPLATE_ENDING}")))


class _Printing(CodeGenerator):
    """The code generator of templates: `encode` writes every printed value as HCL, so that no escaping is left.

    Autoescape stays on: it makes macros return text that `encode` recognizes as HCL.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(finalize.src or "")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class HclEnvironment(jinja2.Environment):
    """A Jinja environment whose templates print HCL."""

    code_generator_class = _Printing

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """Return the globals of a template as a plain mapping, because Jinja's own, in layers, is slow to copy."""
        return {**self.globals, **(d or {})}


@lru_cache(maxsize=256)
def environment(folder: Path) -> jinja2.Environment:
    """Return the Jinja environment for the templates of a folder."""
    made = HclEnvironment(
        loader=jinja2.FileSystemLoader([folder, SHARED]),
        finalize=encode,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_bytecode(),
    )
    made.filters = {"bare": bare, "fragment": fragment, "identifier": _identifier}
    made.globals = {"comment": comment}
    made.tests = {key: made.tests[key] for key in ("defined",)}
    return made


@lru_cache(maxsize=1)
def _bytecode() -> Bytecode:
    return Bytecode(Path(__file__).read_bytes())


def _identifier(name: str) -> Expr:
    return bare(identifier(name))
