"""Adoptions: resources that exist already and that an environment makes from now on."""

from __future__ import annotations

from msgspec import Struct

from hclpress.diagnostics import Span


class Adoption(Struct, frozen=True):
    """One resource that exists already, and its address from now on.

    Attributes:
        address: the address in the state.
        kind: its Terraform type.
        id: the id by which Terraform imports it.
        instance: the instance that it belongs to; empty for a resource of the root module.
        key_span: the place of its key in the spec.
        span: the place of its id in the spec.
    """

    address: str
    kind: str
    id: str
    instance: str
    key_span: Span
    span: Span
