"""The floor of the templates at the end of the first round, kept as data: it neither grows nor shrinks with ours.

`frozen_floor.json.gz` holds the templates of commit 3015a91, and the contexts that they had for one environment of each
shipped spec, made there by `contexts.py`. An environment of a fleet has the same contexts under its own number.
"""

from __future__ import annotations

import gzip
import json
import pickle
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from msgspec import Struct

from benchmarks.fleet import account_of
from benchmarks.floor import Text
from hclpress.hcl.expression import Expr
from hclpress.hcl.values import Object

FROZEN = Path(__file__).with_name("frozen_floor.json.gz")


class FrozenFloor(Struct, frozen=True):
    """Folders for `floor.py`.

    Attributes:
        templates: the folder of the templates.
        contexts: the folder of the contexts, with a pickle for each environment.
    """

    templates: Path
    contexts: Path


def write_frozen_floor(folder: Path, size: int) -> FrozenFloor:
    """Write the templates, and the contexts of a fleet, into a folder that does not exist yet."""
    kept = json.loads(gzip.decompress(FROZEN.read_bytes()))
    made = FrozenFloor(folder / "templates", folder / "contexts")
    for name, text in kept["templates"].items():
        path = made.templates / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    made.contexts.mkdir(parents=True)
    texts = {int(name.rpartition("-")[2]): (name, json.dumps(files)) for name, files in kept["contexts"].items()}
    for number in range(size):
        like = next(one for one in texts if one % len(texts) == number % len(texts))
        name, text = texts[like]
        for before, now in (
            (account_of(like), account_of(number)),
            (f"OPS-{1000 + like}", f"OPS-{1000 + number}"),
            (f"{like:04}", f"{number:04}"),
        ):
            text = text.replace(before, now)
        files = [
            (into, template, path, {key: _decoded(value) for key, value in context.items()})
            for into, template, path, context in json.loads(text)
        ]
        (made.contexts / f"{name.removesuffix(str(like))}{number:04}.pickle").write_bytes(pickle.dumps(files))
    return made


def _decoded(value: Any) -> object:  # noqa: ANN401  (JSON)
    """Return the value of a context: what JSON lacks is an object with one key that names it."""
    if isinstance(value, list):
        return [_decoded(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "text" in value:
        text = Text(value["text"])
        vars(text).update({key: _decoded(one) for key, one in value["with"].items()})
        return text
    ((kind, inner),) = value.items()
    match kind:
        case "expression":
            return Expr(inner)
        case "number":
            return Decimal(inner)
        case "namespace":
            return SimpleNamespace(**{key: _decoded(one) for key, one in inner.items()})
        case "object":
            return Object({str(_decoded(key)): _decoded(one) for key, one in inner})
        case _:
            return {_decoded(key): _decoded(one) for key, one in inner}
