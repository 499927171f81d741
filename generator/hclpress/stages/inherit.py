"""inherit: a chain of documents → one document, with `extends` resolved and the place of every value preserved."""

from __future__ import annotations

from functools import partial, reduce

from hclpress.model.spec_file import SpecFile
from hclpress.source.document import Mapping
from hclpress.source.merge import finish, merge
from hclpress.spec.environment import EXTENDS
from hclpress.spec.origin import kept_keys


def inherit(chain: tuple[SpecFile, ...]) -> Mapping:
    """Merge a chain from the left: mappings merge, lists and scalars replace, `!append` adds and `!unset` removes.

    A mapping replaces the inherited one after `!replace`, where it gives an instance another origin, and where it says
    how an instance is found that exists already.

    Args:
        chain: the result of `load`, never empty.

    Returns:
        The merged tree without `extends`; each value keeps the place in the file that set it.

    Raises:
        Diagnosed: when `!append` meets a value that is no list, or `!unset` a value that is not set.
    """
    return finish(reduce(partial(merge, kept_keys=kept_keys), (_without_extends(file.tree) for file in chain)))


def _without_extends(tree: Mapping) -> Mapping:
    kept = {key: entry for key, entry in tree.entries.items() if key != EXTENDS}
    return Mapping(kept, tree.span)
