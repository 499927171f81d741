"""What a filler is, and how all of them are found and put to work.

A filler closes one gap of moto. It echoes what AWS would: that shows that a provider's calls make a round trip, not
that AWS accepts the values.
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
    """One gap of moto; the docstring of a subclass says which."""

    moto: ClassVar[str]
    """The last version of moto that was seen to have the gap."""

    @classmethod
    @abstractmethod
    def fill(cls) -> None:
        """Change moto, in this process and for good."""


def patches() -> tuple[type[Patch], ...]:
    """Every filler there is, in the order of their names: the subclasses of `Filler` in the folder `fillers`."""
    package = importlib.import_module("hclpress.emulator.patches")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return tuple(sorted(Patch.__subclasses__(), key=lambda one: one.__name__))


def fill_all() -> None:
    """Close every gap. To be called once in a process, before moto serves."""
    for patch in patches():
        patch.fill()


def around(
    owner: type, name: str
) -> Callable[[Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]], None]:
    """Put a function around a method: `@around(Bucket, "get_permission")` decorates what takes the original."""

    def replace(make: Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]) -> None:
        original = getattr(owner, name)
        setattr(owner, name, wraps(original)(make(original)))

    return replace


def add(owner: type | ModuleType, name: str, member: object) -> None:
    """Give a class or module of moto's another member; one of the same name gives way."""
    setattr(owner, name, member)
