from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed, Span
from hclpress.terraform.discovery import Origin, Terraform, TerraformKind
from hclpress.terraform.provider_mirror import Mirror, MirroredProvider
from hclpress.terraform.working_copy import (
    IMPORTS,
    OVERRIDE,
    WorkingCopy,
    execute,
    init,
    leave_out_imports,
    plan,
    validate,
    working_copy,
)

StandIn = Callable[..., Path]

TWO_PROVIDERS = """\
provider "aws" {
  region = "eu-central-1"

  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/deploy"
  }
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}
"""
MIRROR = (MirroredProvider("registry.terraform.io/hashicorp/aws", ("5.100.0",)),)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "prod"
    folder.mkdir()
    (folder / "main.tf").write_text(TWO_PROVIDERS, encoding="utf-8")
    return folder


def as_terraform(program: Path) -> Terraform:
    return Terraform(TerraformKind.TERRAFORM, program, (1, 11, 4), "1.11.4", Origin.OPTION, (str(program),))


@contextmanager
def running(source: Path, program: Path) -> Iterator[WorkingCopy]:
    with working_copy(source, as_terraform(program), environ={"PATH": "/usr/bin:/bin"}) as work:
        yield work


def test_state_and_installed_providers_stay_behind(source: Path, tmp_path: Path) -> None:
    for name in ("terraform.tfstate", "terraform.tfstate.backup", "last.tfplan"):
        (source / name).touch()
    (source / ".terraform" / "providers").mkdir(parents=True)
    (source / "terraform.d" / "plugins").mkdir(parents=True)
    (source / "modules" / "vpc").mkdir(parents=True)

    with running(source, tmp_path) as work:
        names = {path.name for path in work.folder.iterdir()}

    assert names == {"main.tf", "modules", OVERRIDE}
    assert not work.folder.parent.exists()


def test_the_source_is_left_as_it_was(source: Path, stand_in: StandIn) -> None:
    with running(source, stand_in("bin/terraform", "touch .terraform.lock.hcl state.tfstate")) as work:
        init(work)

    assert [path.name for path in source.iterdir()] == ["main.tf"]


def test_each_provider_block_is_overridden_and_no_role_is_assumed(source: Path, tmp_path: Path) -> None:
    with running(source, tmp_path) as work:
        override = (work.folder / OVERRIDE).read_text(encoding="utf-8")

    backend, default, aliased = override.split("\n\n")
    assert backend == 'terraform {\n  backend "local" {}\n}'
    assert "assume_role {}" in default
    assert "alias" not in default
    assert 'alias = "us_east_1"' in aliased
    assert "assume_role" not in aliased
    for block in (default, aliased):
        assert "skip_requesting_account_id = true" in block
        assert "allowed_account_ids = null" in block


@pytest.mark.parametrize(
    ("text", "default_is_added"),
    [
        ('provider "aws" {}\n', False),
        ('provider "aws" {\n}\n', False),
        ('provider "aws" {\n  alias = "other"\n}\n', True),
        ('resource "aws_vpc" "this" {}\n', True),
    ],
)
def test_a_module_without_a_default_provider_gets_one(
    source: Path, tmp_path: Path, text: str, default_is_added: bool
) -> None:
    (source / "main.tf").write_text(text, encoding="utf-8")

    with running(source, tmp_path) as work:
        added = work.folder / "zz_hclpress_provider.tf"
        assert added.exists() is default_is_added
        assert ("region" in added.read_text(encoding="utf-8")) if default_is_added else True


def test_other_provider_arguments_keep_the_role(source: Path, tmp_path: Path) -> None:
    with working_copy(source, as_terraform(tmp_path), provider={"max_retries": 2}, environ={}) as work:
        override = (work.folder / OVERRIDE).read_text(encoding="utf-8")

    assert override.count("max_retries = 2") == 2
    assert "assume_role" not in override


