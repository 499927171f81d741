import copy
import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from hclpress.cache.fingerprint import Fingerprint
from hclpress.cache.results_file import FOLDER, Index, Result
from hclpress.cache.signature import signed
from hclpress.diagnostics import Diagnostic, Severity, Span

WARNING = Diagnostic("check/x", "It is so", "And so.", Span("a.yaml", 1, 2, 3, 4), Severity.WARNING)
RESULT = Result(
    inputs=Fingerprint(("environments/a/b.yaml",), "1", "2"),
    outputs={"out": Fingerprint((".hclpress.json", "main.tf", "modules/a/main.tf"), "3", None)},
    warnings=(WARNING, replace(WARNING, span=None)),
    resources=4,
    modules=2,
    since=date(2026, 1, 2),
    until=date(2026, 3, 4),
)


def kept(root: Path, program: str = "p") -> Index:
    index = Index(root, program)
    index.note("environments/a/b.yaml", RESULT)
    index.save()
    return index


def test_what_is_noted_and_saved_is_there_in_the_next_run(tmp_path: Path) -> None:
    kept(tmp_path)
    index = Index(tmp_path, "p")
    assert index.result("environments/a/b.yaml") == RESULT
    assert index.result("environments/a/c.yaml") is None


def test_results_of_another_toolchain_are_discarded(tmp_path: Path) -> None:
    kept(tmp_path)
    assert Index(tmp_path, "q").result("environments/a/b.yaml") is None


def test_an_index_with_any_byte_changed_or_cut_off_is_discarded(tmp_path: Path) -> None:
    kept(tmp_path)
    file = tmp_path / FOLDER / "results.json"
    content = file.read_bytes()
    for index in range(0, len(content), 7):
        file.write_bytes(content[:index] + bytes([content[index] ^ 1]) + content[index + 1 :])
        assert Index(tmp_path, "p").result("environments/a/b.yaml") is None
        file.write_bytes(content[:index])
        assert Index(tmp_path, "p").result("environments/a/b.yaml") is None
    file.write_bytes(content)
    assert Index(tmp_path, "p").result("environments/a/b.yaml") == RESULT


@pytest.mark.parametrize("content", [b"", b"\n", b"no\n{}", b"\xff\xfe", b"[]"])
def test_a_file_that_is_no_index_is_discarded(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "results.json").write_bytes(content)
    assert Index(tmp_path, "p").result("a") is None
    assert kept(tmp_path).result("environments/a/b.yaml") == RESULT


def test_an_index_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where its folder belongs")
    kept(tmp_path)
    assert Index(tmp_path, "p").result("environments/a/b.yaml") is None


def test_a_name_that_cannot_stand_in_it_is_no_error(tmp_path: Path) -> None:
    index = kept(tmp_path)
    index.note("\udcff", RESULT)
    index.save()
    assert Index(tmp_path, "p").result("environments/a/b.yaml") == RESULT


def test_the_folder_keeps_itself_out_of_version_control(tmp_path: Path) -> None:
    kept(tmp_path)
    assert (tmp_path / FOLDER / ".gitignore").read_text().endswith("\n*\n")
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == [".gitignore", "results.json"]


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    Index(tmp_path, "p").save()
    assert not (tmp_path / FOLDER).exists()


@pytest.mark.parametrize(
    ("day", "holds"), [("2026-01-01", False), ("2026-01-02", True), ("2026-03-04", True), ("2026-03-05", False)]
)
def test_a_result_holds_from_its_day_to_the_last_day_of_its_first_waiver(day: str, holds: bool) -> None:
    assert RESULT.holds_on(date.fromisoformat(day)) is holds
    assert replace(RESULT, until=None).holds_on(date(2030, 1, 1))


SPEC = "environments/a/b.yaml"


def shaped(change: Callable[[Any], object]) -> bytes:
    """An index with a right signature and another shape."""
    index = {
        "format": 3,
        "toolchain": "p",
        "results": {
            SPEC: {
                "inputs": ["environments/a/b.yaml", "1", "2"],
                "outputs": {"out": ["main.tf", "3", None]},
                "warnings": [],
                "resources": 4,
                "modules": 2,
                "since": "2026-01-02",
                "until": None,
                "applied": ["", ""],
            }
        },
    }
    changed = copy.deepcopy(index)
    result = change(changed)
    return msgspec.json.encode(changed if result is None else result)


