"""The runtimes of functions, and the form of their handlers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct
from pydantic import AfterValidator, WithJsonSchema

from hclpress.aws.dated_values import lambda_runtimes
from hclpress.aws.lambda_runtime import FORM
from hclpress.module import nearest


def _runtime(text: str) -> str:
    known = lambda_runtimes()
    if text not in known and not re.fullmatch(FORM, text):
        guess = nearest(text, known)
        way_out = f"did you mean {guess}?" if guess else "write one such as python3.13"
        raise ValueError(f"{text!r} is no runtime of Lambda; {way_out}")
    return text


Runtime = Annotated[
    str,
    AfterValidator(_runtime),
    WithJsonSchema({"anyOf": [{"enum": sorted(lambda_runtimes())}, {"type": "string", "pattern": f"^(?:{FORM})$"}]}),
]
"""The identifier of a runtime, such as `python3.13`."""


class HandlerForm(Struct, frozen=True):
    """The form of a handler in the runtimes of one language.

    Attributes:
        pattern: a regular expression the whole handler must match.
        words: the form in words.
        example: one that is right.
    """

    pattern: str
    words: str
    example: str


_WORD = r"[A-Za-z_$][A-Za-z0-9_$]*"
_FILE = r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+"
FORMS: Mapping[str, HandlerForm] = {
    "python": HandlerForm(rf"(?:[A-Za-z0-9_-]+[/.])*[A-Za-z0-9_-]+\.{_WORD}", "`module.function`", "index.handler"),
    "nodejs": HandlerForm(rf"{_FILE}\.{_WORD}", "`file.export`", "index.handler"),
    "ruby": HandlerForm(rf"{_FILE}\.(?:{_WORD}(?:::{_WORD})*\.)?{_WORD}", "`file.method`", "index.handler"),
    "java": HandlerForm(rf"{_WORD}(?:\.{_WORD})*(?:::{_WORD})?", "`package.Class::method`", "shop.Orders::handle"),
    "dotnet": HandlerForm(
        r"[A-Za-z0-9_.-]+(?:::[A-Za-z0-9_.+`]+::[A-Za-z0-9_]+)?",
        "`Assembly::Type::Method`",
        "Shop::Shop.Orders::Handle",
    ),
}
_ANYTHING = HandlerForm(r"\S+", "any text without blanks", "bootstrap")


def form_of(runtime: str) -> HandlerForm:
    """The form of a handler in `runtime`."""
    language = re.match(r"[a-z]+", runtime)
    return FORMS.get(language[0] if language else "", _ANYTHING)
