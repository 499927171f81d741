"""Configurations written as HCL, one text for each module."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from hclpress.cache.cached_hcl import accept_and_read
from hclpress.history.configuration import Configuration
from hclpress.history.moves import Move
from hclpress.model.parsed_stack import PlacedBlock


def configuration(root: str = "", moves: Iterable[Move] = (), **modules: str) -> Configuration:
    """A root module that calls each of the modules, unless its text does so itself."""
    calls = "".join(
        f'module "{name}" {{\n  source = "./modules/{name}"\n}}\n' for name in modules if f'"{name}"' not in root
    )
    texts = {None: f"{calls}{root}", **modules}
    return Configuration(
        {
            name: tuple(
                PlacedBlock(one, PurePosixPath("main.tf"), name) for one in accept_and_read(text, "main.tf").blocks
            )
            for name, text in texts.items()
        },
        moves,
    )
