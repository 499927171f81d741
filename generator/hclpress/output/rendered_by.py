"""The commits whose output a version of hclpress has rendered, by the first line of the root modules."""

from __future__ import annotations

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.history.history_diagnostics import MAIN, rendered_by
from hclpress.output.committed_output import CommittedOutput

_COMMITS = 500
"""The number of commits that are searched."""


def commit_rendered_by(version: str, committed: CommittedOutput) -> str:
    """Return the id of the newest commit whose output a version has rendered.

    Args:
        version: the version, such as `0.1.0`.
        committed: the output folder in Git.

    Raises:
        Diagnosed: when there is none among the last commits, with the versions that there are.
    """
    known: dict[str, None] = {}
    for commit in committed.commits(_COMMITS):
        found = _version(committed.at(commit))
        if found == version:
            return commit
        if found is not None:
            known[found] = None
    raise Diagnosed(
        [
            Diagnostic(
                "preview/no-such-version",
                f"No commit has output of hclpress {version}",
                f"The last {_COMMITS} commits that change the output have it from: {', '.join(known) or 'no version'}.",
            )
        ]
    )


def _version(committed: CommittedOutput) -> str | None:
    """Return the version that has rendered the first environment of a commit; None if none tells."""
    for address in committed.addresses()[:1]:
        one = committed.environment(address)
        content = None if one is None else one.applied_file(MAIN)
        return None if content is None else rendered_by(content)
    return None
