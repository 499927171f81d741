"""One AWS provider for many plans: Terraform starts it anew for each, which takes longer than the plan of a module."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from hclpress.terraform.environment_variables import terraform_environment
from hclpress.terraform.provider_mirror import TERRAFORM_HOST, Mirror

_ANNOUNCED = re.compile(r"TF_REATTACH_PROVIDERS='(.*)'")
_PATIENCE = 60
_BLOCK = re.compile(r'^provider\s+"aws"', re.MULTILINE)


@contextmanager
def shared_provider(
    mirror: Mirror | None, settings: Mapping[str, str] = MappingProxyType({}), folder: Path | None = None
) -> Iterator[Mapping[str, str]]:
    """Start the provider of a mirror as developers of providers do, for as long as the block runs.

    Args:
        mirror: the mirror.
        settings: environment variables to add, such as AWS_ENDPOINT_URL; the provider reads its own, not Terraform's.
        folder: where it looks for files that a configuration names by a relative path.

    Yields:
        The environment variable that tells Terraform where it listens; nothing where no such provider is unpacked.
    """
    binary = _binary(mirror)
    if binary is None:
        yield {}
        return
    # With a bundle of certificates the provider refuses to be configured a second time.
    environ = {**terraform_environment(os.environ), "GOGC": "400", **settings}
    environ.pop("AWS_CA_BUNDLE", None)
    with subprocess.Popen(
        [binary, "-debug"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        env=environ,
        cwd=folder,
        text=True,
    ) as process:
        try:
            yield {"TF_REATTACH_PROVIDERS": _announced(process)}
        finally:
            process.terminate()
            try:
                process.wait(timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def may_share(folder: Path) -> bool:
    """Whether a root module configures the provider once: one process holds one configuration, and mixes up several."""
    return sum(len(_BLOCK.findall(file.read_text("utf-8"))) for file in folder.glob("*.tf")) <= 1


def _binary(mirror: Mirror | None) -> Path | None:
    if mirror is None:
        return None
    place = mirror.folder / TERRAFORM_HOST / "hashicorp" / "aws"
    found = sorted(path for path in place.glob("5.100.0/*/terraform-provider-aws_*") if os.access(path, os.X_OK))
    return found[0] if found else None


def _announced(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if match := _ANNOUNCED.search(line):
            json.loads(match[1])
            return match[1]
    raise AssertionError(f"the provider ended with {process.wait(timeout=_PATIENCE)}")
