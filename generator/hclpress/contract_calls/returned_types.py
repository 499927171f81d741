"""Values against annotations, for what Python itself does not check."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Meta, Struct

from hclpress.hcl.expression import Expr


class Misfit(Struct, frozen=True):
    """A part of a value that is not of its type.

    Attributes:
        path: the part in the words of Python, such as `resource_facts.stateful`.
        value: the part itself.
        annotation: the type that it should have.
    """

    path: str
    value: object
    annotation: object


def fits(value: object, annotation: object) -> bool:
    """Whether a value is of the type that an annotation names; what cannot be told fits."""
    if annotation is Any or isinstance(annotation, (str, TypeVar)):
        return True
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return fits(value, arguments[0]) and all(_keeps(value, one) for one in arguments[1:])
    if annotation is Expr:
        # Imported late: a run that uses no module of a user's own loads no parser.
        from hclpress.hcl.parsers import is_expression

        return isinstance(value, Expr) and is_expression(value)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in arguments)
    if origin is Literal:
        return value in arguments
    if origin is tuple:
        return isinstance(value, tuple) and _items_fit(value, arguments)
    if isinstance(origin, type):
        if issubclass(origin, Mapping):
            return isinstance(value, Mapping) and all(
                fits(key, arguments[0]) and fits(one, arguments[1]) for key, one in value.items()
            )
        return isinstance(value, origin)
    if annotation is None:
        return value is None
    if annotation is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if annotation is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, annotation) if isinstance(annotation, type) else True


def misfits(value: object, annotation: object, path: str) -> Iterator[Misfit]:
    """The innermost parts of a value that are not of the types which annotations name; those of its fields too."""
    found = [one for part in _parts(value, annotation, path) for one in misfits(*part)]
    yield from found
    if not found and not fits(value, annotation):
        yield Misfit(path, value, annotation)


def described(annotation: object) -> str:
    """An annotation in words."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return f"{described(arguments[0])}{''.join(map(_limits, arguments[1:]))}"
    if annotation is Expr:
        return "Expr, an expression in HCL"
    if origin in (Union, UnionType):
        return " or ".join(map(described, arguments))
    if annotation in (None, NoneType):
        return "None"
    if origin is None and isinstance(annotation, type):
        return annotation.__name__
    if origin is Literal:
        return " or ".join(map(repr, arguments))
    if isinstance(origin, type) and arguments:
        inner = ", ".join("..." if one is Ellipsis else described(one) for one in arguments)
        return f"{origin.__name__}[{inner}]"
    return str(annotation).replace("typing.", "").replace("collections.abc.", "")


def _keeps(value: Any, limit: object) -> bool:  # noqa: ANN401  (of the type that the annotation names)
    """Whether a value keeps a limit of its annotation: a pattern, a length or a smallest number."""
    return not isinstance(limit, Meta) or (
        (limit.pattern is None or re.fullmatch(limit.pattern, value) is not None)
        and (limit.min_length is None or len(value) >= limit.min_length)
        and (limit.ge is None or value >= limit.ge)
    )


def _limits(limit: object) -> str:
    if not isinstance(limit, Meta):
        return ""
    if limit.pattern is not None:
        return f" that matches {limit.pattern}"
    return f" of at least {limit.ge if limit.ge is not None else limit.min_length}"


def _items_fit(value: tuple[object, ...], arguments: tuple[object, ...]) -> bool:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return all(fits(one, arguments[0]) for one in value)
    return len(value) == len(arguments) and all(map(fits, value, arguments))


def _parts(value: object, annotation: object, path: str) -> list[tuple[object, object, str]]:
    """The parts of a value, each with the type that it should have and its path."""
    arguments = get_args(annotation)
    if isinstance(value, Struct):
        hints = inspect.get_annotations(type(value), eval_str=True)
        return [(getattr(value, name), hint, f"{path}.{name}") for name, hint in hints.items()]
    if isinstance(value, Mapping) and len(arguments) == 2:
        return [(one, arguments[1], f"{path}[{key!r}]") for key, one in value.items()]
    if isinstance(value, tuple) and len(arguments) == 2 and arguments[1] is Ellipsis:
        return [(one, arguments[0], f"{path}[{number}]") for number, one in enumerate(value)]
    return []
