"""Finds modules and checks by folder; an incomplete one fails here and not halfway through a render.

There is no list to maintain: a module is a folder with a `contract.py`, a check is a file. Names with a leading `_` are
neither. Contracts are imported on first use, so a render imports only the modules it uses.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import ModuleType

from msgspec import Struct, field

import hclpress.checks
import hclpress.modules
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity, Span
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack
from hclpress.module.module import Module

SHIPPED = Path(hclpress.modules.__file__).resolve().parent
TEMPLATE_ENDING = ".tf.j2"
SHARED_BY_ALL = tuple(SHIPPED / name for name in ("_root", "_shared", "_proof"))
"""The folders of the templates that every environment uses, whatever its modules."""


class ModuleKind(Struct, frozen=True):
    """One module type: its settings class and its templates.

    Attributes:
        name: the folder's name and the key in a spec.
        folder: its path.
        settings: the contract's subclass of `Module`.
        templates: the names of its templates, sorted.
    """

    name: str
    folder: Path
    settings: type[Module]
    templates: tuple[str, ...]


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

    def __iter__(self) -> Iterator[ModuleKind]:
        return (self.module(name) for name in self.names)


class Check(Struct, frozen=True):
    """One check: a file of `generator/hclpress/checks`.

    Attributes:
        id: the file's name, with hyphens.
        title: the first line of its docstring.
        reason: the rest of it.
        severity: the severity of its findings.
        run: the check itself.
    """

    id: str
    title: str
    reason: str
    severity: Severity
    run: Callable[[ParsedStack], Iterable[Finding]]


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
    return Check(stem.replace("_", "-"), title, reason.strip(), severity, run)


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
    return Catalog(folders)


def _module_folders(folder: Path) -> dict[str, Path]:
    return {
        contract.parent.name: contract.parent
        for contract in sorted(folder.glob("*/contract.py"))
        if not contract.parent.name.startswith("_")
    }


def _load_module(name: str, folder: Path) -> ModuleKind:
    contract = _import_contract(name, folder)
    found = [
        value
        for value in vars(contract).values()
        if inspect.isclass(value) and issubclass(value, Module) and value.__module__ == contract.__name__
    ]
    templates = tuple(sorted(path.name for path in folder.glob(f"*{TEMPLATE_ENDING}")))
    problems = []
    if len(found) != 1:
        problems.append(
            _broken(
                folder / "contract.py",
                "contract-not-one",
                f"Module {name} has {len(found)} contracts",
                "Its contract.py must define exactly one subclass of Module.",
            )
        )
    elif not getattr(found[0], "summary", ""):
        problems.append(
            _broken(
                folder / "contract.py",
                "no-summary",
                f"Module {name} has no summary",
                "Set `summary` in its contract.",
            )
        )
    if not templates:
        problems.append(
            _broken(
                folder,
                "no-templates",
                f"Module {name} has no templates",
                f"Add a file that ends in {TEMPLATE_ENDING}.",
            )
        )
    if problems:
        raise Diagnosed(problems)
    return ModuleKind(name, folder, found[0], templates)


def _import_contract(name: str, folder: Path) -> ModuleType:
    if folder.parent == SHIPPED:
        return importlib.import_module(f"hclpress.modules.{name}.contract")
    qualified = f"hclpress_modules.{name}.contract"
    if qualified in sys.modules:
        return sys.modules[qualified]
    spec = importlib.util.spec_from_file_location(qualified, folder / "contract.py")
    if spec is None or spec.loader is None:
        raise Diagnosed([_broken(folder, "no-contract", f"Module {name} cannot be imported", "Is contract.py Python?")])
    module = importlib.util.module_from_spec(spec)
    sys.modules[qualified] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[qualified]
        raise Diagnosed(
            [
                _broken(
                    folder / "contract.py",
                    "contract-broken",
                    f"The contract of module {name} cannot be imported",
                    f"Python says: {type(error).__name__}: {error}",
                )
            ]
        ) from error
    return module


def _broken(path: Path, code: str, summary: str, detail: str) -> Diagnostic:
    return Diagnostic(f"catalog/{code}", summary, detail, Span.start_of(path.as_posix()))
