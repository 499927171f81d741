"""The stage that callers reach, with its logs and limits."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import FromPosture, Item, LogDays, Problem, Settings

from .route import DEFAULT, Kind, Throttling

StageName = Annotated[str, Field(pattern=r"^(\$default|[A-Za-z0-9_-]{1,128})$")]
LogKey = Literal[
    "accountId",
    "apiId",
    "authorizerError",
    "domainName",
    "errorMessage",
    "extendedRequestId",
    "httpMethod",
    "integrationError",
    "integrationLatency",
    "integrationStatus",
    "ip",
    "path",
    "principalId",
    "protocol",
    "requestId",
    "requestTime",
    "requestTimeEpoch",
    "resourcePath",
    "responseLatency",
    "responseLength",
    "routeKey",
    "stage",
    "status",
    "userAgent",
    "wafResponseCode",
    "xrayTraceId",
]

# Those that are not called like their key; API Gateway developer guide, "$context variables" of REST and of HTTP APIs.
_CONTEXT: Mapping[str, str] = {
    "authorizerError": "authorizer.error",
    "errorMessage": "error.message",
    "integrationError": "integrationErrorMessage",
    "ip": "identity.sourceIp",
    "principalId": "authorizer.principalId",
    "userAgent": "identity.userAgent",
}
_ONLY: Mapping[Kind, frozenset[str]] = {
    "rest": frozenset({"resourcePath", "wafResponseCode", "xrayTraceId"}),
    "http": frozenset({"routeKey"}),
}
_ROUTE: Mapping[Kind, str] = {"rest": "resourcePath", "http": "routeKey"}


class AccessLogs(Settings):
    """A line for every call."""

    retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days the lines are kept."""
    format: Annotated[tuple[LogKey, ...], Field(min_length=1)] | None = None
    """Content of a line, as keys of a JSON object. Left out: requestId, ip, requestTime, httpMethod, routeKey (of REST
    resourcePath), status, protocol, responseLength."""

    def context(self, kind: Kind) -> dict[str, str]:
        """The context variable behind each key."""
        keys = self.format or (
            "requestId",
            "ip",
            "requestTime",
            "httpMethod",
            _ROUTE[kind],
            "status",
            "protocol",
            "responseLength",
        )
        return {key: f"$context.{_CONTEXT.get(key, key)}" for key in keys}


class Stage(Item):
    """The stage that callers reach."""

    name: StageName | None = None
    """Name of the stage, also in the URL; `$default` of an HTTP API for none. Left out: the environment's name."""
    description: Annotated[str, Field(max_length=1024)] | None = None
    """Description of the stage. Left out: `Deployment stage for <environment> environment`."""
    access_logs: AccessLogs | None
    """A line for every call, in CloudWatch. Left out: kept as long as the posture says. `null`: none."""
    execution_logs: Literal["off", "errors", "all"] | None = None
    """Log that API Gateway writes about its own work, without the data of callers. REST only. Left out: errors."""
    metrics: Annotated[bool, FromPosture("insights")]
    """Whether each route has metrics of its own, which cost extra."""
    tracing: bool | None = None
    """Whether X-Ray follows calls. REST only. Left out: where the posture has insights."""
    throttling: Throttling = Throttling(rate=2000, burst=1000)
    """Limits of the calls to each route. An account has 10,000 a second for all its APIs in a region."""


def stage_problems(stage: Stage, kind: Kind) -> Iterator[Problem]:
    """Report settings that this kind of API does not have."""
    if stage.name == DEFAULT and kind == "rest":
        yield Problem(
            ("stage", "name"),
            "default-stage-on-rest",
            "A REST API has no default stage",
            "Its URL always names one. Take a word such as `prod`.",
        )
    if kind == "http":
        for field in ("execution_logs", "tracing"):
            if getattr(stage, field) not in (None, False, "off"):
                yield Problem(
                    ("stage", field),
                    "rest-only",
                    f"An HTTP API has no `{field}`",
                    "Remove it; the access log can tell `integrationError` and `errorMessage`. Or make it a REST API.",
                )
    if stage.access_logs is not None:
        yield from _log_problems(stage.access_logs, kind)


def _log_problems(logs: AccessLogs, kind: Kind) -> Iterator[Problem]:
    other: Kind = "http" if kind == "rest" else "rest"
    path = ("stage", "access_logs", "format")
    for index, key in enumerate(logs.format or ()):
        if key in _ONLY[other]:
            yield Problem(
                (*path, index),
                "log-key-of-other-kind",
                f"Only {'an HTTP' if other == 'http' else 'a REST'} API knows `{key}`",
                f"The line would contain `-`. Here a route is told by `{_ROUTE[kind]}`.",
            )
    if not {"requestId", "extendedRequestId"} & logs.context(kind).keys():
        yield Problem(
            path,
            "log-without-request-id",
            "The access log does not say which request a line is about",
            "AWS requires `requestId` or `extendedRequestId` in it. Add one.",
        )
