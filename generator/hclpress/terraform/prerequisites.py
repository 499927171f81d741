"""Examines the machine for the programs hclpress needs and reports them, with ways to install missing ones."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed
from hclpress.terraform import provider_mirror
from hclpress.terraform.discovery import find_terraform
from hclpress.terraform.environment_variables import missing_paths

_MINIMUM_PYTHON = (3, 11)


class Status(StrEnum):
    """The state of a requirement: fulfilled, in need of attention, or missing."""

    OK = "ok"
    WARNING = "warning"
    MISSING = "missing"


class Requirement(Struct, frozen=True):
    """One examined requirement.

    Attributes:
        status: its state.
        what: its name, in a word or two.
        found: the program or folder found, and the reason for the choice.
        way_out: the remedy; empty if none is needed.
    """

    status: Status
    what: str
    found: str
    way_out: str = ""


def examine(option: str | None, environ: Mapping[str, str]) -> tuple[Requirement, ...]:
    """Return all requirements with their state, in a fixed order.

    Rendering needs Python alone; Terraform and its providers are needed for plans, git for comparing with committed
    files. Nothing is changed, and no network is used.

    Args:
        option: the value of `--terraform`, None if it was not given.
        environ: the variables of the calling process.
    """
    return (
        _python(),
        _terraform(option, environ),
        _provider_source(environ),
        *_passed_over(environ),
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
        mirror = provider_mirror.find_mirror(environ)
    except Diagnosed as unusable:
        diagnostic = unusable.diagnostics[0]
        return Requirement(Status.MISSING, "Providers", diagnostic.summary, diagnostic.detail)
    if mirror is None:
        return Requirement(Status.OK, "Providers", "the registry; no mirror on this machine")
    held = "; ".join(str(provider) for provider in mirror.providers)
    why = f"named by {provider_mirror.VARIABLE}" if mirror.named else "found by searching"
    return Requirement(Status.OK, "Providers", f"the mirror {mirror.folder}, {why}: {held}")


def _passed_over(environ: Mapping[str, str]) -> Iterator[Requirement]:
    if environ.get(provider_mirror.VARIABLE):
        return
    for folder in provider_mirror.passed_over(environ):
        yield Requirement(
            Status.WARNING,
            "Providers",
            f"the mirror {folder} comes with a repository, and is not used",
            "A provider is a program that a plan runs. If you trust this one, name its folder in "
            f"{provider_mirror.VARIABLE}; Terraform by hand runs it from `terraform.d/plugins` without asking.",
        )


def _dangling(environ: Mapping[str, str]) -> Iterator[Requirement]:
    for name, value in missing_paths(environ).items():
        yield Requirement(
            Status.WARNING,
            name,
            f"names {value}, which does not exist",
            f"hclpress leaves it out. For Terraform by hand, run `unset {name}` or create that path: "
            "with it, Terraform or its AWS provider stops with an error.",
        )


def _git(environ: Mapping[str, str]) -> Requirement:
    git = shutil.which("git", path=environ.get("PATH", ""))
    if git:
        return Requirement(Status.OK, "git", str(Path(git)))
    return Requirement(Status.MISSING, "git", "no `git` on PATH", "Install git to compare with committed files.")
