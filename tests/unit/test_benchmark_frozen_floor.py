"""The frozen floor stays what it was: the files of the first round, for as many environments as are measured."""

from __future__ import annotations

from pathlib import Path

from benchmarks.floor import generate_all
from benchmarks.frozen_floor import write_frozen_floor

from hclpress.hcl.layout import layout

KINDS = 11
FILES, CHARACTERS = 452, 473_043
"""The files of one environment of each kind, at commit 3015a91, and the size of all of them."""


def test_the_frozen_floor_neither_grows_nor_shrinks(tmp_path: Path) -> None:
    texts = rendered(tmp_path, KINDS)
    assert len(texts) == FILES
    assert sum(map(len, texts.values())) == CHARACTERS
    for text in texts.values():
        layout(text)


def test_environments_of_the_frozen_floor_differ_in_their_numbers_alone(tmp_path: Path) -> None:
    texts = rendered(tmp_path, 2 * KINDS)
    assert len(texts) == 2 * FILES
    first = {path: text for path, text in texts.items() if int(path.partition("/")[0][-4:]) < KINDS}
    assert len(first) == FILES
    for path, text in first.items():
        environment, _, file = path.partition("/")
        number = int(environment[-4:])
        other = texts[f"{environment[:-4]}{number + KINDS:04}/{file.replace(f'{number:04}', f'{number + KINDS:04}')}"]
        assert abs(len(other) - len(text)) < 20
    roots = [text for path, text in texts.items() if path.endswith("/providers.tf")]
    assert len(set(roots)) == 2 * KINDS


def rendered(folder: Path, size: int) -> dict[str, str]:
    made = write_frozen_floor(folder / "frozen", size)
    generate_all(sorted(made.contexts.iterdir()), folder / "out", made.templates)
    return {
        path.relative_to(folder / "out").as_posix(): path.read_text("utf-8")
        for path in (folder / "out").rglob("*")
        if path.is_file()
    }
