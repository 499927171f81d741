"""The environment variables of Terraform: explicit, without real credentials, non-interactive.

A user's own settings (variables, workspaces, extra arguments, AWS profiles) must not change a plan, so the `TF_` and
`AWS_` variables are dropped, except those that name the source of providers or trusted certificates.
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
    """Return the variables to start Terraform with, made from those of the calling process.

    Variables that concern neither Terraform nor AWS stay. Of the rest, those for providers and certificates stay
    (`TF_CLI_CONFIG_FILE`, `TF_PLUGIN_CACHE_DIR`, `TF_TOKEN_*`, `AWS_CA_BUNDLE`), if the path they name exists:
    Terraform and the AWS provider refuse to start when one of them names a missing file. Added are dummy keys and the
    switches that stop Terraform from prompting, from asking the metadata service and from HashiCorp's update check.
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
    """Return the variables that name a missing file or folder, with their values."""
    return {
        name: environ[name]
        for name in _PATH_VARIABLES
        if name in environ and not Path(environ[name]).expanduser().exists()
    }
