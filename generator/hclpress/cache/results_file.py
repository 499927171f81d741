"""The index: a file that stores results from one run to the next.

It lies in `.hclpress_cache` beside the folder of the specs and may be deleted at any time. It is signed with a key of
the user (`hclpress.cache.signature`), so that an index is discarded that was truncated, edited, or came with the
repository. One of another shape is discarded too, whatever its signature says.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypedDict

from msgspec import DecodeError, Struct, json

from hclpress.cache.fingerprint import Fingerprint
from hclpress.cache.signature import content_signed_as, signed
from hclpress.cache.store import write_atomically
from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.system.regular_file import read_regular

FOLDER = ".hclpress_cache"
_FILE = "results.json"
_FORMAT = 3
"""The version of the raw forms below. Increase it with every change of them."""
_NAME = "results"
_LARGEST = 1024 * 1024 * 1024
"""The largest index in bytes, of some hundred thousand environments."""

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
    severity: Severity


class _RawResult(TypedDict):
    inputs: _RawFingerprint
    outputs: dict[str, _RawFingerprint]
    warnings: list[_RawWarning]
    resources: int
    modules: int
    since: date
    until: date | None
    applied: tuple[str, str]


class _RawIndex(TypedDict):
    format: int
    toolchain: str
    results: dict[str, _RawResult]


class Result(Struct, frozen=True):
    """The result of an environment that passed all checks.

    Attributes:
        inputs: all files it was made from, relative to the project's root.
        outputs: all rendered files, the manifest among them, relative to the environment's folder; by the output
            folder, relative to the project's root.
        warnings: the warnings of the checks.
        resources: the number of resource blocks.
        modules: the number of module instances.
        since: the day of the result.
        until: the last day on which it holds, because a waiver expires then. None: no waiver expires.
        applied: what Git said about the applied output: the stamp of the repository, and the text of the environment.
    """

    inputs: Fingerprint
    outputs: Mapping[str, Fingerprint]
    warnings: tuple[Diagnostic, ...]
    resources: int
    modules: int
    since: date
    until: date | None
    applied: tuple[str, str] = ("", "")

    @property
    def files(self) -> int:
        """The number of rendered files, without the manifest."""
        return max((len(output.paths) for output in self.outputs.values()), default=1) - 1

    def holds_on(self, day: date) -> bool:
        """Return whether the result holds on a day, as far as expiring waivers decide."""
        return self.since <= day and (self.until is None or day <= self.until)


class Index:
    """The stored results by the path of the environment's spec, relative to the project's root."""

    def __init__(self, root: Path, toolchain: str) -> None:
        """Open the index of a project.

        Args:
            root: the folder that holds the folder of the specs.
            toolchain: the digest of the running toolchain. Results of another one are discarded.
        """
        self._file = root / FOLDER / _FILE
        self._toolchain = toolchain
        self._results = _read(self._file, toolchain)
        self._is_changed = False

    def result(self, spec: str) -> Result | None:
        """Return the result of an environment, if there is one."""
        raw = self._results.get(spec)
        return None if raw is None else _result(raw)

    def note(self, spec: str, result: Result) -> None:
        """Store a result in place of an earlier one of the same environment."""
        self._is_changed = True
        self._results[spec] = _raw(result)

    def save(self) -> None:
        """Write the index if it has changed. A failure to write is no error, since the index is only a cache."""
        if not self._is_changed:
            return
        # JSON cannot hold a name that is not UTF-8. Results in such a folder are not stored.
        with contextlib.suppress(OSError, UnicodeEncodeError):
            text = signed(
                json.encode({"format": _FORMAT, "toolchain": self._toolchain, "results": self._results}), _NAME
            )
            if text is not None:
                _make(self._file.parent)
                write_atomically(self._file, text)


def _read(path: Path, toolchain: str) -> dict[str, _RawResult]:
    try:
        text = content_signed_as(read_regular(path, _LARGEST), _NAME)
        raw = None if text is None else json.decode(text, type=_RawIndex)
    except (OSError, DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    if raw is None or (raw["format"], raw["toolchain"]) != (_FORMAT, toolchain):
        return {}
    return raw["results"]


def _make(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        raise OSError(f"{folder} is a link, and leads to a folder of something else")
    ignore = folder / ".gitignore"
    if not os.path.lexists(ignore):
        with ignore.open("x", encoding="utf-8") as stream:
            stream.write("# A cache of hclpress; it may be deleted at any time.\n*\n")


def _raw(result: Result) -> _RawResult:
    return {
        "inputs": _raw_fingerprint(result.inputs),
        "outputs": {out: _raw_fingerprint(fingerprint) for out, fingerprint in result.outputs.items()},
        "warnings": [_raw_warning(warning) for warning in result.warnings],
        "resources": result.resources,
        "modules": result.modules,
        "since": result.since,
        "until": result.until,
        "applied": result.applied,
    }


def _raw_fingerprint(fingerprint: Fingerprint) -> _RawFingerprint:
    # Many environments have the same files.
    return (sys.intern("\n".join(fingerprint.paths)), fingerprint.digest, fingerprint.stamp)


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
        "severity": warning.severity,
    }


def _result(raw: _RawResult) -> Result:
    return Result(
        inputs=_fingerprint(raw["inputs"]),
        outputs={out: _fingerprint(fingerprint) for out, fingerprint in raw["outputs"].items()},
        warnings=tuple(_warning(warning) for warning in raw["warnings"]),
        resources=raw["resources"],
        modules=raw["modules"],
        since=raw["since"],
        until=raw["until"],
        applied=raw["applied"],
    )


def _fingerprint(raw: _RawFingerprint) -> Fingerprint:
    paths, digest, stamp = raw
    return Fingerprint(tuple(paths.split("\n")), digest, stamp)


def _warning(raw: _RawWarning) -> Diagnostic:
    span = Span(**raw["span"]) if raw["span"] else None
    return Diagnostic(raw["code"], raw["summary"], raw["detail"], span, raw["severity"])
