"""The changes of a rehearsal to its working copy: only shorter waiting times."""

from __future__ import annotations

import re
from pathlib import Path

from hclpress.terraform.json_value import JsonValue

PROVIDER: dict[str, JsonValue] = {"max_retries": 4}
"""Settings of each provider: calls that the emulator lacks must fail at once and not after minutes of retries."""

_DISTRIBUTION = re.compile(r'^resource "aws_cloudfront_distribution" "(\w+)"', re.MULTILINE)
_FILE = "zz_hclpress_rehearsal_override.tf"


def spare_the_waiting(folder: Path) -> None:
    """Disable waiting for the deployment of distributions to edge locations, which the emulator lacks."""
    for file in sorted(folder.rglob("*.tf")):
        if names := _DISTRIBUTION.findall(file.read_text("utf-8")):
            blocks = [
                f'resource "aws_cloudfront_distribution" "{name}" {{\n  wait_for_deployment = false\n}}\n'
                for name in names
            ]
            with file.with_name(_FILE).open("a", encoding="utf-8") as override:
                override.write("\n".join(blocks))
