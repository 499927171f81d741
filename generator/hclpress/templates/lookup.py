"""Names in a module's templates, looked up in its settings and its view before anything is rendered.

A template that uses an unknown name would fail only when that line is reached. So its syntax tree is walked with the
types that the contract declares: a setting, a field of the view, an item of a mapping, each with its attributes. An
error that annotations do not show is reported at its line when the template is rendered.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import jinja2
from jinja2 import nodes
from msgspec import Struct

from hclpress.diagnostics import Diagnostic, Span, shown
from hclpress.hcl.values import Object
from hclpress.module.item_view import item_fields
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.site import Site
from hclpress.source.nearest import nearest
from hclpress.spec.settings import Settings
from hclpress.templates.jinja import environment
from hclpress.templates.types import ANYTHING, Items, Type, attribute_of, attributes_of, entry_of, item_of, title_of

_LOOP = "loop"
Types = Mapping[str, Type]


def template_problems(
    name: str, folder: Path, templates: Iterable[str], settings: type[Module]
) -> Iterator[Diagnostic]:
    """Everything wrong in the templates of a module that can be told without rendering them.

    Args:
        name: the module.
        folder: its folder.
        templates: its templates by path below the folder.
        settings: its contract.
    """
    known = context_types(settings)
    for template in templates:
        path = folder / template
        source = path.read_text("utf-8")
        try:
            tree = environment(folder).parse(source, template, str(path))
        except jinja2.TemplateSyntaxError as error:
            yield _syntax(error, path, source)
            continue
        yield from _Template(name, path, source, folder).problems(tree, known)


def context_types(settings: type[Module]) -> dict[str, Type]:
    """The names that a module's templates see, with the types that its contract declares for them."""
    hints = typing.get_type_hints(settings, include_extras=False)
    found: dict[str, Type] = {
        field: hints[field] for field in settings.model_fields if field not in Module.model_fields
    }
    found |= {field: Items(found[field]) for field in item_fields(settings)}
    try:
        view = typing.get_type_hints(settings.view).get("return")
    except (NameError, TypeError):
        view = None
    for one in typing.get_args(view) or (view,):
        if isinstance(one, type) and issubclass(one, Struct):
            found |= typing.get_type_hints(one)
    return found | {"names": Mapping[str, Name], "site": Site, "packages": ANYTHING}


