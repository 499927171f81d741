"""No function answers the whole internet by a URL of its own.

A function URL with the authorization NONE is an address that anybody may call, past every gateway, firewall and limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

FSBP = ("Lambda.1",)
CHECKOV = ("CKV_AWS_301",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each function URL, and each permission for one, without authorization."""
    for placed in parsed.resources("aws_lambda_function_url"):
        if placed.block.attributes.get("authorization_type") == "NONE":
            yield Finding(placed, "Anybody may call the function", 'Set `authorization_type = "AWS_IAM"`.')
    for placed in parsed.resources("aws_lambda_permission"):
        if placed.block.attributes.get("function_url_auth_type") == "NONE":
            yield Finding(placed, "Anybody may call the function by its URL", "Remove the permission.")
