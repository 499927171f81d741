"""Calls of a contract's methods: exceptions and wrong results become diagnostics at the line to mend."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import ParamSpec, TypeVar

from msgspec import Struct

from hclpress.contract_calls.faults import THEIRS, definition, fault_of, whose
from hclpress.contract_calls.returned_types import described, fits
from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.module_folders import PACKAGE, SHIPPED

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_REFUSES = "grants"
"""The one method that may raise a LookupError, with a sentence for people."""


class Broken(Exception):  # noqa: N818  (it is a state of the spec, and no error of the program)
    """The requested instance has invalid settings, so whatever depends on it cannot be checked either."""


def every(
    kind: type[Result],
    method: Callable[Arguments, Iterable[Result]],
    *arguments: Arguments.args,
    **keywords: Arguments.kwargs,
) -> tuple[Result, ...]:
    """Call a method of a contract that gives several values.

    Args:
        kind: the type that each value must have.
        method: the method, bound to the settings of an instance.
        arguments: its arguments.
        keywords: its keyword arguments.

    Raises:
        Diagnosed: `module/contract-failed` when it raises, `module/wrong-result` when it gives anything else.
    """
    with_values = _called(lambda: tuple(method(*arguments, **keywords)), method)
    for one in with_values:
        _refuse_other(one, kind, method)
    return with_values


def single(
    kind: type[Result],
    method: Callable[Arguments, Result],
    *arguments: Arguments.args,
    **keywords: Arguments.kwargs,
) -> Result:
    """Call a method of a contract that gives one value; raises as `every` does."""
    value = _called(lambda: method(*arguments, **keywords), method)
    _refuse_other(value, kind, method)
    return value


def optional(
    kind: type[Result],
    method: Callable[Arguments, Result | None],
    *arguments: Arguments.args,
    **keywords: Arguments.kwargs,
) -> Result | None:
    """Call a method of a contract that gives one value or None; raises as `every` does."""
    value = _called(lambda: method(*arguments, **keywords), method)
    if value is not None:
        _refuse_other(value, kind, method)
    return value


def mapping(
    kind: type[Result],
    method: Callable[Arguments, Mapping[str, Result]],
    *arguments: Arguments.args,
    **keywords: Arguments.kwargs,
) -> Mapping[str, Result]:
    """Call a method of a contract that gives values by name; raises as `every` does."""
    values = _called(lambda: method(*arguments, **keywords), method)
    if not isinstance(values, Mapping):
        raise Diagnosed([_wrong(values, f"a mapping of names to {kind.__name__}", method)])
    for key, one in values.items():
        if not isinstance(key, str):
            raise Diagnosed([_wrong(key, "text as its keys", method)])
        _refuse_other(one, kind, method)
    return values


def of_each(instances: Iterable[str], work: Callable[[str], Result]) -> dict[str, Result]:
    """Do some work for each of several instances, and report what is wrong with any of them at once.

    Returns:
        What the work gives, by instance.

    Raises:
        Diagnosed: with the problems of all instances.
    """
    done: dict[str, Result] = {}
    problems: list[Diagnostic] = []
    for instance in instances:
        try:
            done[instance] = work(instance)
        except Diagnosed as found:
            problems.extend(found.diagnostics)
    if problems:
        raise Diagnosed(problems)
    return done


def _called(call: Callable[[], Result], method: Callable[..., object]) -> Result:
    try:
        return call()
    except (Diagnosed, Broken):
        raise
    except (Exception, SystemExit) as error:
        if type(error) is LookupError and _name(method) == _REFUSES:
            raise
        found = fault_of(error, f"`{_name(method)}` of {_owner(method)}")
        if found is None and (own := _own_definition(method)) is not None:
            # Nothing of the module stands in the traceback where it gives what cannot even be iterated.
            found = Diagnostic("module/wrong-result", *_other(error, method), own)
        if found is None:
            raise
        raise Diagnosed([found]) from error


def _refuse_other(value: object, kind: type, method: Callable[..., object]) -> None:
    if not isinstance(value, kind):
        raise Diagnosed([_wrong(value, f"of type {kind.__name__}", method)])
    if isinstance(value, Struct) and _is_own(_class_of(method)):
        for name, annotation in _annotations(type(value)).items():
            if not fits(getattr(value, name), annotation):
                wanted = f"a `{name}` of type {described(annotation)}"
                raise Diagnosed([_wrong(getattr(value, name), f"{kind.__name__} with {wanted}", method)])


def _wrong(value: object, wanted: str, method: Callable[..., object]) -> Diagnostic:
    place = definition(method)
    return Diagnostic(
        "module/wrong-result",
        f"`{_name(method)}` of {_owner(method)} gives a {type(value).__name__}",
        f"It is {value!r:.80}; it must be {wanted}. {whose(place)}",
        place,
    )


def _other(error: BaseException, method: Callable[..., object]) -> tuple[str, str]:
    return (
        f"`{_name(method)}` of {_owner(method)} gives no values",
        f"Python says: {error}. The method must return or yield them. {THEIRS}",
    )


def _own_definition(method: Callable[..., object]) -> Span | None:
    return definition(method) if _is_own(_class_of(method)) else None


@lru_cache(maxsize=256)
def _is_own(kind: type) -> bool:
    """Whether a contract is a user's own: ours are held by mypy and need not be looked at in every run."""
    file = inspect.getsourcefile(kind) if kind.__module__.startswith(PACKAGE) else None
    return file is not None and not Path(file).resolve().is_relative_to(SHIPPED)


@lru_cache(maxsize=256)
def _annotations(kind: type) -> dict[str, object]:
    return inspect.get_annotations(kind, eval_str=True)


def _class_of(method: Callable[..., object]) -> type:
    """The class of the settings that a method is bound to."""
    return type(getattr(method, "__self__", None))


def _name(method: Callable[..., object]) -> str:
    return getattr(method, "__name__", "a method")


def _owner(method: Callable[..., object]) -> str:
    kind = _class_of(method)
    prefix = f"{PACKAGE}."
    return f"module {kind.__module__.removeprefix(prefix).partition('.')[0]}"
