"""Jinja templates, configured so that `{{ x }}` means "x, written in HCL"."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from hclpress.cache.compiled_templates import Bytecode
from hclpress.hcl.comment import comment
from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.hcl.quoted_text import fragment
from hclpress.hcl.values import bare, encode
from hclpress.module_folders import SHIPPED, TEMPLATE_ENDING

SHARED = SHIPPED / "_shared"
"""Templates for every instance, and macros that every template may import."""
_JINJA = ".j2"
Templates: TypeAlias = tuple[tuple[str, jinja2.Template], ...]
"""Templates, each with the name of the file that it makes."""


@lru_cache(maxsize=256)
def templates(folder: Path, subfolders: tuple[str, ...] = ()) -> Templates:
    """The templates in a folder and in subfolders of it, each with the name of the file that it makes, sorted."""
    return chosen(folder, names(folder, subfolders))


@lru_cache(maxsize=256)
def chosen(folder: Path, wanted: tuple[str, ...]) -> Templates:
    """The templates of these paths below a folder, each with the name of the file that it makes, sorted."""
    made = {name.rpartition("/")[2].removesuffix(_JINJA): name for name in wanted}
    return tuple((file, environment(folder).get_template(made[file])) for file in sorted(made))


def names(folder: Path, subfolders: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names of the templates that make files of a configuration, relative to the folder, sorted.

    Args:
        folder: the folder.
        subfolders: the subfolders whose templates count as well.
    """
    places = (folder, *(folder / subfolder for subfolder in subfolders))
    found = (path for place in places for path in place.glob(f"*{TEMPLATE_ENDING}"))
    return tuple(sorted(path.relative_to(folder).as_posix() for path in found))


class _Printing(CodeGenerator):
    """The code generator of templates: `encode` writes every printed value as HCL, so that no escaping is left.

    Autoescape stays on: it makes macros return text that `encode` recognizes as HCL.
    """

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if not isinstance(node, nodes.TemplateData):
            # A literal that is printed is a value like any other; Jinja would write it as text.
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

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
