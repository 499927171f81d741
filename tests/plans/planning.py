"""Plans for tests, through tftest, each made once however many tests and pytest-xdist workers ask for it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

import tftest  # type: ignore[import-untyped]
from moto.server import ThreadedMotoServer  # type: ignore[import-untyped]

from hclpress.terraform.discovery import Terraform, find_terraform
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.running_provider import may_share
from hclpress.terraform.working_copy import WorkingCopy, execute, working_copy


class BoundedTerraformTest(tftest.TerraformTest):  # type: ignore[misc]  # its base is untyped
    """tftest, with its commands run by hclpress.

    Its own `execute_command` waits for ever, blocks when Terraform writes much to stderr, takes only one
    word as the binary (the embedded Terraform needs three), takes most exit codes for success, and its
    `plan` leaves the plan file behind.
    """

    def __init__(self, work: WorkingCopy) -> None:
        """Test the working copy in `work`."""
        super().__init__(
            tfdir=str(work.folder),
            binary=str(work.terraform.path),
            env=dict(work.environ),
            cache_dir=work.folder.parent,
        )
        self._work = work

    def execute_command(self, cmd: str, *cmd_args: str) -> tftest.TerraformCommandOutput:
        """Run a Terraform command in bounded time and raise on any failure."""
        finished = execute(self._work, cmd, *cmd_args, timeout=600)
        if cmd == "show":
            Path(cmd_args[-1]).unlink(missing_ok=True)
        if finished.code != 0:
            message = f"terraform {cmd} ended with {finished.code}\n{finished.stdout}\n{finished.stderr}"
            raise tftest.TerraformTestError(message, finished.stderr)
        return tftest.TerraformCommandOutput(finished.code, finished.stdout, finished.stderr)


def plan_of(
    folder: Path, terraform: Terraform | None = None, *, variables: Mapping[str, JsonValue] | None = None
) -> Plan:
    """The plan of a rendered folder, made now, on a copy and without asking AWS.

    Args:
        folder: a rendered environment, or a single module.
        terraform: which one to use; the one hclpress finds by default.
        variables: values for the root's variables.
    """
    return Plan.read(_shown_plan(folder, terraform or find_terraform(None, os.environ), variables or {}))


def asks_aws(folder: Path) -> bool:
    """Whether a root module asks AWS for its account, or for an ephemeral password: its plan needs somebody to answer."""
    asked = re.compile(r'"aws_caller_identity"|^ephemeral "', re.MULTILINE)
    return any(asked.search(file.read_text("utf-8")) for file in folder.rglob("*.tf"))


@contextmanager
def emulator() -> Iterator[dict[str, str]]:
    """A moto server on loopback, and the environment variable that sends Terraform's provider there."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield {"AWS_ENDPOINT_URL": f"http://{host}:{port}"}
    finally:
        server.stop()


def variables_of(folder: Path) -> dict[str, JsonValue]:
    """Something for each variable of a root module that people have to give: a plan only asks whether it is there."""
    file = folder / "variables.tf"
    names = re.findall(r'^variable "(\w+)"', file.read_text("utf-8"), re.MULTILINE) if file.is_file() else []
    return dict.fromkeys(names, "for-the-plan-only")


class SharedPlans:
    """Plans by the content of what is planned, kept in a folder that all workers of a test run can see."""

    def __init__(self, folder: Path, terraform: Terraform, provider: Mapping[str, str] | None = None) -> None:
        """Keep the plans that `terraform` makes in `folder`.

        Args:
            folder: where they are kept.
            terraform: what makes them.
            provider: the variables that lead to a provider which runs already.
        """
        self._folder = folder
        self._terraform = terraform
        self._provider = provider or {}
        self._read: dict[str, Plan] = {}

    def __call__(self, folder: Path, variables: Mapping[str, JsonValue] | None = None) -> Plan:
        """The plan of a folder; made by whoever asks first, read by everybody else."""
        key = _fingerprint(folder, self._terraform, variables or {})
        if key not in self._read:
            self._read[key] = Plan.read(self._document(key, folder, variables or {}))
        return self._read[key]

    def _document(self, key: str, folder: Path, variables: Mapping[str, JsonValue]) -> str:
        kept = self._folder / f"{key}.json"
        with (self._folder / f"{key}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                kept.write_text(_shown_plan(folder, self._terraform, variables, self._provider), encoding="utf-8")
        return kept.read_text(encoding="utf-8")


def _shown_plan(
    folder: Path, terraform: Terraform, variables: Mapping[str, JsonValue], provider: Mapping[str, str] | None = None
) -> str:
    # A provider that runs already has its environment, and knows of no emulator started now.
    running = provider if provider and may_share(folder) else {}
    with (
        emulator() if asks_aws(folder) else nullcontext(running) as settings,
        working_copy(folder, terraform, find_mirror(os.environ), variables=variables, settings=settings) as work,
    ):
        test = BoundedTerraformTest(work)
        # The copy disappears anyway, and tftest's own cleaning uses what Python 3.12 deprecates.
        test.setup(cleanup_on_exit=False)
        return json.dumps(dict(test.plan(output=True)))


def _fingerprint(folder: Path, terraform: Terraform, variables: Mapping[str, JsonValue]) -> str:
    fingerprint = hashlib.sha256(f"{terraform}{json.dumps(variables, sort_keys=True)}".encode())
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and ".terraform" not in path.parts):
        fingerprint.update(f"{file.relative_to(folder)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return fingerprint.hexdigest()
