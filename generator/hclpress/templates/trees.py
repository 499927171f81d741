"""Syntax trees of a module's templates and of those that they import; what is no template is told at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import nodes
from msgspec import Struct

from hclpress.diagnostics import Diagnostic, Span, shown
from hclpress.templates.jinja import SHARED, environment

_IMPORTS = (nodes.FromImport, nodes.Import, nodes.Extends, nodes.Include)


class Parsed(Struct, frozen=True):
    """One template.

    Attributes:
        path: its file.
        source: its text.
        tree: its syntax tree.
    """

    path: Path
    source: str
    tree: nodes.Template


class Trees:
    """The templates of one module, each read once."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the module."""
        self.environment = environment(folder)
        self._folder = folder
        self._found: dict[str, Parsed | None] = {}
        self._problems: list[Diagnostic] = []

    def find(self, template: str) -> Parsed | None:
        """The template of a path below the module's folder or of a shared one; None for what is no template."""
        if template not in self._found:
            self._found[template] = None  # while it is read, for one that imports itself
            self._found[template] = self._read(template)
        return self._found[template]

    def exported(self, template: nodes.Expr) -> list[str]:
        """The names that another template may import from the one that an import names; none where nobody can tell."""
        name = template.value if isinstance(template, nodes.Const) else None
        parsed = self.find(name) if isinstance(name, str) and self._path(name).exists() else None
        if parsed is None:
            return []
        macros = [macro.name for macro in parsed.tree.find_all(nodes.Macro)]
        names = [name.name for name in parsed.tree.find_all(nodes.Name) if name.ctx == "store"]
        return [name for name in (*macros, *names) if not name.startswith("_")]

    def problems(self) -> Iterator[Diagnostic]:
        """Everything wrong in the templates that were looked for, but for the names in them."""
        yield from self._problems
        for template, parsed in self._found.items():
            if parsed is not None:
                yield from self._wrong_imports(parsed, template)
                yield from self._uncompiled(parsed, template)

    def _read(self, template: str) -> Parsed | None:
        path = self._path(template)
        try:
            source = path.read_text("utf-8")
            parsed = Parsed(path, source, self.environment.parse(source, template, str(path)))
        except jinja2.TemplateSyntaxError as error:
            self._problems.append(_syntax(error.message, error.lineno, path, source))
            return None
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            detail = f"It is not UTF-8: {error.reason} at byte {error.start}. Save it as UTF-8."
            place = Span(shown(path), line, 1, line, 1)
            self._problems.append(Diagnostic("module/template-syntax", f"{path.name} is no template", detail, place))
            return None
        except OSError as error:
            detail = f"A template is a file that can be read. The system says: {error.strerror}."
            place = Span.start_of(shown(path))
            self._problems.append(Diagnostic("module/template-no-file", f"{path.name} is no file", detail, place))
            return None
        for _, imported in _imports(parsed.tree):
            if isinstance(imported, str) and self._path(imported).exists():
                self.find(imported)
        return parsed

    def _path(self, template: str) -> Path:
        own, shared = (folder / template.lstrip("/") for folder in (self._folder, SHARED))
        return shared if shared.is_file() and not own.is_file() else own

    def _wrong_imports(self, parsed: Parsed, template: str) -> Iterator[Diagnostic]:
        lines = parsed.source.splitlines()
        for node, imported in _imports(parsed.tree):
            place = place_in(parsed.path, lines, node.lineno)
            if not isinstance(imported, str) or ".." in imported.split("/") or not self._path(imported).exists():
                summary = f"There is no template {imported}"
                detail = "Templates are looked for beside this one, then among those that every module shares."
                yield Diagnostic("module/unknown-template", summary, detail, place)
            elif not isinstance(node, nodes.Include) and template in self._behind(imported):
                detail = "No render of it would end. Move what both need into a third template."
                yield Diagnostic("module/template-circle", f"{template} imports itself", detail, place)

    def _behind(self, template: str) -> dict[str, None]:
        """A template, and all those that it imports itself or through others."""
        found = {template: None}
        waiting = [template]
        while waiting:
            parsed = self._found.get(waiting.pop())
            for node, imported in _imports(parsed.tree) if parsed else ():
                if isinstance(imported, str) and not isinstance(node, nodes.Include) and imported not in found:
                    found[imported] = None
                    waiting.append(imported)
        return found

    def _uncompiled(self, parsed: Parsed, template: str) -> Iterator[Diagnostic]:
        """A fault that Jinja finds only when it compiles a template, such as a block that stands there twice."""
        filters, tests = self.environment.filters, self.environment.tests
        if any(one.name not in filters for one in parsed.tree.find_all(nodes.Filter)) or any(
            one.name not in tests for one in parsed.tree.find_all(nodes.Test)
        ):
            return  # said at their words
        try:
            self.environment.compile(parsed.tree, template, str(parsed.path))
        except jinja2.TemplateSyntaxError as error:
            yield _syntax(error.message, error.lineno, parsed.path, parsed.source)
        except Exception as error:
            yield _syntax(f"{error}", 1, parsed.path, parsed.source)


def place_in(path: Path, lines: list[str], line: int, word: str = "") -> Span:
    """The place of a word on a line of a template; all of the line where the word does not stand there alone."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    start, end = found.span() if found else (len(text) - len(text.lstrip()), len(text.rstrip()))
    return Span(shown(path), line, start + 1, line, max(end, start + 1) + (1 if end > start else 0))


def _imports(tree: nodes.Template) -> Iterator[tuple[nodes.Node, object]]:
    """The places where a template names another one outright, each with what it names."""
    for node in tree.find_all(_IMPORTS):
        other = getattr(node, "template", None)
        if isinstance(other, nodes.Const) and not getattr(node, "ignore_missing", False):
            yield node, other.value


def _syntax(message: str | None, line: int, path: Path, source: str) -> Diagnostic:
    detail = f"Jinja says: {(message or '').rstrip('.')}."
    place = place_in(path, source.splitlines(), line)
    return Diagnostic("module/template-syntax", f"{path.name} is no template", detail, place)
