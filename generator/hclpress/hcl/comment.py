"""Comments: text that nothing can escape from."""

from __future__ import annotations

import re
import textwrap

from hclpress.hcl.expression import Expr
from hclpress.hcl.quoted_text import visible_text

COMMENT_WIDTH = 100


def comment(text: str) -> Expr:
    r"""Return text as `# ` lines of at most 100 columns (a longer word stays whole), without a newline at the end.

    Every line break, Unicode's included, starts a new comment line, so nothing can escape from the comment;
    empty lines between paragraphs stay. Characters that cannot be seen are shown as `\u`; marks with which
    scanners are told to skip a check are broken up by a space. Text without content gives an empty `Expr`.
    """
    lines: list[str] = []
    for line in text.strip().splitlines():
        shown = _SCANNER_MARK.sub(r"\1 \2", visible_text(line.replace("\t", " ").strip()))
        lines += textwrap.wrap(shown, COMMENT_WIDTH - len("# "), break_long_words=False, break_on_hyphens=False) or [""]
    return Expr("\n".join(f"# {line}".rstrip() for line in lines))


_SCANNER_MARK = re.compile(
    r"((?:checkov|bridgecrew|cortex|tfsec|trivy):|tflint-|kics-)(skip|ignore|scan)", re.IGNORECASE
)
