"""What keeps hclpress from writing, each with its place and a way out."""

from __future__ import annotations

from pathlib import Path

from hclpress.diagnostics import Diagnostic, Span
from hclpress.output.tree import FileKind


def edited(target: Path) -> Diagnostic:
    """A file of ours that is no longer what we wrote."""
    return Diagnostic(
        "write/edited-by-hand",
        f"{target} was edited by hand",
        "It is no longer what hclpress wrote, and rendering would lose the edit. Move the edit into the spec (or its "
        "`extra:`), then restore the file from version control or delete it.",
        Span.start_of(target.as_posix()),
    )


def foreign(target: Path) -> Diagnostic:
    """A file that is not ours, where one of ours belongs."""
    return Diagnostic(
        "write/foreign-file",
        f"{target} is not ours",
        "hclpress did not write it and will not overwrite it. Move it away, or render somewhere else with --out.",
        Span.start_of(target.as_posix()),
    )


def in_the_way(target: Path, kind: FileKind, wanted: FileKind) -> Diagnostic:
    """Something where a file or folder of ours belongs that is none."""
    return Diagnostic(
        "write/in-the-way",
        f"{target} is {kind}",
        f"{'A file' if wanted is FileKind.FILE else 'A folder'} of the output belongs there. Move it away.",
        Span.start_of(target.as_posix()),
    )


def alike(target: Path, ours: str) -> Diagnostic:
    """Something whose name differs from one of ours only in capitals."""
    return Diagnostic(
        "write/in-the-way",
        f"{target} differs from {ours} only in capitals",
        "On many machines the two are one, and one of them would be lost there. Rename or remove the one that "
        "hclpress did not write.",
        Span.start_of(target.as_posix()),
    )


def refused(folder: Path, error: OSError) -> Diagnostic:
    """The system does not let us write, and everything is as it was."""
    return Diagnostic(
        "write/refused",
        f"The output cannot be written to {folder}",
        f"{_words(error, folder)} Nothing has been changed. Choose another folder with --out, or make this one "
        "writable.",
    )


def stuck(out: Path, error: OSError) -> Diagnostic:
    """The system stopped us halfway through a folder in which somebody works."""
    return Diagnostic(
        "write/stuck",
        f"The output in {out} is written halfway",
        f"{_words(error, out)} Mend that and run `hclpress render` again: it finishes what was begun. Until then "
        "Terraform refuses the folder that is concerned, and nothing of yours is lost.",
    )


def interrupted(out: Path) -> Diagnostic:
    """A render died after it was decided; who only reads does not finish it."""
    return Diagnostic(
        "write/interrupted",
        f"A render into {out} was interrupted",
        "All of it is prepared, and not all of it stands in its place. `hclpress render` finishes it before it does "
        "anything else.",
        Span.start_of(out.as_posix()),
    )


def bad_journal(journal: Path) -> Diagnostic:
    """Something that says it is the journal of an interrupted render and is not."""
    return Diagnostic(
        "write/bad-journal",
        f"{journal} is no journal of hclpress",
        "It would say how an interrupted render is finished. See with `git status` that the output is as you want it, "
        f"then remove {journal.parent} and render again.",
        Span.start_of(journal.as_posix()),
    )


def refused_to_read(folder: Path, error: OSError) -> Diagnostic:
    """The system does not let us read what is there."""
    return Diagnostic(
        "write/unreadable",
        f"The output in {folder} cannot be read",
        f"{_words(error, folder)} Make it readable, or name another folder with --out.",
    )


def _words(error: OSError, otherwise: Path) -> str:
    shown = error.filename if isinstance(error.filename, str) else otherwise
    return f"{shown}: {error.strerror}."
