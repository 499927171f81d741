"""Settings of who may assume a role."""

from typing import Annotated

from pydantic import Field

from hclpress.module import Settings, spelled

# GitHub: a name of at most 39 letters, digits and hyphens, and one of a repository. GitLab: groups and a project.
_PART = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
Repository = Annotated[str, spelled(rf"{_PART}/[A-Za-z0-9._-]+", "a repository with its owner", "acme/shop")]
Project = Annotated[str, spelled(rf"{_PART}(?:/{_PART})+", "a project with its groups", "acme/web/shop")]
# Git, check-ref-format. `*` stands for any characters; a pattern of nothing else would be every branch.
Ref = Annotated[str, spelled(r"(?![*]+\Z)[A-Za-z0-9._/+#@*-]{1,200}", "a branch or a tag, or a pattern of one", "main")]
Stage = Annotated[str, spelled(r"[^*?\x00-\x1f]{1,255}", "the name of an environment, without `*`", "production")]


class GitHubTrust(Settings):
    """Workflows of GitHub Actions that may assume a role: those of one repository which run for any of these."""

    repository: Repository
    """Repository with its owner, such as `acme/shop`."""
    environment: Stage | None = None
    """Environment of GitHub that the job names. Its reviewers decide who may run it."""
    branch: Ref | None = None
    """Branch that the workflow runs for; `*` stands for any characters."""
    tag: Ref | None = None
    """Tag that the workflow runs for; `*` stands for any characters."""
    pull_requests: bool = False
    """Whether workflows of pull requests may. Whoever opens one decides what they do: let them only read."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects of the tokens. GitHub writes the colon in a name as `%3A`."""
        found = []
        if self.environment is not None:
            found.append(f"environment:{self.environment.replace(':', '%3A')}")
        if self.branch is not None:
            found.append(f"ref:refs/heads/{self.branch}")
        if self.tag is not None:
            found.append(f"ref:refs/tags/{self.tag}")
        if self.pull_requests:
            found.append("pull_request")
        return tuple(f"repo:{self.repository}:{one}" for one in found)


class GitLabTrust(Settings):
    """Jobs of GitLab CI that may assume a role: those of one project which run for any of these."""

    project: Project
    """Project with its groups, such as `acme/web/shop`."""
    branch: Ref | None = None
    """Branch that the job runs for; `*` stands for any characters."""
    tag: Ref | None = None
    """Tag that the job runs for; `*` stands for any characters."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects of the tokens."""
        named = {"branch": self.branch, "tag": self.tag}
        return tuple(
            f"project_path:{self.project}:ref_type:{kind}:ref:{name}"
            for kind, name in named.items()
            if name is not None
        )


# IAM User Guide, "Access to AWS accounts owned by third parties": 2 to 1,224 characters.
ExternalId = Annotated[str, Field(pattern=r"^[A-Za-z0-9+=,.@:/_-]{2,1224}$")]
Principal = Annotated[
    str,
    spelled(
        r"[0-9]{12}|arn:aws(?:-cn|-us-gov)?:iam::[0-9]{12}:(?:role|user)/[A-Za-z0-9+=,.@_/-]+",
        "an account or the ARN of a role or a user",
        "210987654321 or arn:aws:iam::210987654321:role/audit",
    ),
]


class AccountTrust(Settings):
    """Other accounts, roles and users that may assume a role."""

    principals: Annotated[tuple[Principal, ...], Field(min_length=1, max_length=50)]
    """Accounts, whose own policies then say who may, and ARNs of roles and users."""
    external_id: ExternalId | None = None
    """Text that the caller must know. A vendor who serves several customers gives each another one."""
    mfa: bool = False
    """Whether the caller must have signed in with a second factor."""


class Trust(Settings):
    """Callers that may assume a role: any of these."""

    github: GitHubTrust | None = None
    """Workflows of GitHub Actions."""
    gitlab: GitLabTrust | None = None
    """Jobs of GitLab CI."""
    accounts: AccountTrust | None = None
    """Other accounts, roles and users."""
