"""The preview of what was committed between two revisions, read from the output folder alone."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.resource_facts import ResourceFacts
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.history.baseline import NOTHING_APPLIED, Baseline
from hclpress.history.changes import changes_between, letting_go
from hclpress.history.configuration import Configuration, moves_within
from hclpress.history.history import EMPTY
from hclpress.history.manifest import MANIFEST, Manifest, NotAManifest
from hclpress.history.moves import Move, implied_moves
from hclpress.history.resource_previews import moved_from, resource_previews
from hclpress.model.environment_preview import EnvironmentPreview
from hclpress.output.committed_output import CommittedOutput

_REMOVED = "removed.tf"


def preview_between(
    before: CommittedOutput, after: CommittedOutput, address: str, facts: ResourceFacts
) -> EnvironmentPreview:
    """Return what an apply of one commit does to what another commit had applied.

    Args:
        before: the output folder at the commit that is applied.
        after: the output folder at the later commit.
        address: the environment.
        facts: about types of resources.

    Raises:
        Diagnosed: when the files of a commit cannot be read.
    """
    was, now = _baseline(before, address), _baseline(after, address)
    if not was.differs_from(now.digests):
        return EnvironmentPreview(address)
    modules, later = was.modules(), now.modules()
    if modules is None or later is None:
        raise Diagnosed([_unreadable(address)])
    moves = (*_since(now, was), *moves_within(later))
    configuration = Configuration(later)
    earlier = Configuration(modules, moves)
    if implied := implied_moves(earlier.resources, configuration.resources):
        moves = (*moves, *implied)
        earlier = Configuration(modules, moves)
    changes = letting_go(changes_between(earlier, configuration), _let_go(now))
    return EnvironmentPreview(
        address,
        resource_previews(changes, moved_from(was.history.resources, moves), facts),
        tuple(one.address for one in changes.unpredicted),
    )


def _baseline(output: CommittedOutput, address: str) -> Baseline:
    found = output.environment(address)
    content = None if found is None else found.applied_file(MANIFEST)
    if found is None or content is None:
        return NOTHING_APPLIED
    try:
        manifest = Manifest.from_text(content.decode(errors="replace"))
    except NotAManifest as error:
        raise Diagnosed([_unreadable(address, f"Its manifest is none: {error}. ")]) from None
    return Baseline(manifest.history or EMPTY, manifest.files, found.applied_file)


def _since(now: Baseline, was: Baseline) -> Iterator[Move]:
    """Yield the moves that were recorded between two baselines."""
    yield from (one for one in now.history.moves if one not in was.history.moves)


def _let_go(now: Baseline) -> list[str]:
    """Return the addresses of `removed` blocks that keep a resource in AWS."""
    content = now.content(_REMOVED) if _REMOVED in now.digests else None
    blocks = () if content is None else accept_and_read(content.decode(), _REMOVED).blocks
    return [str(one.attributes["from"]) for one in blocks if one.type == "removed"]


def _unreadable(address: str, why: str = "") -> Diagnostic:
    return Diagnostic(
        "preview/unreadable-output",
        f"The committed output of {address} cannot be read",
        f"{why}The commit lacks a file of it, or somebody has changed one by hand. A shallow or partial clone may lack "
        "files too: fetch the whole history (`fetch-depth: 0`).",
    )
