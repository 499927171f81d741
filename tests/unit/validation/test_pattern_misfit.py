"""The reason why a text does not keep to a pattern names the first wrong character and what may stand there."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hclpress.validation.pattern_misfit import misfit

NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
FUNCTION = r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$"
ROLE = r"^arn:aws(-cn|-us-gov)?:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$"
PATTERNS = (
    NAME,
    FUNCTION,
    ROLE,
    r"^[0-9]{12}$",
    r"^\S+$",
    r"^(none|iam|(jwt|lambda):[a-z][a-z0-9-]*)$",
    r"^[^/](.*[^/])?$",
)


@pytest.mark.parametrize(
    ("text", "pattern", "words"),
    [
        ("Movies", NAME, "`M` cannot stand at its beginning; a lowercase letter can. Write for example `movies`."),
        (
            "my_table",
            NAME,
            "`_` cannot stand behind `my`; a lowercase letter, a digit or `-` can. Write for example `my-table`.",
        ),
        ("a--b", NAME, "`-` cannot stand behind `a-`; a lowercase letter or a digit can."),
        ("a-", NAME, "It ends too early: a lowercase letter or a digit must follow `a-`. Write for example `a-a`."),
        ("", NAME, "It is empty; a lowercase letter must be there. Write for example `a`."),
        (
            "get-item",
            FUNCTION,
            "It ends too early: a lowercase letter, a digit, `-` or `.` must follow `get-item`. "
            "Write for example `get-item.a`.",
        ),
        ("boundary", ROLE, "`b` cannot stand at its beginning; `arn:aws` can."),
        ("arn:aws:iam::1:role/x", ROLE, "`:` cannot stand behind `arn:aws:iam::1`; a digit can."),
        ("1234567890123", r"^[0-9]{12}$", "It goes on with `3` behind `123456789012`, where it has to end."),
        ("a b", r"^\S+$", "A space cannot stand behind `a`; any character but a space can. Write for example `a-b`."),
        (
            "key",
            r"^(none|iam|(jwt|lambda):[a-z][a-z0-9-]*)$",
            "`k` cannot stand at its beginning; `iam`, `jwt:`, `lambda:` or `none` can.",
        ),
        (
            "/a",
            r"^[^/](.*[^/])?$",
            "`/` cannot stand at its beginning; any character but `/` can. Write for example `a`.",
        ),
    ],
)
def test_the_reason_names_the_character_and_what_can_stand_there(text: str, pattern: str, words: str) -> None:
    assert misfit(text, pattern) == words


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=30), st.sampled_from(PATTERNS))
def test_an_example_always_keeps_to_the_pattern_and_no_reason_holds_a_pattern(text: str, pattern: str) -> None:
    assume(not re.fullmatch(pattern, text))
    reason = misfit(text, pattern)
    assert reason.endswith(".")
    assert pattern[1:-1] not in reason
    if example := re.search(r"Write for example `(.*)`\.$", reason, re.DOTALL):
        assert re.fullmatch(pattern, example.group(1))
