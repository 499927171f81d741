"""Authorization: nobody calls unnamed unless the spec gives a reason."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from msgspec import Struct
from pydantic import Discriminator, Field, Tag

from hclpress.module import FunctionName, Item, Problem, Settings, SpecPath, nearest, text_or_mapping

Header = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]


class Open(Settings):
    """Anybody may call."""

    none: Annotated[str, Field(max_length=1024)]
    """Reason why that is right. It becomes a comment at the route."""


AuthEntry = Annotated[
    Annotated[str, Field(pattern=r"^(none|iam|(jwt|lambda):[a-z][a-z0-9-]*)$"), Tag("text")]
    | Annotated[Open, Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""`iam`, `jwt:<authorizer>`, `lambda:<authorizer>`, or `{none: reason}`."""


class JwtAuthorizer(Item):
    """An authorizer that accepts tokens of an identity provider. HTTP only."""

    type: Literal["jwt"]
    """Tokens of an identity provider, checked by API Gateway itself."""
    issuer: Annotated[str, Field(pattern=r"^https://\S+$")]
    """Issuer of the tokens, such as `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI`."""
    # API Gateway Developer Guide, "Quotas for configuring and running an HTTP API": audiences per authorizer.
    audience: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1, max_length=50)]
    """Accepted audiences; a token needs one of them."""


class LambdaAuthorizer(Item):
    """An authorizer that asks a function."""

    type: Literal["lambda"]
    """A function that decides."""
    function: FunctionName
    """The function that is asked, as `instance.function`."""
    headers: Annotated[tuple[Header, ...], Field(min_length=1)] = ("Authorization",)
    """Headers it judges by. API Gateway refuses a call that lacks one of them without asking the function."""
    cache_seconds: Annotated[int, Field(ge=0, le=3600)] = 300
    """Seconds that its answer counts for the same values of those headers, for every route."""


Authorizer = Annotated[JwtAuthorizer | LambdaAuthorizer, Field(discriminator="type")]


class Auth(Struct, frozen=True):
    """The authorization of a route.

    Attributes:
        kind: the way callers are known.
        authorizer: the authorizer, for `jwt` and `lambda`.
        reason: the reason why anybody may call, for `none`.
    """

    kind: Literal["none", "iam", "jwt", "lambda"]
    authorizer: str = ""
    reason: str = ""

    @classmethod
    def of(cls, entry: str | Open) -> Self:
        """The authorization that an entry of a spec stands for."""
        if isinstance(entry, Open):
            return cls("none", reason=entry.none.strip())
        kind, _, authorizer = entry.partition(":")
        return cls(kind, authorizer)  # type: ignore[arg-type]  # the entry's pattern has no other words


def auth_problems(
    entry: str | Open, authorizers: Mapping[str, JwtAuthorizer | LambdaAuthorizer], path: SpecPath
) -> Iterator[Problem]:
    """Report an entry without a reason or without a fitting authorizer. `path` is its place in the spec."""
    auth = Auth.of(entry)
    if auth.kind == "none" and not auth.reason:
        yield Problem(
            (*path, "none") if isinstance(entry, Open) else path,
            "open-without-reason",
            "The reason for open access is missing",
            "Reviewers need the reason. Set it: `auth: {none: the catalogue is public}`.",
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