class _Template:
    """One template under the eyes of the checker."""

    def __init__(self, module: str, path: Path, source: str, folder: Path) -> None:
        self._module = module
        self._path = path
        self._lines = source.splitlines()
        self._environment = environment(folder)
        self._problems: list[Diagnostic] = []

    def problems(self, tree: nodes.Template, known: Types) -> list[Diagnostic]:
        self._statements(tree.body, dict(known) | dict.fromkeys(self._environment.globals, ANYTHING))
        return self._problems

    def _statements(self, body: Iterable[nodes.Node], scope: dict[str, Type]) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: dict[str, Type]) -> None:
        match node:
            case nodes.Output():
                for one in node.nodes:
                    if not isinstance(one, nodes.TemplateData):
                        self._refuse_unprintable(one, self._type(one, scope))
            case nodes.For():
                inner = {**scope, _LOOP: ANYTHING}
                self._bind(node.target, item_of(self._type(node.iter, scope)), inner)
                if node.test is not None:
                    self._type(node.test, inner)
                self._statements(node.body, inner)
                self._statements(node.else_, dict(scope))
            case nodes.If():
                self._type(node.test, scope)
                for body in (node.body, node.elif_, node.else_):
                    self._statements(body, scope)
            case nodes.Assign():
                self._bind(node.target, self._type(node.node, scope), scope)
            case nodes.Macro():
                inner = {**scope, **{argument.name: ANYTHING for argument in node.args}}
                scope[node.name] = ANYTHING
                self._statements(node.body, inner)
            case nodes.FromImport():
                self._import(node, scope)
            case nodes.Import():
                scope[node.target] = ANYTHING
            case _:
                for child in node.iter_child_nodes():
                    if isinstance(child, nodes.Expr):
                        self._type(child, scope)
                    else:
                        self._statement(child, scope)

    def _bind(self, target: nodes.Node, kind: Type, scope: dict[str, Type]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for index, one in enumerate(target.items):
                self._bind(one, entry_of(kind, index), scope)

    def _import(self, node: nodes.FromImport, scope: dict[str, Type]) -> None:
        known: list[str] = []
        if isinstance(node.template, nodes.Const):
            try:
                module = self._environment.get_template(node.template.value)
            except jinja2.TemplateNotFound:
                detail = "Templates are looked for beside this one, then among those that every module shares."
                self._report("unknown-template", node, f"There is no template {node.template.value}", detail)
            else:
                known = [name for name in module.module.__dict__ if not name.startswith("_")]
        for name in node.names:
            imported, alias = (name, name) if isinstance(name, str) else name
            scope[alias] = ANYTHING
            if known and imported not in known:
                self._report(
                    "unknown-name",
                    node,
                    f"{node.template.value} has no macro `{imported}`",  # type: ignore[attr-defined]
                    _there_is(imported, known),
                    imported,
                )

    def _type(self, node: nodes.Node, scope: dict[str, Type]) -> Type:
        match node:
            case nodes.Name():
                if node.name not in scope:
                    self._report(
                        "unknown-name",
                        node,
                        f"`{node.name}` is neither a setting of module {self._module} nor in its view",
                        _there_is(node.name, [name for name in scope if name != _LOOP]),
                        node.name,
                    )
                    return ANYTHING
                return scope[node.name]
            case nodes.Getattr():
                return self._attribute(node, self._type(node.node, scope))
            case nodes.Call(node=nodes.Getattr(attr="items" | "values" | "keys" as method, node=holder)):
                return _listed(self._type(holder, scope), method)
            case nodes.Const():
                return type(node.value)
            case nodes.Filter(name=str() as name) if name not in self._environment.filters:
                self._report_unknown("filter", name, self._environment.filters, node)
            case nodes.Test(name=str() as name) if name not in self._environment.tests:
                self._report_unknown("test", name, self._environment.tests, node)
        for child in node.iter_child_nodes():
            self._type(child, scope)
        return ANYTHING

    def _attribute(self, node: nodes.Getattr, holder: Type) -> Type:
        found = attribute_of(holder, node.attr)
        if found is None:
            self._report(
                "unknown-attribute",
                node,
                f"A {title_of(holder)} has no `{node.attr}`",
                _there_is(node.attr, attributes_of(holder)),
                node.attr,
            )
            return ANYTHING
        return found

    def _refuse_unprintable(self, node: nodes.Node, kind: Type) -> None:
        if isinstance(kind, type) and issubclass(kind, (Settings, Struct)) and not issubclass(kind, Object):
            self._report(
                "not-printable",
                node,
                f"A {title_of(kind)} has no literal in HCL",
                f"Print one of its attributes: {', '.join(attributes_of(kind))}.",
            )

    def _report_unknown(self, what: str, name: str, known: Iterable[str], node: nodes.Node) -> None:
        self._report(f"unknown-{what}", node, f"Templates have no {what} `{name}`", _there_is(name, known), name)

    def _report(self, code: str, node: nodes.Node, summary: str, detail: str, word: str = "") -> None:
        span = place_in(self._path, self._lines, node.lineno, word)
        self._problems.append(Diagnostic(f"module/{code}", summary, detail, span))


def place_in(path: Path, lines: list[str], line: int, word: str = "") -> Span:
    """The place of a word on a line of a template; all of the line where the word does not stand there alone."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    start, end = found.span() if found else (len(text) - len(text.lstrip()), len(text.rstrip()))
    return Span(shown(path), line, start + 1, line, max(end, start + 1) + (1 if end > start else 0))


def _syntax(error: jinja2.TemplateSyntaxError, path: Path, source: str) -> Diagnostic:
    lines = source.splitlines()
    detail = f"Jinja says: {(error.message or '').rstrip('.')}."
    return Diagnostic(
        "module/template-syntax", f"{path.name} is no template", detail, place_in(path, lines, error.lineno)
    )


def _listed(kind: Type, method: str) -> Type:
    if kind is ANYTHING or isinstance(kind, Items):
        return ANYTHING
    arguments = typing.get_args(kind)
    if len(arguments) != 2:
        return ANYTHING
    key, value = arguments
    listed: Mapping[str, Type] = {"items": tuple[key, value], "values": value, "keys": key}  # type: ignore[valid-type]
    return tuple[listed[method], ...]  # type: ignore[valid-type]


def _there_is(word: str, known: Iterable[str]) -> str:
    words = sorted(known)
    guess = nearest(word, words)
    return f"{f'Did you mean `{guess}`? ' if guess else ''}Known here: {', '.join(words) or 'nothing'}."
