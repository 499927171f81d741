"""The manifest: the generated files of an output folder with their digests, and the history of the environment."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import TypeGuard

from msgspec import Struct

from hclpress.hcl.address import ADDRESS, is_resource
from hclpress.history.history import EMPTY, History
from hclpress.history.identity import Identity
from hclpress.history.moves import Move

MANIFEST = ".hclpress.json"
"""The file name in an environment's output folder. It is committed with the rest."""
FORMAT = 2
_WITHOUT_MEMORY = 1


class NotAManifest(ValueError):  # noqa: N818  (it describes the file)
    """The text is not a manifest that this version of hclpress understands."""


class Manifest(Struct, frozen=True):
    """The content of a manifest.

    Attributes:
        files: the generated files by path relative to the folder, with the SHA-256 of their bytes in hex.
        history: the recorded history; None in a manifest written before hclpress recorded addresses.
    """

    files: Mapping[str, str]
    history: History | None = EMPTY

    def to_text(self) -> str:
        """Return the manifest as text: JSON, sorted, one fact a line, so that merges stay easy."""
        parts = [("files", _lines(dict(sorted(self.files.items()))))]
        if self.history is not None:
            resources = {address: one.to_texts() for address, one in sorted(self.history.resources.items())}
            parts.append(("resources", _lines(resources)))
            parts += [(name, _lines(list(map(_raw, moves)))) for name, moves in self._moves() if moves]
            if self.history.removed:
                parts.append(("removed", _lines(dict(sorted(self.history.removed.items())))))
        number = FORMAT if self.history is not None else _WITHOUT_MEMORY
        return "{\n" + ",\n".join([f'  "format": {number}', *(f'  "{name}": {text}' for name, text in parts)]) + "\n}\n"

    def _moves(self) -> tuple[tuple[str, tuple[Move, ...]], ...]:
        return () if self.history is None else (("moves", self.history.moves), ("answers", self.history.recorded))

    @classmethod
    def from_text(cls, text: str) -> Manifest:
        """Parse a manifest.

        Raises:
            NotAManifest: with a sentence for the user.
        """
        try:
            raw = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise NotAManifest(f"it is not JSON ({error})") from None
        if not isinstance(raw, dict) or raw.get("format") not in {_WITHOUT_MEMORY, FORMAT}:
            raise NotAManifest(f"it is not of format {FORMAT}; a newer hclpress may have written it")
        files = raw.get("files")
        if not _is_texts(files) or not all(map(is_safe, files)):
            raise NotAManifest("its `files` are not paths with hashes")
        return cls(files, _history(raw) if raw["format"] == FORMAT else None)


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hex."""
    return hashlib.sha256(content).hexdigest()


def _history(raw: Mapping[str, object]) -> History:
    resources, removed = raw.get("resources"), raw.get("removed", {})
    if not isinstance(resources, dict) or not all(_is_list_of_texts(texts) for texts in resources.values()):
        raise NotAManifest("its `resources` are not addresses with identities")
    try:
        identities = {address: Identity.from_texts(texts) for address, texts in resources.items()}
    except ValueError as error:
        raise NotAManifest(f"its `resources` are wrong: {error}") from None
    if not all(is_resource(address) for address in resources):
        raise NotAManifest("its `resources` are not all addresses of resources")
    if not _is_texts(removed) or not all(map(_is_address, (*removed, *removed.values()))):
        raise NotAManifest("its `removed` are not addresses with addresses")
    return History(identities, _moves(raw, "moves"), _moves(raw, "answers"), removed)


def _moves(raw: Mapping[str, object], name: str) -> tuple[Move, ...]:
    moves = raw.get(name, [])
    if not isinstance(moves, list) or not all(_is_move(one) for one in moves):
        raise NotAManifest(f"its `{name}` are not a list of moves, each `from` an address `to` another")
    return tuple(Move(one["from"], one["to"], one["because"]) for one in moves)


def _is_move(raw: object) -> bool:
    if not _is_texts(raw) or raw.keys() != {"from", "to", "because"}:
        return False
    return _is_address(raw["from"]) and _is_address(raw["to"])


def _is_address(text: str) -> bool:
    return bool(text) and ADDRESS.fullmatch(text) is not None


def _raw(move: Move) -> dict[str, str]:
    return {"from": move.source, "to": move.target, "because": move.reason}


def _lines(raw: Mapping[str, str] | Mapping[str, list[str]] | list[dict[str, str]]) -> str:
    """Return a mapping or list as JSON with each entry on a line of its own."""
    if isinstance(raw, list):
        opening, closing, entries = "[", "]", list(map(_json, raw))
    else:
        opening, closing, entries = "{", "}", [f"{_json(key)}: {_json(value)}" for key, value in raw.items()]
    return f"{opening}\n    " + ",\n    ".join(entries) + f"\n  {closing}" if entries else f"{opening}{closing}"


def _json(raw: str | list[str] | dict[str, str]) -> str:
    """Encode as `json.dumps` does, without its checks, which are slow for a hundred texts."""
    if isinstance(raw, str):
        return encode_basestring(raw)
    if isinstance(raw, list):
        return f"[{', '.join(map(encode_basestring, raw))}]"
    return f"{{{', '.join(f'{encode_basestring(key)}: {encode_basestring(value)}' for key, value in raw.items())}}}"


def _is_texts(raw: object) -> TypeGuard[dict[str, str]]:
    return isinstance(raw, dict) and all(isinstance(one, str) for pair in raw.items() for one in pair)


def _is_list_of_texts(raw: object) -> TypeGuard[list[str]]:
    return isinstance(raw, list) and all(isinstance(one, str) for one in raw)


def is_safe(path: str) -> bool:
    """Return whether a path stays inside the folder, since anybody may have edited the manifest."""
    parts = path.split("/")
    return "\\" not in path and "\0" not in path and not {"", ".", ".."} & set(parts)
