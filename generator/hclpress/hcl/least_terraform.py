"""The first version of Terraform that reads a text: what it uses decides.

Source: the release notes of Terraform, by the version that brought each feature. OpenTofu 1.6 began as Terraform 1.5
and has the blocks that are rendered since versions of the same number, except for what only its tests lack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from hclpress.hcl.references import ReferenceKind
from hclpress.hcl.structure import Block, Document

TerraformVersion: TypeAlias = tuple[int, int]
"""The first two numbers of a version of Terraform."""

BASE: TerraformVersion = (1, 5)
"""The first version that reads everything rendered which stands in no table here: `import` blocks came with it."""

_BLOCKS: Mapping[str, TerraformVersion] = {"removed": (1, 7), "ephemeral": (1, 10)}
_OF_BACKENDS: Mapping[str, TerraformVersion] = {"assume_role": (1, 6), "use_lockfile": (1, 10)}
_WRITE_ONLY: TerraformVersion = (1, 11)
_IN_TESTS: Mapping[re.Pattern[str], TerraformVersion] = {
    re.compile(r"^run ", re.MULTILINE): (1, 6),
    re.compile(r"^ *(?:mock_(?:provider|resource|data)|override_(?:resource|data|module)) ", re.MULTILINE): (1, 7),
    re.compile(r"^ *override_during += ", re.MULTILINE): (1, 11),
}


def least_for(document: Document) -> TerraformVersion:
    """Return the first version that reads a file of a configuration."""
    return max((version for block in document.blocks for version in _of_block(block)), default=BASE)


def least_for_test(text: str) -> TerraformVersion:
    """Return the first version that reads a file of tests, which `terraform init` does as well.

    Args:
        text: a file after `layout`.
    """
    return max((version for pattern, version in _IN_TESTS.items() if pattern.search(text)), default=BASE)


def _of_block(block: Block) -> Iterator[TerraformVersion]:
    yield _BLOCKS.get(block.type, BASE)
    if block.type == "import" and "for_each" in block.attributes:
        yield 1, 7
    if block.type in {"variable", "output"} and block.attributes.get("ephemeral") is True:
        yield 1, 10
    if block.type == "variable" and _reads_others(block):
        yield 1, 9
    if block.type == "terraform":
        for backend in (one for one in block.blocks if one.type == "backend"):
            yield from (_OF_BACKENDS[name] for name in backend.attributes if name in _OF_BACKENDS)
    if block.type == "resource" and _is_write_only(block):
        yield _WRITE_ONLY


def _reads_others(variable: Block) -> bool:
    """Return whether a variable is validated by more than its own value."""
    read = {(one.kind, one.name) for one in variable.references}
    return len(read) > 1 or any(kind is not ReferenceKind.VARIABLE for kind, _ in read)


def _is_write_only(block: Block) -> bool:
    """Return whether a block has a write-only argument: all of them end with `_wo`, and no other one does."""
    return any(name.endswith("_wo") for name in block.attributes) or any(map(_is_write_only, block.blocks))
