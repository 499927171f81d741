"""The root module's own settings beside its module calls: the backend and the providers."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl.identifier import identifier
from hclpress.hcl.tag_map import tags_literal
from hclpress.hcl.values import Object
from hclpress.model.stack import Stack
from hclpress.spec.environment import LocalBackend


class Provider(Struct, frozen=True):
    """One `provider "aws"` block.

    Attributes:
        region: its region.
        alias: its alias for instances of that region; None for the environment's own region.
    """

    region: str
    alias: str | None


class Root(Struct, frozen=True):
    """The parts of a root module that no module instance owns.

    Attributes:
        backend: its type.
        backend_arguments: the arguments of the backend block, in order.
        providers: the environment's own region first, then the others by name.
        account_ids: the only accounts Terraform may touch; empty for any.
        tags: the tags of every resource.
    """

    backend: str
    backend_arguments: tuple[tuple[str, object], ...]
    providers: tuple[Provider, ...]
    account_ids: tuple[str, ...]
    tags: Object | Mapping[str, object]


def root_of(stack: Stack) -> Root:
    """Return the root module of a stack."""
    environment = stack.environment
    backend = environment.backend
    if isinstance(backend, LocalBackend):
        arguments: dict[str, object] = {"path": backend.path}
    else:
        arguments = {
            "bucket": backend.bucket,
            "key": backend.key or f"{stack.spec.address}/terraform.tfstate",
            "region": backend.region or environment.region,
            "encrypt": backend.encrypt,
            "use_lockfile": backend.use_lockfile,
        }
        if backend.kms_key_id:
            arguments["kms_key_id"] = backend.kms_key_id
    tags = environment.all_tags
    return Root(
        backend.type,
        tuple(arguments.items()),
        (
            Provider(environment.region, None),
            *(Provider(region, identifier(region)) for region in stack.other_regions),
        ),
        (environment.account_id,) if environment.account_id else (),
        tags_literal(None, tags),
    )
