"""A removal: a spec's permission to remove something that holds data, and its fate."""

import re
from typing import Annotated

from pydantic import AfterValidator

from hclpress.hcl.address import ADDRESS
from hclpress.spec.fields import Text
from hclpress.spec.settings import Settings

_INSTANCE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def is_thing(text: str) -> bool:
    """Return whether a text is the name of an instance or an address."""
    return bool(text) and bool(_INSTANCE.fullmatch(text) or ADDRESS.fullmatch(text))


def _thing(text: str) -> str:
    if not is_thing(text):
        raise ValueError(
            f"{text!r} is neither an instance nor an address; write one such as `archive` or "
            "`module.archive.aws_s3_bucket.photos`"
        )
    return text


Thing = Annotated[str, AfterValidator(_thing)]
"""An instance by its name, or anything by its Terraform address."""


class Removal(Settings):
    """The fate of something that is no longer rendered, or that Terraform must replace."""

    destroy: bool
    """`true`: it is destroyed with its data. `false`: Terraform removes it from the state, and it stays in AWS
    unchanged."""
    note: Text = ""
    """A remark that becomes a comment."""


def address_of(thing: str) -> str:
    """Return the address of a thing; of an instance, that of its module."""
    return f"module.{thing.replace('-', '_')}" if _INSTANCE.fullmatch(thing) else thing
