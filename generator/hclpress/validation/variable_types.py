"""Types of Terraform variables, and the values that fit them.

Terraform converts on its own: a number to text and back, a list to a set, an object to a map (Terraform language, "Type
Constraints", "Conversion of Complex Types"). A value is refused only where it would refuse it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from hclpress.module.fact_references import FormattedText, FromFact
from hclpress.module.raw_arguments import reference_of

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


def misfit(value: object, kind: str) -> str | None:
    """Return the reason why a value does not fit a type, as a sentence; None if it fits or nobody can tell.

    Args:
        value: plain data, in which `{from: …}` is a fact, and text with facts is text.
        kind: the type constraint, on one line.
    """
    reference = reference_of(value)
    if value is None or isinstance(reference, FromFact):
        return None
    word, inside = _split(kind)
    if word == "optional":
        return misfit(value, next(_parts(inside), "any"))
    check = _CHECKS.get(word)
    if isinstance(reference, FormattedText):
        # Terraform knows the whole text, and turns it into a number or a truth value if it is one.
        return check(reference.template, inside) if check and check not in (_number, _truth) else None
    return check(value, inside) if check else None


def _text(value: object, _inside: str) -> str | None:
    return None if isinstance(value, str | int | float | bool) else f"It is {_title(value)}."


def _number(value: object, _inside: str) -> str | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    fits = fits or (isinstance(value, str) and _NUMBER.fullmatch(value) is not None)
    return None if fits else f"It is {_title(value)}."


def _truth(value: object, _inside: str) -> str | None:
    return None if isinstance(value, bool) or value in ("true", "false") else f"It is {_title(value)}."


def _list(value: object, inside: str) -> str | None:
    if not isinstance(value, list | tuple):
        return f"It is {_title(value)}."
    for index, one in enumerate(value, start=1):
        if (wrong := misfit(one, inside)) is not None:
            return f"Item {index}: {wrong}"
    return None


def _map(value: object, inside: str) -> str | None:
    if not isinstance(value, Mapping):
        return f"It is {_title(value)}."
    for key, one in value.items():
        if (wrong := misfit(one, inside)) is not None:
            return f"`{key}`: {wrong}"
    return None


def _object(value: object, inside: str) -> str | None:
    if not isinstance(value, Mapping):
        return f"It is {_title(value)}."
    attributes = dict(_attributes(inside))
    for name, kind in attributes.items():
        if name not in value and not kind.startswith("optional("):
            return f"Its attribute `{name}` is missing."
        if name in value and (wrong := misfit(value[name], kind)) is not None:
            return f"`{name}`: {wrong}"
    return None


def _tuple(value: object, inside: str) -> str | None:
    if not isinstance(value, list | tuple):
        return f"It is {_title(value)}."
    kinds = list(_parts(inside.removeprefix("[").removesuffix("]")))
    if len(value) != len(kinds):
        return f"It has {len(value)} items, and {len(kinds)} are required."
    for index, (one, kind) in enumerate(zip(value, kinds, strict=True), start=1):
        if (wrong := misfit(one, kind)) is not None:
            return f"Item {index}: {wrong}"
    return None


_CHECKS: Mapping[str, Callable[[object, str], str | None]] = {
    "string": _text,
    "number": _number,
    "bool": _truth,
    "list": _list,
    "set": _list,
    "map": _map,
    "object": _object,
    "tuple": _tuple,
}


def _split(kind: str) -> tuple[str, str]:
    """The word of a type constraint and what stands in its brackets."""
    word, bracket, rest = kind.strip().partition("(")
    return word.strip(), rest.strip().removesuffix(")").strip() if bracket else ""


def _attributes(inside: str) -> Iterator[tuple[str, str]]:
    for part in _parts(inside.removeprefix("{").removesuffix("}")):
        name, sign, kind = part.partition("=")
        if not sign:
            name, sign, kind = part.partition(":")
        if sign:
            yield name.strip().strip('"'), kind.strip()


_WORD = re.compile(r'"[^"]*"|[({\[]|[)}\]]|,|[^"(){}\[\],]+')


def _parts(inside: str) -> Iterator[str]:
    """The parts of a text at the commas outside all brackets, and at the attributes that only a space divides."""
    depth, part = 0, ""
    # A type is read on one line, so that attributes written on lines of their own have only spaces between them.
    for word in _WORD.findall(re.sub(r"(?<=[\w)}\]])\s+(?=\w+\s*=)", ", ", inside)):
        if word == "," and depth == 0:
            if part.strip():
                yield part.strip()
            part = ""
            continue
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(word, 0)
        part += word
    if part.strip():
        yield part.strip()


def _title(value: object) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"the text {value[:80]!r}" if isinstance(value, str) else f"the number {value}"
