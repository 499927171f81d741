"""Every use of a template whose result is a golden file, ready to be rendered again with another text of a template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import jinja2
import jinja2.meta
from examples import OWN, PROJECT, examples
from msgspec import Struct

from hclpress.catalog import Catalog, find_modules
from hclpress.hcl.expression import Expr
from hclpress.hcl.layout import LayoutError, layout
from hclpress.model.root_module import root_of
from hclpress.model.stack import Stack
from hclpress.module.existing import Existing
from hclpress.module_folders import SHIPPED
from hclpress.pipeline import packed
from hclpress.spec.environment_file import EnvironmentFile, find_environments
from hclpress.stages import render
from hclpress.templates import jinja as templates

TEMPLATES = tuple(sorted(SHIPPED.glob("**/*.j2")))
PROOF = SHIPPED / "_proof"


class Use(Struct, frozen=True):
    """One file that one template renders to.

    Attributes:
        folder: where the template lies.
        template: its path below that folder.
        context: what it sees.
    """

    folder: Path
    template: str
    context: Mapping[str, object]


class Overriding(jinja2.BaseLoader):
    """Templates from where they lie, but for the one that is replaced."""

    def __init__(self, folder: Path) -> None:
        self.replaced: dict[Path, str] = {}
        self._folders = (folder, templates.SHARED)

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template by its name."""
        for folder in self._folders:
            path = folder / template
            if path.is_file():
                text = self.replaced.get(path)
                return text if text is not None else _text(path), str(path), lambda: True
        raise jinja2.TemplateNotFound(template)


class Renderings:
    """All uses of all templates in the goldens: the examples' own instances, and everything of whole environments."""

    def __init__(self) -> None:
        catalog = find_modules((OWN / "modules",))
        self._uses = tuple(_uses(catalog))
        self._environments = {folder: _environment(folder) for folder in {use.folder for use in self._uses}}
        self._golden: dict[int, str] = {}

    def uses_of(self, template: Path) -> Iterator[int]:
        """The numbers of all uses that read a template, themselves or through what they import."""
        for number, use in enumerate(self._uses):
            if template in _read_by(use.folder, use.template):
                yield number

    def golden(self, number: int) -> str:
        """What a use renders to by the template as it is."""
        if number not in self._golden:
            self._golden[number] = self._render(number)
        return self._golden[number]

    def kills(self, template: Path, text: str) -> bool:
        """Whether some golden differs, or some rendering fails, when a template has another text."""
        numbers = list(self.uses_of(template))
        goldens = [self.golden(number) for number in numbers]
        with_other = self._replace(template, text)
        try:
            for number, golden in zip(numbers, goldens, strict=True):
                if with_other(number) != golden:
                    return True
        except (jinja2.TemplateError, LayoutError, ValueError, TypeError, AttributeError, KeyError):
            return True
        finally:
            self._replace(template, None)
        return False

    def with_each(self, change: Callable[[Path], str], step: int) -> Iterator[tuple[Path, str]]:
        """Every so many uses of templates for Terraform: the template, and the use with a changed text of it alone."""
        for number, use in list(enumerate(self._uses))[::step]:
            template = use.folder / use.template
            if use.template.endswith(".tf.j2"):
                text = self._replace(template, change(template))(number)
                self._replace(template, None)
                yield template, text

    def reach(self, template: Path, text: str, hit: Callable[[int], Expr]) -> None:
        """Render every use with a text that calls `hit` wherever it comes by."""
        for environment in self._environments.values():
            environment.globals["hit"] = hit
        with_other = self._replace(template, text)
        for number in self.uses_of(template):
            with_other(number)
        self._replace(template, None)

    def _replace(self, template: Path, text: str | None) -> Callable[[int], str]:
        for environment in self._environments.values():
            loader = environment.loader
            assert isinstance(loader, Overriding)
            loader.replaced = {} if text is None else {template: text}
            if environment.cache is not None:
                for key in [key for key in environment.cache if key[1].rpartition("/")[2] == template.name]:
                    del environment.cache[key]
        return self._render

    def _render(self, number: int) -> str:
        use = self._uses[number]
        text = self._environments[use.folder].get_template(use.template).render(use.context)
        return layout(text) if text.strip() else ""


def _uses(catalog: Catalog) -> Iterator[Use]:
    for example in examples():
        where = EnvironmentFile("example", example.case, example.folder / "spec.yaml")
        stack = packed(where, catalog)
        yield from _uses_of_instances(stack, catalog, example.module)
    projects = (PROJECT, OWN, *(PROJECT / "tests" / name for name in ("existing", "shared", "plain", "schema/six")))
    for where in (where for project in projects for where in find_environments(project / "environments")):
        stack = packed(where, catalog)
        yield from _uses_of_instances(stack, catalog, None)
        yield from _uses_of_root(stack, catalog)


def _uses_of_instances(stack: Stack, catalog: Catalog, only: str | None) -> Iterator[Use]:
    for instance in stack.instances:
        if only in {None, instance.module} and instance.name not in stack.plain:
            folder = catalog.module(instance.module).folder
            settings = instance.settings
            if isinstance(settings, Existing):
                names = settings.made_templates()
            else:
                names = _entries(folder, settings.template_folders())
            yield from (Use(folder, name, render._context(instance)) for name in names)  # noqa: SLF001
            yield from (
                Use(templates.SHARED, name, {"module": instance.interface}) for name in _entries(templates.SHARED)
            )


def _uses_of_root(stack: Stack, catalog: Catalog) -> Iterator[Use]:
    yield from (Use(render.ROOT, name, {"stack": stack, "root": root_of(stack)}) for name in _entries(render.ROOT))
    if (context := render.proof_context(stack, render.render(stack, catalog))) is not None:
        yield Use(PROOF, render.PROOF_TEMPLATE, context)


def _entries(folder: Path, subfolders: tuple[str, ...] = ()) -> tuple[str, ...]:
    return templates.names(folder, subfolders)


def _environment(folder: Path) -> jinja2.Environment:
    environment = templates.environment(folder)
    # Compiled mutants are nothing to keep for the next run.
    return environment.overlay(loader=Overriding(folder), cache_size=400, bytecode_cache=None)


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _read_by(folder: Path, name: str) -> frozenset[Path]:
    """The template and all it imports."""
    path = folder / name if (folder / name).is_file() else templates.SHARED / name
    environment = jinja2.Environment(autoescape=True)
    environment.filters = dict.fromkeys(("bare", "fragment", "identifier"), str)
    named = jinja2.meta.find_referenced_templates(environment.parse(_text(path)))
    below = [_read_by(folder, one) for one in named if one]
    return frozenset({path}).union(*below)
