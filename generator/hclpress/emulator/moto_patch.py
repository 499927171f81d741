"""The base class of patches for moto, and the functions that find and apply all of them.

A patch closes one gap of moto. It returns the values it was given, as AWS would: that proves the round trip of a
provider's calls, not that AWS accepts the values.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import ClassVar, ParamSpec, TypeVar

from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class Patch(ABC):
    """One gap of moto, which the docstring of a subclass describes."""

    moto: ClassVar[str]
    """The last version of moto that is known to have the gap."""

    @classmethod
    @abstractmethod
    def fill(cls) -> None:
        """Change moto, in this process and for good."""


def patches() -> tuple[type[Patch], ...]:
    """Return every patch in the order of their names: the subclasses of `Patch` in the folder `moto_patches`."""
    package = importlib.import_module("hclpress.emulator.moto_patches")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return tuple(sorted(Patch.__subclasses__(), key=lambda one: one.__name__))


def fill_all(brought: Iterable[Path] = ()) -> None:
    """Close every gap. Call it once in a process, before moto serves.

    Args:
        brought: files with patches that modules bring; they are applied after those of hclpress.

    Raises:
        Diagnosed: `emulator/patch-failed`, in the line of the file that fails.
    """
    for patch in patches():
        patch.fill()
    problems = []
    for number, file in enumerate(brought):
        try:
            for patch in _patches_in(file, f"hclpress_moto_patches_{number}"):
                patch.fill()
        except Exception as error:
            problems.append(_failed(file, error))
    if problems:
        raise Diagnosed(problems)


def _patches_in(file: Path, name: str) -> list[type[Patch]]:
    found = importlib.util.spec_from_file_location(name, file)
    assert found is not None and found.loader is not None  # noqa: S101, PT018  (the file's name ends in `.py`)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return [one for one in Patch.__subclasses__() if one.__module__ == name]


def _failed(file: Path, error: Exception) -> Diagnostic:
    return Diagnostic(
        "emulator/patch-failed",
        "A patch of moto fails",
        f"Python says: {type(error).__name__}: {error}. Mend that line; the patches of a module are applied when "
        "`hclpress rehearse` starts its emulator.",
        _place(file, error),
    )


def _place(file: Path, error: Exception) -> Span:
    name = shown(file)
    if isinstance(error, SyntaxError):
        line, column = error.lineno or 1, error.offset or 1
        return Span(name, line, column, line, column + 1)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    if not frames:
        return Span.start_of(name)
    last = frames[-1]
    line, column, end = last.lineno or 1, (last.colno or 0) + 1, (last.end_colno or 1) + 1
    return Span(name, line, column, last.end_lineno or line, end)


def around(
    owner: type, name: str
) -> Callable[[Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]], None]:
    """Wrap a method: `@around(Bucket, "get_permission")` decorates a function that takes the original method."""

    def replace(make: Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]) -> None:
        original = getattr(owner, name)
        setattr(owner, name, wraps(original)(make(original)))

    return replace


def before(owner: type, name: str) -> Callable[[Callable[..., None]], None]:
    """Check a call before a method does it: `@before(Bucket, "delete")` decorates a function with its parameters.

    The function raises the error with which AWS refuses the call.
    """

    def replace(check: Callable[..., None]) -> None:
        original = getattr(owner, name)

        @wraps(original)
        def checked(*arguments: object, **named: object) -> object:
            check(*arguments, **named)
            return original(*arguments, **named)

        setattr(owner, name, checked)

    return replace


def add(owner: type | ModuleType, name: str, member: object) -> None:
    """Add a member to a class or module of moto, in place of one with the same name."""
    setattr(owner, name, member)
