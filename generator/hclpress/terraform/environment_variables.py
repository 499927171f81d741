"""The environment Terraform runs in: explicit, without real credentials, never asking anybody.

A person's own settings (variables, workspaces, extra arguments, AWS profiles) must not change what a plan
says, so of the `TF_` and `AWS_` variables only those survive that say where providers come from or whom to
trust.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_DUMMY_KEYS = {"AWS_ACCESS_KEY_ID": "hclpress", "AWS_SECRET_ACCESS_KEY": "hclpress"}
_UNATTENDED = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "CHECKPOINT_DISABLE": "1",
    "TF_INPUT": "0",
    "TF_IN_AUTOMATION": "1",
}
_PATH_VARIABLES = ("AWS_CA_BUNDLE", "TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR")
_KEPT = ("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "TF_REGISTRY_CLIENT_TIMEOUT")
_KEPT_PREFIX = "TF_TOKEN_"


def terraform_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables to start Terraform with, made from those of the calling process.

    Everything that concerns neither Terraform nor AWS stays. Of the rest stay the ways to providers and to
    trust (`TF_CLI_CONFIG_FILE`, `TF_PLUGIN_CACHE_DIR`, `TF_TOKEN_*`, `AWS_CA_BUNDLE`), and only while what
    they name exists: Terraform and the AWS provider refuse to start when one of them names a missing file.
    Added are dummy keys and the switches that stop Terraform asking a person, the metadata service or
    HashiCorp's update check.
    """
    broken = missing_paths(environ)
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith(("TF_", "AWS_"))
        or name in _KEPT
        or name.startswith(_KEPT_PREFIX)
        or (name in _PATH_VARIABLES and name not in broken)
    }
    return kept | _DUMMY_KEYS | _UNATTENDED


def missing_paths(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that name a file or folder which does not exist, with what they name."""
    return {
        name: environ[name]
        for name in _PATH_VARIABLES
        if name in environ and not Path(environ[name]).expanduser().exists()
    }
