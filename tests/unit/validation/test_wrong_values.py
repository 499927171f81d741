"""A wrong value is told in the words of its author, never in those of the library that found it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from hclpress.catalog import find_modules
from hclpress.diagnostics import Diagnostic, Span
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.spec.settings import Settings
from hclpress.validation.typed_settings import typed_settings

FOREIGN = ("Input ", "should", "String", "tag ", "discriminator", " valid ", "List ", "Dictionary", "Tuple", "^", "()")


class Circle(Settings):
    kind: Literal["circle"]
    size: Annotated[float, Field(gt=0, lt=10, multiple_of=0.5)]


class Square(Settings):
    kind: Literal["square"]
    name: Annotated[str, Field(min_length=2, max_length=4, pattern="^[a-z]*$")]


class Drawing(Settings):
    shape: Annotated[Circle | Square, Field(discriminator="kind")]
    colours: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)] = ("red",)
    marks: Annotated[Mapping[Annotated[str, Field(pattern="^[a-z]+$")], int], Field(max_length=1)] = {}
    filled: bool = False
    pen: Literal["thin", "thick"] = "thin"


def problems(raw: document.Plain, kind: type[Settings] = Drawing) -> tuple[Diagnostic, ...]:
    root = document.Mapping({}, Span.start_of("a.yaml"))
    return typed_settings(kind, raw, Cursor(root), {})[1]


CIRCLE: dict[str, document.Plain] = {"kind": "circle", "size": 1}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (
            {"shape": {"kind": "circel", "size": 1}},
            "It is the text 'circel'; it may be 'circle' or 'square'. Did you mean `circle`?",
        ),
        ({"shape": {"size": 1}}, "Add `kind:` here."),
        ({"shape": {"kind": "circle", "size": 0}}, "It is the number 0; it must be more than 0.0."),
        ({"shape": {"kind": "circle", "size": 10}}, "It is the number 10; it must be less than 10.0."),
        ({"shape": {"kind": "circle", "size": 0.7}}, "It is the number 0.7; it must be a multiple of 0.5."),
        ({"shape": {"kind": "square", "name": "a"}}, "It is the text 'a'; it has at least 2 characters."),
        ({"shape": {"kind": "square", "name": "abcde"}}, "It is the text 'abcde'; it has at most 4 characters."),
        (
            {"shape": {"kind": "square", "name": "aB"}},
            "It is the text 'aB'. `B` cannot stand behind `a`; a lowercase letter can. Write for example `ab`.",
        ),
        ({"shape": CIRCLE, "colours": []}, "It is a list with 0 items; the least is 1."),
        ({"shape": CIRCLE, "colours": ["a", "b", "c"]}, "It is a list with 3 items; the most is 2."),
        ({"shape": CIRCLE, "marks": {"a": 1, "b": 2}}, "It is a mapping with 2 entries; the most is 1."),
        (
            {"shape": CIRCLE, "marks": {"A": 1}},
            "It is the text 'A'. `A` cannot stand at its beginning; a lowercase letter can. Write for example `a`.",
        ),
        ({"shape": CIRCLE, "pen": "thik"}, "It is the text 'thik'; it may be 'thin' or 'thick'. Did you mean `thick`?"),
    ],
)
def test_a_wrong_value_is_told_in_plain_words(raw: document.Plain, words: str) -> None:
    (found,) = problems(raw)
    assert found.detail == words


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"shape": {"kind": "square", "name": 123}}, 'It is the number 123. Put it in quotes: "123".'),
        ({"shape": {"kind": "square", "name": 1.5}}, "It is the number 1.5. Put it in quotes as it stands there."),
        ({"shape": {"kind": "square", "name": True}}, 'It is true. Put it in quotes: "true".'),
        ({"shape": {"kind": "circle", "size": "5"}}, "It is the text '5'. Remove the quotes: 5."),
        ({"shape": {"kind": "circle", "size": "true"}}, "It is the text 'true'."),
        ({"shape": CIRCLE, "marks": {"a": "2"}}, "It is the text '2'. Remove the quotes: 2."),
        ({"shape": CIRCLE, "marks": {"a": "2.5"}}, "It is the text '2.5'."),
        ({"shape": CIRCLE, "filled": "false"}, "It is the text 'false'. Remove the quotes: false."),
        ({"shape": CIRCLE, "filled": "no"}, "It is the text 'no'."),
    ],
)
def test_quotes_too_many_and_too_few_are_told(raw: document.Plain, words: str) -> None:
    (found,) = problems(raw)
    assert found.detail == words


VALUES: st.SearchStrategy[document.Plain] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(-5, 5)
    | st.sampled_from(["", "a", "Aa", "circle", "vpc.x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["kind", "size", "A", "rules"]), inner, max_size=3)
    ),
    max_leaves=6,
)


KINDS = [Drawing, *(module.settings for module in find_modules(()))]


@given(st.data())
def test_no_word_of_the_library_is_ever_told(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    raw = data.draw(st.dictionaries(st.sampled_from([*kind.model_fields]), VALUES, max_size=4))
    for found in problems(raw, kind):
        told = found.summary + found.detail
        assert [word for word in FOREIGN if word in told] == [], told


@pytest.mark.parametrize("value", [{"x": [5.5]}, [{}], "Wrong Word", 5.5, True, None, {"Wrong Key": {}}], ids=str)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_words_hold_for_every_setting_of_every_module(kind: type[Settings], value: document.Plain) -> None:
    for found in problems(dict.fromkeys(kind.model_fields, value), kind):
        assert [word for word in FOREIGN if word in found.summary + found.detail] == [], found
