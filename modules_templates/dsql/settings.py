"""Settings of the module dsql."""

from typing import Annotated, Literal

from pydantic import Tag

from hclpress.module import Item, KeyReference, Module, Region, word_or_own

KeyChoice = Annotated[Annotated[Literal["aws"], Tag("word")] | Annotated[KeyReference, Tag("own")], word_or_own("aws")]


class Peer(Item):
    """The second cluster of a pair, and the region that decides when the two cannot reach each other."""

    peer_region: Region
    """The region of the second cluster. It takes reads and writes like the first."""
    witness: Region
    """A third region, which keeps a window of the transaction log and has no endpoint."""
    key: KeyChoice = "aws"
    """Key that encrypts the second cluster: `aws`, or a KMS key of its region."""


class DsqlSettings(Module):
    """Settings of one instance."""

    peer: Peer | None = None
    """The second cluster of a pair. Left out: one cluster in one region."""
    key: KeyChoice = "aws"
    """Key that encrypts the cluster: `aws`, or a KMS key of its region."""

    @property
    def own_tags(self) -> tuple[str, ...]:
        """A tag for the name, where AWS has no other place for it."""
        return ("Name",)
