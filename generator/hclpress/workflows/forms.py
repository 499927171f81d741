"""The words for engines and for what they are told; apart, so that `--help` need not wait for the rest."""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """What runs Terraform when something changes."""

    GITHUB = "github"
    GITLAB = "gitlab"
    ATLANTIS = "atlantis"


class AffectedForm(StrEnum):
    """How it is said which environments are affected: for people, for programs, for GitHub's matrix, for GitLab."""

    TEXT = "text"
    JSON = "json"
    MATRIX = "matrix"
    GITLAB = "gitlab"
