"""No container has rights on its host.

A privileged container, or one with the host's processes or network, has the rights of its host's administrator: an
attacker who takes over the service takes over the machine and everything else on it. A container whose definition says
`root` has less in its way than one of a user of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import containers
from hclpress.hcl.structure import HclValue, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

FSBP = ("ECS.1", "ECS.3", "ECS.4")
CHECKOV = ("CKV_AWS_334", "CKV_AWS_335")

_ROOT = frozenset({"root", "0"})
# Linux, capabilities(7): each of these leads to the rights of the administrator.
_CAPABILITIES = frozenset({"ALL", "NET_ADMIN", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "DAC_READ_SEARCH"})
_HOSTS = (("pid_mode", "processes"), ("ipc_mode", "memory"), ("network_mode", "network"))


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each task definition with a container that has rights on its host."""
    for placed in parsed.resources("aws_ecs_task_definition"):
        for one in containers(placed.block):
            if one.get("privileged", False) not in (False, None):
                yield Finding(
                    placed,
                    f"Container {one.get('name')} is privileged",
                    "Remove `privileged`, and grant only the capability it needs.",
                )
            if str(one.get("user", "")).partition(":")[0] in _ROOT:
                yield Finding(
                    placed, f"Container {one.get('name')} runs as root", "Give it a user of its own, such as `1000`."
                )
            if added := sorted(_CAPABILITIES.intersection(_added(one))):
                yield Finding(
                    placed,
                    f"Container {one.get('name')} may do what only the host's administrator may",
                    f"Remove {', '.join(added)} from `capabilities`.",
                )
        for name, what in _HOSTS:
            if placed.block.attributes.get(name) == "host":
                yield Finding(placed, f"Its containers share the {what} of the host", f"Remove `{name}`.")
        for volume in within(placed.block, "volume"):
            path = volume.attributes.get("host_path")
            if path in ("/", "/var/run/docker.sock", "/run/docker.sock"):
                yield Finding(placed, f"Its containers reach {path} of the host", "Mount a folder of its own.")


def _added(container: dict[str, HclValue]) -> tuple[str, ...]:
    parameters = container.get("linuxParameters")
    capabilities = parameters.get("capabilities") if isinstance(parameters, dict) else None
    added = capabilities.get("add") if isinstance(capabilities, dict) else None
    return tuple(map(str, added)) if isinstance(added, tuple) else ()
