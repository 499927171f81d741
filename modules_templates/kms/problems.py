"""Problems of the settings of kms."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Problem, SpecPath

from .settings import Key, KmsSettings


def problems(settings: KmsSettings) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    taken: dict[str, str] = {}
    for name, key in settings.keys.items():
        path = ("keys", name)
        yield from _key_problems(key, path)
        holder = taken.setdefault(key.alias or name, name)
        if holder != name:
            yield Problem(
                (*path, "alias") if key.alias else path,
                "alias-twice",
                f"Two keys would be called {key.alias or name!r}",
                f"An alias leads to one key, and {holder} has it already. Choose another `alias:`.",
            )


def _key_problems(key: Key, path: SpecPath) -> Iterator[Problem]:
    if key.rotation_days is not None and not key.rotation:
        yield Problem(
            (*path, "rotation_days"),
            "days-without-rotation",
            "The key is not rotated",
            "`rotation_days` has no effect with `rotation: false`. Remove one of the two lines.",
        )
    for index, service in enumerate(key.services):
        if service in key.services[:index]:
            yield Problem(
                (*path, "services", index),
                "service-twice",
                f"{service} is listed twice",
                "Remove one of them.",
            )
