"""The prediction of an apply: what moves, what changes, and what goes wrong in the order of the changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from hclpress.hcl.address import covers
from hclpress.history.applied import Continued
from hclpress.history.apply_order import (
    BlockInTheWay,
    DeletedWhileUsed,
    NameInTheWay,
    TakenPlace,
    blocks_in_the_way,
    created_first,
    deleted_while_used,
    moves_into_places,
    names_in_the_way,
    taken_places,
)
from hclpress.history.baseline import Baseline
from hclpress.history.changes import NO_CHANGES, Changes, changes_between
from hclpress.history.configuration import Configuration
from hclpress.history.identity import Identity
from hclpress.history.manifest import digest_of
from hclpress.history.matching import Matched, match
from hclpress.history.moves import Move, implied_moves
from hclpress.history.network_order import NetworkFaults
from hclpress.model.parsed_stack import ParsedStack


class ApplyPrediction(Struct, frozen=True):
    """The comparison of a rendered configuration with the one before.

    Attributes:
        matched: the matching of resources.
        changes: the changes of an apply.
        moves: every move between the configuration before and the rendered one, in their order.
        taken: the places that one resource takes from another.
        in_the_way: the names that would be needed twice at once.
        used: the resources that would be deleted while in use.
        blocks: the subnets that would overlap one that still exists.
        networks: what AWS would refuse to change in networks that are in use.
    """

    matched: Matched
    changes: Changes = NO_CHANGES
    moves: tuple[Move, ...] = ()
    taken: tuple[TakenPlace, ...] = ()
    in_the_way: tuple[NameInTheWay, ...] = ()
    used: tuple[DeletedWhileUsed, ...] = ()
    blocks: tuple[BlockInTheWay, ...] = ()
    networks: NetworkFaults = NetworkFaults()

    @classmethod
    def of(
        cls,
        parsed: ParsedStack,
        baseline: Baseline,
        earlier: Continued,
        new: Mapping[str, Identity],
        written: tuple[Move, ...],
        adopted: Collection[str] = (),
    ) -> ApplyPrediction:
        """Compare; nothing if no file that describes resources differs.

        Args:
            parsed: the stack with its files, read back.
            baseline: the environment before the render.
            earlier: the history that is continued.
            new: the rendered resources by address.
            written: the moves that the modules write themselves.
            adopted: the addresses of what exists in AWS already, and so is not created.
        """
        facts, previous = parsed.stack.resource_facts, earlier.history
        told = (*previous.recorded, *(one for one in written if _begins_in(one, previous.resources)))
        matched = match(previous.resources, new, told, facts)
        digests = {one.source.path.as_posix(): digest_of(one.source.content) for one in parsed.files}
        modules = baseline.modules() if baseline.differs_from(digests) else None
        if modules is None:
            return cls(matched)
        after = Configuration(parsed.modules)
        exists = {address: after.resources[address] for address in adopted if address in after.resources}
        moves = (*earlier.moved, *matched.moves)
        before = Configuration(modules, moves, exists)
        if into_places := moves_into_places(before, after):
            matched = match(previous.resources, new, (*told, *into_places), facts)
            moves = (*earlier.moved, *matched.moves)
            before = Configuration(modules, moves, exists)
        if implied := implied_moves(before.resources, after.resources):
            moves = (*moves, *implied)
            before = Configuration(modules, moves, exists)
        changes = changes_between(before, after)
        first = created_first(after)
        in_the_way = tuple(names_in_the_way(changes, first, facts.name_rules))
        blocks = tuple(blocks_in_the_way(changes, first))
        used = deleted_while_used(before, first, changes)
        taken = tuple(taken_places(before, after))
        networks = NetworkFaults.of(before, after, changes, in_the_way)
        return cls(matched, changes, moves, taken, in_the_way, tuple(used), blocks, networks)


def _begins_in(move: Move, resources: Mapping[str, Identity]) -> bool:
    return any(covers(move.source, address) for address in resources)