def test_variables_and_settings_reach_terraform(source: Path, stand_in: StandIn) -> None:
    show = stand_in("bin/terraform", 'echo "$AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID"; cat *.auto.tfvars.json')
    settings = {"AWS_ENDPOINT_URL": "http://127.0.0.1:5000"}

    with working_copy(
        source,
        as_terraform(show),
        variables={"zones": ["a"]},
        settings=settings,
        environ={"PATH": "/usr/bin:/bin"},
    ) as work:
        said = execute(work, "show", timeout=10).stdout

    assert said == 'http://127.0.0.1:5000 hclpress\n{"zones": ["a"]}'


@pytest.mark.parametrize(
    ("mirror_is_named", "user_has_one", "ours"),
    [(False, False, True), (False, True, False), (True, True, True)],
)
def test_a_users_cli_configuration_gives_way_only_to_a_named_mirror(
    source: Path, home: Path, mirror_is_named: bool, user_has_one: bool, ours: bool
) -> None:
    if user_has_one:
        (home / ".terraformrc").touch()
    (source / ".terraform.lock.hcl").touch()
    mirror = Mirror(home, MIRROR, named=mirror_is_named)

    with working_copy(source, as_terraform(home), mirror, environ={"HOME": str(home)}) as work:
        assert ("TF_CLI_CONFIG_FILE" in work.environ) is ours
        assert (work.folder / ".terraform.lock.hcl").exists() is not ours


def test_a_folder_without_configuration_is_refused(home: Path) -> None:
    with pytest.raises(Diagnosed) as caught, running(home, home):
        pytest.fail("there was nothing to run")

    assert caught.value.diagnostics[0].code == "terraform/no-configuration"


def test_terraforms_own_words_are_placed_in_the_source(
    source: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    place = '{"filename":"main.tf","start":{"line":2,"column":3},"end":{"line":2,"column":9}}'
    words = f'{{"severity":"error","summary":"Bad region","detail":"No.","range":{place}}}'
    script = f"""
        [ "$1" = validate ] && echo '{{"diagnostics":[{words}]}}'
        [ "$1" = validate ] || echo '{{"type":"diagnostic","diagnostic":{words}}}'
        exit 1
    """

    for command in (init, validate, plan):
        with running(source, stand_in("bin/terraform", script)) as work, pytest.raises(Diagnosed) as caught:
            command(work)
        (diagnostic,) = caught.value.diagnostics
        assert diagnostic.code == f"terraform/{command.__name__}-failed"
        assert diagnostic.summary == "Bad region"
        assert diagnostic.span == Span("prod/main.tf", 2, 3, 2, 9)


def test_a_crash_gives_the_last_words(source: Path, stand_in: StandIn) -> None:
    crash = stand_in("bin/terraform", "echo 'panic: no memory' >&2; exit 11")

    with running(source, crash) as work, pytest.raises(Diagnosed) as caught:
        plan(work)

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.summary == "terraform plan ended with exit code 11"
    assert diagnostic.detail == "panic: no memory"


def test_a_hanging_command_is_stopped(source: Path, stand_in: StandIn) -> None:
    with running(source, stand_in("bin/terraform", "sleep 60")) as work, pytest.raises(Diagnosed) as caught:
        init(work, timeout=0.2)

    assert caught.value.diagnostics[0].code == "terraform/timed-out"
    assert not work.folder.exists()


def test_temporary_files_of_terraform_are_removed_with_the_copy(source: Path, tmp_path: Path) -> None:
    with running(source, tmp_path) as work:
        temporary = Path(work.environ["TMPDIR"])
        (temporary / "plugin123").mkdir()

    assert temporary == work.folder.parent
    assert not temporary.exists()


def test_imports_are_left_out_of_a_copy_and_stay_in_its_source(source: Path, tmp_path: Path) -> None:
    (source / IMPORTS).write_text('import {\n  to = aws_vpc.this\n  id = "vpc-1"\n}\n', encoding="utf-8")
    with running(source, tmp_path) as work:
        assert (work.folder / IMPORTS).is_file()
        leave_out_imports(work.folder)
        leave_out_imports(work.folder)
        assert not (work.folder / IMPORTS).exists()
    assert (source / IMPORTS).is_file()
