"""Registries that ECR mirrors."""

from collections.abc import Mapping

from msgspec import Struct


class Registry(Struct, frozen=True):
    """A registry; `needs_login` says whether ECR pulls from it with credentials only, or without them only."""

    url: str
    needs_login: bool


# ECR User Guide, "Creating a pull through cache rule": the URL of each registry, and whether it takes credentials.
UPSTREAMS: Mapping[str, Registry] = {
    "docker-hub": Registry("registry-1.docker.io", needs_login=True),
    "ecr-public": Registry("public.ecr.aws", needs_login=False),
    "github": Registry("ghcr.io", needs_login=True),
    "gitlab": Registry("registry.gitlab.com", needs_login=True),
    "kubernetes": Registry("registry.k8s.io", needs_login=False),
    "quay": Registry("quay.io", needs_login=False),
}


def registry_of(upstream: str) -> Registry:
    """Return the registry that a spec names; any other is one of Azure, by its host."""
    return UPSTREAMS.get(upstream) or Registry(upstream, needs_login=True)
