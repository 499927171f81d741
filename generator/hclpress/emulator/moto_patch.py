"""The base class of patches for moto, and the functions that find and apply all of them.

A patch closes one gap of moto. It returns the values it was given, as AWS would: that proves the round trip of a
provider's calls, not that AWS accepts the values.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import ClassVar, ParamSpec, TypeVar

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


def fill_all() -> None:
    """Close every gap. Call it once in a process, before moto serves."""
    for patch in patches():
        patch.fill()


def around(
    owner: type, name: str
) -> Callable[[Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]], None]:
    """Wrap a method: `@around(Bucket, "get_permission")` decorates a function that takes the original method."""

    def replace(make: Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]) -> None:
        original = getattr(owner, name)
        setattr(owner, name, wraps(original)(make(original)))

    return replace


def add(owner: type | ModuleType, name: str, member: object) -> None:
    """Add a member to a class or module of moto, in place of one with the same name."""
    setattr(owner, name, member)
