"""The ledger: a file that keeps verdicts from one run to the next.

It lies in `.hclpress_cache` beside the folder of the specs, is nothing but a cache, and may be deleted at any time. It
begins with the digest of the rest: what was cut short or edited is not believed, and made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypedDict

from msgspec import DecodeError, Struct, json

from hclpress.cache.fingerprint import Fingerprint
from hclpress.cache.store import write_atomically
from hclpress.diagnostics import Diagnostic, Severity, Span

FOLDER = ".hclpress_cache"
_FILE = "verdicts.json"
_FORMAT = 1
"""Counted up by whoever changes the raw forms below."""

_RawFingerprint = tuple[str, str, str | None]
"""The paths as one text, which is read ten times as fast as a list of them; the digest; the stamp."""


class _RawSpan(TypedDict):
    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class _RawWarning(TypedDict):
    code: str
    summary: str
    detail: str
    span: _RawSpan | None
    severity: str


class _RawResult(TypedDict):
    inputs: _RawFingerprint
    outputs: dict[str, _RawFingerprint]
    warnings: list[_RawWarning]
    resources: int
    modules: int
    since: str
    until: str | None


class Result(Struct, frozen=True):
    """One environment was found sound.

    Attributes:
        inputs: all it was made from, relative to the project's root.
        outputs: all it was rendered to, the manifest among it, relative to its output folder; by the folder that
            holds that one, relative to the project's root.
        warnings: what the checks minded.
        resources: how many resource blocks it has.
        modules: how many module instances it has.
        since: the day it was found.
        until: the last day on which it holds, for then a waiver ends. None: no waiver ends.
    """

    inputs: Fingerprint
    outputs: Mapping[str, Fingerprint]
    warnings: tuple[Diagnostic, ...]
    resources: int
    modules: int
    since: date
    until: date | None

    @property
    def files(self) -> int:
        """How many files it was rendered to, without the manifest."""
        return len(next(iter(self.outputs.values())).paths) - 1

    def holds_on(self, day: date) -> bool:
        """Whether it would be found again on a day, as far as days decide."""
        return self.since <= day and (self.until is None or day <= self.until)


class Index:
    """The verdicts there are, by the path of the environment's spec, relative to the project's root."""

    def __init__(self, root: Path, program: str) -> None:
        """Open the ledger of a project.

        Args:
            root: the folder that holds the folder of the specs.
            program: the digest of the program that asks. Verdicts of another one are forgotten.
        """
        self._file = root / FOLDER / _FILE
        self._program = program
        self._results = _read(self._file, program)
        self._is_changed = False

    def result(self, spec: str) -> Result | None:
        """The verdict on an environment, if there is one."""
        raw = self._results.get(spec)
        return None if raw is None else _result(raw)

    def note(self, spec: str, result: Result) -> None:
        """Keep a verdict, in place of an earlier one on the same environment."""
        self._is_changed = True
        self._results[spec] = _raw(result)

    def save(self) -> None:
        """Write it, if anything in it is new. A cache that cannot be written is none; that is no error."""
        if not self._is_changed:
            return
        # A name that is no UTF-8 cannot stand in JSON: of an output in such a folder nothing is known.
        with contextlib.suppress(OSError, UnicodeEncodeError):
            text = json.encode({"format": _FORMAT, "program": self._program, "verdicts": self._results})
            _make(self._file.parent)
            write_atomically(self._file, hashlib.sha256(text).hexdigest().encode() + b"\n" + text)


def _read(path: Path, program: str) -> dict[str, _RawResult]:
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return {}
        raw = json.decode(text)
    except (OSError, DecodeError):
        return {}
    if (raw["format"], raw["program"]) != (_FORMAT, program):
        return {}
    results: dict[str, _RawResult] = raw["verdicts"]
    return results


def _make(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("# A cache of hclpress; it may be deleted at any time.\n*\n", encoding="utf-8")


def _raw(result: Result) -> _RawResult:
    return {
        "inputs": _raw_fingerprint(result.inputs),
        "outputs": {out: _raw_fingerprint(fingerprint) for out, fingerprint in result.outputs.items()},
        "warnings": [_raw_warning(warning) for warning in result.warnings],
        "resources": result.resources,
        "modules": result.modules,
        "since": result.since.isoformat(),
        "until": result.until.isoformat() if result.until else None,
    }


def _raw_fingerprint(fingerprint: Fingerprint) -> _RawFingerprint:
    return ("\n".join(fingerprint.paths), fingerprint.digest, fingerprint.stamp)


def _raw_warning(warning: Diagnostic) -> _RawWarning:
    span = warning.span
    return {
        "code": warning.code,
        "summary": warning.summary,
        "detail": warning.detail,
        "span": {
            "file": span.file,
            "line": span.line,
            "column": span.column,
            "end_line": span.end_line,
            "end_column": span.end_column,
        }
        if span
        else None,
        "severity": warning.severity.value,
    }


def _result(raw: _RawResult) -> Result:
    return Result(
        inputs=_fingerprint(raw["inputs"]),
        outputs={out: _fingerprint(fingerprint) for out, fingerprint in raw["outputs"].items()},
        warnings=tuple(_warning(warning) for warning in raw["warnings"]),
        resources=raw["resources"],
        modules=raw["modules"],
        since=date.fromisoformat(raw["since"]),
        until=date.fromisoformat(raw["until"]) if raw["until"] else None,
    )


def _fingerprint(raw: _RawFingerprint) -> Fingerprint:
    paths, digest, stamp = raw
    return Fingerprint(tuple(paths.split("\n")), digest, stamp)


def _warning(raw: _RawWarning) -> Diagnostic:
    span = Span(**raw["span"]) if raw["span"] else None
    return Diagnostic(raw["code"], raw["summary"], raw["detail"], span, Severity(raw["severity"]))
