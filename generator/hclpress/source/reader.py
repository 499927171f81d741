"""Reads one YAML file into a document, strictly enough that every reader of the file means the same by it.

The grammar is YAML as PyYAML parses it, the scalars are those of YAML 1.2, and text that is easily misread is refused
with a way to write it plainly. Structural problems are collected. A syntax error ends the reading, since the rest
cannot be trusted; problems found before it are still reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.source.composer import Composer
from hclpress.source.document import Mapping
from hclpress.source.strict_scanner import Disagreement, StrictScanner
from hclpress.source.text import decode

_HINTS = {
    "mapping values are not allowed": (
        "Quote a value that contains ': ', and begin the keys of one mapping in the same column."
    ),
    "cannot start any token": "Quote a value that begins with this character.",
    "could not find expected ':'": "A line of a mapping has the form 'key: value'; the colon is missing.",
    "expected a comment or a line break": "Put a space before the `#` of a comment.",
    "<block end>": "Begin the keys of one mapping, and the dashes of one list, in the same column.",
}


def read(raw: str | bytes, file: str, *, fast: bool = True) -> Mapping:
    """Return the document of a YAML file. A file that is empty, or holds comments only, is an empty mapping.

    Scalars follow the core schema of YAML 1.2 (see `hclpress.source.scalars`); quoted and block scalars are always
    text. Anchors and aliases work as in YAML; `extends` is the way to inherit, so `<<` is refused. `!append` before a
    list and `!unset` in place of a value are returned as directives for `merge`.

    Args:
        raw: the content of the file.
        file: its path as spans and diagnostics show it.
        fast: whether libyaml may parse, if PyYAML was built with it. The document is the same without it, and so is
            every diagnostic, because the parser in Python reads every text that libyaml refuses.

    Raises:
        Diagnosed: every problem found, with codes of the area `yaml`.
    """
    text = decode(raw, file)
    if fast and yaml.__with_libyaml__:
        with suppress(yaml.YAMLError, Diagnosed, _Disputed):
            return Composer(text, file).compose(_undisputed(text))
    composer = Composer(text, file)
    try:
        return composer.compose(yaml.parse(text, StrictScanner))
    except Disagreement as error:
        raise Diagnosed([*composer.problems, _disagreement(error, composer.reached)]) from None
    except yaml.MarkedYAMLError as error:
        if (conflict := _conflict(text, file)) is not None:
            raise Diagnosed([*composer.problems, conflict]) from None
        raise Diagnosed([*composer.problems, _syntax_error(error, text, composer.reached)]) from None
    except (ValueError, OverflowError):
        # PyYAML passes on the errors of `chr` and `int` for an escape above \U0010FFFF or a huge version number.
        detail = "An escape or a directive behind this place holds a number that is too large."
        problem = Diagnostic("yaml/syntax", "The YAML is not well-formed", detail, composer.reached)
        raise Diagnosed([*composer.problems, problem]) from None


def _conflict(text: str, file: str) -> Diagnostic | None:
    """Return a diagnostic if git has left the markers of a conflict in a text."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines, start=1) if line.startswith("<<<<<<< ")]
    if not starts or not any(line.startswith(">>>>>>> ") for line in lines[starts[0] :]):
        return None
    detail = (
        "A merge could not decide between two sides of it. Write what it is to be, and remove the lines with "
        "`<<<<<<<`, `=======` and `>>>>>>>`. Then `hclpress render` resolves what is generated."
    )
    place = Span(file, starts[0], 1, starts[0], len(lines[starts[0] - 1]) + 1)
    return Diagnostic("yaml/conflict", "The file is in conflict", detail, place)


class _Disputed(Exception):  # noqa: N818  (it describes the file)
    """A file that libyaml may read otherwise than PyYAML does."""


_DISPUTED = re.compile(
    # Only libyaml accepts a tab between words, a comma behind a tag, and a comment behind `|` and `>` without a space.
    r"\t|![^ \n]*,|[|>][-+0-9]*#"
    # A sign behind the name of an anchor, and a colon before a word, mean something else in YAML 1.2.
    r"|[&*][A-Za-z0-9_-]+[^A-Za-z0-9_\-\s,\]}]|[\s\[{,]:[^\s,\[\]{}]"
)


def _undisputed(text: str) -> Iterator[yaml.Event]:
    """Yield the events of libyaml.

    Raises:
        _Disputed: if libyaml may read something else than other readers, since a file must mean the same everywhere.
    """
    if _DISPUTED.search(text):
        raise _Disputed
    events = yaml.parse(text, yaml.CSafeLoader)
    return _without_marks_in_brackets(events, text) if "?" in text else events


def _without_marks_in_brackets(events: Iterator[yaml.Event], text: str) -> Iterator[yaml.Event]:
    lines = text.split("\n")
    opened: list[yaml.CollectionStartEvent] = []
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            opened.append(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            start = opened.pop()
            first, last = start.start_mark, event.end_mark
            within = lines[first.line if first else 0 : last.line + 1 if last else None]
            if start.flow_style and any("?" in line for line in within):
                raise _Disputed
        yield event


def _disagreement(error: Disagreement, reached: Span) -> Diagnostic:
    mark = error.problem_mark
    place = Span(reached.file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2) if mark else reached
    return Diagnostic("yaml/readers-disagree", "Readers of YAML do not agree on this text", str(error.problem), place)


def _syntax_error(error: yaml.MarkedYAMLError, text: str, reached: Span) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Diagnostic("yaml/syntax", "The YAML is not well-formed", f"{error.problem}.", reached)
    span = Span(reached.file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    lines = text.split("\n")
    if lines[mark.line][mark.column : mark.column + 1] == "\t":
        detail = "YAML is indented with spaces, and tabs are only read inside quotes. Replace the tab by spaces."
        return Diagnostic("yaml/tab", "A tab stands between two words", detail, span)
    problem = str(error.problem)
    context = f" {error.context}" if error.context else ""
    if error.context_mark and error.context_mark.line != mark.line:
        context += f" that begins in line {error.context_mark.line + 1}"
    hints = [hint for symptom, hint in _HINTS.items() if symptom in problem]
    detail = " ".join([f"The parser says{context}: {problem}.", *hints])
    return Diagnostic("yaml/syntax", "The YAML is not well-formed", detail, span)
