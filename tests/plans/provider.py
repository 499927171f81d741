"""The AWS provider of a mirror, one process for many plans: Terraform would start one for each of its commands."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from hclpress.terraform.environment_variables import terraform_environment
from hclpress.terraform.provider_mirror import TERRAFORM_HOST, Mirror
from hclpress.terraform.running_provider import serving


@contextmanager
def shared_provider(
    mirror: Mirror | None, settings: Mapping[str, str] = MappingProxyType({}), folder: Path | None = None
) -> Iterator[Mapping[str, str]]:
    """Run the provider of a mirror, as long as the block runs.

    Args:
        mirror: the mirror.
        settings: environment variables to add, such as AWS_ENDPOINT_URL.
        folder: where it looks for files that a configuration names by a relative path.

    Yields:
        The environment variable that leads Terraform to it; nothing where no such provider is unpacked.
    """
    binary = _binary(mirror)
    if binary is None:
        yield {}
        return
    # Every worker of a test run has one for long, and may let it take more memory for less work.
    environ = {**terraform_environment(os.environ), "GOGC": "400", **settings}
    with serving(binary, environ, folder) as found:
        assert found, "the provider does not start"
        yield found


def _binary(mirror: Mirror | None) -> Path | None:
    if mirror is None:
        return None
    place = mirror.folder / TERRAFORM_HOST / "hashicorp" / "aws"
    found = sorted(path for path in place.glob("5.100.0/*/terraform-provider-aws_*") if os.access(path, os.X_OK))
    return found[0] if found else None
