"""Blocks that Terraform refuses in the files of one module, though they are HCL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from hclpress.hcl.structure import Block, Document

LABELS = {
    "check": 1,
    "data": 2,
    "ephemeral": 2,
    "import": 0,
    "locals": 0,
    "module": 1,
    "moved": 0,
    "output": 1,
    "provider": 1,
    "removed": 0,
    "resource": 2,
    "terraform": 0,
    "variable": 1,
}
"""The number of labels of each top-level block of Terraform 1.11."""
_REPEATED = frozenset({"import", "moved", "provider", "removed", "terraform"})


class Refused(Struct, frozen=True):
    """A line that Terraform refuses.

    Attributes:
        document: the file.
        line: its 1-based line.
        summary: one line with the problem, without a full stop.
        detail: the reason and a way out, as full sentences.
    """

    document: Document
    line: int
    summary: str
    detail: str


def refused_blocks(documents: Iterable[Document]) -> Iterator[Refused]:
    """Yield every top-level line that Terraform refuses.

    Args:
        documents: the files of one module.
    """
    first: dict[str, str] = {}
    for document in documents:
        for name, line in document.lines.items():
            detail = "Arguments stand inside a block. A value for several blocks belongs into `locals`."
            yield Refused(document, line, f"Terraform has no argument `{name}` outside of blocks", detail)
        for block in document.blocks:
            wanted = LABELS.get(block.type)
            if wanted is None:
                detail = f"Top-level blocks are {', '.join(LABELS)}."
                yield Refused(document, block.line, f"Terraform has no block `{block.type}`", detail)
            elif len(block.labels) != wanted:
                detail = f"It has {len(block.labels)} and needs {wanted}."
                yield Refused(document, block.line, f"A block `{block.type}` has another number of labels", detail)
            for name in _declared(block):
                other = first.setdefault(name, f"{document.file}:{block.line}")
                if other != f"{document.file}:{block.line}":
                    detail = f"{other} declares it already. Give each a label of its own, or take one away."
                    yield Refused(document, block.line, f"The module has two of {name}", detail)


def _declared(block: Block) -> Iterator[str]:
    """Yield the names that a block takes in its module."""
    if block.type == "locals":
        yield from (f"local.{name}" for name in block.attributes)
    elif block.type in LABELS and block.type not in _REPEATED:
        yield block.address
