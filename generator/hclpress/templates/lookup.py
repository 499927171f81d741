"""Names in a module's templates, looked up in its settings and its view before anything is rendered.

A template that uses an unknown name would fail only when that line is reached. So its syntax tree is walked with the
types that the contract declares: a setting, a field of the view, an item of a mapping, each with its attributes. An
error that annotations do not show is reported at its line when the template is rendered.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jinja2 import nodes
from msgspec import Struct

from hclpress.diagnostics import Diagnostic
from hclpress.hcl.values import Object
from hclpress.module.item_view import item_fields
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.site import Site
from hclpress.source.nearest import nearest
from hclpress.spec.settings import Settings
from hclpress.templates.trees import Parsed, Trees, place_in
from hclpress.templates.types import (
    ANYTHING,
    Items,
    Type,
    attribute_of,
    attributes_of,
    entry_of,
    hints_of,
    item_of,
    title_of,
)

_LOOP = "loop"
Types = Mapping[str, Type]


def template_problems(
    name: str, folder: Path, templates: Iterable[str], settings: type[Module] | None
) -> Iterator[Diagnostic]:
    """Everything wrong in the templates of a module that can be told without rendering them.

    Args:
        name: the module.
        folder: its folder.
        templates: its templates by path below the folder.
        settings: its contract; None where nobody can tell its settings, and so no name is looked up.
    """
    trees = Trees(folder)
    known = None if settings is None else context_types(settings)
    for template in templates:
        parsed = trees.find(template)
        if parsed is not None and known is not None:
            yield from _Template(name, parsed, trees).problems(known)
    yield from trees.problems()


def context_types(settings: type[Module]) -> dict[str, Type]:
    """The names that a module's templates see, with the types that its contract declares for them."""
    hints = hints_of(settings)
    found: dict[str, Type] = {
        field: hints.get(field, ANYTHING) for field in settings.model_fields if field not in Module.model_fields
    }
    found |= {field: Items(found[field]) for field in item_fields(settings)}
    view = hints_of(settings.view).get("return")
    for one in typing.get_args(view) or (view,):
        if isinstance(one, type) and issubclass(one, Struct):
            found |= {**dict.fromkeys(one.__struct_fields__, ANYTHING), **hints_of(one)}
    return found | {"names": Mapping[str, Name], "site": Site, "packages": ANYTHING}


class _Template:
    """One template under the eyes of the checker."""

    def __init__(self, module: str, parsed: Parsed, trees: Trees) -> None:
        self._module = module
        self._parsed = parsed
        self._trees = trees
        self._environment = trees.environment
        self._problems: list[Diagnostic] = []

    def problems(self, known: Types) -> list[Diagnostic]:
        self._statements(self._parsed.tree.body, dict(known) | dict.fromkeys(self._environment.globals, ANYTHING))
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
        known = self._trees.exported(node.template)
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
        span = place_in(self._parsed.path, self._parsed.source.splitlines(), node.lineno, word)
        self._problems.append(Diagnostic(f"module/{code}", summary, detail, span))


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
