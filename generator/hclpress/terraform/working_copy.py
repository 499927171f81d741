"""Runs Terraform on a working copy of a folder: without an account, with time limits, without leftovers.

The folder itself is only read. Init's lock file and `.terraform`, the plan and any state are written to a temporary
folder that is removed with the copy.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic, errors
from hclpress.system.cleanup import scratch_folder
from hclpress.terraform.bounded_process import Finished, run
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.environment_variables import terraform_environment
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.messages import changes_in, from_stream, from_validation
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import Mirror

HERMETIC_PROVIDER: Mapping[str, JsonValue] = {
    "allowed_account_ids": None,
    "forbidden_account_ids": None,
    "skip_credentials_validation": True,
    "skip_metadata_api_check": True,
    "skip_region_validation": True,
    "skip_requesting_account_id": True,
}
"""Arguments for every `provider "aws"` block, so that configuring it needs no call to AWS.

The lists of account ids are emptied because the provider would compare them with the account, which it must not
request.
"""

OVERRIDE = "zz_hclpress_override.tf"
"""Terraform merges files with this ending over the others, in the order of their names."""

IMPORTS = "imports.tf"
"""The file of a root module that holds nothing but `import` blocks."""
LOOK_UPS = "existing.tf"
"""The file of a root module that holds nothing but look-ups."""
_DEFAULT_PROVIDER = "zz_hclpress_provider.tf"
_DEFAULT_REGION = "us-east-1"
_LONGEST_TEMPORARY = 68
"""The longest path of a folder for temporary files, in characters. Terraform and its providers leave a folder there
when they are killed, so they get one that is removed with the copy; but the paths of their sockets in it may have 104.
"""
_VARIABLES = "zz_hclpress.auto.tfvars.json"
_NOT_COPIED = shutil.ignore_patterns(".terraform", "terraform.d", "*.tfstate", "*.tfstate.*", "*.tfplan", "crash.log")
"""State stays behind, and so do providers: Terraform would run those in `terraform.d`."""
# Both `terraform fmt` and our own layout put the brace that closes a top-level block at the start of a line.
_PROVIDER = re.compile(r'^provider\s+"aws"\s*\{(?:[ \t]*\}|(?P<body>.*?)^\})', re.MULTILINE | re.DOTALL)
_ALIAS = re.compile(r'^\s*alias\s*=\s*"(?P<alias>[\w-]+)"', re.MULTILINE)
_ASSUME_ROLE = re.compile(r"^\s*(assume_role(?:_with_web_identity)?)\s*\{", re.MULTILINE)


class WorkingCopy(Struct, frozen=True):
    """A working copy that Terraform may write in, valid until its `with` block ends.

    Attributes:
        folder: the working copy.
        source: the folder it was copied from, to which diagnostics point.
        terraform: the Terraform to run in it.
        environ: the whole environment of its processes.
    """

    folder: Path
    source: Path
    terraform: Terraform
    environ: Mapping[str, str]

    @property
    def planned(self) -> Path:
        """The file of the last plan."""
        return self.folder.parent / "hclpress.tfplan"


@contextmanager
def working_copy(
    source: Path,
    terraform: Terraform,
    mirror: Mirror | None = None,
    *,
    provider: Mapping[str, JsonValue] = HERMETIC_PROVIDER,
    variables: Mapping[str, JsonValue] | None = None,
    settings: Mapping[str, str] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Iterator[WorkingCopy]:
    """Copy a folder with a root module (or a single module) for Terraform to work on.

    The copy omits `.terraform`, state and plans, and the lock file if a mirror is used: a mirror cannot vouch for the
    registry's checksums. Added is an override that stores state in a local file and gives each `provider "aws"` block
    of the root the arguments in `provider`; a module without one gets a default provider.

    Args:
        source: the folder, such as `out/web-app/prod`.
        terraform: the result of `find_terraform`.
        mirror: the result of `find_mirror`. One that was not named yields to a CLI configuration of the user.
        provider: arguments for every `provider "aws"` block, by name.
        variables: values for the root's variables, by name.
        settings: environment variables to add, such as AWS_ENDPOINT_URL.
        environ: the variables of the calling process.

    Yields:
        The copy; its folder is removed at the end, in all circumstances.

    Raises:
        Diagnosed: `terraform/no-configuration`, when the folder holds no `.tf` file.
    """
    if not any(source.glob("*.tf")):
        raise Diagnosed([_no_configuration(source)])
    with scratch_folder("hclpress-") as temporary:
        folder = temporary / source.resolve().name
        shutil.copytree(source, folder, ignore=_NOT_COPIED)
        _write_additions(folder, provider, variables or {})
        environment = terraform_environment(environ)
        if len(str(temporary)) <= _LONGEST_TEMPORARY:
            environment["TMPDIR"] = str(temporary)
        if mirror is not None and (mirror.named or not _has_cli_config(environment)):
            cli_config = temporary / "hclpress.tfrc"
            cli_config.write_text(mirror.cli_config(), encoding="utf-8")
            environment["TF_CLI_CONFIG_FILE"] = str(cli_config)
            (folder / ".terraform.lock.hcl").unlink(missing_ok=True)
        yield WorkingCopy(folder, source, terraform, {**environment, **(settings or {})})


def execute(work: WorkingCopy, *arguments: str, timeout: float = 600.0) -> Finished:
    """Run any Terraform command in the copy and return its output, whatever its exit code.

    Raises:
        Diagnosed: `terraform/timed-out`, when it takes longer than `timeout` seconds; no process is left running.
    """
    return run(
        [*work.terraform.command, *arguments],
        folder=work.folder,
        environ=work.environ,
        timeout=timeout,
        doing=f"terraform {arguments[0]}",
    )


def init(work: WorkingCopy, timeout: float = 600.0) -> None:
    """Install the providers and modules.

    Raises:
        Diagnosed: `terraform/init-failed`, with Terraform's own messages; `terraform/timed-out`.
    """
    finished = execute(work, "init", "-json", timeout=timeout)
    _raise_if_failed(finished, work, "init")


def validate(work: WorkingCopy, timeout: float = 120.0) -> tuple[Diagnostic, ...]:
    """Check the configuration against the providers' schemas, after `init`.

    Returns:
        Terraform's warnings.

    Raises:
        Diagnosed: `terraform/validate-failed`, each problem in its place in `source`; `terraform/timed-out`.
    """
    finished = execute(work, "validate", "-json", timeout=timeout)
    found = from_validation(finished.stdout, "terraform/validate-failed", work.source)
    if finished.code != 0:
        raise Diagnosed(errors(found) or [_failed_without_words(finished, "validate")])
    return found


def plan(work: WorkingCopy, timeout: float = 300.0) -> Plan:
    """Make a plan and read it, after `init`.

    Args:
        work: the working copy.
        timeout: the time limit in seconds for planning, and again for reading the plan.

    Raises:
        Diagnosed: `terraform/plan-failed`, each problem in its place in `source`; `terraform/timed-out`.
    """
    make_plan(work, timeout)
    shown = execute(work, "show", "-json", str(work.planned), timeout=timeout)
    _raise_if_failed(shown, work, "show")
    return Plan.read(shown.stdout)


def make_plan(work: WorkingCopy, timeout: float = 300.0) -> Mapping[str, int]:
    """Make a plan that is only to be applied, after `init`. To read it would take Terraform about as long again.

    Args:
        work: the working copy.
        timeout: the time limit in seconds.

    Returns:
        The numbers of resources that it will `add`, `change` and `remove`.

    Raises:
        Diagnosed: `terraform/plan-failed`, each problem in its place in `source`; `terraform/timed-out`.
    """
    finished = execute(work, "plan", "-json", f"-out={work.planned}", timeout=timeout)
    _raise_if_failed(finished, work, "plan")
    return changes_in(finished.stdout)


def leave_out_imports(folder: Path) -> None:
    """Remove the `import` blocks of a copy: what they name exists in AWS alone, so that it is made anew here.

    Args:
        folder: the copy of a root module.
    """
    (folder / IMPORTS).unlink(missing_ok=True)


def _raise_if_failed(finished: Finished, work: WorkingCopy, command: str) -> None:
    if finished.code != 0:
        found = errors(from_stream(finished.stdout, f"terraform/{command}-failed", work.source))
        raise Diagnosed(found or [_failed_without_words(finished, command)])


def _failed_without_words(finished: Finished, command: str) -> Diagnostic:
    last_words = "\n".join((finished.stderr or finished.stdout).strip().splitlines()[-20:])
    return Diagnostic(
        code=f"terraform/{command}-failed",
        summary=f"terraform {command} ended with exit code {finished.code}",
        detail=last_words or "There was no output. TF_LOG=debug on a run by hand shows more.",
    )


def _write_additions(folder: Path, provider: Mapping[str, JsonValue], variables: Mapping[str, JsonValue]) -> None:
    blocks = [
        match["body"] or ""
        for file in sorted(folder.glob("*.tf"))
        for match in _PROVIDER.finditer(file.read_text(encoding="utf-8"))
    ]
    overrides = [_provider_block(provider, body) for body in blocks]
    backend = 'terraform {\n  backend "local" {}\n}\n'
    (folder / OVERRIDE).write_text("\n".join([backend, *overrides]), encoding="utf-8")
    # Terraform refuses to override a missing provider, so a missing default one is a block of its own.
    if all(_ALIAS.search(body) for body in blocks):
        default = _provider_block({"region": _DEFAULT_REGION, **provider}, "")
        (folder / _DEFAULT_PROVIDER).write_text(default, encoding="utf-8")
    if variables:
        (folder / _VARIABLES).write_text(json.dumps(variables), encoding="utf-8")


def _provider_block(arguments: Mapping[str, JsonValue], original: str) -> str:
    alias = _ALIAS.search(original)
    lines = [f'  alias = "{alias["alias"]}"'] if alias else []
    lines += [f"  {name} = {json.dumps(value)}" for name, value in arguments.items()]
    # Assuming a role would call STS; an empty block replaces the one that names it.
    lines += [f"  {block} {{}}" for block in _roles_to_drop(original, arguments)]
    return "\n".join(['provider "aws" {', *lines, "}", ""])


def _roles_to_drop(original: str, arguments: Mapping[str, JsonValue]) -> Iterable[str]:
    if not arguments.get("skip_credentials_validation"):
        return ()
    return dict.fromkeys(match[1] for match in _ASSUME_ROLE.finditer(original))


def _has_cli_config(environment: Mapping[str, str]) -> bool:
    home = environment.get("HOME")
    return "TF_CLI_CONFIG_FILE" in environment or bool(home and Path(home, ".terraformrc").is_file())


def _no_configuration(source: Path) -> Diagnostic:
    return Diagnostic(
        code="terraform/no-configuration",
        summary=f"{source} holds no Terraform configuration",
        detail=f"There is no .tf file directly in {source}. Render the environment first or name its folder.",
    )
