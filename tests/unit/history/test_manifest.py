"""The manifest comes back from its text as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.hcl.address import is_resource
from hclpress.history.history import History
from hclpress.history.identity import Identity
from hclpress.history.manifest import Manifest, NotAManifest, digest_of
from hclpress.history.moves import Move

NAMES = st.text(st.characters(categories=["Ll", "Nd"], include_characters="_", max_codepoint=127), min_size=1)
VALUES = st.text(st.characters(exclude_categories=["Cs"]))
ADDRESSES = st.sampled_from(["module.a", "aws_vpc.this", 'module.b.aws_subnet.x["é -> \\"y\\""]'])
IDENTITIES = st.builds(
    lambda names, parents, is_global: Identity(names, parents, is_global or not names),
    st.dictionaries(NAMES, VALUES, max_size=3),
    st.dictionaries(NAMES, ADDRESSES, max_size=2),
    st.booleans(),
)
MOVES = st.lists(st.builds(Move, ADDRESSES, ADDRESSES, VALUES), max_size=2).map(tuple)
MEMORIES = st.builds(
    History,
    st.dictionaries(ADDRESSES.filter(is_resource), IDENTITIES, max_size=3),
    MOVES,
    MOVES,
    st.dictionaries(ADDRESSES, ADDRESSES, max_size=2),
)
FILES = st.dictionaries(st.sampled_from(["main.tf", "modules/a/main.tf"]), st.just(digest_of(b"x")))


@given(st.builds(Manifest, FILES, st.none() | MEMORIES))
def test_a_manifest_comes_back_from_its_text(manifest: Manifest) -> None:
    text = manifest.to_text()
    assert Manifest.from_text(text) == manifest
    assert Manifest.from_text(text).to_text() == text
    json.loads(text)


def test_each_fact_has_a_line_of_its_own_so_that_branches_merge() -> None:
    history = History(
        {"aws_b.x": Identity({"name": "x"}, {}, is_global=True), "aws_a.y": Identity({}, {"of": "aws_b.x"}, True)},
        (Move("module.a", "module.b", "Because."),),
    )
    assert Manifest({"main.tf": "0" * 64}, history).to_text().splitlines() == [
        "{",
        '  "format": 2,',
        '  "files": {',
        f'    "main.tf": "{"0" * 64}"',
        "  },",
        '  "resources": {',
        '    "aws_a.y": ["of@aws_b.x"],',
        '    "aws_b.x": ["name=x"]',
        "  },",
        '  "moves": [',
        '    {"from": "module.a", "to": "module.b", "because": "Because."}',
        "  ]",
        "}",
    ]


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a\\b", "a\0b"])
def test_a_path_that_leaves_the_folder_makes_it_no_manifest(path: str) -> None:
    with pytest.raises(NotAManifest):
        Manifest.from_text(json.dumps({"format": 2, "files": {path: ""}, "resources": {}}))


@pytest.mark.parametrize("address", ["", "module.a.", "x\n}\nresource", "module.a.aws_vpc.this[x]", "${x}"])
def test_an_address_that_is_none_could_write_hcl_and_makes_it_no_manifest(address: str) -> None:
    move = {"from": address, "to": "module.b", "because": ""}
    with pytest.raises(NotAManifest):
        Manifest.from_text(json.dumps({"format": 2, "files": {}, "resources": {}, "moves": [move]}))
