"""The table of the provider that is installed in the mirror of this machine, from `terraform providers schema`.

Run it in the root of the repository: `python generator/provider_tables/from_terraform.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from table_file import Bodies, write

from hclpress.aws.provider_schema import (
    COMPUTED,
    DEPRECATED,
    OPTIONAL,
    REQUIRED,
    SENSITIVE,
    WRITE_ONLY,
    ArgumentSchema,
    StoredNested,
    StoredType,
)
from hclpress.terraform.discovery import find_terraform
from hclpress.terraform.environment_variables import terraform_environment
from hclpress.terraform.provider_mirror import TERRAFORM_HOST, find_mirror

SOURCE = f"{TERRAFORM_HOST}/hashicorp/aws"
_KINDS = {
    "resource_schemas": "resource",
    "data_source_schemas": "data",
    "ephemeral_resource_schemas": "ephemeral",
}
_FACTS = {
    "required": REQUIRED,
    "optional": OPTIONAL,
    "computed": COMPUTED,
    "deprecated": DEPRECATED,
    "sensitive": SENSITIVE,
    "write_only": WRITE_ONLY,
}


class RunTerraform(Protocol):
    """A function that runs a command of Terraform."""

    def __call__(self, *arguments: str, check: bool = True) -> str:
        """Return what the program says."""


def table_of(schema: Mapping[str, Any]) -> dict[str, StoredType]:
    """Return the table of one provider.

    Args:
        schema: an entry of `provider_schemas` in the output of `terraform providers schema -json`.
    """
    table = {
        f"{kind}.{name}": _stored(whole["block"])
        for section, kind in _KINDS.items()
        for name, whole in schema.get(section, {}).items()
    }
    return {**table, "provider.aws": _stored(schema["provider"]["block"])}


def installed_schema() -> tuple[str, Mapping[str, Any]]:
    """Return the version of the provider in the mirror, and its schema as Terraform prints it."""
    with in_working_folder("") as (version, terraform):
        return version, json.loads(terraform("providers", "schema", "-json"))["provider_schemas"][SOURCE]


@contextmanager
def in_working_folder(configuration: str) -> Iterator[tuple[str, RunTerraform]]:
    """Yield the newest version of the provider in the mirror, and a function that runs Terraform on a configuration.

    The function returns what the program says. Unless `check` is false, it raises when the program refuses.
    """
    terraform = find_terraform(None, os.environ)
    mirror = find_mirror(os.environ)
    if mirror is None:
        raise SystemExit("No mirror holds a provider; `hclpress doctor` says where mirrors are searched for.")
    versions = [version for provider in mirror.providers if provider.source == SOURCE for version in provider.versions]
    version = max(versions, key=lambda text: [int(part) for part in text.split(".")])
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "main.tf").write_text(_configuration(version) + configuration, "utf-8")
        Path(folder, "hclpress.tfrc").write_text(mirror.cli_config(), "utf-8")
        environ = {**terraform_environment(os.environ), "TF_CLI_CONFIG_FILE": str(Path(folder, "hclpress.tfrc"))}

        def run(*arguments: str, check: bool = True) -> str:
            command = [*terraform.command, *arguments]
            done = subprocess.run(command, cwd=folder, env=environ, check=check, capture_output=True, text=True)  # noqa: S603
            return done.stdout if check else done.stdout + done.stderr

        run("init", "-backend=false")
        yield version, run


def _configuration(version: str) -> str:
    return f"""\
terraform {{
  required_providers {{
    aws = {{
      source  = "hashicorp/aws"
      version = "{version}"
    }}
  }}
}}
"""


def _stored(block: Mapping[str, Any]) -> StoredType:
    bodies = Bodies()
    _add(block, bodies)
    return bodies.stored()


def _add(block: Mapping[str, Any], bodies: Bodies) -> int:
    arguments = {name: ArgumentSchema(one["type"], _flags(one)) for name, one in block.get("attributes", {}).items()}
    blocks = dict(_nested(block, bodies))
    return bodies.position(arguments, blocks, is_deprecated=bool(block.get("deprecated")))


def _nested(block: Mapping[str, Any], bodies: Bodies) -> Iterator[tuple[str, StoredNested]]:
    for name, one in block.get("block_types", {}).items():
        bounds = one.get("min_items", 0), one.get("max_items", 0)
        yield name, StoredNested(one["nesting_mode"], *bounds, _add(one["block"], bodies))


def _flags(attribute: Mapping[str, Any]) -> int:
    return sum(bit for fact, bit in _FACTS.items() if attribute.get(fact))


if __name__ == "__main__":
    version, schema = installed_schema()
    write(table_of(schema), {"version": version, "made_from": "terraform providers schema -json", "not_known": ""})
