from __future__ import annotations

import platform
from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.terraform.provider_mirror import Mirror, MirroredProvider, find_mirror, passed_over

ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine().lower())
HERE = f"{platform.system().lower()}_{ARCHITECTURE}"


def fill(root: Path, provider: str = "hashicorp/aws/5.100.0", system: str = HERE) -> Path:
    (root / "registry.terraform.io" / provider / system).mkdir(parents=True)
    return root


def named(root: Path) -> dict[str, str]:
    return {"HCLPRESS_PROVIDER_MIRROR": str(root)}


def test_a_named_mirror_tells_what_it_holds_in_order_of_version(tmp_path: Path) -> None:
    for version in ("5.100.0", "5.9.0", "6.0.0-beta1"):
        fill(tmp_path, f"hashicorp/aws/{version}")
    fill(tmp_path, "hashicorp/random/3.7.2")

    mirror = find_mirror(named(tmp_path))

    assert mirror == Mirror(
        tmp_path,
        (
            MirroredProvider("registry.terraform.io/hashicorp/aws", ("5.9.0", "5.100.0", "6.0.0-beta1")),
            MirroredProvider("registry.terraform.io/hashicorp/random", ("3.7.2",)),
        ),
        named=True,
    )


def test_archives_as_terraform_providers_mirror_writes_them_count(tmp_path: Path) -> None:
    folder = tmp_path / "registry.terraform.io" / "hashicorp" / "aws"
    folder.mkdir(parents=True)
    (folder / "5.100.0.json").touch()
    (folder / f"terraform-provider-aws_5.100.0_{HERE}.zip").touch()
    (folder / "terraform-provider-aws_6.0.0_plan9_mips.zip").touch()

    mirror = find_mirror(named(tmp_path))

    assert mirror is not None
    assert [provider.versions for provider in mirror.providers] == [("5.100.0",)]


@pytest.mark.parametrize(
    "made",
    [
        pytest.param("", id="empty"),
        pytest.param("registry.terraform.io/hashicorp/aws/5.100.0/plan9_mips", id="other-platform"),
        pytest.param(f"hashicorp/aws/5.100.0/{HERE}", id="one-level-too-deep"),
        pytest.param(f"mirror/registry.terraform.io/hashicorp/aws/5.100.0/{HERE}", id="one-level-too-high"),
    ],
)
def test_a_named_folder_that_is_no_mirror_is_refused(tmp_path: Path, made: str) -> None:
    (tmp_path / made).mkdir(parents=True, exist_ok=True)

    with pytest.raises(Diagnosed) as caught:
        find_mirror(named(tmp_path))

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "terraform/mirror-unusable"
    assert str(tmp_path) in diagnostic.detail
    assert HERE in diagnostic.detail


def test_a_named_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Diagnosed):
        find_mirror(named(tmp_path / "gone"))


@pytest.mark.parametrize(
    "place",
    [
        "home/.terraform.d/plugins",
        "home/.local/share/terraform/plugins",
        "data/terraform/plugins",
        "home/providers",
    ],
)
def test_a_mirror_is_found_where_terraform_or_a_person_would_put_it(tmp_path: Path, place: str) -> None:
    environ = {"HOME": str(tmp_path / "home"), "XDG_DATA_DIRS": str(tmp_path / "data")}
    fill(tmp_path / place)

    mirror = find_mirror(environ, tmp_path / "started")

    assert mirror is not None
    assert (mirror.folder, mirror.named) == (tmp_path / place, False)


@pytest.mark.parametrize(
    ("place", "started"),
    [
        ("home/project/terraform.d/plugins", "home/project"),
        ("home/project/terraform.d/plugins", "home/project/deep"),
        ("home/project", "home/project"),
        ("home/project", "home/project/deep"),
        ("home/another", "home/project"),
        ("home/plain", "home/plain"),
        ("home/linked", "home/project"),
        ("home/project/data/terraform/plugins", "home/project"),
    ],
)
def test_a_mirror_that_comes_with_a_repository_is_used_only_if_it_is_named(
    tmp_path: Path, place: str, started: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hclpress.terraform.provider_mirror._PREFIXES", ())
    home = tmp_path / "home"
    for repository in ("project", "another"):
        (home / repository / ".git").mkdir(parents=True)
    (home / "project/mirror").mkdir()
    (home / "linked").symlink_to("project/mirror")
    (home / started).mkdir(parents=True, exist_ok=True)
    fill(tmp_path / place)
    environ = {"HOME": str(home), "XDG_DATA_DIRS": str(home / "project/data")}

    assert find_mirror(environ, home.parent / started) is None
    assert tmp_path / place in passed_over(environ, home.parent / started)
    assert find_mirror({**environ, **named(tmp_path / place)}, home.parent / started) is not None


@pytest.mark.parametrize("started", ["", "home", "home/project"])
def test_a_home_folder_in_a_repository_is_of_the_user(tmp_path: Path, started: str) -> None:
    (tmp_path / "home/.git").mkdir(parents=True)
    (tmp_path / "home/project").mkdir()
    fill(tmp_path / "home/.terraform.d/plugins")

    environ = {"HOME": str(tmp_path / "home")}

    assert find_mirror(environ, tmp_path / started) is not None
    assert passed_over(environ, tmp_path / started) == ()


def test_xdg_data_home_takes_the_place_of_its_default(tmp_path: Path) -> None:
    fill(tmp_path / "home/.local/share/terraform/plugins")
    fill(tmp_path / "elsewhere/terraform/plugins")
    environ = {"HOME": str(tmp_path / "home"), "XDG_DATA_HOME": str(tmp_path / "elsewhere")}

    mirror = find_mirror(environ, tmp_path / "started")

    assert mirror is not None
    assert mirror.folder == tmp_path / "elsewhere/terraform/plugins"


def test_what_terraform_implies_comes_before_what_is_found_by_looking_around(tmp_path: Path) -> None:
    fill(tmp_path / "home/a-mirror")
    implied = fill(tmp_path / "home/.terraform.d/plugins")

    mirror = find_mirror({"HOME": str(tmp_path / "home")}, tmp_path / "started")

    assert mirror is not None
    assert mirror.folder == implied


def test_the_cli_configuration_leaves_other_providers_to_the_registry(tmp_path: Path) -> None:
    mirror = Mirror(Path('/a "b"'), (MirroredProvider("registry.terraform.io/hashicorp/aws", ("5.100.0",)),), True)

    assert mirror.cli_config() == (
        "provider_installation {\n"
        "  filesystem_mirror {\n"
        '    path    = "/a \\"b\\""\n'
        '    include = ["registry.terraform.io/hashicorp/aws"]\n'
        "  }\n"
        "  direct {\n"
        '    exclude = ["registry.terraform.io/hashicorp/aws"]\n'
        "  }\n"
        "}\n"
    )
