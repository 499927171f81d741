"""`hclpress new-module` writes a module that renders at once, for every type of resource."""

from __future__ import annotations

import builtins
import json
import keyword
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from hclpress.aws.name_rules import NAME_RULES
from hclpress.cli import app
from hclpress.module import Module

UNKNOWN = "aws_sfn_state_machine"


RESERVED = (
    *("none", "true", "null", "module", "source", "summary", "note", "region", "regions", "extra", "inputs", "outputs"),
    *("items", "names", "view", "copy", "json", "dict", "schema", "model_fields", "self", "site", "comment"),
)
USABLE = (
    *("state_machines", "queue", "data", "s", "es", "ss", "modules", "nots", "trues", "nones", "fields", "loops"),
    *("selves", "comments", "list", "str", "print", "len", "no", "on", "iterators", "resources", "each", "a" * 40),
)


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("resource", [*NAME_RULES, UNKNOWN])
def test_a_new_module_renders_at_once_and_passes_its_own_test(
    resource: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = hclpress("new-module", "things", "--type", resource)
    assert made.exit_code == 0, made.output
    # What this module makes of a type may well be incomplete; its shape, its names and its outputs are right.
    first = json.loads(hclpress("test-modules", "modules", "--update", "--format", "json").stdout)
    told = [one["code"] for one in first["diagnostics"]]
    assert {code for code in told if not code.startswith("check/")} == set()
    rendered = hclpress("test-modules", "modules")
    assert ("passed" in rendered.output) is (not told), rendered.output


def test_what_the_first_test_wrote_is_what_the_next_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "queues", "--type", "aws_sqs_queue")
    before = json.loads(hclpress("test-modules", "modules", "--format", "json").stdout)
    assert {one["code"] for one in before["diagnostics"]} == {"module/not-expected"}
    assert hclpress("test-modules", "modules", "--update").exit_code == 0
    assert hclpress("test-modules", "modules").exit_code == 0
    expected = tmp_path / "modules/queues/examples/first/expected/queues/main.tf"
    expected.write_text(expected.read_text().replace("true", "false"))
    differing = json.loads(hclpress("test-modules", "modules", "--format", "json").stdout)
    (found,) = differing["diagnostics"]
    assert found["code"] == "module/renders-differently"
    assert found["span"]["file"] == "modules/queues/examples/first/expected/queues/main.tf"
    assert found["span"]["line"] == 3
    expected.write_text("")
    (tmp_path / "modules/queues/examples/first/expected/queues/more.tf").write_text("# left over\n")
    codes = [
        one["code"] for one in json.loads(hclpress("test-modules", "modules", "--format", "json").stdout)["diagnostics"]
    ]
    assert sorted(codes) == ["module/not-rendered", "module/renders-differently"]


def test_a_module_without_an_example_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "queues", "--type", "aws_sqs_queue")
    (tmp_path / "modules/queues/examples/first/spec.yaml").unlink()
    result = hclpress("test-modules", "modules", "--format", "json")
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["diagnostics"]] == ["module/no-example"]


@pytest.mark.terraform
def test_a_plan_that_holds_something_else_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "queues", "--type", "aws_sqs_queue")
    hclpress("test-modules", "modules", "--update")
    inventory = tmp_path / "modules/queues/examples/first/plan.yaml"
    inventory.write_text("counts: {aws_sqs_queue: 2}\n")
    result = hclpress("test-modules", "modules", "--format", "json")
    (found,) = json.loads(result.stdout)["diagnostics"]
    assert (result.exit_code, found["code"]) == (1, "module/plan-differs")
    inventory.write_text("counts: {aws_sqs_queue: 1}\n")
    assert hclpress("test-modules", "modules").exit_code == 0
    inventory.write_text("- no mapping\n")
    assert "yaml/not-a-mapping" in hclpress("test-modules", "modules", "--format", "json").stdout
    assert hclpress("test-modules", "modules", "--no-plan").exit_code == 0


