"""inherit: a chain of documents → one document, `extends` resolved and every value's origin kept."""

from __future__ import annotations

from functools import reduce

from hclpress.model.spec_file import SpecFile
from hclpress.source.document import Mapping
from hclpress.source.merge import finish, merge
from hclpress.spec.environment import EXTENDS


def inherit(chain: tuple[SpecFile, ...]) -> Mapping:
    """Merge a chain from the left; mappings merge, lists and scalars replace, `!append` and `!unset` do as they say.

    Args:
        chain: as `load` gives it, never empty.

    Returns:
        The merged tree without `extends`; each value keeps the place in the file that set it.

    Raises:
        Diagnosed: where `!append` meets something that is no list, or `!unset` something that is not set.
    """
    return finish(reduce(merge, (_without_extends(file.tree) for file in chain)))


def _without_extends(tree: Mapping) -> Mapping:
    kept = {key: entry for key, entry in tree.entries.items() if key != EXTENDS}
    return Mapping(kept, tree.span)
