"""hclpress doctor: report the programs found on this machine and the missing ones."""

from __future__ import annotations

import os

from hclpress.terraform.prerequisites import Status, examine
from hclpress.ui.console import Console


def doctor(console: Console, terraform: str | None) -> int:
    """Report the programs found on this machine and the missing ones.

    Returns:
        1 if a required program is missing, otherwise 0.
    """
    findings = examine(terraform, os.environ)
    console.table(
        ("", "Requirement", "Found", "Way out"),
        ((one.status.value, one.what, one.found, one.way_out) for one in findings),
    )
    console.report(
        (),
        {
            "findings": [
                {"status": one.status.value, "what": one.what, "found": one.found, "way_out": one.way_out}
                for one in findings
            ]
        },
    )
    return int(any(one.status is Status.MISSING for one in findings))
