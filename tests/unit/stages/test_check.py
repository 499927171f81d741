"""check: what a waiver lets pass, and what becomes of waivers that have expired, name nothing or waive nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile

SPEC = """project: shop
suffix: t1
owner: platform-team
region: us-east-1
modules:
  keys:
    module: kms
    keys:
      data: {description: Encrypts data, rotation: false}
  others:
    module: kms
    keys:
      data: {description: Encrypts the rest, alias: rest}
"""
LAST_DAY = date(2027, 6, 30)


def generated(
    waiver: str, catalog: Catalog, checks: tuple[Check, ...], folder: Path, today: date = LAST_DAY
) -> Generated:
    file = folder / "environments" / "shop" / "prod.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"waivers:\n{waiver}\n{SPEC}" if waiver else SPEC, encoding="utf-8")
    return generate(EnvironmentFile("shop", "prod", file), catalog, checks, today)


def refused(
    waiver: str, catalog: Catalog, checks: tuple[Check, ...], folder: Path, today: date = LAST_DAY
) -> Diagnosed:
    with pytest.raises(Diagnosed) as caught:
        generated(waiver, catalog, checks, folder, today)
    return caught.value


def only(found: Diagnosed | Generated, code: str) -> Diagnostic:
    diagnostics = found.diagnostics if isinstance(found, Diagnosed) else found.warnings
    (one,) = (each for each in diagnostics if each.code == code)
    return one


def waiver(**changes: str) -> str:
    keys = {"check": "keys-rotate", "reason": "Auditors want it so.", "until": "2027-06-30", **changes}
    lines = [f"{key}: {value}" for key, value in keys.items() if value]
    return "  - " + "\n    ".join(lines)


def test_without_a_waiver_the_finding_stops(catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path) -> None:
    assert [one.code for one in refused("", catalog, checks, tmp_path).diagnostics] == ["check/keys-rotate"]


@pytest.mark.parametrize(
    "narrowed", [{}, {"instance": "keys"}, {"resource": "aws_kms_key"}, {"resource": "aws_kms_key.data"}]
)
def test_a_waiver_lets_pass_what_it_fits_until_its_last_day(
    narrowed: dict[str, str], catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    assert generated(waiver(**narrowed), catalog, checks, tmp_path).warnings == ()


@pytest.mark.parametrize(
    "narrowed", [{"instance": "others"}, {"resource": "aws_kms_alias"}, {"resource": "aws_kms_key.x"}]
)
def test_a_waiver_of_something_else_lets_nothing_pass_and_is_named(
    narrowed: dict[str, str], catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    found = refused(waiver(**narrowed), catalog, checks, tmp_path)
    assert {one.code for one in found.diagnostics} == {"check/keys-rotate", "waiver/of-nothing"}


def test_a_waiver_that_has_expired_is_an_error_with_its_place(
    catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    found = refused(waiver(), catalog, checks, tmp_path, date(2027, 7, 1))
    assert {one.code for one in found.diagnostics} == {"check/keys-rotate", "waiver/expired"}
    one = only(found, "waiver/expired")
    assert one.severity is Severity.ERROR
    assert one.span is not None
    assert (one.span.line, one.span.column) == (4, 12)
    assert "Auditors want it so." in one.detail


def test_a_waiver_that_waives_nothing_is_a_warning(catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path) -> None:
    found = generated(f"{waiver()}\n{waiver(check='rate-limits-are-plausible')}", catalog, checks, tmp_path)
    one = only(found, "waiver/of-nothing")
    assert one.severity is Severity.WARNING
    assert one.span is not None
    assert one.span.line == 5


@pytest.mark.parametrize(
    ("changes", "code", "meant"),
    [
        ({"check": "key-rotates"}, "waiver/no-such-check", "Did you mean `keys-rotate`?"),
        ({"instance": "kyes"}, "waiver/no-such-instance", "Did you mean `keys`?"),
    ],
)
def test_an_unknown_name_in_a_waiver_names_the_nearest_known_one(
    changes: dict[str, str], code: str, meant: str, catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    assert meant in only(refused(waiver(**changes), catalog, checks, tmp_path), code).detail


def test_a_waiver_for_checkov_becomes_a_comment_in_the_resources_it_names(
    catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    skip = waiver(check="", checkov="CKV_AWS_7", instance="keys", resource="aws_kms_key")
    plain = generated(f"{waiver()}\n{skip}", catalog, checks, tmp_path)
    assert not any("checkov" in file.text for file in plain.files), "nobody asked for comments"
    wanted = generated(f"{waiver()}\n{skip}\nscanner_comments: true", catalog, checks, tmp_path)
    texts = {file.path.as_posix(): file.text for file in wanted.files}
    comment = "  # checkov:skip=CKV_AWS_7:Auditors want it so.\n"
    assert f'resource "aws_kms_key" "data" {{\n{comment}' in texts["modules/keys/main.tf"]
    assert texts["modules/keys/main.tf"].count(comment) == 1
    assert comment not in texts["modules/others/main.tf"]


@pytest.mark.parametrize(
    ("asked", "has_checkov", "has_trivy"),
    [
        ("true", True, True),
        ("[checkov]", True, False),
        ("[trivy]", False, True),
        ("[trivy, checkov]", True, True),
        ("[]", False, False),
        ("false", False, False),
    ],
)
def test_a_spec_chooses_the_scanners_that_comments_speak_to(
    asked: str, has_checkov: bool, has_trivy: bool, catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    skip = waiver(check="", checkov="CKV_AWS_7", instance="keys", resource="aws_kms_key.data")
    ignore = waiver(check="", trivy="AVD-AWS-0065", instance="keys", resource="aws_kms_key.data")
    found = generated(f"{waiver()}\n{skip}\n{ignore}\nscanner_comments: {asked}", catalog, checks, tmp_path)
    (text,) = (file.text for file in found.files if file.path.as_posix() == "modules/keys/main.tf")
    assert ("  # checkov:skip=CKV_AWS_7:Auditors want it so.\n" in text) is has_checkov
    above = "# AVD-AWS-0065: Auditors want it so.\n#trivy:ignore:AVD-AWS-0065\n"
    assert (f'{above}resource "aws_kms_key" "data" {{\n' in text) is has_trivy


def test_a_waiver_for_trivy_without_such_a_resource_is_a_warning_at_its_id(
    catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    ignore = waiver(check="", trivy="AVD-AWS-0053", resource="aws_lb")
    one = only(generated(f"{waiver()}\n{ignore}", catalog, checks, tmp_path), "waiver/of-nothing")
    assert "The waiver of AVD-AWS-0053 has no effect" in one.summary
    assert "There is no aws_lb here" in one.detail
    assert one.span is not None
    assert one.span.line == 7


def test_a_waiver_for_checkov_without_such_a_resource_is_a_warning(
    catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    skip = waiver(check="", checkov="CKV_AWS_150", resource="aws_lb")
    found = generated(f"{waiver()}\n{skip}", catalog, checks, tmp_path)
    assert "There is no aws_lb here" in only(found, "waiver/of-nothing").detail