@pytest.mark.parametrize(
    ("name", "resource", "code"),
    [
        ("Queues", "aws_sqs_queue", "new-module/bad-name"),
        ("my-queues", "aws_sqs_queue", "new-module/bad-name"),
        ("class", "aws_sqs_queue", "new-module/bad-name"),
        ("queues", "sqs", "new-module/bad-type"),
        ("vpc", "aws_vpc", "new-module/exists"),
        ("queues", "aws__", "new-module/bad-type"),
        ("a" * 300, "aws_sqs_queue", "new-module/bad-name"),
        ("a" * 41, "aws_sqs_queue", "new-module/bad-name"),
        *((name, "aws_sqs_queue", "new-module/reserved-name") for name in RESERVED),
    ],
)
def test_a_name_or_a_type_that_cannot_be_is_refused_and_nothing_is_written(
    name: str, resource: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = hclpress("new-module", name, "--type", resource, "--format", "json")
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["diagnostics"]] == [code]
    assert list(tmp_path.iterdir()) == []


def test_a_module_that_is_there_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "queues", "--type", "aws_sqs_queue")
    contract = tmp_path / "modules/queues/contract.py"
    contract.write_text("# mine\n")
    result = hclpress("new-module", "queues", "--type", "aws_sns_topic")
    assert result.exit_code == 1
    assert contract.read_text() == "# mine\n"


def renders_or_is_refused(name: str, folder: Path) -> bool:
    """Whether a module of such a name is written; then its example must pass as an environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        made = hclpress("new-module", name, "--type", "aws_sqs_queue", "--format", "json")
        if made.exit_code:
            assert isinstance(made.exception, SystemExit), name
            assert all(one["detail"].endswith(".") for one in json.loads(made.stdout)["diagnostics"]), name
            assert list(folder.iterdir()) == [], name
            return False
        spec = folder / "environments/example/dev1.yaml"
        spec.parent.mkdir(parents=True)
        spec.write_text((folder / f"modules/{name}/examples/first/spec.yaml").read_text())
        checked = hclpress("check", "--modules", "modules", "--no-cache")
        assert checked.exit_code == 0, f"{name}: {checked.output}"
        return True


@pytest.mark.parametrize("name", USABLE)
def test_an_unusual_name_renders_at_once(name: str, tmp_path: Path) -> None:
    assert renders_or_is_refused(name, tmp_path)


@pytest.mark.parametrize("name", [*dir(builtins), *keyword.kwlist, *keyword.softkwlist, *dir(Module)])
def test_a_word_of_python_renders_at_once_or_is_refused(name: str, tmp_path: Path) -> None:
    renders_or_is_refused(name, tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.from_regex(r"[a-z_]{1,40}", fullmatch=True))
@example("a__b")
def test_any_name_renders_at_once_or_is_refused(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        renders_or_is_refused(name, Path(folder))


def test_an_instance_of_a_name_of_several_words_has_hyphens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "state_machines", "--type", UNKNOWN)
    spec = (tmp_path / "modules/state_machines/examples/first/spec.yaml").read_text()
    entry = "  state-machines:\n    module: state_machines\n    state_machines:\n      first: {}\n"
    assert spec.endswith(entry)
    assert entry in (tmp_path / "modules/state_machines/README.md").read_text()
    assert hclpress("test-modules", "modules", "--update").exit_code == 0


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two modules with an example each, rendered."""
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "topics", "--type", "aws_sqs_queue")
    hclpress("new-module", "queues", "--type", "aws_sqs_queue")
    hclpress("test-modules", "modules", "--update")
    return tmp_path / "modules"


