"""verify: each file that is not what is rendered, and in what way."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from functools import partial
from pathlib import Path

import pytest
from outputs import ADDRESS, NEW, OLD, content, output, written

from hclpress.diagnostics import Diagnosed
from hclpress.history.manifest import MANIFEST, digest_of
from hclpress.output.interrupted_render import PENDING
from hclpress.output.line_endings import is_converted
from hclpress.stages.verify import Difference, verify, without_spec


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(OLD, tmp_path)
    return tmp_path / ADDRESS


def differences(texts: dict[str, str], out: Path) -> dict[str, Difference]:
    before = content(out)
    (found,) = verify([output(texts)], out)
    assert content(out) == before
    return found.differences


def test_what_was_just_written_is_proved(tmp_path: Path, folder: Path) -> None:
    (found,) = verify([output(OLD)], tmp_path)
    assert (found.address, found.folder, found.files, found.differences) == (ADDRESS, folder, 4, {})


def test_each_file_is_named_with_what_is_wrong_with_it(tmp_path: Path, folder: Path) -> None:
    (folder / "main.tf").write_text("# edited\n")
    (folder / "modules/a/main.tf").unlink()
    (folder / "modules/b/main.tf").unlink()
    os.mkfifo(folder / "modules/b/main.tf")
    (folder / "modules/b/own.tf").write_text("")
    (folder / "zz_override.tf.json").write_text("{}")
    assert differences(OLD, tmp_path) == {
        "main.tf": Difference.EDITED,
        "modules/a/main.tf": Difference.MISSING,
        "modules/b/main.tf": Difference.NO_FILE,
        "modules/b/own.tf": Difference.FOREIGN,
        "zz_override.tf.json": Difference.FOREIGN,
    }


def test_what_terraform_and_people_leave_beside_the_configuration_is_not_minded(tmp_path: Path, folder: Path) -> None:
    for name in (
        ".terraform/modules/x.tf",
        ".terraform.lock.hcl",
        "terraform.tfstate",
        "own.tfvars",
        "notes.md",
        ".own.tf",
        "own.tf~",
        "#own.tf#",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    assert differences(OLD, tmp_path) == {}


@pytest.mark.parametrize(
    "name",
    [
        "terraform.tfvars",
        "terraform.tfvars.json",
        "own.auto.tfvars",
        ".auto.tfvars",
        "own.auto.tfvars.json",
        "override.tf",
        "own.tofu",
        "terraform.d/plugins/x",
        "modules/a/own_override.tf",
    ],
)
def test_what_changes_what_terraform_does_is_foreign(tmp_path: Path, folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("")
    assert set(differences(OLD, tmp_path).values()) == {Difference.FOREIGN}


@pytest.mark.parametrize(
    "name", ["modules/own.tf", "modules/a/terraform.tfvars", "modules/a/deep/own.tf", "deep/own.tf"]
)
def test_what_terraform_does_not_read_there_is_not_minded(tmp_path: Path, folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("")
    assert differences(OLD, tmp_path) == {}


@pytest.mark.parametrize("name", [".terraform/providers/x/terraform-provider-aws", ".terraform/modules/modules.json"])
def test_a_folder_of_terraform_is_minded_if_git_has_it(tmp_path: Path, folder: Path, name: str) -> None:
    run = partial(subprocess.run, cwd=tmp_path, check=True, capture_output=True)
    run(["git", "init", "--quiet"])
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("")
    run(["git", "add", "--all", "--", ADDRESS.split("/")[0]])
    assert verify([output(OLD)], tmp_path)[0].differences == {".terraform": Difference.COMMITTED}
    run(["git", "rm", "-r", "--quiet", "--cached", f"{ADDRESS}/.terraform"])
    assert verify([output(OLD)], tmp_path)[0].differences == {}


def test_line_endings_of_a_checkout_are_named(tmp_path: Path, folder: Path) -> None:
    for file in (folder / "main.tf", folder / MANIFEST):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert differences(OLD, tmp_path) == {
        "main.tf": Difference.LINE_ENDINGS,
        MANIFEST: Difference.LINE_ENDINGS,
    }


def zipped(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("index.py", content)
    return buffer.getvalue()


def test_line_endings_of_the_sources_of_a_zip_file_are_told_from_other_changes() -> None:
    assert is_converted(zipped(b"a\r\nb\r\n"), zipped(b"a\nb\n"))
    assert not is_converted(zipped(b"a\nc\n"), zipped(b"a\nb\n"))
    assert not is_converted(b"PK no zip", zipped(b"a\nb\n"))
    assert not is_converted(b"a", b"a")


def test_a_spec_that_has_gone_on_makes_files_stale(tmp_path: Path, folder: Path) -> None:
    assert differences(NEW, tmp_path) == {
        MANIFEST: Difference.STALE,
        "main.tf": Difference.STALE,
        "modules/b/main.tf": Difference.LEFT_OVER,
        "modules/c/main.tf": Difference.MISSING,
    }


def test_a_manifest_changed_together_with_its_file_is_found_out(tmp_path: Path, folder: Path) -> None:
    (folder / "main.tf").write_text("# tampered\n")
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"]["main.tf"] = digest_of(b"# tampered\n")
    (folder / MANIFEST).write_text(json.dumps(manifest))
    assert differences(OLD, tmp_path) == {MANIFEST: Difference.STALE, "main.tf": Difference.STALE}


@pytest.mark.parametrize("text", ["{", '{"format": 99}', ""])
def test_a_manifest_that_is_none_is_named_and_the_rest_is_compared_all_the_same(
    tmp_path: Path, folder: Path, text: str
) -> None:
    (folder / MANIFEST).write_text(text)
    (folder / "main.tf").write_text("# edited\n")
    assert differences(OLD, tmp_path) == {MANIFEST: Difference.STALE, "main.tf": Difference.EDITED}


def test_nothing_is_proved_of_an_output_that_waits_to_be_finished(tmp_path: Path, folder: Path) -> None:
    (tmp_path / PENDING).mkdir()
    (tmp_path / PENDING / "journal.jsonl").write_text("[]")
    with pytest.raises(Diagnosed) as caught:
        verify([output(OLD)], tmp_path)
    assert [one.code for one in caught.value.diagnostics] == ["write/interrupted"]


def test_an_output_that_is_not_there_misses_everything(tmp_path: Path) -> None:
    assert set(differences(OLD, tmp_path / "nowhere").values()) == {Difference.MISSING}


def test_an_output_without_a_spec_is_found(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "notes").mkdir()
    assert without_spec(tmp_path, [ADDRESS]) == ()
    assert without_spec(tmp_path, []) == (ADDRESS,)
