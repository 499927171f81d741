"""The configuration contains no password.

A secret in HCL is also in version control, in the plan and in the state. Secrets Manager stores database passwords,
write-only arguments (`…_wo`) take values from elsewhere, and code gets the location of a secret instead of its value.
Secrets are known by the names of arguments, variables and locals, and by their form: access keys, private keys, tokens
of well-known services, and the password in a URL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from hclpress.aws.secret_names import holds_secret
from hclpress.cache.cached_hcl import parts_of
from hclpress.checks._blocks import beneath, containers
from hclpress.hcl.expression import Expr
from hclpress.hcl.skeleton import Skeleton
from hclpress.hcl.structure import Block, HclValue, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

FSBP = ("CodeBuild.2", "ECS.8")
CHECKOV = ("CKV_AWS_45", "CKV2_AWS_34")

_SECRET_ARGUMENTS = frozenset(
    {
        "password",
        "master_password",
        "secret_string",
        "secret_binary",
        "auth_token",
        "client_secret",
        "private_key",
        "access_key",
    }
)
_OF_PROVIDER = frozenset({"access_key", "secret_key", "token"})
# IAM, "Unique identifiers": the prefixes of access keys. RFC 7468: the first line of a key in text. RFC 7519: the
# header of a JWT begins with `{"`. The prefixes of tokens are those that GitHub, GitLab, Stripe, Slack, Google, npm and
# SendGrid give for scanners.
_KEY = re.compile(
    r"\b(AKIA|ASIA)[A-Z2-7]{16}\b"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+"
    r"|\b(gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}|npm_[A-Za-z0-9]{30,})"
    r"|\b[sr]k_live_[A-Za-z0-9]{8,}"
    r"|\bxox[abeoprs]-[A-Za-z0-9-]{8,}|https://hooks\.slack\.com/services/T\w+/B\w+/\w+"
    r"|\b(Basic|Bearer) [A-Za-z0-9+/._-]{16,}"
    r"|\bAIza[\w-]{35}\b|\bSG\.[\w-]{16,}\.[\w-]{16,}"
)
# RFC 3986, 3.2.1: `user:password@` before the host. The password of a JDBC or ODBC text stands in a parameter.
_PASSWORD = re.compile(
    r"""\b[A-Za-z][A-Za-z0-9+.-]*://[^\s/:@"'$<{]*:(?!\*+@)[^\s/@"'$<{]+@"""
    r"""|(?i:\b(password|passwd|pwd)=(?!\*+[;&\s"']|true\b|false\b)[^\s;&"'$<{]{3,})"""
)
_NAMES = re.compile(r"(pass(word|wd|phrase)|(api|private|access|secret)_?key|token)$", re.IGNORECASE)
_SIGNS = (
    *(
        "@",
        "\\",
        "AKIA",
        "ASIA",
        "PRIVATE KEY",
        "eyJ",
        "_live_",
        "github_pat_",
        "glpat-",
        "npm_",
        "xox",
        "hooks.slack.com",
    ),
    *("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "AIza", "SG.", "Basic ", "Bearer ", "assword=", "wd="),
)
"""One of these is in the source of every such text: a part of it, or the backslash that escapes one."""


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each block that sets a secret argument, and each text or variable that is a secret by its form or name."""
    may_hold_secret = _may_hold_secret(parsed)
    for placed in parsed.blocks:
        block = placed.block
        if block.type == "resource":
            secret = {name for one in beneath(block) for name in one.attributes if name in _SECRET_ARGUMENTS}
            for name in sorted(secret):
                yield Finding(
                    placed,
                    f"`{name}` would put a secret into the state",
                    f"Use a managed secret, or the write-only argument `{name}_wo` where there is one.",
                )
        elif block.type == "provider":
            for name in sorted(_OF_PROVIDER.intersection(block.attributes)):
                yield Finding(placed, f"`{name}` holds a secret", "Leave it out: the environment of the caller has it.")
        for name in _secret_variables(block):
            yield Finding(
                placed,
                f"The variable {name} holds a secret in plain text",
                "Store it in Secrets Manager or a SecureString, and give the code its location.",
            )
        if may_hold_secret:
            texts = [text for one in beneath(block) for text in _texts(one.attributes)]
            if any(map(_KEY.search, texts)):
                yield Finding(placed, "The text contains a key", "Take it out, and out of use: it has been seen.")
            elif any(map(_PASSWORD.search, texts)):
                yield Finding(
                    placed,
                    "The text contains a password",
                    "Take it out, and change it: it has been seen. Give the code the location of a secret instead.",
                )


def _may_hold_secret(parsed: ParsedStack) -> bool:
    """Return whether a text has a sign of a secret. What the files of many environments have in common is read once."""
    parts = [parts_of(file.source.text) for file in parsed.files]
    texts = "\0".join("\0".join(texts) for _, texts in parts)
    return any(sign in texts for sign in _SIGNS) or any(_has_sign(skeleton) for skeleton, _ in parts)


@lru_cache(maxsize=8192)
def _has_sign(skeleton: Skeleton) -> bool:
    text = "\0".join(skeleton)
    return any(sign in text for sign in _SIGNS)


def _secret_variables(block: Block) -> list[str]:
    return [
        str(name)
        for name, value in _variables(block)
        if isinstance(value, str) and value and not isinstance(value, Expr) and holds_secret(str(name), value)
    ]


def _variables(block: Block) -> Iterator[tuple[object, HclValue]]:
    """Yield the names and values that a block gives to code, to a stage, to an origin or to a module."""
    kind = block.labels[0] if block.type == "resource" else block.type
    if kind == "variable":
        yield from _named_for_secrets({block.labels[0]: block.attributes.get("default")})
    elif kind in ("locals", "module"):
        yield from _named_for_secrets(block.attributes)
    elif kind == "aws_ssm_parameter":
        value = block.attributes.get("value", block.attributes.get("insecure_value"))
        name = "secret" if block.attributes.get("type") == "SecureString" else block.attributes.get("name")
        yield str(name).rpartition("/")[2], value
        if block.attributes.get("type") == "String" and "value_wo" in block.attributes:
            yield "secret", "a write-only value in a parameter without encryption"
    elif kind == "aws_cloudfront_distribution":
        for header in within(block, "origin", "custom_header"):
            name = str(header.attributes.get("name"))
            yield (
                "secret" if name.lower() == "authorization" else name.replace("-", "_"),
                header.attributes.get("value"),
            )
    elif block.type == "resource":
        for inner in (block, *block.blocks):
            if inner.type == "environment" or kind == "aws_api_gateway_stage":
                variables = inner.attributes.get("variables")
                yield from variables.items() if isinstance(variables, dict) else ()
            for one in within(inner, "environment_variable"):
                yield one.attributes.get("name"), one.attributes.get("value")
        for container in containers(block):
            entries = container.get("environment")
            for entry in entries if isinstance(entries, tuple) else ():
                if isinstance(entry, dict):
                    yield entry.get("name"), entry.get("value")


def _named_for_secrets(values: Mapping[str, HclValue]) -> Iterator[tuple[str, HclValue]]:
    """Yield the values whose names end in the word for a secret; others are about one, such as `token_header`."""
    for name, value in values.items():
        if _NAMES.search(name) and isinstance(value, str) and not value.startswith("/"):
            yield name, value


def _texts(value: HclValue | Mapping[str, HclValue]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
