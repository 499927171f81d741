from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from hclpress.terraform.discovery import Origin, Terraform, TerraformKind
from hclpress.terraform.running_provider import may_share, running_provider, serving
from hclpress.terraform.working_copy import WorkingCopy

ADDRESS = {"Protocol": "grpc", "Test": True}
NAMED = "registry.terraform.io/hashicorp/aws"
# Says what it is told and where it runs, as the real one says its address, and waits with a child of its own.
PROVIDER = f"""\
#!/bin/sh
echo "$1 $AWS_ENDPOINT_URL $AWS_CA_BUNDLE" > said
pwd > place
sleep 60 & echo $! > child
echo 'Provider started.'
echo "	TF_REATTACH_PROVIDERS='{json.dumps({NAMED: ADDRESS}).replace('"', chr(92) + '"')}'"
wait
"""


def program(path: Path, script: str = PROVIDER) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script)
    path.chmod(0o755)
    return path


@pytest.fixture
def work(tmp_path: Path) -> WorkingCopy:
    """A working copy in which `init` has installed a provider."""
    source, folder = tmp_path / "source", tmp_path / "copy"
    for made in (source, folder):
        made.mkdir()
    (source / "providers.tf").write_text('provider "aws" {\n  region = "eu-west-1"\n}\n')
    terraform = Terraform(TerraformKind.TERRAFORM, Path("tf"), (1, 11, 4), "1.11.4", Origin.OPTION, ("tf",))
    return WorkingCopy(folder, source, terraform, {"PATH": os.environ["PATH"], "AWS_ENDPOINT_URL": "http://x"})


def install(work: WorkingCopy, host: str = "registry.terraform.io", version: str = "5.100.0") -> Path:
    place = work.folder / f".terraform/providers/{host}/hashicorp/aws/{version}/linux_amd64"
    return program(place / f"terraform-provider-aws_v{version}_x5")


def has_ended(process_id: int) -> bool:
    until = time.monotonic() + 20
    status = Path(f"/proc/{process_id}/stat")
    while time.monotonic() < until:
        try:
            if status.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.01)
    return False


def test_all_commands_of_a_copy_are_led_to_one_process_that_runs_in_it_and_ends_with_its_children(
    work: WorkingCopy,
) -> None:
    install(work)
    with running_provider(work) as served:
        assert json.loads(served.environ["TF_REATTACH_PROVIDERS"]) == {NAMED: ADDRESS}
        assert served == replace(work, environ=served.environ)
        assert (work.folder / "said").read_text() == "-debug http://x \n"
        assert Path((work.folder / "place").read_text().strip()).resolve() == work.folder.resolve()
    assert has_ended(int((work.folder / "child").read_text()))


def test_it_has_the_name_under_which_it_was_installed(work: WorkingCopy) -> None:
    install(work, "registry.opentofu.org")
    with running_provider(work) as served:
        assert list(json.loads(served.environ["TF_REATTACH_PROVIDERS"])) == ["registry.opentofu.org/hashicorp/aws"]


def test_a_bundle_of_certificates_is_kept_from_it(tmp_path: Path) -> None:
    with serving(program(tmp_path / "provider"), {**os.environ, "AWS_CA_BUNDLE": "bundle"}, tmp_path):
        assert "bundle" not in (tmp_path / "said").read_text()


def test_where_none_is_installed_the_copy_stays_as_it_is(work: WorkingCopy) -> None:
    with running_provider(work) as served:
        assert served is work


def test_one_that_does_not_start_is_done_without(work: WorkingCopy) -> None:
    program(install(work), "#!/bin/sh\necho 'no such flag: -debug'\nexit 1\n")
    with running_provider(work) as served:
        assert served == work


def test_a_root_with_several_configurations_keeps_a_process_for_each_command(work: WorkingCopy) -> None:
    install(work)
    (work.source / "more.tf").write_text('provider "aws" {\n  alias = "us_east_1"\n}\n')
    with running_provider(work) as served:
        assert served is work


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ('provider "aws" {\n  region = "eu-west-1"\n}\n', True),
        ('provider "aws" {}\n\nprovider "aws" {\n  alias = "us_east_1"\n}\n', False),
        ('provider "aws" {\n  alias = "p0"\n}\n', False),
        ("", True),
    ],
)
def test_a_process_holds_one_configuration_so_roots_with_several_do_not_share_it(
    tmp_path: Path, text: str, may: bool
) -> None:
    (tmp_path / "providers.tf").write_text(text)
    assert may_share(tmp_path) is may
