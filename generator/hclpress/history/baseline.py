"""The baseline of a render: what is applied, as far as that is known, with the files it was applied from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from hclpress.cache.cached_hcl import accept_and_read
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.history.applied import Applied
from hclpress.history.history import EMPTY, History
from hclpress.model.parsed_stack import PlacedBlock


class Baseline(Struct, frozen=True):
    """The state of an environment before a render.

    Attributes:
        history: its history, as the manifest in its folder has it.
        digests: the SHA-256 in hex of each generated file, by its path.
        content: a function from a path to the bytes of a generated file; None if they cannot be had.
        applied: the history at the applied commit, which the files are from; None if only the folder is known.
        notes: what is to be said about the history, such as that it was taken from Git.
    """

    history: History
    digests: Mapping[str, str]
    content: Callable[[str], bytes | None]
    applied: Applied | None = None
    notes: tuple[Diagnostic, ...] = ()

    def differs_from(self, digests: Mapping[str, str]) -> bool:
        """Return whether any file that describes resources has another digest, is new, or is gone."""
        names = {name for name in (*self.digests, *digests) if _describes_resources(name)}
        return any(self.digests.get(name) != digests.get(name) for name in names)

    def modules(self) -> dict[str | None, tuple[PlacedBlock, ...]] | None:
        """Return the blocks of each instance's module, those of the root under None.

        Returns:
            None if one of the files cannot be had, or is no longer HCL.
        """
        found: dict[str | None, tuple[PlacedBlock, ...]] = {}
        for name in sorted(self.digests):
            if not _describes_resources(name):
                continue
            path, content = PurePosixPath(name), self.content(name)
            if content is None:
                return None
            instance = path.parts[1] if path.parts[0] == "modules" else None
            try:
                blocks = accept_and_read(content.decode(), name).blocks
            except (Diagnosed, UnicodeDecodeError):
                return None
            found[instance] = (*found.get(instance, ()), *(PlacedBlock(one, path, instance) for one in blocks))
        return found


NOTHING_APPLIED = Baseline(EMPTY, {}, lambda _: None)
"""The baseline of an environment that is new."""

_NOT_RESOURCES = frozenset({"imports.tf", "moved.tf", "removed.tf"})


def _describes_resources(name: str) -> bool:
    return name.endswith(".tf") and name not in _NOT_RESOURCES
