"""A web ACL that exists already, and the associations that are made with it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Struct

from hclpress.aws.arn import arn_of, stand_in_arn
from hclpress.aws.regions import GLOBAL_REGION
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Environment,
    Existing,
    Fact,
    Found,
    Input,
    LookUp,
    Output,
    Problem,
    Proof,
    ReferenceTo,
    Site,
    StandInResource,
    Ways,
    input_name,
    spelled,
    told_elsewhere,
)

from .problems import cloudfront_problems, protection_problems
from .proofs import association_proofs

# WAFV2 API reference, CreateWebACL: 1 to 128 letters, digits, `_` and `-`.
WebAclName = Annotated[str, spelled(r"[A-Za-z0-9_-]{1,128}", "the name of a web ACL", "shared-edge")]
WebAclArn = Annotated[
    str,
    spelled(
        r"arn:aws(-cn|-us-gov)?:wafv2:[a-z0-9-]+:[0-9]{12}:(regional|global)/webacl/[A-Za-z0-9_-]{1,128}/[a-f0-9-]{36}",
        "the ARN of a web ACL",
        "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/edge/0a1b2c3d-4e5f-6789-0a1b-2c3d4e5f6789",
    ),
]
_SCOPES: Mapping[str, Literal["regional", "cloudfront"]] = {"regional": "regional", "global": "cloudfront"}


class FoundWebAcl(Ways):
    """A web ACL that exists already, found by its name or its ARN."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn")

    name: WebAclName | None = None
    """Name of the web ACL."""
    arn: WebAclArn | None = None
    """ARN of the web ACL."""
    scope: Literal["regional", "cloudfront"] | None = None
    """Resources that it can protect: those of one region, or distributions of CloudFront. Left out: as the ARN says,
    or `regional`."""
    protects: tuple[Annotated[str, ReferenceTo()], ...] = ()
    """Instances that it protects from now on: an association with each is made here."""


class AssociationsView(Struct, frozen=True):
    """Values that the templates see.

    Attributes:
        protected: ARN of each protected instance, by its name.
    """

    protected: Mapping[str, Expr]


class ExistingWaf(Existing):
    """A web ACL that exists already."""

    existing: FoundWebAcl
    """Web ACL to find."""

    @property
    def scope(self) -> Literal["regional", "cloudfront"]:
        """Whether it protects regional resources or CloudFront distributions."""
        return _scope_of(self.existing.arn) or self.existing.scope or "regional"

    @property
    def protects(self) -> tuple[str, ...]:
        """The instances that it protects."""
        return self.existing.protects

    @property
    def _name(self) -> str:
        return self.existing.name or (self.existing.arn or "").split("/")[2]

    def region_in(self, environment: Environment) -> str:
        """Its own region, but us-east-1 for CloudFront, which finds web ACLs nowhere else."""
        return GLOBAL_REGION if self.scope == "cloudfront" else super().region_in(environment)

    def made_templates(self) -> tuple[str, ...]:
        """The associations with what it protects."""
        return ("on_existing/associations.tf.j2",) if self.protects else ()

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report a scope that contradicts the ARN, web ACLs of other regions, and what it cannot protect."""
        arn, told = self.existing.arn, self.existing.scope
        if arn is not None:
            yield from told_elsewhere(arn, "The web ACL", site, ("existing", "arn"))
            if told not in (None, self.scope):
                yield Problem(
                    ("existing", "scope"),
                    "scope-of-another-kind",
                    f"The ARN is that of a web ACL of scope `{self.scope}`",
                    "Remove `scope`; the ARN says it.",
                )
        if self.scope == "cloudfront":
            yield from cloudfront_problems(self, self.region, ("existing",))
        else:
            yield from protection_problems(self, site, ("existing",))

    def inputs(self, site: Site) -> Iterator[Input]:
        """The web ACL, and the ARNs of the protected instances."""
        if self.protects:
            yield Input("web_acl_arn", Fact(site.instance, "arn"), path=("existing",))
        for index, name in enumerate(self.protects):
            fact = Fact(name, "waf_target_arn")
            yield Input(input_name(fact), fact, path=("existing", "protects", index))

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The web ACL, without rules."""
        metrics = {"cloudwatch_metrics_enabled": False, "metric_name": self._name, "sampled_requests_enabled": False}
        blocks: dict[str, Mapping[str, object]] = {"default_action": {"allow": {}}, "visibility_config": metrics}
        arguments = {"name": self._name, "scope": self.scope.upper()}
        told = {self.existing.arn: "arn"} if self.existing.arn else {}
        yield StandInResource("aws_wafv2_web_acl", identifier(site.instance), arguments, site.region, blocks, told)

    def found(self, site: Site) -> Found:
        """The ARN for distributions, and the name for alarms."""
        name = self._name
        scope = self.scope.upper()
        answers = {"arn": stand_in_arn(site.region, f"webacl/{name}")}
        found = LookUp("aws_wafv2_web_acl", identifier(site.instance), {"name": name, "scope": scope}, answers)
        arn = encode(self.existing.arn) if self.existing.arn else found.attribute("arn")
        facts = (
            Output("arn", "string", arn, "ARN of the web ACL.", kind="web acl arn"),
            Output("name", "string", encode(name), "Name of the web ACL, also in CloudWatch.", kind="web acl name"),
        )
        return Found(facts, (found,))

    def proofs(self, site: Site) -> Iterator[Proof]:
        """The number of associations."""
        return association_proofs(self.protects)

    def view(self, site: Site) -> AssociationsView:
        """Values that the templates see."""
        return AssociationsView(
            {name: Expr(f"var.{input_name(Fact(name, 'waf_target_arn'))}") for name in self.protects}
        )


def _scope_of(arn: str | None) -> Literal["regional", "cloudfront"] | None:
    parts = arn_of(arn) if arn is not None else None
    return None if parts is None else _SCOPES[parts.resource.partition("/")[0]]
