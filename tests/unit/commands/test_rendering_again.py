"""What a second render believes of the first, and what it does not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from examples import PROJECT
from typer.testing import CliRunner

from hclpress.cache.fingerprint import digest_of, digests_of
from hclpress.cache.signature import content_signed_as, signed
from hclpress.cli import app
from hclpress.fleet import generate as generating
from hclpress.model.write_report import WriteReport
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.system import workers as processes

SYSTEM = "order-pipeline"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the order pipeline alone, rendered once."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PROJECT / "environments" / SYSTEM, tmp_path / "environments" / SYSTEM)
    shutil.copytree(PROJECT / "functions" / SYSTEM, tmp_path / "functions" / SYSTEM)
    # What changed within the last tick of the clock is not remembered.
    time.sleep(0.1)
    assert hclpress("render") == 0
    return tmp_path


def hclpress(*arguments: str) -> int:
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    return result.exit_code


def told(*arguments: str) -> dict[str, object]:
    result = CliRunner().invoke(app, [*arguments, "--format", "json"], catch_exceptions=False)
    report = json.loads(result.stdout)
    assert isinstance(report, dict)
    return report


def generated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that collects the environments generated from now on."""
    from hclpress.fleet import generate_one as generate_one

    found: list[str] = []
    generate = generate_one.generate

    def noted(where: object, *arguments: object, **more: object) -> object:
        found.append(str(where.label))  # type: ignore[attr-defined]
        return generate(where, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(generate_one, "generate", noted)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("arguments", [("render",), ("render", "--check"), ("check",)])
def test_unchanged_environments_are_skipped(
    project: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    again = generated(monkeypatch)
    assert hclpress(*arguments) == 0
    assert again == []
    assert hclpress(*arguments, "--no-cache") == 0
    assert again == ["dev", "prod"]


def test_what_is_said_is_the_same_with_and_without_a_cache(project: Path) -> None:
    for command in ("render", "check"):
        assert told(command) == told(command, "--no-cache")


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "its own spec": (lambda root: append(root / f"environments/{SYSTEM}/dev.yaml", "note: Mine.\n"), ["dev"]),
    "a base": (lambda root: append(root / f"environments/{SYSTEM}/base.yaml", "note: Ours.\n"), ["dev", "prod"]),
    "a function": (lambda root: append(next((root / "functions").rglob("*.py")), "# Mine.\n"), ["dev", "prod"]),
    "a new file among the functions": (
        lambda root: append(next((root / "functions").rglob("*.py")).with_name("new.py"), "x = 1\n"),
        ["dev", "prod"],
    ),
    "the output gone": (lambda root: shutil.rmtree(root / f"out/{SYSTEM}/dev"), ["dev"]),
    "a file of the output gone": (lambda root: (root / f"out/{SYSTEM}/dev/main.tf").unlink(), ["dev"]),
    "another folder for the output": (lambda root: (root / "out").rename(root / "there"), ["dev", "prod"]),
    "the cache gone": (lambda root: shutil.rmtree(root / ".hclpress_cache"), ["dev", "prod"]),
    "the cache damaged": (lambda root: append(root / ".hclpress_cache/results.json", " "), ["dev", "prod"]),
}


def current(output: EnvironmentOutput) -> WriteReport:
    return WriteReport(Path("out", output.address), (), (), (), len(output.contents))


def rewrite_outputs(index: Path, out: Path) -> None:
    """Let an index say that the output is as it lies there, under a right signature."""
    content = content_signed_as(index.read_bytes(), "results")
    assert content is not None
    raw = json.loads(content)
    for spec, result in raw["results"].items():
        folder = out / spec.split("/", 1)[1].removesuffix(".yaml")
        paths = result["outputs"]["out"][0]
        digest = digest_of(digests_of(str(folder), paths.split("\n")))
        result["outputs"]["out"] = [paths, digest, None]
    forged = signed(json.dumps(raw).encode(), "results")
    assert forged is not None
    index.write_bytes(forged)


def append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


@pytest.mark.parametrize("what", CHANGES)
def test_affected_environments_are_generated_again_as_without_a_cache(
    project: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    change, concerned = CHANGES[what]
    # Once more, so that everything has its stamp.
    assert hclpress("render") == 0
    change(project)
    again = generated(monkeypatch)
    assert hclpress("render") == 0
    assert again == concerned
    rendered = contents(project / "out")
    shutil.rmtree(project / "out")
    assert hclpress("render", "--no-cache") == 0
    assert contents(project / "out") == rendered


def test_a_forged_index_that_comes_with_a_checkout_makes_no_edited_output_current(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody renders, edits the output, and lets a hclpress of his own say that it is as it was rendered."""
    edited = project / f"out/{SYSTEM}/dev/modules/functions/main.tf"
    index = project / ".hclpress_cache/results.json"
    with monkeypatch.context() as theirs:
        theirs.setenv("XDG_CACHE_HOME", str(project.parent / "their cache"))
        assert hclpress("render", "--no-cache") == 0
        index.unlink()
        append(edited, "# Let me in.\n")
        theirs.setattr("hclpress.stages.write.write", lambda outputs, _, **__: tuple(map(current, outputs)))
        assert hclpress("render", "--check") == 0
        theirs.undo()
        theirs.setenv("XDG_CACHE_HOME", str(project.parent / "their cache"))
        rewrite_outputs(index, project / "out")
        assert hclpress("render", "--check") == 0, "the forgery is a good one"
    forged = index.read_bytes()
    for command in (("render", "--check"), ("render",), ("verify",)):
        index.write_bytes(forged)
        assert hclpress(*command) != 0


@pytest.mark.parametrize("processors", [1, 2])
def test_of_many_what_has_changed_and_what_was_deleted_are_both_written_and_the_rest_left_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: processors)
    monkeypatch.setattr(generating, "_MANY", 2)
    shutil.copy(project / f"environments/{SYSTEM}/dev.yaml", project / f"environments/{SYSTEM}/test.yaml")
    time.sleep(0.1)
    assert hclpress("render") == 0
    rendered = contents(project / "out")
    append(project / f"environments/{SYSTEM}/dev.yaml", "\ntags:\n  Team: other\n")
    shutil.rmtree(project / f"out/{SYSTEM}/prod")
    report = told("render")
    assert report["diagnostics"] == []
    touched = {one["environment"] for one in report["environments"] if one["created"] or one["changed"]}
    assert touched == {f"{SYSTEM}/dev", f"{SYSTEM}/prod"}
    now = contents(project / "out")
    changed = {path for path in rendered if now[path] != rendered[path]}
    assert changed
    assert all(path.startswith(f"{SYSTEM}/dev/") for path in changed)
    shutil.rmtree(project / "out")
    assert hclpress("render", "--no-cache") == 0
    assert contents(project / "out") == now


def test_a_file_edited_by_hand_is_found_whatever_its_time_says(project: Path) -> None:
    import os

    assert hclpress("render") == 0
    file = project / f"out/{SYSTEM}/prod/main.tf"
    before = file.stat()
    text = file.read_text()
    file.write_text(text.replace("module", "m0dule", 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert hclpress("render", "--check") == 1
    assert hclpress("render") == 1


def test_a_checkout_with_new_times_is_read_and_not_generated(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in project.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            path.unlink()
            path.write_bytes(content)
    again = generated(monkeypatch)
    assert hclpress("render", "--check") == 0
    assert again == []


def test_a_result_ends_with_the_first_waiver(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    from hclpress.commands import render

    spec = project / f"environments/{SYSTEM}/dev.yaml"
    append(
        spec,
        'waivers:\n- {checkov: CKV_AWS_1, instance: api, resource: aws_apigatewayv2_api.this, reason: For the test., until: "2027-01-31"}\n',
    )
    time.sleep(0.1)
    assert hclpress("render") == 0

    class Later(date):
        @classmethod
        def today(cls) -> date:
            return date(2027, 2, 1)

    monkeypatch.setattr(render, "date", Later)
    again = generated(monkeypatch)
    assert hclpress("render") == 1
    assert again == ["dev"]


def test_a_failure_is_not_remembered_and_nothing_is_lost_by_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = project / f"environments/{SYSTEM}/dev.yaml"
    text, rendered = spec.read_text(), contents(project / "out")
    append(spec, "regoin: nowhere\n")
    for _ in range(2):
        assert hclpress("render") == 1
        assert contents(project / "out") == rendered
    spec.write_text(text)
    again = generated(monkeypatch)
    assert hclpress("render") == 0
    assert again == []


def git(root: Path, *words: str) -> None:
    person = {f"GIT_{role}_{part}": "t@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    subprocess.run(["git", *words], cwd=root, env={**os.environ, **person}, check=True, capture_output=True)


@pytest.fixture
def committed(project: Path) -> Path:
    """The same project in a repository, rendered once more."""
    git(project, "init", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-m", "first")
    assert hclpress("render") == 0
    return project


def test_git_is_not_asked_about_unchanged_environments(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = committed / "tools"
    tools.mkdir()
    (tools / "git").write_text(f"#!/bin/sh\n: > '{committed}/asked'\nexit 1\n")
    (tools / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    again = generated(monkeypatch)
    assert hclpress("render") == 0
    assert again == []
    assert not (committed / "asked").exists()
    (committed / ".git/refs/heads/main").write_text("0" * 40)
    assert hclpress("render") == 0
    assert (committed / "asked").exists()


def test_a_commit_concerns_the_environments_whose_output_it_changes(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = generated(monkeypatch)
    git(committed, "commit", "--allow-empty", "-m", "nothing")
    assert hclpress("render") == 0
    assert again == []
    append(committed / f"environments/{SYSTEM}/dev.yaml", "note: Mine.\n")
    assert hclpress("render") == 0
    assert again == ["dev"]
    git(committed, "commit", "-a", "-m", "changed")
    assert hclpress("render") == 0
    assert again == ["dev", "dev"]
    assert hclpress("render") == 0
    assert again == ["dev", "dev"]
