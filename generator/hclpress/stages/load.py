"""load: YAML text → the chain of documents of an environment, the farthest base first."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.model.spec_file import SpecFile
from hclpress.source.composer import MAX_VALUES
from hclpress.source.document import Mapping, Node, Scalar, Sequence, words
from hclpress.source.file_content import contents
from hclpress.source.reader import read
from hclpress.source.text import MAX_BYTES
from hclpress.spec.environment import EXTENDS

CHAIN_LIMIT = 64
"""The most files in one chain, deep or wide; more are a mistake."""


def load(path: Path, extends: Iterable[Path] = ()) -> tuple[SpecFile, ...]:
    """Read a spec and all files it extends, each once.

    Parents come before children and in the order in which `extends` names them, so that merging from the left lets the
    spec itself win, and among several parents the later one. A base that two parents share is read and merged once.

    Args:
        path: the spec's YAML file.
        extends: the files that it extends when it names none itself, as the project file says.

    Raises:
        Diagnosed: with every problem in any file of the chain: unreadable, not YAML, a cycle, a missing parent. A chain
            of more than `CHAIN_LIMIT` files, `MAX_BYTES` or `MAX_VALUES` is not followed further.
    """
    here = Path.cwd()
    chain = _Chain(here, tuple(extends))
    chain.visit(here / path, None, ())
    if chain.problems:
        raise Diagnosed(chain.problems)
    return tuple(file for file in chain.files.values() if file is not None)


class _Chain:
    """The files read so far.

    Attributes:
        files: each file of the chain, parents first; None for one that cannot be read.
        problems: the problems in any of them.
    """

    def __init__(self, here: Path, extends: tuple[Path, ...]) -> None:
        self._here = here
        self._extends = extends
        self.files: dict[Path, SpecFile | None] = {}
        self.problems: list[Diagnostic] = []
        self._bytes = 0
        self._values = 0
        self._is_cut_off = False

    def visit(self, path: Path, asked: Span | None, below: tuple[Path, ...]) -> None:
        """Read a file that `asked` names, after the files it extends. `below` are the files that led here."""
        if path in self.files or self._is_cut_off:
            return
        if path in below:
            circle = " → ".join(self._shown(one) for one in (*below[below.index(path) :], path))
            detail = f"{circle}. Remove one of these `extends`."
            self.problems.append(Diagnostic("spec/extends-cycle", "A spec extends itself", detail, asked))
            return
        if len(self.files) + len(below) >= CHAIN_LIMIT:
            self._cut_off("extends-too-many", f"More than {CHAIN_LIMIT} files extend one another", asked)
            return
        tree = self._read(path, asked)
        if tree is not None:
            if not below and EXTENDS not in tree.entries:
                for base in self._extends:
                    if base != path:
                        self.visit(base, None, (path,))
            for parent, place in _parents(tree, self.problems):
                self.visit(Path(os.path.normpath(path.parent / parent)), place, (*below, path))
        self.files[path] = SpecFile(path, tree) if tree is not None else None

    def _read(self, path: Path, asked: Span | None) -> Mapping | None:
        name = self._shown(path)
        try:
            raw = contents(path, name)
            self._bytes += len(raw)
            if self._bytes > MAX_BYTES:
                self._cut_off("too-many-bytes", f"The chain has more than {MAX_BYTES:,} bytes", Span.start_of(name))
                return None
            tree, values = _document(raw, name)
        except OSError as error:
            self.problems.append(_unreadable(path, name, asked, error))
            return None
        except Diagnosed as found:
            self.problems.extend(found.diagnostics)
            return None
        self._values += values
        if self._values > MAX_VALUES:
            self._cut_off("too-many-values", f"The chain has more than {MAX_VALUES:,} values", Span.start_of(name))
        return tree

    def _shown(self, path: Path) -> str:
        """Return the path as a user would write it: relative below the working folder, with `/`."""
        try:
            return path.relative_to(self._here).as_posix()
        except ValueError:
            return path.as_posix()

    def _cut_off(self, code: str, summary: str, place: Span | None) -> None:
        self._is_cut_off = True
        detail = "A spec and two or three bases are usual. Nothing after this place was read."
        self.problems.append(Diagnostic(f"spec/{code}", summary, detail, place))


@lru_cache(maxsize=32)
def _document(raw: bytes, name: str) -> tuple[Mapping, int]:
    """Return a document and its number of values. Memoized by content, because many environments extend one base."""
    tree = read(raw, name)
    return tree, len(words(tree))


def _parents(tree: Mapping, problems: list[Diagnostic]) -> Iterator[tuple[str, Span]]:
    entry = tree.entries.get(EXTENDS)
    if entry is None:
        return
    nodes: tuple[Node, ...] = entry.node.items if isinstance(entry.node, Sequence) else (entry.node,)
    for node in nodes:
        value = node.value if isinstance(node, Scalar) else None
        if not isinstance(value, str) or not value:
            problems.append(
                Diagnostic(
                    "spec/extends-not-a-path",
                    "`extends` names files",
                    "Write one path relative to this file, such as `extends: base.yaml`, or a list of them.",
                    node.span,
                )
            )
        elif Path(value).is_absolute():
            problems.append(
                Diagnostic(
                    "spec/extends-absolute",
                    "`extends` takes relative paths",
                    "An absolute path is valid on one machine only. Write it relative to this file.",
                    node.span,
                )
            )
        else:
            yield value, node.span


def _unreadable(path: Path, name: str, asked: Span | None, error: OSError) -> Diagnostic:
    # The spec itself has no `extends` that names it.
    place = asked or Span.start_of(name)
    if isinstance(error, FileNotFoundError):
        siblings = sorted(one.name for one in path.parent.glob("*.y*ml")) if path.parent.is_dir() else []
        nearby = f" In that folder: {', '.join(siblings)}." if siblings else ""
        return Diagnostic(
            "spec/no-such-file",
            f"There is no {name}",
            f"Paths are relative to the file that names them.{nearby}",
            place,
        )
    return Diagnostic("spec/unreadable", f"{name} cannot be read", f"The system says: {error.strerror}.", place)
