"""The names of engines and of output formats, in a file of their own so that `--help` need not import the rest."""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """A program that runs Terraform on changes."""

    GITHUB = "github"
    GITLAB = "gitlab"
    ATLANTIS = "atlantis"


class AffectedForm(StrEnum):
    """The output format of the affected environments: for people, for programs, for GitHub's matrix, for GitLab."""

    TEXT = "text"
    JSON = "json"
    MATRIX = "matrix"
    GITLAB = "gitlab"
