from pathlib import Path

import pytest

from generator.verdicts.program import program_digest


def test_the_same_program_has_the_same_digest() -> None:
    assert program_digest([]) == program_digest([])


def test_own_modules_and_every_change_of_them_make_another_program(tmp_path: Path) -> None:
    module = tmp_path / "queue"
    module.mkdir()
    (module / "contract.py").write_text("a = 1\n")
    found = {program_digest([]), program_digest([tmp_path])}
    (module / "contract.py").write_text("a = 2\n")
    found.add(program_digest([tmp_path]))
    (module / "main.tf.j2").write_text("")
    found.add(program_digest([tmp_path]))
    assert len(found) == 4


def test_another_folder_to_start_in_is_another_program_because_messages_name_files_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program_digest([])
    monkeypatch.chdir(tmp_path)
    assert program_digest([]) != before


def test_another_version_of_a_library_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    found = set()
    for version in ("1.0", "1.1"):
        (tmp_path / f"library-{version}.dist-info").mkdir()
        found.add(program_digest([]))
        (tmp_path / f"library-{version}.dist-info").rmdir()
    assert len({*found, program_digest([])}) == 3
