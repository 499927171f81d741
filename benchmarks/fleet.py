"""A fleet: a project of N environments, each derived from one of the five systems as its owner would derive it."""

from __future__ import annotations

import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def make_fleet(folder: Path, size: int, wanted: str = "*") -> None:
    """Make `folder` a project of `size` environments: the shipped specs and functions, and specs that extend them.

    The environments take turns among the shipped ones, of every system or of the one `wanted`. Each has its own label,
    suffix, account, owner and tags, so that no two of them render to the same files.
    """
    shutil.copytree(PROJECT / "functions", folder / "functions", ignore=shutil.ignore_patterns("node_modules"))
    for path in sorted((PROJECT / "environments").glob(f"{wanted}/*.yaml")):
        system = folder / "environments" / path.parent.name
        system.mkdir(parents=True, exist_ok=True)
        # A base is no environment itself: its name says so.
        is_base = path.stem == "base" or path.stem.startswith("_")
        shutil.copy(path, system / (path.name if is_base else f"base-{path.name}"))
    for number in range(size):
        change_environment(folder, number)


def account_of(number: int) -> str:
    """Return the AWS account of one environment of a fleet."""
    return str(100_000_000_000 + number * 7)


def change_environment(folder: Path, number: int, owner: str = "team") -> None:
    """Write the spec of one environment of a fleet; another owner makes it another environment."""
    shipped = sorted(
        (path.parent.name, path.stem.removeprefix("base-")) for path in (folder / "environments").glob("*/base-*.yaml")
    )
    system, label = shipped[number % len(shipped)]
    path = folder / "environments" / system / f"{label}-{number:04}.yaml"
    path.write_text(
        f"""\
extends: base-{label}.yaml

suffix: e{number:04}
account_id: "{account_of(number)}"
naming: "{{project}}-{{name}}-{{suffix}}"
owner: {owner}-{number % 17}
tags:
  CostCenter: cc-{number % 29:02}
  Ticket: OPS-{1000 + number}
""",
        encoding="utf-8",
    )


def change_bases(folder: Path, release: str) -> None:
    """Give every environment of a fleet another tag, by the specs that they extend."""
    line = "tags: {Release: "
    for path in (folder / "environments").glob("*/base-*.yaml"):
        kept = [one for one in path.read_text("utf-8").splitlines() if not one.startswith(line)]
        path.write_text("\n".join([*kept, f"{line}{release}}}", ""]), encoding="utf-8")
