"""inherit: a chain of documents → one document, with `extends` resolved and the place of every value preserved."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from hclpress.model.spec_file import SpecFile
from hclpress.source.document import Mapping
from hclpress.source.merge import finish, merge
from hclpress.source.node_results import once_for_each_node
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
    *bases, spec = (_without_extends(file.tree) for file in chain)
    if not bases:
        return finish(spec)
    return finish(merge(reduce(lambda base, over: _laid_over(base)(over), bases), spec, kept_keys))


@once_for_each_node(32)
def _laid_over(base: Mapping) -> Callable[[Mapping], Mapping]:
    """Return the function that merges another base onto one, once for all environments that extend both."""
    return once_for_each_node(32)(lambda over: merge(base, over, kept_keys))


@once_for_each_node(128)
def _without_extends(tree: Mapping) -> Mapping:
    kept = {key: entry for key, entry in tree.entries.items() if key != EXTENDS}
    return Mapping(kept, tree.span)
