"""One process of the AWS provider for all commands in a working copy: Terraform would start one for each of them.

A start takes about as much processor time as the plan of a small module. So the provider runs as it does for its own
developers, who start it with `-debug` and tell Terraform its address.
https://developer.hashicorp.com/terraform/plugin/debugging
"""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec.structs import replace

from hclpress.system.cleanup import kill_group_with_us
from hclpress.terraform.working_copy import WorkingCopy

_ANNOUNCED = re.compile(rb"TF_REATTACH_PROVIDERS='(.*)'")
_BLOCK = re.compile(r'^provider\s+"aws"', re.MULTILINE)
_ALIAS = re.compile(r"\balias\s*=")
_INSTALLED = ".terraform/providers/*/hashicorp/aws/*/*/terraform-provider-aws_*"
_START_SECONDS = 60.0


@contextmanager
def running_provider(work: WorkingCopy) -> Iterator[WorkingCopy]:
    """Run the provider that `init` has installed, as long as the block runs.

    Yields:
        The working copy whose commands use it; the unchanged one if no process can serve all of them.
    """
    installed = sorted(path for path in work.folder.glob(_INSTALLED) if os.access(path, os.X_OK))
    if len(installed) != 1 or not may_share(work.source):
        yield work
        return
    host = installed[0].parts[-6]
    with serving(installed[0], work.environ, work.folder, host) as settings:
        yield replace(work, environ={**work.environ, **settings})


def may_share(folder: Path) -> bool:
    """Whether a configuration has one provider: a process holds one configuration, and mixes up several.

    Where the only block has an alias, Terraform adds an empty configuration for what names no provider.
    """
    texts = [file.read_text("utf-8") for file in folder.rglob("*.tf")]
    blocks = sum(len(_BLOCK.findall(text)) for text in texts)
    return blocks == 0 or (blocks == 1 and not any(_ALIAS.search(text) for text in texts if _BLOCK.search(text)))


@contextmanager
def serving(
    program: Path, environ: Mapping[str, str], folder: Path | None = None, host: str | None = None
) -> Iterator[Mapping[str, str]]:
    """Run a provider, as long as the block runs.

    Args:
        program: the provider.
        environ: its whole environment; it reads AWS_ENDPOINT_URL and its like, and none of Terraform's.
        folder: the folder in which it looks for files that a configuration names by a relative path.
        host: the registry under whose name it is known; None for the one that it names itself.

    Yields:
        The environment variable that leads Terraform to it; none if it does not start.
    """
    # With a bundle of certificates the provider refuses to be configured a second time.
    own = {name: value for name, value in environ.items() if name != "AWS_CA_BUNDLE"}
    process = subprocess.Popen(  # noqa: S603  (the provider that Terraform would start)
        [str(program), "-debug"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=own,
        start_new_session=True,
    )
    with process, kill_group_with_us(process.pid):
        try:
            yield _settings(_announced(process), host)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _announced(process: subprocess.Popen[bytes]) -> bytes | None:
    """Read the address of a provider that starts; None if it gives none in time."""
    assert process.stdout is not None  # noqa: S101  (it is a pipe)
    said, until = b"", time.monotonic() + _START_SECONDS
    while select.select([process.stdout], [], [], max(0.0, until - time.monotonic()))[0]:
        part = os.read(process.stdout.fileno(), 65536)
        said += part
        if match := _ANNOUNCED.search(said):
            return match[1]
        if not part:
            break
    return None


def _settings(announced: bytes | None, host: str | None) -> dict[str, str]:
    if announced is None:
        return {}
    served = json.loads(announced)
    if host is not None:
        served = {f"{host}/{name.partition('/')[2]}": address for name, address in served.items()}
    return {"TF_REATTACH_PROVIDERS": json.dumps(served)}
