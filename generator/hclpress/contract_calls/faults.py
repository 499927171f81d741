"""Faults in a module's own code, as diagnostics at the line to mend."""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Callable
from pathlib import Path

from hclpress.diagnostics import Diagnostic, Span, shown
from hclpress.module_folders import SHIPPED, folders_of_modules

OURS = "It is a fault of hclpress and not of the spec: please report it."
THEIRS = "Mend that line; `hclpress test-modules` runs the examples of a module."


class AuthorError(Exception):
    """A mistake of a module's author that hclpress has a name and a way out for."""

    def __init__(self, code: str, summary: str, detail: str) -> None:
        """Take the parts of its diagnostic: `module/<code>`, one line without a full stop, full sentences."""
        self.code, self.summary, self.detail = code, summary, detail
        super().__init__(summary)


def fault_of(error: BaseException, doing: str) -> Diagnostic | None:
    """The diagnostic for an exception that a module's own code has raised.

    Args:
        error: the exception, with its traceback.
        doing: the work at which it was raised, such as "`view` of module sqs".

    Returns:
        None when no line of a module or of its templates has any part in it: then it is a fault of the program.
    """
    place = _place(error)
    if place is None:
        return None
    if isinstance(error, AuthorError):
        return Diagnostic(f"module/{error.code}", error.summary, error.detail, place)
    said = f"{type(error).__name__}: {error}".rstrip(": .")
    if place.file.endswith(".j2"):
        return Diagnostic("module/template-failed", f"{doing} fails", f"Jinja says: {said}. {whose(place)}", place)
    return Diagnostic("module/contract-failed", f"{doing} fails", f"Python says: {said}. {whose(place)}", place)


def fault_between(error: Exception, doing: str, own: tuple[Path, ...]) -> Diagnostic | None:
    """The diagnostic for an exception that no call of a contract has caught, where a user's own modules take part.

    Args:
        error: the exception, with its traceback.
        doing: the work at which it was raised, such as "Generating shop/dev".
        own: the folders of the user's own modules that take part.

    Returns:
        None if there are none: then it is a fault of the program.
    """
    if not own:
        return None
    found = fault_of(error, doing)
    if found is not None and found.span is not None and not Path(found.span.file).resolve().is_relative_to(SHIPPED):
        return found
    names = " or ".join(folder.name for folder in own)
    return Diagnostic(
        "module/unexpected-value",
        f"{doing} fails",
        f"Python says: {type(error).__name__}: {error}. It is likely that the contract of {names} gives a value that "
        "cannot be used; compare it with the docstrings of hclpress.module. If it is right, please report this.",
        Span.start_of(shown(own[0] / "contract.py")),
    )


def whole_line(file: Path, line: int) -> Span:
    """The text of one line, without the white space around it."""
    try:
        text = file.read_text("utf-8").splitlines()[line - 1]
    except (OSError, IndexError, UnicodeError):
        text = ""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Span(shown(file), line, start + 1, line, max(end, start + 1) + (1 if end > start else 0))


def whose(place: Span) -> str:
    """The sentence that says who mends a line: the author of the module, or we."""
    return OURS if Path(place.file).resolve().is_relative_to(SHIPPED) else THEIRS


def definition(thing: Callable[..., object] | type) -> Span:
    """The line at which a method or a class is defined."""
    try:
        file, (_, line) = inspect.getsourcefile(thing), inspect.getsourcelines(thing)
    except (OSError, TypeError, SyntaxError):
        return Span.start_of(shown(SHIPPED))
    return Span(shown(Path(file or SHIPPED)), line, 1, line, 1)


def _place(error: BaseException) -> Span | None:
    """The innermost line of a module or of a template that has led to an exception."""
    folders = folders_of_modules()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename).resolve()
        if any(file.is_relative_to(folder) for folder in folders):
            line = frame.lineno or 1
            column, end = (frame.colno or 0) + 1, (frame.end_colno or 0) + 1
            end_line = getattr(frame, "end_lineno", None) or line
            if frame.colno is None:
                # A template: Jinja tells only its line.
                return whole_line(file, line)
            return Span(shown(file), line, column, end_line, max(end, column))
    return None
