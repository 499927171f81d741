"""Grants of ecr."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from hclpress.module import EVERYTHING, Grant, Site, identifier

# ECR User Guide, "IAM permissions for pushing an image" and "Amazon ECR repository policy examples".
PULLS = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
_PUSHES = (
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:CompleteLayerUpload",
    "ecr:InitiateLayerUpload",
    "ecr:PutImage",
    "ecr:UploadLayerPart",
)
# By access: the id of the statement, and the actions.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "read": ("PullImages", PULLS),
    "write": ("PushImages", _PUSHES),
    "full": ("UseImages", tuple(sorted({*PULLS, *_PUSHES}))),
}
_MORE_READS = ("ecr:DescribeImages", "ecr:DescribeImageScanFindings", "ecr:DescribeRepositories", "ecr:ListImages")
_MORE_WRITES = ("ecr:BatchDeleteImage", "ecr:StartImageScan")
# Service Authorization Reference, "Amazon Elastic Container Registry": other actions on the images of a repository.
_MORE: Mapping[str, tuple[str, ...]] = {
    "read": _MORE_READS,
    "write": _MORE_WRITES,
    "full": (*_MORE_READS, *_MORE_WRITES),
}
# ECR User Guide, "IAM permissions required to sync an upstream registry".
_IMPORTS = ("ecr:BatchImportUpstreamImage", "ecr:CreateRepository")


def grants(
    repositories: Collection[str], mirrors: Collection[str], item: str | None, access: str, site: Site
) -> Iterator[Grant]:
    """The right to pull from or push to one repository (the item), and to pull through a mirror.

    Raises:
        LookupError: with a sentence for people, where there is no such item or access.
    """
    if item is None or item not in (*repositories, *mirrors):
        there = ", ".join(f"{site.instance}.{name}" for name in (*repositories, *mirrors))
        raise LookupError(f"Name the repository: {there}.")
    if access not in _GRANTS or (item in mirrors and access != "read"):
        raise LookupError(
            "A mirror can be used with `read`; ECR alone writes to it."
            if item in mirrors
            else f"A repository can be used with {', '.join(_GRANTS)}."
        )
    sid, actions = _GRANTS[access]
    # The token is for the registry as a whole; IAM knows no resource for it.
    yield Grant("LogInToRegistry", ("ecr:GetAuthorizationToken",), (EVERYTHING,))
    if item in mirrors:
        yield Grant("PullThrough", tuple(sorted({*actions, *_IMPORTS})), ((f"{identifier(item)}_arn", "/*"),))
    else:
        arn = f"{identifier(item)}_arn"
        yield Grant(sid, actions, ((arn, ""),), more=((arn, "", _MORE[access]),))
