from __future__ import annotations

import json
from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.terraform.messages import changes_in, from_stream, from_validation


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "out" / "prod"
    (folder / "modules" / "vpc").mkdir(parents=True)
    (folder / "modules" / "vpc" / "main.tf").touch()
    return Path("out/prod")


def found(filename: str, **more: str) -> dict[str, object]:
    place = {
        "filename": filename,
        "start": {"line": 3, "column": 5, "byte": 40},
        "end": {"line": 3, "column": 9, "byte": 44},
    }
    return {"severity": "error", "summary": "It is wrong.", "detail": "Do otherwise.", "range": place, **more}


def test_a_problem_in_a_module_is_placed_in_the_file_the_user_knows(source: Path) -> None:
    output = json.dumps({"valid": False, "diagnostics": [found("modules/vpc/main.tf")]})

    assert from_validation(output, "terraform/validate-failed", source) == (
        Diagnostic(
            code="terraform/validate-failed",
            summary="It is wrong",
            detail="Do otherwise.",
            span=Span("out/prod/modules/vpc/main.tf", 3, 5, 3, 9),
        ),
    )


def test_a_folder_elsewhere_is_named_from_the_root(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    started.mkdir()
    monkeypatch.chdir(started)
    output = json.dumps({"diagnostics": [found("modules/vpc/main.tf")]})

    (diagnostic,) = from_validation(output, "terraform/validate-failed", tmp_path / source)

    assert diagnostic.span is not None
    assert diagnostic.span.file == (tmp_path / source / "modules/vpc/main.tf").resolve().as_posix()


def test_a_problem_in_a_file_of_the_working_copy_alone_has_no_place(source: Path) -> None:
    output = json.dumps({"diagnostics": [found("zz_hclpress_override.tf")]})

    (diagnostic,) = from_validation(output, "terraform/validate-failed", source)

    assert diagnostic.span is None


def test_a_stream_gives_its_diagnostics_and_passes_over_everything_else(source: Path) -> None:
    events: list[dict[str, object]] = [
        {"type": "version", "terraform": "1.11.4"},
        {"type": "diagnostic", "diagnostic": found("modules/vpc/main.tf", severity="warning")},
        {
            "type": "diagnostic",
            "diagnostic": {"severity": "error", "summary": "No", "address": "aws_vpc.this"},
        },
    ]
    output = "not json\n" + "\n".join(json.dumps(event) for event in events)

    warning, error = from_stream(output, "terraform/plan-failed", source)

    assert (warning.severity, error.severity) == (Severity.WARNING, Severity.ERROR)
    assert error.span is None
    assert error.detail.endswith("It concerns aws_vpc.this.")


@pytest.mark.parametrize("output", ["", "panic: what now", "[]", "{}", '{"diagnostics": null}'])
def test_output_without_diagnostics_gives_none(output: str, source: Path) -> None:
    assert from_validation(output, "terraform/validate-failed", source) == ()
    assert from_stream(output, "terraform/plan-failed", source) == ()


def test_a_stream_tells_how_many_resources_a_plan_changes() -> None:
    summary = {"type": "change_summary", "changes": {"add": 2, "change": 1, "import": 4, "remove": 0}}
    output = "\n".join(("no JSON", json.dumps({"type": "version"}), json.dumps(summary)))

    assert changes_in(output) == {"add": 2, "change": 1, "remove": 0}
    assert changes_in("") == {"add": 0, "change": 0, "remove": 0}
