"""Overrides: the only changes of a rehearsal to its working copy, such as arguments that end a wait."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from hclpress.hcl.quoted_text import quoted
from hclpress.terraform.json_value import JsonValue

PROVIDER: dict[str, JsonValue] = {"max_retries": 4}
"""Settings of each provider: calls that the emulator lacks must fail at once and not after minutes of retries."""

_RESOURCE = re.compile(r'^resource "(\w+)" "([\w-]+)"', re.MULTILINE)
_FILE = "zz_hclpress_rehearsal_override.tf"


def override(folder: Path, arguments: Mapping[str, Mapping[str, str | bool | int]]) -> None:
    """Set arguments of every resource of a type, in an override file beside the files that hold one.

    Args:
        folder: the root module; its subfolders are searched as well.
        arguments: names and values of arguments, by type of resource.
    """
    for inside in (folder, *sorted(path for path in folder.rglob("*") if path.is_dir())):
        found = [one for file in sorted(inside.glob("*.tf")) for one in _RESOURCE.findall(file.read_text("utf-8"))]
        if blocks := [_block(kind, name, arguments[kind]) for kind, name in found if kind in arguments]:
            (inside / _FILE).write_text("\n".join(blocks), encoding="utf-8")


def _block(kind: str, name: str, arguments: Mapping[str, str | bool | int]) -> str:
    lines = [f"  {argument} = {_literal(value)}\n" for argument, value in arguments.items()]
    return f'resource "{kind}" "{name}" {{\n{"".join(lines)}}}\n'


def _literal(value: str | bool | int) -> str:
    return quoted(value) if isinstance(value, str) else str(value).lower()
