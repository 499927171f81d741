"""Shell sessions in containers are logged.

`execute-command` opens a shell inside production. Without a log of its sessions nobody can reconstruct later who did
what.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CHECKOV = ("CKV_AWS_223",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each service with shell access whose cluster, if it is in the same module, has no session log."""
    for placed in parsed.resources("aws_ecs_cluster"):
        for told in within(placed.block, "configuration", "execute_command_configuration"):
            if told.attributes.get("logging") == "NONE":
                yield Finding(placed, "Sessions of execute-command are not logged", 'Set `logging = "DEFAULT"`.')
    for placed in parsed.resources("aws_ecs_service"):
        if placed.block.attributes.get("enable_execute_command") is not True:
            continue
        for one in parsed.referred_to(placed, "cluster"):
            if one.block.labels[0] == "aws_ecs_cluster" and not _records(one.block):
                yield Finding(
                    placed,
                    "Sessions of execute-command are not logged",
                    "Give the cluster an `execute_command_configuration` with a log group, or disable execute-command.",
                )


def _records(cluster: Block) -> bool:
    return any(
        configuration.attributes.get("logging") == "OVERRIDE"
        and any(
            logs.attributes.get("cloud_watch_log_group_name") or logs.attributes.get("s3_bucket_name")
            for logs in within(configuration, "log_configuration")
        )
        for configuration in within(cluster, "configuration", "execute_command_configuration")
    )
