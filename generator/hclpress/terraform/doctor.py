"""Looks at what hclpress needs from the machine and says what is there, what is missing and what helps."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed
from hclpress.terraform import providers
from hclpress.terraform.discovery import find_terraform
from hclpress.terraform.environment_variables import missing_paths

_MINIMUM_PYTHON = (3, 11)


class Status(StrEnum):
    """How things stand: as they should be, in need of attention, or not there."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


class Requirement(Struct, frozen=True):
    """One thing that was looked at.

    Attributes:
        status: how it stands.
        what: the thing, in a word or two.
        found: what is there and why it was chosen.
        way_out: what to do about it; empty when nothing has to be done.
    """

    status: Status
    what: str
    found: str
    way_out: str = ""


def examine(option: str | None, environ: Mapping[str, str]) -> tuple[Requirement, ...]:
    """Everything hclpress needs from the machine, in a fixed order.

    Rendering needs Python alone; Terraform and its providers are needed for plans, git for comparing with
    what was committed. Nothing is changed, and no network is asked.

    Args:
        option: what `--terraform` says, None where it was not given.
        environ: the variables of the calling process.
    """
    return (
        _python(),
        _terraform(option, environ),
        _provider_source(environ),
        *_dangling(environ),
        _git(environ),
    )


def _python() -> Requirement:
    found = f"{platform.python_version()} ({sys.executable})"
    if sys.version_info[:2] >= _MINIMUM_PYTHON:
        return Requirement(Status.OK, "Python", found)
    return Requirement(Status.MISSING, "Python", found, "Install Python 3.11 or later.")


def _terraform(option: str | None, environ: Mapping[str, str]) -> Requirement:
    try:
        terraform = find_terraform(option, environ)
    except Diagnosed as missing:
        diagnostic = missing.diagnostics[0]
        return Requirement(Status.MISSING, "Terraform", diagnostic.summary, diagnostic.detail)
    return Requirement(Status.OK, "Terraform", str(terraform))


def _provider_source(environ: Mapping[str, str]) -> Requirement:
    try:
        mirror = providers.find_mirror(environ)
    except Diagnosed as unusable:
        diagnostic = unusable.diagnostics[0]
        return Requirement(Status.MISSING, "Providers", diagnostic.summary, diagnostic.detail)
    if mirror is None:
        return Requirement(Status.OK, "Providers", "the registry; no mirror on this machine")
    held = "; ".join(str(provider) for provider in mirror.providers)
    why = f"named by {providers.VARIABLE}" if mirror.named else "found by looking around"
    return Requirement(Status.OK, "Providers", f"the mirror {mirror.folder}, {why}: {held}")


def _dangling(environ: Mapping[str, str]) -> Iterator[Requirement]:
    for name, value in missing_paths(environ).items():
        yield Requirement(
            Status.WARNING,
            name,
            f"names {value}, which does not exist",
            f"hclpress leaves it out. For Terraform by hand, run `unset {name}` or make what it names: "
            "with it, Terraform or its AWS provider stops with an error.",
        )


def _git(environ: Mapping[str, str]) -> Requirement:
    git = shutil.which("git", path=environ.get("PATH", ""))
    if git:
        return Requirement(Status.OK, "git", str(Path(git)))
    return Requirement(Status.MISSING, "git", "no `git` on PATH", "Install git to compare with what was committed.")
