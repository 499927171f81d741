"""What program this is: a verdict of another one is worth nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import generator
import modules_templates
from generator.installed import installed
from generator.verdicts.seal import digest_of, digests_of

_OF_THE_PROGRAM = (".py", ".j2")
_ELSEWHERE = {"__pycache__", "examples", "emulator", "rehearsal"}
"""Folders of ours that have no part in pressing."""


def program_digest(own_modules: Iterable[Path]) -> str:
    """The digest of everything that decides what a spec becomes, the spec and its sources aside.

    That is our code, the shipped modules and the user's own, the Python that runs them with all its libraries, and the
    folder it is started in, which diagnostics name files relative to.
    """
    facts = {"python": sys.version, "folder": os.getcwd(), **installed()}  # noqa: PTH109
    folders = [Path(generator.__file__).parent, Path(modules_templates.__file__).parent, *own_modules]
    for number, folder in enumerate(folders):
        facts |= {f"{number}/{path}": digest for path, digest in digests_of(str(folder), _files(str(folder))).items()}
    return digest_of(facts)


def _files(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - _ELSEWHERE)
        inside = os.path.relpath(here, folder)
        yield from (f"{inside}/{name}" for name in sorted(files) if name.endswith(_OF_THE_PROGRAM))
