"""The project file: found above the working folder, read whole, and every slip in it placed."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from examples import PROJECT

from hclpress import __version__
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.project.project import Project
from hclpress.project.project_file import Account, ProjectFile, find_project_file

WHOLE = re.search(r"```toml\n(.*?)```", (PROJECT / "docs/project.md").read_text("utf-8"), re.DOTALL)[1]  # type: ignore[index]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems(folder: Path, text: str, name: str = "hclpress.toml") -> tuple[Diagnostic, ...]:
    (folder / name).write_text(text)
    with pytest.raises(Diagnosed) as caught:
        find_project_file(folder)
    return caught.value.diagnostics


def test_the_file_of_the_page_is_read_whole(folder: Path) -> None:
    (folder / "hclpress.toml").write_text(WHOLE)
    assert find_project_file(folder) == ProjectFile(
        folder / "hclpress.toml",
        ">=0.1,<0.2",
        (folder / "modules",),
        folder / "environments",
        folder / "out",
        "main",
        (folder / "environments/_company.yaml",),
        {
            "prod": Account(
                "123456789012", "arn:aws:iam::123456789012:role/plan", "arn:aws:iam::123456789012:role/apply"
            )
        },
    )


def test_a_table_of_pyproject_says_the_same(folder: Path) -> None:
    (folder / "hclpress.toml").write_text(WHOLE)
    own = find_project_file(folder)
    (folder / "hclpress.toml").unlink()
    inner = WHOLE.replace("[accounts.prod]", "[tool.hclpress.accounts.prod]")
    (folder / "pyproject.toml").write_text(f"[project]\nname = 'x'\n\n[tool.hclpress]\n{inner}")
    found = find_project_file(folder)
    assert found.path == folder / "pyproject.toml"
    assert (found.modules, found.extends, found.accounts) == (own.modules, own.extends, own.accounts)


def test_it_is_found_above_the_working_folder_up_to_the_repository(folder: Path) -> None:
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    assert find_project_file(below) == ProjectFile()
    (folder / "hclpress.toml").write_text("out = 'terraform'\n")
    assert find_project_file(below).out == folder / "terraform"
    (folder / "a" / ".git").mkdir()
    assert find_project_file(below) == ProjectFile()


def test_a_pyproject_without_the_table_is_passed_over(folder: Path) -> None:
    below = folder / "a"
    below.mkdir()
    (below / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    (folder / "hclpress.toml").write_text("out = 'terraform'\n")
    assert find_project_file(below).out == folder / "terraform"


def test_a_flag_wins_over_the_file_and_the_file_over_the_default(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "hclpress.toml").write_text("out = 'terraform'\nenvironments = 'specs'\nmodules = 'mine'\n")
    file = find_project_file(folder)
    assert Project.of(file).out == Path("terraform")
    assert Project.of(file).specs == Path("specs")
    assert Project.of(file).own_modules == (Path("mine"),)
    told = Project.of(file, Path("others"), [Path("theirs")], Path("elsewhere"))
    assert (told.specs, told.own_modules, told.out) == (Path("others"), (Path("theirs"),), Path("elsewhere"))
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert Project.of(file).out == Path("../terraform")
    assert Project.of(ProjectFile()).specs == Path("environments")


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("out = \n", "project/not-toml", 1, 7),
        ("out = 'a'\nout = 'b'\n", "project/not-toml", 2, 10),
        ("ouut = 'x'\n", "project/unknown-key", 1, 1),
        ("# x\nout = 5\n", "project/wrong-type", 2, 1),
        ("modules = [1]\n", "project/wrong-type", 1, 1),
        ("modules = ['/mine']\n", "project/absolute-path", 1, 1),
        ("out = '/somewhere'\n", "project/absolute-path", 1, 1),
        ("required-version = 'new'\n", "project/bad-version", 1, 1),
        ("accounts = 5\n", "project/wrong-type", 1, 1),
        ("[accounts]\nprod = 5\n", "project/wrong-type", 2, 1),
        ("[accounts.prod]\nid = '12'\n", "project/bad-account", 2, 1),
        ("[accounts.prod]\n", "project/bad-account", 1, 1),
        ("[accounts.dev]\nid = '123456789012'\n[accounts.prod]\nid = 123456789012\n", "project/wrong-type", 4, 1),
        ("[accounts.prod]\nid = '123456789012'\nplan-role = 'plan'\n", "project/bad-role", 3, 1),
        ("[accounts.prod]\nid = '123456789012'\nrole = 'plan'\n", "project/unknown-key", 3, 1),
        ('# x\nout = "a\\u0000b"\n', "project/bad-path", 2, 1),
        ('modules = ["a\\u0000b"]\n', "project/bad-path", 1, 1),
        ("x = " + "[" * 3000 + "]" * 3000 + "\n", "project/not-toml", 1, 1),
        (".".join("a" * 3000) + " = 1\n", "project/unknown-key", 1, 1),
        ("out." + ".".join("a" * 3000) + " = 1\n", "project/wrong-type", 1, 1),
        ("out = " + "1" * 5000 + "\n", "project/not-toml", 1, 1),
        *(
            (f"# x\ndeploy-branch = {json.dumps(name)}\n", "project/bad-branch", 2, 1)
            for name in (
                *(
                    "a b",
                    "a\tb",
                    "a\u0000",
                    "${{ github.token }}",
                    "a..b",
                    "-x",
                    "/a",
                    "a/",
                    "a//b",
                    "a.lock",
                    "a.",
                    "a~b",
                ),
                *("a/.b", ".a", "a:b", "a,b", "a]", "*", "a\nb", "main\n", "@"),
            )
        ),
        ("out = 'environments'\n", "project/out-not-apart", 1, 1),
        ("modules = 'mine'\nout = 'mine'\n", "project/out-not-apart", 2, 1),
        ("out = '.'\n", "project/out-not-apart", 1, 1),
        ("out = '..'\n", "project/out-not-apart", 1, 1),
        ("out = 'environments/out'\n", "project/out-not-apart", 1, 1),
        ("modules = 'mine'\nout = 'mine/out'\n", "project/out-not-apart", 2, 1),
        ("environments = 'out/specs'\n", "project/out-not-apart", 1, 1),
        ("modules = ['out']\n", "project/out-not-apart", 1, 1),
    ],
)
def test_a_slip_is_told_at_its_line(text: str, code: str, line: int, column: int, folder: Path) -> None:
    found = [one for one in problems(folder, text) if one.code == code]
    assert found
    assert found[0].span
    assert (found[0].span.file, found[0].span.line, found[0].span.column) == ("hclpress.toml", line, column)
    assert found[0].detail.endswith(".")


def test_a_slip_in_pyproject_is_told_in_its_own_table(folder: Path) -> None:
    (found,) = problems(folder, "[tool.other]\nout = 1\n[tool.hclpress]\nout = 5\n", "pyproject.toml")
    assert found.span
    assert (found.span.file, found.span.line) == ("pyproject.toml", 4)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[tool.other]\nout = 1\n[ tool . hclpress ]\nout = 5\n", 4),
        ("[tool.other]\nout = 1\n[tool]\nhclpress.out = 5\n", 4),
        ("tool.hclpress.out = 5\n", 1),
        ("[tool]\nhclpress = {out = 5}\n[tool.other]\nout = 1\n", 2),
        ("[tool.'hclpress']\nout = 5\n", 2),
        ("[tool]\nhclpress = 5\n", 2),
    ],
)
def test_every_spelling_of_the_table_is_known(text: str, line: int, folder: Path) -> None:
    (found,) = problems(folder, text, "pyproject.toml")
    assert found.span
    assert (found.span.file, found.span.line) == ("pyproject.toml", line)


@pytest.mark.parametrize(
    "text", ["# [tool.hclpress]\n", "[tool.hclpressx]\nout = 'x'\n", "tool = 5 # hclpress\n", "hclpress = 1\n"]
)
def test_a_pyproject_that_only_mentions_the_table_is_passed_over(text: str, folder: Path) -> None:
    (folder / "pyproject.toml").write_text(text)
    assert find_project_file(folder) == ProjectFile()


def test_a_project_file_that_is_no_file_is_told(folder: Path) -> None:
    path = folder / "hclpress.toml"
    (folder / "pyproject.toml").mkdir()
    assert find_project_file(folder) == ProjectFile()
    for make in (path.mkdir, lambda: path.symlink_to("absent"), lambda: path.symlink_to("hclpress.toml")):
        make()
        with pytest.raises(Diagnosed) as caught:
            find_project_file(folder)
        (found,) = caught.value.diagnostics
        assert (found.code, str(found.span)) == ("project/unreadable", "hclpress.toml:1:1")
        path.unlink() if path.is_symlink() else path.rmdir()


@pytest.mark.parametrize("name", ["main", "release/1.x", "feature/JIRA-1_x", "été", "user@host", "a#1"])
def test_a_branch_of_git_is_taken(name: str, folder: Path) -> None:
    (folder / "hclpress.toml").write_text(f"deploy-branch = '{name}'\n")
    assert find_project_file(folder).deploy_branch == name
    subprocess.run(["git", "check-ref-format", "--branch", name], check=True, capture_output=True)


def test_all_slips_are_told_at_once(folder: Path) -> None:
    codes = [one.code for one in problems(folder, "ouut = 'x'\nout = 5\nmodules = ['/m']\n")]
    assert sorted(codes) == ["project/absolute-path", "project/unknown-key", "project/wrong-type"]


def test_another_version_is_refused_with_a_way_out(folder: Path) -> None:
    (found,) = problems(folder, "required-version = '>=99'\n")
    assert found.code == "project/other-version"
    assert __version__ in found.detail
    assert "pip install 'hclpress>=99'" in found.detail
    (folder / "hclpress.toml").write_text(f"required-version = '=={__version__}'\n")
    assert find_project_file(folder).required_version == f"=={__version__}"


def test_text_that_is_no_utf_8_is_told(folder: Path) -> None:
    (folder / "hclpress.toml").write_bytes(b"out = '\xff'\n")
    with pytest.raises(Diagnosed) as caught:
        find_project_file(folder)
    assert [one.code for one in caught.value.diagnostics] == ["project/not-toml"]
