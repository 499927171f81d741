"""Every description consists of characters that AWS accepts.

A service refuses a description with other characters, or one that is too long, when it is applied: IAM takes printable
Latin-1 (IAM API Reference, CreateRole: 1,000 characters), EC2 letters, digits, spaces and a few signs (EC2 API
Reference, CreateSecurityGroup: 255), AWS WAF words and a few signs (WAFV2 API Reference, CreateWebACL: 256).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import HclValue
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

_IAM = (re.compile(r"[\t\n\r\x20-\x7e\xa1-\xff]*"), 1000, "printable Latin-1")
_EC2 = (
    re.compile(r"[A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]*"),
    255,
    "letters, digits, spaces and . _ - : / ( ) # , @ [ ] + = & ; { } ! $ *",
)
_WAF = (re.compile(r"[\w+=:#@/\-,.\s]*", re.ASCII), 256, "letters, digits, spaces and _ + = : # @ / - , .")
_RULES: Mapping[str, tuple[re.Pattern[str], int, str]] = {
    "aws_iam_policy": _IAM,
    "aws_iam_role": _IAM,
    "aws_security_group": _EC2,
    "aws_security_group_rule": _EC2,
    "aws_vpc_security_group_egress_rule": _EC2,
    "aws_vpc_security_group_ingress_rule": _EC2,
    "aws_wafv2_ip_set": _WAF,
    "aws_wafv2_regex_pattern_set": _WAF,
    "aws_wafv2_rule_group": _WAF,
    "aws_wafv2_web_acl": _WAF,
}
_PIECE = re.compile(r"\$\{[^{}]*\}")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each resource whose description AWS would refuse."""
    for placed in parsed.resources(*_RULES):
        pattern, most, allowed = _RULES[placed.block.labels[0]]
        text = _text(placed.block.attributes.get("description"))
        if not pattern.fullmatch(text):
            wrong = "".join(dict.fromkeys(one for one in text if not pattern.fullmatch(one)))
            yield Finding(
                placed,
                f"AWS refuses the description for its {' '.join(map(ascii, wrong[:10]))}",
                f"It may hold {allowed}.",
            )
        elif len(text) > most:
            yield Finding(
                placed,
                f"The description of {len(text):,} characters is too long",
                f"AWS accepts {most:,}. Shorten it.",
            )


def _text(value: HclValue) -> str:
    """Return the text of a value as far as it is written there."""
    if not isinstance(value, Expr):
        return value if isinstance(value, str) else ""
    return _PIECE.sub("", value[1:-1]) if value.startswith('"') else ""
