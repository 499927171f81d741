"""Finds modules and checks by folder; an incomplete one fails here and not halfway through a render.

There is no list to maintain: a module is a folder with a `contract.py`, a check is a file. Names with a leading `_` are
neither. Contracts are imported on first use, so a render imports only the modules it uses.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import ModuleType

from msgspec import Struct, field

import hclpress.checks
import hclpress.modules
from hclpress.contract_calls.class_faults import class_faults, settings_faults
from hclpress.contract_calls.faults import definition, fault_of
from hclpress.contract_calls.method_calls import of_each
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity, Span, shown
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack
from hclpress.module.module import Module
from hclpress.module_folders import ON_EXISTING, SHIPPED, TEMPLATE_ENDING
from hclpress.spec.framework import Framework
from hclpress.spec.origin import RESERVED


class ModuleKind(Struct, frozen=True):
    """One module type: its settings class and its templates.

    Attributes:
        name: the folder's name and the key in a spec.
        folder: its path.
        settings: the contract's subclass of `Module`.
        templates: its templates by path below the folder, sorted; those of its subfolders are among them.
    """

    name: str
    folder: Path
    settings: type[Module]
    templates: tuple[str, ...]

    @property
    def moto_patches(self) -> Path | None:
        """The file with patches of moto that the module brings for a rehearsal; None if it brings none."""
        file = self.folder / "moto_patches.py"
        return file if file.is_file() else None


class Catalog(Struct, frozen=True, dict=True):
    """Every module type, by name.

    Attributes:
        folders: module folders by module name; a user's own are beside the shipped ones.
    """

    folders: Mapping[str, Path]
    _loaded: dict[str, ModuleKind] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the module types, sorted."""
        return tuple(sorted(self.folders))

    def module(self, name: str) -> ModuleKind:
        """Return the module type of a name.

        Raises:
            KeyError: if there is none.
            Diagnosed: if its folder is incomplete.
        """
        if name not in self._loaded:
            self._loaded[name] = _load_module(name, self.folders[name])
        return self._loaded[name]

    @property
    def own(self) -> tuple[Path, ...]:
        """The folders of the user's own modules that were used so far."""
        return tuple(kind.folder for kind in self._loaded.values() if kind.folder.parent != SHIPPED)

    def __iter__(self) -> Iterator[ModuleKind]:
        return iter(of_each(self.names, self.module).values())


class Check(Struct, frozen=True):
    """One check: a file of `generator/hclpress/checks`.

    Attributes:
        id: the file's name, with hyphens.
        title: the first line of its docstring.
        reason: the rest of it.
        severity: the severity of its findings.
        run: the check itself.
        frameworks: the ids under which frameworks ask for it, from its constants `CIS`, `FSBP` and `CHECKOV`.
    """

    id: str
    title: str
    reason: str
    severity: Severity
    run: Callable[[ParsedStack], Iterable[Finding]]
    frameworks: Mapping[Framework, tuple[str, ...]]


def find_checks() -> tuple[Check, ...]:
    """Return every check, by id.

    Raises:
        TypeError: if a file of `generator/hclpress/checks` is no check; that is an error of hclpress.
    """
    return tuple(
        _load_check(path.stem)
        for path in sorted(Path(hclpress.checks.__path__[0]).glob("*.py"))
        if not path.stem.startswith("_")
    )


def _load_check(stem: str) -> Check:
    module = importlib.import_module(f"hclpress.checks.{stem}")
    title, _, reason = (module.__doc__ or "").strip().partition("\n")
    run = getattr(module, "check", None)
    if not (title and reason.strip() and callable(run)):
        raise TypeError(f"generator/hclpress/checks/{stem}.py needs a docstring with a reason, and a function `check`")
    severity = getattr(module, "SEVERITY", Severity.ERROR)
    frameworks = {one: getattr(module, one.name, ()) for one in Framework}
    return Check(stem.replace("_", "-"), title, reason.strip(), severity, run, frameworks)


def find_modules(own: tuple[Path, ...] = ()) -> Catalog:
    """Return the shipped modules and those in a user's own folders.

    Args:
        own: folders that hold module folders, in the form of `modules_templates`.

    Raises:
        Diagnosed: when a folder is missing, holds no module, or two modules have one name.
    """
    folders = _module_folders(SHIPPED)
    problems = []
    for folder in own:
        found = _module_folders(folder) if folder.is_dir() else {}
        if not found:
            problems.append(
                _broken(
                    folder,
                    "no-modules",
                    f"There is no module in {folder}",
                    "A module is a folder with a contract.py.",
                )
            )
        problems += [
            _broken(
                found[name],
                "module-twice",
                f"There are two modules {name}",
                f"{folders[name]} has that name already. Rename the folder {found[name]}.",
            )
            for name in sorted(found.keys() & folders.keys())
        ]
        folders = found | folders
    if problems:
        raise Diagnosed(problems)
    path = hclpress.modules.__path__
    path.extend(text for folder in own if (text := str(folder.absolute())) not in path)
    return Catalog(folders)


def _module_folders(folder: Path) -> dict[str, Path]:
    return {
        one.name: one
        for one in sorted(folder.absolute().iterdir())
        if not one.name.startswith("_") and os.path.lexists(one / "contract.py")
    }