def in_result(key: str, value: object) -> Callable[[Any], None]:
    return lambda index: index["results"][SPEC].__setitem__(key, value)


SHAPES: dict[str, bytes] = {
    "as it is": shaped(lambda _: None),
    "nothing": b"",
    "an empty object": b"{}",
    "a list": b"[]",
    "null": b"null",
    "a number": b"5",
    "deep lists": b"[" * 1_000_000,
    "deep objects": b'{"a":' * 1_000_000,
    "deep beside the rest": b'{"more": ' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}",
    "no text": b"\xff\xfe",
    "no results": shaped(lambda index: index.__setitem__("results", None)),
    "a list of results": shaped(lambda index: index.__setitem__("results", [])),
    "a list as result": shaped(lambda index: index["results"].__setitem__(SPEC, [])),
    "no inputs": shaped(in_result("inputs", None)),
    "short inputs": shaped(in_result("inputs", ["a"])),
    "a number as inputs": shaped(in_result("inputs", [1, 2, 3])),
    "a list of outputs": shaped(in_result("outputs", [])),
    "no day": shaped(in_result("since", "x")),
    "a warning without words": shaped(in_result("warnings", [{"code": 1}])),
    "a severity of its own": shaped(
        in_result("warnings", [{"code": "a", "summary": "b", "detail": "c", "span": None, "severity": "deadly"}])
    ),
    "text as a number": shaped(in_result("resources", "four")),
    "a number without end": shaped(in_result("resources", 1)).replace(
        b':1,"modules"', b":" + b"1" * 5000 + b',"modules"'
    ),
    "without a toolchain": shaped(lambda index: index.pop("toolchain") and None),
}


@pytest.mark.parametrize("name", SHAPES)
def test_an_index_of_another_shape_is_discarded_whatever_its_signature_says(tmp_path: Path, name: str) -> None:
    (tmp_path / FOLDER).mkdir()
    content = signed(SHAPES[name], "results")
    assert content is not None
    (tmp_path / FOLDER / "results.json").write_bytes(content)
    assert (Index(tmp_path, "p").result(SPEC) is not None) is (name == "as it is")
    assert kept(tmp_path).result(SPEC) == RESULT


@pytest.mark.parametrize(
    "signature", ["no signature", "a digest", "a signature of another key", "the signature of another cache"]
)
def test_an_index_that_this_user_did_not_write_is_discarded(
    tmp_path: Path, signature: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SHAPES["as it is"]
    (tmp_path / FOLDER).mkdir()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("HCLPRESS_CACHE_KEY", "theirs")
        theirs = signed(text, "results")
    content = {
        "no signature": text,
        "a digest": hashlib.sha256(text).hexdigest().encode() + b"\n" + text,
        "a signature of another key": theirs,
        "the signature of another cache": signed(text, "skeletons"),
    }[signature]
    assert content is not None
    (tmp_path / FOLDER / "results.json").write_bytes(content)
    assert Index(tmp_path, "p").result(SPEC) is None


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a huge file", "a link to a device", "a link to nothing"])
def test_what_is_no_index_at_all_is_discarded_and_never_waited_for(tmp_path: Path, kind: str) -> None:
    file = tmp_path / FOLDER / "results.json"
    file.parent.mkdir()
    match kind:
        case "a pipe":
            os.mkfifo(file)
        case "a folder":
            file.mkdir()
        case "a huge file":
            file.touch()
            os.truncate(file, 1 << 40)
        case "a link to a device":
            file.symlink_to("/dev/zero")
        case _:
            file.symlink_to("nowhere")
    assert Index(tmp_path, "p").result(SPEC) is None
    kept(tmp_path)
    assert (Index(tmp_path, "p").result(SPEC) == RESULT) is (kind != "a folder")


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A checkout may hold one in place of the folder or of a file in it."""
    root, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    (root / FOLDER).symlink_to(elsewhere)
    kept(root)
    assert list(elsewhere.iterdir()) == []
    (root / FOLDER).unlink()
    (root / FOLDER).mkdir()
    (root / FOLDER / ".gitignore").symlink_to(elsewhere / "made")
    (root / FOLDER / "results.json").symlink_to(elsewhere / "made too")
    kept(root)
    assert list(elsewhere.iterdir()) == []
    assert Index(root, "p").result(SPEC) == RESULT
