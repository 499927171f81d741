"""A request that shows that an environment works, for its README."""

import json
import shlex
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from hclpress.spec.settings import Settings


class Request(Settings):
    """One request to try after an apply."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    """The purpose of the request."""
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    """The method."""
    output: str
    """The output of the root module that holds the URL or the host name."""
    path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9._~&*+,;=:@%?/-]*)?$")] = ""
    """The path after the URL."""
    body: Mapping[str, Any] | None = None
    """The JSON body."""

    def command(self, *, is_host: bool) -> str:
        """Return the request as a command for a shell in the environment's folder, lines joined by backslashes.

        Args:
            is_host: whether the output is a host name, so that a scheme must precede it.
        """
        scheme = "https://" if is_host else ""
        parts = [f'curl -X {self.method} "{scheme}$(terraform output -raw {self.output}){self.path}"']
        if self.body is not None:
            # The body must not end the Markdown fence around it.
            body = json.dumps(self.body, indent=2).replace("`", "\\u0060")
            parts += ["-H 'Content-Type: application/json'", f"-d {shlex.quote(body)}"]
        return " \\\n  ".join(parts)
