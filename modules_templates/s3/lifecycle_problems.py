"""Problems of lifecycle rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Problem, SpecPath

from .lifecycle import Rule, StorageClass, Transition

# S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle": the moves there are, and the days objects stay in
# S3 Standard before they count as infrequently accessed, and among those before they move on.
_NEXT: Mapping[StorageClass, tuple[StorageClass, ...]] = {
    "standard_ia": ("intelligent_tiering", "onezone_ia", "glacier_ir", "glacier", "deep_archive"),
    "intelligent_tiering": ("onezone_ia", "glacier_ir", "glacier", "deep_archive"),
    "onezone_ia": ("glacier", "deep_archive"),
    "glacier_ir": ("glacier", "deep_archive"),
    "glacier": ("deep_archive",),
    "deep_archive": (),
}
_INFREQUENT = frozenset({"standard_ia", "onezone_ia"})
SHORTEST_STAY = 30


def rule_problems(rule: Rule, path: SpecPath, *, versioned: bool) -> Iterator[Problem]:
    """Report a rule that S3 refuses or that never has an effect. `path` is its place in the spec."""
    if rule.expire_days is None and rule.noncurrent_days is None and not rule.transitions:
        yield Problem(
            path,
            "rule-without-effect",
            "The rule does nothing",
            "Set `expire_days`, `noncurrent_days` or `transitions`; S3 refuses a rule without any.",
        )
    if rule.noncurrent_versions is not None and rule.noncurrent_days is None:
        yield Problem(
            (*path, "noncurrent_versions"),
            "versions-without-days",
            "Old versions have a number to keep and no age",
            "S3 requires both. Add `noncurrent_days:`.",
        )
    if rule.noncurrent_days is not None and not versioned:
        yield Problem(
            (*path, "noncurrent_days"),
            "no-old-versions",
            "The bucket keeps no old versions",
            "It says `versioning: false`. Remove one of the two lines.",
        )
    yield from _transition_problems(rule, path)


def _transition_problems(rule: Rule, path: SpecPath) -> Iterator[Problem]:
    before: Transition | None = None
    for index, one in enumerate(rule.transitions):
        place = (*path, "transitions", index)
        earliest = SHORTEST_STAY if one.storage in _INFREQUENT else 0
        if before is not None:
            earliest = max(earliest, before.days + (SHORTEST_STAY if before.storage in _INFREQUENT else 1))
        if one.days < earliest:
            yield Problem(
                (*place, "days"),
                "transition-too-early",
                f"Objects cannot move to {one.storage} after {one.days} days",
                f"S3 keeps objects for {SHORTEST_STAY} days before a move to an infrequent-access class and between "
                f"such classes. The earliest value here is {earliest}.",
            )
        if before is not None and one.storage not in _NEXT[before.storage]:
            onwards = ", ".join(_NEXT[before.storage]) or "nothing"
            yield Problem(
                (*place, "storage"),
                "transition-order",
                f"Objects cannot move from {before.storage} to {one.storage}",
                f"From there S3 moves them to {onwards}.",
            )
        before = one
    if before is not None and rule.expire_days is not None and rule.expire_days <= before.days:
        yield Problem(
            (*path, "expire_days"),
            "expires-before-transition",
            f"Objects are deleted before they move to {before.storage}",
            f"They are deleted after {rule.expire_days} days and would move after {before.days}. S3 requires a later "
            "deletion.",
        )
