"""Templates read aloud as HCL: what may stand in them, checked on their syntax trees."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path

import jinja2
import jinja2.meta
import pytest
from jinja2 import nodes
from msgspec import Struct

from hclpress.catalog import Catalog
from hclpress.module.item_view import item_fields
from hclpress.module.module import Module
from hclpress.module_folders import ON_EXISTING, SHIPPED

TEMPLATES = sorted(SHIPPED.glob("**/*.j2"))
FILTERS = {"bare", "identifier", "fragment"}
GLOBALS = {"comment"}
ENVIRONMENT = jinja2.Environment(autoescape=True)
ENVIRONMENT.filters = dict.fromkeys(FILTERS, str)
ids = [path.relative_to(SHIPPED).as_posix() for path in TEMPLATES]


def module_of(path: Path) -> str:
    """The module that a template belongs to."""
    return path.relative_to(SHIPPED).parts[0]


def views_of(kind: type[Module]) -> Iterator[type[Struct]]:
    """The structs that the contract of a module may give as its view."""
    view = typing.get_type_hints(kind.view).get("return")
    for one in typing.get_args(view) or (view,):
        if isinstance(one, type) and issubclass(one, Struct):
            yield one


def parsed(path: Path) -> nodes.Template:
    return ENVIRONMENT.parse(path.read_text("utf-8"))


def printed(template: nodes.Template) -> Iterator[nodes.Expr]:
    for output in template.find_all(nodes.Output):
        for node in output.nodes:
            if not isinstance(node, nodes.TemplateData):
                yield node


def is_name_or_attribute(node: nodes.Node) -> bool:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


def macros_of(template: nodes.Template) -> set[str]:
    own = {macro.name for macro in template.find_all(nodes.Macro)}
    imported = {
        name if isinstance(name, str) else name[1] for one in template.find_all(nodes.FromImport) for name in one.names
    }
    return own | imported | GLOBALS


def complaint(node: nodes.Expr, macros: set[str]) -> str | None:
    if is_name_or_attribute(node):
        return None
    if isinstance(node, nodes.Filter) and node.name in FILTERS and node.node and is_name_or_attribute(node.node):
        return None
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in macros:
        return None
    return f"line {node.lineno}: {type(node).__name__} is too clever; decide it in the contract"


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_what_is_printed_is_a_name_an_attribute_or_a_macro(path: Path) -> None:
    template = parsed(path)
    complaints = [found for node in printed(template) if (found := complaint(node, macros_of(template)))]
    assert complaints == []


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_statements_stand_alone_on_their_line_and_trim_nothing(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if "{%" in line:
            assert re.fullmatch(r"\s*\{% .* %\}", line), f"{path.name}:{number}: {line}"
            assert line.count("{%") == 1, f"{path.name}:{number}: {line}"
        assert "{%-" not in line
        assert "-%}" not in line
        assert "{{-" not in line


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_template_uses_no_word_that_promises_too_much(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\bcount\s*=|\bdynamic\s+\"|\btry\(|=\s*null\b|\bcan\(", text)


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if not module_of(path).startswith("_")],
    ids=[one for one in ids if one[0] != "_"],
)
def test_every_name_is_a_setting_or_stands_in_the_view(path: Path, catalog: Catalog) -> None:
    kind: type[Module] = catalog.module(module_of(path)).settings
    if path.parent.name == ON_EXISTING:
        assert kind.existing_form is not None
        kind = kind.existing_form
    known = {"names", "site", "packages"} | (kind.model_fields.keys() - Module.model_fields.keys()) | GLOBALS
    known |= {field for view in views_of(kind) for field in view.__struct_fields__}
    assert jinja2.meta.find_undeclared_variables(parsed(path)) <= known


def test_a_subfolder_makes_no_file_that_its_module_makes_already(catalog: Catalog) -> None:
    for kind in catalog:
        own = {name for name in kind.templates if "/" not in name}
        assert not own & {name.rpartition("/")[2] for name in kind.templates if "/" in name}, kind.name


def test_no_view_hides_a_setting_but_to_add_to_its_items(catalog: Catalog) -> None:
    for kind in catalog:
        for view in views_of(kind.settings):
            hidden = set(view.__struct_fields__) & kind.settings.model_fields.keys()
            assert hidden <= set(item_fields(kind.settings)), kind.name
