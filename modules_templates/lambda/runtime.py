"""The runtimes of functions, and the form of their handlers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

# Those that the AWS provider 5.100 takes; the ended ones among them are answered with their successor.
Runtime = Literal[
    "dotnet6",
    "dotnet8",
    "java8",
    "java8.al2",
    "java11",
    "java17",
    "java21",
    "nodejs12.x",
    "nodejs14.x",
    "nodejs16.x",
    "nodejs18.x",
    "nodejs20.x",
    "nodejs22.x",
    "provided",
    "provided.al2",
    "provided.al2023",
    "python3.7",
    "python3.8",
    "python3.9",
    "python3.10",
    "python3.11",
    "python3.12",
    "python3.13",
    "ruby2.7",
    "ruby3.2",
    "ruby3.3",
    "ruby3.4",
]


class Ended(Struct, frozen=True):
    """A runtime AWS has stopped supporting.

    Attributes:
        date: the day it did.
        successor: advice, as a sentence.
    """

    date: str
    successor: str


_PYTHON = "Write python3.13."
_NODE = "Write nodejs22.x."
_RUBY = "Write ruby3.4."
_OS_ONLY = "Write provided.al2023."
_DOTNET = "The AWS provider 5.100 knows no newer one by name: deploy .NET 10 as an image, or write provided.al2023."

# Lambda developer guide, "Lambda runtimes": the deprecation dates, as of November 2026.
ENDED: Mapping[str, Ended] = {
    "dotnet6": Ended("20 December 2024", _DOTNET),
    "dotnet8": Ended("10 November 2026", _DOTNET),
    "java8": Ended("8 January 2024", "Write java21."),
    "nodejs12.x": Ended("31 March 2023", _NODE),
    "nodejs14.x": Ended("4 December 2023", _NODE),
    "nodejs16.x": Ended("12 June 2024", _NODE),
    "nodejs18.x": Ended("1 September 2025", _NODE),
    "nodejs20.x": Ended("30 April 2026", _NODE),
    "provided": Ended("8 January 2024", _OS_ONLY),
    "provided.al2": Ended("31 July 2026", _OS_ONLY),
    "python3.7": Ended("4 December 2023", _PYTHON),
    "python3.8": Ended("14 October 2024", _PYTHON),
    "python3.9": Ended("15 December 2025", _PYTHON),
    "python3.10": Ended("31 October 2026", _PYTHON),
    "ruby2.7": Ended("7 December 2023", _RUBY),
    "ruby3.2": Ended("31 March 2026", _RUBY),
}


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
_FORMS: Mapping[str, HandlerForm] = {
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
    return _FORMS.get(language[0] if language else "", _ANYTHING)
