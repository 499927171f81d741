"""Comments: text that nothing can escape from."""

from __future__ import annotations

import re
import textwrap

from hclpress.hcl.expression import Expr
from hclpress.hcl.quoted_text import visible_text

COMMENT_WIDTH = 120
_ITEMS = ("- ", "* ")
# Trivy takes a word that begins with its name as a list of settings, in which `ignore:` may stand anywhere.
_SCANNER_MARK = re.compile(
    r"(?:(?:checkov|bridgecrew|cortex):|tflint-|kics-)(?=skip|ignore|scan)|(?:tfsec|trivy):(?=\S)", re.IGNORECASE
)


def comment(text: str) -> Expr:
    r"""Return text as `# ` lines of at most 120 columns (a longer word stays whole), without a newline at the end.

    The lines of a paragraph are filled up anew; only empty lines and the items of a list (`- `, `* `) break it. Every
    line break, Unicode's included, is white space, so nothing can escape from the comment. Characters that cannot be
    seen are shown as `\u`; marks that tell a scanner to skip a check are broken up by a space. Text without content
    gives an empty `Expr`.
    """
    lines: list[str] = []
    for paragraph in _paragraphs(text):
        shown = _SCANNER_MARK.sub(r"\g<0> ", visible_text(paragraph))
        lines += textwrap.wrap(
            shown,
            COMMENT_WIDTH - len("# "),
            subsequent_indent="  " if paragraph.startswith(_ITEMS) else "",
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return Expr("\n".join(f"# {line}".rstrip() for line in lines))


def _paragraphs(text: str) -> list[str]:
    """Return paragraphs and list items, each on one line; an empty one for each empty line."""
    found: list[str] = []
    for line in text.strip().splitlines():
        words = line.replace("\t", " ").strip()
        if words and found and found[-1] and not words.startswith(_ITEMS):
            found[-1] += f" {words}"
        else:
            found.append(words)
    return found
