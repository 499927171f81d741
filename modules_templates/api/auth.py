"""Who may call: nobody unnamed, unless the spec says why."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from msgspec import Struct
from pydantic import Discriminator, Field, Tag

from hclpress.module.module import Item
from hclpress.module.problem import Problem
from hclpress.module.uses import text_or_mapping
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.settings import Settings

from .callee import FunctionName

Header = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]


class Open(Settings):
    """Anybody may call."""

    none: Annotated[str, Field(max_length=1024)]
    """Why that is right. It becomes a comment at the route."""


AuthEntry = Annotated[
    Annotated[str, Field(pattern=r"^(none|iam|(jwt|lambda):[a-z][a-z0-9-]*)$"), Tag("text")]
    | Annotated[Open, Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""`iam`, `jwt:<authorizer>`, `lambda:<authorizer>`, or `{none: reason}`."""


class JwtAuthorizer(Item):
    """Believes tokens that somebody else has signed. HTTP only."""

    type: Literal["jwt"]
    """Tokens of an identity provider, checked by API Gateway itself."""
    issuer: Annotated[str, Field(pattern=r"^https://\S+$")]
    """Who signs them, such as `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI`."""
    audience: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
    """Whom they must be meant for; one of these is enough."""


class LambdaAuthorizer(Item):
    """Asks a function."""

    type: Literal["lambda"]
    """A function that decides."""
    function: FunctionName
    """The function that is asked, as `instance.function`."""
    headers: Annotated[tuple[Header, ...], Field(min_length=1)] = ("Authorization",)
    """What it judges by. A call without one of these is refused unasked."""
    cache_seconds: Annotated[int, Field(ge=0, le=3600)] = 300
    """How long its answer counts for the same values of those headers, for every route."""


Authorizer = Annotated[JwtAuthorizer | LambdaAuthorizer, Field(discriminator="type")]


class Auth(Struct, frozen=True):
    """Who may call a route.

    Attributes:
        kind: how callers are known.
        authorizer: who judges, for `jwt` and `lambda`.
        reason: why anybody may, for `none`.
    """

    kind: Literal["none", "iam", "jwt", "lambda"]
    authorizer: str = ""
    reason: str = ""

    @classmethod
    def of(cls, entry: str | Open) -> Self:
        """What an entry of a spec says."""
        if isinstance(entry, Open):
            return cls("none", reason=entry.none.strip())
        kind, _, authorizer = entry.partition(":")
        return cls(kind, authorizer)  # type: ignore[arg-type]  # the entry's pattern has no other words


def auth_problems(
    entry: str | Open, authorizers: Mapping[str, JwtAuthorizer | LambdaAuthorizer], path: SpecPath
) -> Iterator[Problem]:
    """What is wrong with an entry. `path` is where it stands."""
    auth = Auth.of(entry)
    if auth.kind == "none" and not auth.reason:
        yield Problem(
            (*path, "none") if isinstance(entry, Open) else path,
            "open-without-reason",
            "Why may anybody call?",
            "Say it, so that whoever reviews this can agree: `auth: {none: the catalogue is public}`.",
        )
    if not auth.authorizer:
        return
    found = authorizers.get(auth.authorizer)
    if found is None:
        guess = nearest(auth.authorizer, authorizers)
        known = f"There is: {', '.join(authorizers)}." if authorizers else "Add it under `authorizers:`."
        yield Problem(
            path,
            "no-such-authorizer",
            f"No authorizer is called {auth.authorizer!r}",
            f"{f'Did you mean `{auth.kind}:{guess}`? ' if guess else ''}{known}",
        )
    elif found.type != auth.kind:
        yield Problem(
            path,
            "authorizer-of-another-type",
            f"{auth.authorizer} is of type {found.type}",
            f"Write `{found.type}:{auth.authorizer}`, or name another.",
        )
