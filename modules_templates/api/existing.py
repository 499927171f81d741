"""An API that exists already."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from hclpress.aws.regions import dns_suffix_of, partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Existing,
    Found,
    FoundValue,
    Grant,
    Output,
    ParameterName,
    Problem,
    Site,
    StandInResource,
    Ways,
    WebAcl,
    account_of,
    spelled,
    told_or_held,
)

from .grants import grants
from .route import DEFAULT, Kind
from .stage import StageName

ApiId = Annotated[str, spelled(r"[a-z0-9]{10}", "the id of an API", "a1b2c3d4e5")]
ApiUrl = Annotated[
    str,
    spelled(r"https://[a-z0-9.-]+(/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?", "the URL of an API", "https://api.example.com"),
]
# CloudWatch Logs API reference, CreateLogGroup.
LogGroupName = Annotated[
    str, spelled(r"[A-Za-z0-9_/.#-]{1,512}", "the name of a log group", "/aws/apigateway/shop-prod")
]


class FoundApi(Ways):
    """An API that exists already, found by its id or a parameter with it."""

    ways: ClassVar[tuple[str, ...]] = ("id", "ssm")

    id: ApiId | None = None
    """Id of the API."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the id."""
    kind: Kind
    """`http` or `rest`, which decides its URL and whether it can stand behind a web ACL."""
    stage: StageName
    """Name of the stage that callers reach; `$default` of an HTTP API for none."""
    domain_url: ApiUrl | None = None
    """URL of the API under its custom domain. Left out: it has no such fact."""
    access_log_group: LogGroupName | None = None
    """Name of the log group for access logs. Left out: it has no such fact."""


class ExistingApi(Existing):
    """An API that exists already."""

    existing: FoundApi
    """API to find."""

    @property
    def carries_waf(self) -> Literal["regional"] | None:  # type: ignore[override]  # it depends on the kind
        """A web ACL can stand before a REST API, and before no HTTP API."""
        return "regional" if self.existing.kind == "rest" else None

    @property
    def has_default_endpoint(self) -> bool:
        """True: its owner decides, and nothing here can tell."""
        return True

    def stage_path(self, site: Site) -> str:
        """The part of every URL before the paths of the API: `/prod`; empty where its stage has no name."""
        return "" if self.existing.stage == DEFAULT else f"/{self.existing.stage}"

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report a stage that no REST API has."""
        if self.existing.stage == DEFAULT and self.existing.kind == "rest":
            yield Problem(
                ("existing", "stage"),
                "default-stage-on-rest",
                "A REST API has no default stage",
                "Its URL always names one. Write the name that stands behind the host, such as `prod`.",
            )

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to call the routes that ask for `iam`."""
        return grants(self.existing.stage, item, access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The stage, and its freedom from web ACLs."""
        yield f"its stage `{self.existing.stage}` is deployed"
        if any(isinstance(one, WebAcl) and site.instance in one.protects for one in site.neighbours.values()):
            yield "no other web ACL protects that stage"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The API with its stage, the log group, and the parameter that holds its id."""
        api, label, region = self.existing, identifier(site.instance), site.region
        kind = "aws_apigatewayv2_api" if api.kind == "http" else "aws_api_gateway_rest_api"
        told = {api.id: "id"} if api.id else {}
        arguments = {"name": f"{label}-stand-in"} | ({"protocol_type": "HTTP"} if api.kind == "http" else {})
        yield StandInResource(kind, label, arguments, region, told=told)
        own = Expr(f"{kind}.{label}.id")
        if api.kind == "http":
            stage = {"api_id": own, "name": api.stage, "auto_deploy": True}
            yield StandInResource("aws_apigatewayv2_stage", label, stage, region)
        else:
            yield from _rest_stage(own, label, api.stage, region)
        if api.access_log_group is not None:
            yield StandInResource("aws_cloudwatch_log_group", label, {"name": api.access_log_group}, region)
        if api.ssm is not None:
            yield StandInResource.parameter(api.ssm, label, own, region)

    def found(self, site: Site) -> Found:
        """The addresses of the API, and the facts that distributions and firewalls need."""
        api = self.existing
        value, look_ups = told_or_held(api.id, api.ssm, identifier(site.instance), "a1b2c3d4e5")
        return Found(tuple(_facts(api, value, self.stage_path(site), site)), tuple(look_ups))


def _rest_stage(api: Expr, label: str, stage: str, region: str) -> Iterator[StandInResource]:
    """A stage, and the method without which nothing is deployed."""
    root = {"rest_api_id": api, "resource_id": Expr(f"aws_api_gateway_rest_api.{label}.root_resource_id")}
    method = root | {"http_method": "GET", "authorization": "NONE"}
    yield StandInResource("aws_api_gateway_method", label, method, region)
    integration = root | {"http_method": Expr(f"aws_api_gateway_method.{label}.http_method"), "type": "MOCK"}
    yield StandInResource("aws_api_gateway_integration", label, integration, region)
    deployment = {"rest_api_id": api, "depends_on": Expr(f"[aws_api_gateway_integration.{label}]")}
    yield StandInResource("aws_api_gateway_deployment", label, deployment, region)
    arguments = {
        "rest_api_id": api,
        "deployment_id": Expr(f"aws_api_gateway_deployment.{label}.id"),
        "stage_name": stage,
    }
    yield StandInResource("aws_api_gateway_stage", label, arguments, region)


def _facts(api: FoundApi, value: FoundValue, stage_path: str, site: Site) -> Iterator[Output]:
    partition, region = partition_of(site.region), site.region
    # API Gateway Developer Guide: the host, the ARNs of calls and those of stages follow from the id and the region.
    host = FoundValue.joined(value, f".execute-api.{region}.{dns_suffix_of(region)}")
    calls = FoundValue.joined(f"arn:{partition}:execute-api:{region}:", account_of(site), ":", value)
    yield Output("api_id", "string", value.expression, "Id of the API.", kind="api id")
    yield Output("url", "string", host.within("https://", stage_path), "URL of the API.")
    yield Output("execution_arn", "string", calls.expression, "Beginning of the ARNs of calls.")
    yield Output("stage_name", "string", encode(api.stage), "Name of the stage.", kind="stage name")
    yield Output(
        "host", "string", host.expression, "Host name of the API, for the origin of a distribution.", kind="host"
    )
    if api.kind == "rest":
        stage = value.within(f"arn:{partition}:apigateway:{region}::/restapis/", f"/stages/{api.stage}")
        yield Output("waf_target_arn", "string", stage, "ARN of the stage, for a regional web ACL.", kind="stage arn")
    if api.access_log_group is not None:
        title = "Name of the log group for access logs."
        yield Output("access_log_group", "string", encode(api.access_log_group), title)
    if api.domain_url is not None:
        title = "URL of the API under its custom domain."
        yield Output("domain_url", "string", encode(api.domain_url), title)
