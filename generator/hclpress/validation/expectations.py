"""Reads the file of expected differences."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.source.file_content import contents
from hclpress.source.reader import read
from hclpress.spec.expected_differences import ExpectedDifference, ExpectedDifferences
from hclpress.validation.typed_settings import typed_settings


class Expectation(Struct, frozen=True):
    """An expected difference, and its place in the file."""

    difference: ExpectedDifference
    place: Span


def read_expectations(path: Path) -> tuple[Expectation, ...]:
    """Read a file of expected differences.

    Raises:
        Diagnosed: when it cannot be read, is not YAML, or has another form.
    """
    name = shown(path)
    try:
        tree = read(contents(path, name), name)
    except OSError as error:
        detail = f"The system says: {error.strerror}. Name a file with `expected:` and a list of differences."
        raise Diagnosed(
            [Diagnostic("diff/unreadable", f"{name} cannot be read", detail, Span.start_of(name))]
        ) from error
    cursor = Cursor(tree)
    found, problems = typed_settings(ExpectedDifferences, document.plain(tree), cursor, {})
    if found is None:
        raise Diagnosed(problems)
    places = cursor.child("expected")
    return tuple(Expectation(one, places.child(number).span) for number, one in enumerate(found.expected))
