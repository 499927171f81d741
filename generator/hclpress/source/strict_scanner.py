"""PyYAML's scanner in Python, held to YAML 1.2 where it reads on its own."""

from __future__ import annotations

import re

import yaml
from yaml.tokens import AliasToken, AnchorToken, FlowMappingEndToken, FlowSequenceEndToken, ScalarToken

_BLANK = " \t\n\0"
_FLOW = ",[]{}"
_WORD = rf"(?:[^{_BLANK}:{re.escape(_FLOW)}]|:(?![{_BLANK}{re.escape(_FLOW)}]))"
_BREAK = rf"[ ]*\n(?!(?:---|\.\.\.)[{_BLANK}])(?:[ ]*\n)*[ ]*"
# YAML 1.2.2, 7.3.3, in a flow collection: a `#` begins a comment behind a space only.
_FLOW_SCALAR = re.compile(rf"{_WORD}+(?:(?:[ ]+|{_BREAK})(?!#){_WORD}+)*")
_LINE_BREAKS = re.compile(r"[ ]*\n[ \n]*")
_AFTER_NAME = frozenset(f"{_BLANK},]}}")


class Disagreement(yaml.MarkedYAMLError):
    """Text that readers of YAML take for different things."""

    def __init__(self, problem: str, mark: yaml.Mark) -> None:
        super().__init__(problem=problem, problem_mark=mark)


class StrictScanner(yaml.SafeLoader):
    """Reads plain words in brackets and braces as YAML 1.2 does, and refuses what readers take for different things."""

    def check_key(self) -> bool:
        """Return whether a question mark begins a key.

        Raises:
            Disagreement: if it begins a word in brackets or braces. YAML 1.2 reads `{?a: 1}` as the key `?a` (7.3.3),
                libyaml and PyYAML as `a`.
        """
        if self.flow_level and self.peek(1) not in _BLANK:
            raise Disagreement("A word in brackets or braces begins with a question mark. Quote it.", self.get_mark())
        return bool(super().check_key())

    def check_value(self) -> bool:
        """Return whether a colon stands between a key and its value.

        Raises:
            Disagreement: if it begins a word in brackets or braces. YAML 1.2 reads `[a, :b]` as the text `:b` (7.3.3),
                libyaml and PyYAML as a mapping. Behind quotes and brackets it needs no space (7.4.2).
        """
        if self.flow_level and self.peek(1) not in _BLANK + _FLOW and not self._is_behind_quotes_or_brackets():
            raise Disagreement("A word in brackets or braces begins with a colon. Quote it.", self.get_mark())
        return bool(super().check_value())

    def _is_behind_quotes_or_brackets(self) -> bool:
        last = self.tokens[-1] if self.tokens else None
        if isinstance(last, ScalarToken):
            return not last.plain
        return isinstance(last, FlowMappingEndToken | FlowSequenceEndToken)

    def scan_plain(self) -> ScalarToken:
        """Return the next plain scalar. PyYAML ends it at a question mark in brackets or braces, YAML 1.2 does not."""
        found = _FLOW_SCALAR.match(self.buffer, self.pointer) if self.flow_level else None
        if found is None:
            return super().scan_plain()
        start = self.get_mark()
        self.allow_simple_key = False
        self.forward(len(found.group()))
        return ScalarToken(_LINE_BREAKS.sub(_folded, found.group()), True, start, self.get_mark())

    def scan_anchor(self, kind: type[AliasToken | AnchorToken]) -> AliasToken | AnchorToken:
        """Return the next anchor or alias.

        Raises:
            Disagreement: if its name goes on with a sign. `&a:b` is an anchor `a:b` in YAML 1.2 (6.9.2), and for
                libyaml and PyYAML an anchor `a` before the text `:b`.
        """
        token: AliasToken | AnchorToken = super().scan_anchor(kind)  # type: ignore[no-untyped-call]
        if self.peek() not in _AFTER_NAME:
            problem = "The name of an anchor consists of letters, digits, `-` and `_`, and a space stands behind it."
            raise Disagreement(problem, self.get_mark())
        return token


def _folded(found: re.Match[str]) -> str:
    """The text of a line break and the empty lines behind it (YAML 1.2.2, 6.5)."""
    return "\n" * (found.group().count("\n") - 1) or " "
