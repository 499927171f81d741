"""load: YAML text → the chain of documents an environment is made of, the farthest base first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnosed, Diagnostic, Span
from generator.model.environment import EXTENDS
from generator.model.spec_file import SpecFile
from generator.source.document import Mapping, Node, Scalar, Sequence
from generator.source.reader import read

CHAIN_LIMIT = 64
"""More files than this in one chain is a mistake, not a design."""


def load(path: Path) -> tuple[SpecFile, ...]:
    """Read a spec and all it extends, each file once.

    Parents come before children and stand in the order `extends` names them, so that merging from the left gives the
    last word to the spec itself, and among several parents to the later one. A base that two parents share is read
    and merged once.

    Args:
        path: the spec's YAML file.

    Raises:
        Diagnosed: with everything wrong in any file of the chain: unreadable, not YAML, a cycle, a missing parent.
    """
    chain: dict[Path, SpecFile] = {}
    problems: list[Diagnostic] = []
    _visit(Path.cwd() / path, None, (), chain, problems)
    if problems:
        raise Diagnosed(problems)
    return tuple(chain.values())


def display(path: Path) -> str:
    """The path as a user would write it: relative below the working folder, with `/`."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _visit(
    path: Path,
    asked: Span | None,
    below: tuple[Path, ...],
    chain: dict[Path, SpecFile],
    problems: list[Diagnostic],
) -> None:
    if path in chain:
        return
    if path in below:
        circle = " → ".join(display(one) for one in (*below[below.index(path) :], path))
        problems.append(
            Diagnostic(
                "spec/extends-cycle",
                "A spec extends itself",
                f"{circle}. Take one of these `extends` away.",
                asked,
            )
        )
        return
    if len(below) >= CHAIN_LIMIT:
        problems.append(
            Diagnostic("spec/extends-too-deep", f"More than {CHAIN_LIMIT} files extend one another", "", asked)
        )
        return
    try:
        tree = read(path.read_bytes(), display(path))
    except OSError as error:
        problems.append(_unreadable(path, asked, error))
        return
    except Diagnosed as found:
        problems.extend(found.diagnostics)
        return
    for parent, place in _parents(tree, problems):
        _visit(Path(os.path.normpath(path.parent / parent)), place, (*below, path), chain, problems)
    chain[path] = SpecFile(path, tree)


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
                    "An absolute path is right on one machine only. Write it relative to this file.",
                    node.span,
                )
            )
        else:
            yield value, node.span


def _unreadable(path: Path, asked: Span | None, error: OSError) -> Diagnostic:
    name = display(path)
    if isinstance(error, FileNotFoundError):
        siblings = sorted(one.name for one in path.parent.glob("*.y*ml")) if path.parent.is_dir() else []
        nearby = f" In that folder: {', '.join(siblings)}." if siblings else ""
        return Diagnostic(
            "spec/no-such-file",
            f"There is no {name}",
            f"Paths are relative to the file that names them.{nearby}",
            asked,
        )
    return Diagnostic("spec/unreadable", f"{name} cannot be read", f"The system says: {error.strerror}.", asked)
