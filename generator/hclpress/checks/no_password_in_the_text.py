"""The configuration contains no password.

A secret in HCL is also in version control, in the plan and in the state. Secrets Manager stores database passwords,
write-only arguments (`…_wo`) take values from elsewhere, and code gets the location of a secret instead of its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hclpress.aws.secret_names import holds_secret
from hclpress.checks._blocks import beneath, containers
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, HclValue
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

_SECRET_ARGUMENTS = frozenset(
    {
        "password",
        "master_password",
        "secret_string",
        "secret_binary",
        "auth_token",
        "private_key",
        "access_key",
    }
)
# IAM, "Unique identifiers": the prefixes of access keys. RFC 7468: the first line of a key in text.
_SECRET_TEXT = re.compile(r"\b(AKIA|ASIA)[A-Z2-7]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----")
_SIGNS = (b"AKIA", b"ASIA", b"PRIVATE KEY", b"\\")
"""One of these is in the source of every such text: a part of it, or the backslash that escapes one."""


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each block that sets a secret argument, and each text or variable that is a secret by its form or name."""
    source = b"\n".join(file.source.content for file in parsed.files)
    may_hold_key = any(sign in source for sign in _SIGNS)
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
            for name in _secret_variables(block):
                yield Finding(
                    placed,
                    f"The variable {name} holds a secret in plain text",
                    "Store it in Secrets Manager or a SecureString, and give the code its location.",
                )
        if may_hold_key and any(_SECRET_TEXT.search(text) for one in beneath(block) for text in _texts(one.attributes)):
            yield Finding(placed, "The text contains a key", "Take it out, and out of use: it has been seen.")


def _secret_variables(block: Block) -> list[str]:
    told: list[tuple[object, HclValue]] = []
    for inner in block.blocks:
        if inner.type == "environment" and isinstance(variables := inner.attributes.get("variables"), dict):
            told += variables.items()
    for container in containers(block):
        entries = container.get("environment")
        for one in entries if isinstance(entries, tuple) else ():
            if isinstance(one, dict):
                told.append((one.get("name"), one.get("value")))
    return [
        str(name)
        for name, value in told
        if isinstance(value, str) and not isinstance(value, Expr) and holds_secret(str(name), value)
    ]


def _texts(value: HclValue | Mapping[str, HclValue]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