def _load_module(name: str, folder: Path) -> ModuleKind:
    if folder.parent == SHIPPED:
        # Those of the shipped modules are held by our tests.
        return _read_module(name, folder)
    try:
        kind = _read_module(name, folder)
        _refuse_faulty(kind)
    except Diagnosed:
        raise
    except (Exception, SystemExit) as error:
        # A contract that changes the program while it is loaded is a mistake of its author.
        found = fault_of(error, f"Loading module {name}")
        detail = f"Python says: {type(error).__name__}: {error}. Mend the contract."
        place = folder / "contract.py"
        raise Diagnosed([found or _broken(place, "contract-failed", f"Loading module {name} fails", detail)]) from error
    return kind


def _read_module(name: str, folder: Path) -> ModuleKind:
    file = folder / "contract.py"
    if not file.is_file():
        detail = "The contract is a file. Rename what is there, and write one."
        raise Diagnosed([_broken(file, "no-contract", f"The contract of module {name} is no file", detail)])
    contract = _import_contract(name, folder)
    found = [
        value
        for value in vars(contract).values()
        if inspect.isclass(value) and issubclass(value, Module) and value.__module__ == contract.__name__
    ]
    found_templates = (path for depth in ("", "*/") for path in folder.glob(f"{depth}*{TEMPLATE_ENDING}"))
    templates = tuple(sorted(path.relative_to(folder).as_posix() for path in found_templates))
    problems = []
    if len(found) != 1:
        summary = f"Module {name} has {len(found)} contracts"
        detail = "Its contract.py must define exactly one subclass of Module."
        problems.append(_broken(file, "contract-not-one", summary, detail))
    elif not getattr(found[0], "summary", ""):
        detail = 'Add the line `summary = "…"` to its class: what the module makes, in one line.'
        problems.append(Diagnostic("module/no-summary", f"Module {name} has no summary", detail, definition(found[0])))
    if not templates:
        detail = f"Add a file whose name ends in {TEMPLATE_ENDING}, such as main{TEMPLATE_ENDING}."
        problems.append(_broken(folder, "no-templates", f"Module {name} has no templates", detail))
    if problems:
        raise Diagnosed(problems)
    return ModuleKind(name, folder, found[0], templates)


def _refuse_faulty(kind: ModuleKind) -> None:
    """Refuse a module of a user whose settings no value could be read into, or whose templates cannot be rendered.

    Raises:
        Diagnosed: with everything that is wrong, each at its line.
    """
    from hclpress.templates.lookup import template_problems

    problems = [*_reserved_settings(kind)]
    made = tuple(one for one in kind.templates if not one.startswith(f"{ON_EXISTING}/"))
    additions = tuple(one for one in kind.templates if one not in made)
    for form, templates in ((kind.settings, made), (kind.settings.existing_form, additions)):
        if form is not None:
            unusable = settings_faults(form, kind.name)
            problems += class_faults(form, Module, kind.name)
            problems += unusable
            problems += template_problems(kind.name, kind.folder, templates, None if unusable else form)
    if problems:
        raise Diagnosed(problems)


def _reserved_settings(kind: ModuleKind) -> Iterator[Diagnostic]:
    for name in kind.settings.model_fields:
        is_own = any(
            name in vars(one).get("__annotations__", ()) for one in kind.settings.__mro__ if one not in Module.__mro__
        )
        if is_own and (name in RESERVED or name in Module.model_fields or hasattr(Module, name)):
            yield Diagnostic(
                "module/reserved-setting",
                f"Module {kind.name} has a setting `{name}`",
                "hclpress uses that word itself. Give the setting another name.",
                definition(kind.settings),
            )


def _import_contract(name: str, folder: Path) -> ModuleType:
    package = f"{hclpress.modules.__name__}.{name}"
    if folder.parent != SHIPPED:
        _open_package(package, folder)
    try:
        return importlib.import_module(f"{package}.contract")
    except SyntaxError as error:
        raise Diagnosed([_not_python(error, name, folder)]) from error
    except (Exception, SystemExit) as error:
        found = fault_of(error, f"The contract of module {name}")
        if found is None and isinstance(error, ValueError):
            # Before 3.11.4, Python calls a NUL byte no error of syntax.
            found = _no_text(str(error), name, folder)
        if found is None:
            raise
        raise Diagnosed([found]) from error


def _open_package(package: str, folder: Path) -> None:
    """Make a folder the package of a module; what another folder of that name has brought before is forgotten."""
    known = sys.modules.get(package)
    if known is not None and [*known.__path__] == [str(folder)]:
        return
    for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
        del sys.modules[name]
    made = ModuleType(package)
    made.__path__ = [str(folder)]
    sys.modules[package] = made


def _no_text(said: str, name: str, folder: Path) -> Diagnostic:
    detail = f"Python says: {said}. Write it as text in UTF-8."
    return _broken(folder / "contract.py", "not-python", f"The contract of module {name} is not Python", detail)


def _not_python(error: SyntaxError, name: str, folder: Path) -> Diagnostic:
    file = Path(error.filename or "")
    if not file.is_file():
        # Python tells no place where the file is no text.
        return fault_of(error, f"The contract of module {name}") or _no_text(error.msg, name, folder)
    line, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
    end_line, end_column = error.end_lineno or line, error.end_offset or column
    span = Span(shown(file), line, column, end_line, max(end_column, column + 1))
    return Diagnostic("module/not-python", f"The contract of module {name} is not Python", f"{error.msg}.", span)


def _broken(path: Path, code: str, summary: str, detail: str) -> Diagnostic:
    return Diagnostic(f"module/{code}", summary, detail, Span.start_of(shown(path)))
