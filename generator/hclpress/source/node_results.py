"""Results about nodes, remembered by the node itself.

Many environments extend one base, and most of a merged document are nodes of that base. What is computed of such a node
is therefore computed once for all of them. Nodes never change, and one is held as long as its result is, so that no
other node can take its identity.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from hclpress.source.document import Node

AnyNode = TypeVar("AnyNode", bound=Node)
Others = ParamSpec("Others")
Result = TypeVar("Result")


def once_for_each_node(
    most: int,
) -> Callable[[Callable[Concatenate[AnyNode, Others], Result]], Callable[Concatenate[AnyNode, Others], Result]]:
    """Decorate a function of a node, which may have other arguments, to remember its results.

    Args:
        most: the number of results to remember. The one that was not asked for longest goes first.
    """

    def decorated(
        work: Callable[Concatenate[AnyNode, Others], Result],
    ) -> Callable[Concatenate[AnyNode, Others], Result]:
        known: OrderedDict[tuple[Hashable, ...], tuple[AnyNode, Result]] = OrderedDict()

        @wraps(work)
        def remembering(node: AnyNode, /, *others: Others.args, **named: Others.kwargs) -> Result:
            key = (id(node), *others, *named.items())
            found = known.get(key)
            if found is not None:
                known.move_to_end(key)
                return found[1]
            result = work(node, *others, **named)
            known[key] = node, result
            if len(known) > most:
                known.popitem(last=False)
            return result

        return remembering

    return decorated
