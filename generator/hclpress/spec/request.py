"""A request that shows an environment works, as its README states it."""

import json
import shlex
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from hclpress.spec.settings import Settings


class Request(Settings):
    """One request to try after an apply."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    """What it shows."""
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    """Its method."""
    output: str
    """The output of the root module that holds the URL, or the host name, it is sent to."""
    path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._~&*+,;=:@%?/-]*)?$")] = ""
    """What comes behind that."""
    body: Mapping[str, Any] | None = None
    """What it carries, as JSON."""

    def command(self, *, is_host: bool) -> str:
        """The request as a command for a shell in the environment's folder, lines joined by backslashes.

        Args:
            is_host: whether the output is a host name, so that a scheme has to come before it.
        """
        scheme = "https://" if is_host else ""
        parts = [f'curl -X {self.method} "{scheme}$(terraform output -raw {self.output}){self.path}"']
        if self.body is not None:
            # A fence of Markdown must not end inside it.
            body = json.dumps(self.body, indent=2).replace("`", "\\u0060")
            parts += ["-H 'Content-Type: application/json'", f"-d {shlex.quote(body)}"]
        return " \\\n  ".join(parts)
