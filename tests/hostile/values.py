"""Hypothesis strategies for values a spec may hold, leaning towards what HCL, YAML or a scanner could misread."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

PIECES = [
    *("${", "%{", "$${", "%%{", "$", "%", "{", "}", "~}", '"', "'", "\\", "\\n", "\\u0041", "\n", "\r", "\r\n", "\t"),
    *("<<EOT\n", "<<-EOT\n", "\nEOT\n", "EOT", "#", "//", "/*", "*/", "# checkov:skip=CKV_AWS_1:x", "tfsec:ignore:*"),
    *('\n}\nresource "aws_vpc" "x" {\n', '${file("/etc/passwd")}', "%{ if true }", "%{ endif }", "each.key", "\0"),
    *("\x1b[2J", "\x85", "\u2028", "\u2029", "\u202e", "\u200b", "\ufeff", "\uffff", "\U0010ffff", "\ue000", "\xad"),
    *(
        "null",
        "true",
        "0777",
        "1e3",
        "1_0",
        "~",
        "for",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "é",
        "日本",
        "😀",
        "a",
        "Z9",
        " ",
    ),
    *("&amp;", "<b>", "\0each\0", "{name}", "..", "/", "=", ",", "]", "[", ")", "(", ":", "?", "!", "|", "@", "`"),
]
# What a reader refuses at its place (see the table) is left to the tests of refusals.
TEXT = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=12),
).map(lambda text: unicodedata.normalize("NFC", text))
NUMBERS = st.one_of(
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.integers(-(10**15) + 1, 10**15 - 1).flatmap(lambda digits: st.integers(0, 15).map(lambda e: digits / 10**e)),
)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXT
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=6,
)