def found_in_test(*options: str) -> list[tuple[str, str]]:
    result = hclpress("test-modules", "modules", "--format", "json", *options)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    spans = [(one["code"], one["span"]) for one in json.loads(result.stdout)["diagnostics"]]
    return [(code, f"{Path(span['file']).name}:{span['line']}:{span['column']}") for code, span in spans]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (b"counts: {a: 1}\nvalues: [\n", "yaml/syntax", "3:1"),
        (b"counts: {}\nvalues: {x: {y: \xff}}\n", "yaml/not-utf-8", "2:17"),
        (b"counts: {}\nvalues: !!python/object:os.x {}\n", "yaml/unknown-tag", "2:9"),
        (b"counts: {}\n---\ncounts: {}\n", "yaml/many-documents", "2:1"),
        (b"counts: {}\nvalues: {5: 5}\n", "yaml/key-not-text", "2:10"),
        (b"values:\n  x: 5\n", "module/bad-plan", "2:6"),
        (b"references: {x: {5: 5}}\n", "yaml/key-not-text", "1:18"),
        (b"references: {x: {y: 5}}\n", "module/bad-plan", "1:21"),
        (b"references: {x: {y: [a, 5]}}\n", "module/bad-plan", "1:21"),
        (b"counts: {}\nreferences: {x: 5}\n", "module/bad-plan", "2:17"),
        (b"counts: {x: many}\n", "module/bad-plan", "1:13"),
        (b"counts: {x: true}\n", "module/bad-plan", "1:13"),
        (b"counts: 5\n", "module/bad-plan", "1:9"),
        (b"outputs: {x: !unset }\n", "module/bad-plan", "1:14"),
        (b"counts: {}\ncount: {}\n", "module/bad-plan", "2:1"),
        (b"- no mapping\n", "yaml/not-a-mapping", "1:1"),
    ],
)
def test_a_slip_in_an_inventory_is_told_at_its_line(text: bytes, code: str, place: str, modules: Path) -> None:
    (modules / "queues/examples/first/plan.yaml").write_bytes(text)
    assert found_in_test() == [(code, f"plan.yaml:{place}")]
    assert hclpress("test-modules", "modules", "--no-plan").exit_code == 0


def test_all_slips_in_an_inventory_are_told_at_once(modules: Path) -> None:
    (modules / "queues/examples/first/plan.yaml").write_text("counts: 5\nvalues: 5\nother: 5\n")
    (modules / "topics/examples/first/plan.yaml").mkdir()
    assert found_in_test() == [
        *(("module/bad-plan", f"plan.yaml:{place}") for place in ("1:9", "2:9", "3:1")),
        ("module/bad-plan", "plan.yaml:1:1"),
    ]


def a_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("")


def a_dangling_link(path: Path) -> None:
    shutil.rmtree(path)
    path.symlink_to("absent")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def no_text(path: Path) -> None:
    path.write_bytes(b"\xff")


@pytest.mark.parametrize("options", [(), ("--update",)])
@pytest.mark.parametrize(
    ("below", "mistake"),
    [
        ("", a_file),
        ("", a_dangling_link),
        ("queues", a_file),
        ("queues", a_dangling_link),
        ("queues/main.tf", a_folder),
        ("queues/main.tf", no_text),
    ],
)
def test_what_is_in_the_way_of_expected_files_is_told_and_nothing_is_written(
    below: str, mistake: Callable[[Path], None], options: tuple[str, ...], modules: Path
) -> None:
    path = modules / "queues/examples/first/expected" / below
    mistake(path)
    other = modules / "topics/examples/first/expected/topics/main.tf"
    other.write_text("# to be rewritten\n")
    own = [("module/bad-expected", f"{path.name}:1:1")]
    assert [one for one in found_in_test(*options) if one[0] != "module/renders-differently"] == own
    assert other.read_text() == "# to be rewritten\n"


def test_nothing_is_written_while_another_example_is_broken(modules: Path) -> None:
    other = modules / "topics/examples/first/expected/topics/main.tf"
    other.write_text("# to be rewritten\n")
    spec = modules / "queues/examples/first/spec.yaml"
    whole = spec.read_text()
    spec.write_text(f"{whole}nonsense: 5\n")
    result = hclpress("test-modules", "modules", "--update")
    assert result.exit_code == 1
    assert "not written" in result.output
    assert other.read_text() == "# to be rewritten\n"
    spec.write_text(whole)
    assert hclpress("test-modules", "modules", "--update").exit_code == 0
    assert other.read_text() != "# to be rewritten\n"


def test_a_test_of_no_folder_is_an_error_that_says_what_to_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = hclpress("test-modules", "--format", "json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)["diagnostics"]
    assert found["code"] == "module/no-folder"
    assert "hclpress test-modules modules" in found["detail"]


def test_a_folder_that_is_given_twice_is_tested_once(modules: Path) -> None:
    result = hclpress("test-modules", "modules", "modules/../modules", "--format", "json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["examples"]) == 2
