"""Gaps in Amazon CloudFront."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any, TypeAlias

from botocore import xform_name
from moto.cloudfront import models, urls
from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.models import CloudFrontBackend, CloudFrontFunction, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import camelcase_to_underscores
from msgspec import Struct, field

from hclpress.emulator.moto_patch import Patch, add, before

Config: TypeAlias = dict[str, object]

_BASE = "{0}/2020-05-31"


class _Kind(Struct, frozen=True):
    """A kind of CloudFront object that is only stored: its name in the API, its path, and the values AWS adds to it."""

    name: str
    plural: str
    path: str
    added: Callable[[str], Config]


class _Kept(Struct):
    id: str
    config: Config
    added: Config
    etag: str = field(default_factory=random_id)


def _last_modified(_id: str) -> Config:
    return {"LastModifiedTime": datetime.now(UTC)}


def _canonical_user(identity: str) -> Config:
    return {"S3CanonicalUserId": (identity.lower() * 8)[:64]}


_Shelf: TypeAlias = dict[str, _Kept]


def _keep(kind: _Kind) -> None:
    """Give CloudFront the operations Create, Get, Get…Config, Update, Delete and List of one kind."""
    shelves: dict[int, _Shelf] = {}
    config_name = f"{kind.name}Config"

    def shelf(response: CloudFrontResponse) -> _Shelf:
        backend: CloudFrontBackend = response.backend
        return shelves.setdefault(id(backend), {})

    def found(response: CloudFrontResponse) -> _Kept:
        kept = shelf(response).get(response._get_param("Id"))
        if kept is None:
            raise CloudFrontException(f"NoSuch{kind.name}", f"The {kind.name} does not exist.")
        return kept

    def shown(kept: _Kept) -> Config:
        return {"Id": kept.id, config_name: kept.config, **kept.added}

    def create(self: CloudFrontResponse) -> ActionResult:
        config = self._get_param(config_name, {})
        if any("Name" in config and one.config.get("Name") == config["Name"] for one in shelf(self).values()):
            raise CloudFrontException(f"{kind.name}AlreadyExists", f"A {kind.name} with this name already exists.")
        identity = random_id()
        kept = _Kept(identity, self._get_param(config_name, {}), kind.added(identity))
        shelf(self)[identity] = kept
        location = f"https://cloudfront.amazonaws.com/2020-05-31/{kind.path}/{identity}"
        return ActionResult({kind.name: shown(kept), "ETag": kept.etag, "Location": location})

    def get(self: CloudFrontResponse) -> ActionResult:
        kept = found(self)
        return ActionResult({kind.name: shown(kept), "ETag": kept.etag})

    def get_config(self: CloudFrontResponse) -> ActionResult:
        kept = found(self)
        return ActionResult({config_name: kept.config, "ETag": kept.etag})

    def update(self: CloudFrontResponse) -> ActionResult:
        kept = found(self)
        kept.config, kept.etag = self._get_param(config_name, {}), random_id()
        return ActionResult({kind.name: shown(kept), "ETag": kept.etag})

    def delete(self: CloudFrontResponse) -> EmptyResult:
        kept = found(self)
        if _is_used(self.backend, kept.id):
            raise CloudFrontException(f"{kind.name}InUse", f"The {kind.name} is used by a distribution.")
        del shelf(self)[kept.id]
        return EmptyResult()

    def listed(self: CloudFrontResponse) -> ActionResult:
        items = [{"Type": "custom", kind.name: shown(kept)} for kept in shelf(self).values()]
        return ActionResult({f"{kind.name}List": {"MaxItems": 100, "Quantity": len(items), "Items": items}})

    operations = {
        f"Create{kind.name}": create,
        f"Get{kind.name}": get,
        f"Get{config_name}": get_config,
        f"Update{kind.name}": update,
        f"Delete{kind.name}": delete,
        f"List{kind.plural}": listed,
    }
    for name, operation in operations.items():
        add(CloudFrontResponse, camelcase_to_underscores(name), operation)
    for path in (kind.path, f"{kind.path}/(?P<kept_id>[^/]+)", f"{kind.path}/(?P<kept_id>[^/]+)/config"):
        urls.url_paths[f"{_BASE}/{path}$"] = CloudFrontResponse.dispatch


def _aliases(config: Any) -> frozenset[str]:  # noqa: ANN401  (moto's form of a configuration, or the given one)
    listed = config.get("Aliases") if isinstance(config, dict) else None
    items = listed.get("Items") if isinstance(listed, dict) else None
    return frozenset(map(str, items or ()))


def _is_used(backend: CloudFrontBackend, mark: str) -> bool:
    """Return whether the configuration of a distribution names something by its id or ARN."""
    return any(_holds(one.distribution_config, mark) for one in backend.distributions.values())


def _holds(part: Any, mark: str) -> bool:  # noqa: ANN401  (any part of a configuration)
    if isinstance(part, dict):
        return any(_holds(one, mark) for one in part.values())
    if isinstance(part, list):
        return any(_holds(one, mark) for one in part)
    return isinstance(part, str) and (part == mark or part.endswith(f"/{mark}"))


class OriginAccessIdentities(Patch):
    """Origin access identities: moto has none of their operations."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operations."""
        name = "CloudFrontOriginAccessIdentity"
        _keep(_Kind(name, "CloudFrontOriginAccessIdentities", "origin-access-identity/cloudfront", _canonical_user))


class CachePolicies(Patch):
    """Cache policies: moto has none of their operations."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operations."""
        _keep(_Kind("CachePolicy", "CachePolicies", "cache-policy", _last_modified))


class OriginRequestPolicies(Patch):
    """Origin request policies: moto has none of their operations."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operations."""
        _keep(_Kind("OriginRequestPolicy", "OriginRequestPolicies", "origin-request-policy", _last_modified))


class ResponseHeadersPolicies(Patch):
    """Response headers policies: moto has none of their operations."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operations."""
        _keep(_Kind("ResponseHeadersPolicy", "ResponseHeadersPolicies", "response-headers-policy", _last_modified))


class _Echo(Config):
    """The configuration of a distribution as it was given; its parts are attributes too, as moto's own code expects."""

    def __init__(self, config: Config) -> None:
        super().__init__(deepcopy(_ALWAYS_THERE | config))
        # The result of moto's parser is dropped; its errors are not.
        _moto_reads(_with_groups_as_origins(config))

    def __getattr__(self, name: str) -> object:
        for key, value in self.items():
            if name in (key, xform_name(key)):
                return value
        raise AttributeError(name)


def _with_groups_as_origins(config: Config) -> Config:
    """Return the configuration in moto's form; moto looks for a behaviour's target among the single origins only."""
    read = deepcopy(config)
    origins, groups = read.get("Origins"), read.get("OriginGroups")
    if isinstance(origins, dict) and isinstance(groups, dict):
        origins["Items"] += [{"Id": group["Id"], "DomainName": "a.group"} for group in groups.get("Items") or ()]
    return read


_moto_reads = models.DistributionConfig
_ALWAYS_THERE: Config = {
    "Aliases": {"Quantity": 0},
    "CacheBehaviors": {"Quantity": 0},
    "CustomErrorResponses": {"Quantity": 0},
    "DefaultRootObject": "",
    "HttpVersion": "http2",
    "IsIPV6Enabled": True,
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
    "OriginGroups": {"Quantity": 0},
    "PriceClass": "PriceClass_All",
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
    "WebACLId": "",
}
"""The values AWS returns for settings that were not given; the provider fails if one is missing."""


class ReadBackDistributions(Patch):
    """A distribution is read back as it was written.

    Moto drops forwarded values, the identity of an S3 origin, the certificate's settings and the functions, and invents
    cache times. It also refuses a behaviour that targets a group of origins.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store the given configuration beside moto's form of it."""
        add(models, "DistributionConfig", _Echo)


class PublishFunctions(Patch):
    """`PublishFunction` and `UpdateFunction`; a published function also exists in the stage LIVE."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operations."""

        def publish_function(self: CloudFrontResponse) -> ActionResult:
            function: CloudFrontFunction = self.backend.describe_function(name=self._get_param("Name"))
            function.stage, function.status = "LIVE", "DEPLOYED"
            return ActionResult({"FunctionSummary": function.function_summary})

        def update_function(self: CloudFrontResponse) -> ActionResult:
            function: CloudFrontFunction = self.backend.describe_function(name=self._get_param("Name"))
            function.config, function.code = self._get_param("FunctionConfig"), self._get_param("FunctionCode")
            function.etag = random_id()
            return ActionResult({"FunctionSummary": function.function_summary, "ETag": function.etag})

        add(CloudFrontResponse, "publish_function", publish_function)
        add(CloudFrontResponse, "update_function", update_function)
        urls.url_paths[_BASE + "/function/(?P<function_name>[^/]+)/publish$"] = CloudFrontResponse.dispatch


class RefuseBusyPartsOfDistributions(Patch):
    """A distribution is disabled before its deletion; its access controls and functions stay, and have a name once.

    So has an alias, which only one distribution may have.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Check the calls first."""

        def check_aliases(self: CloudFrontBackend, config: Config, own: str) -> None:
            for identity, one in self.distributions.items():
                if identity != own and _aliases(config) & _aliases(one.distribution_config):
                    words = "One or more of the CNAMEs you provided are already associated with a different resource."
                    raise CloudFrontException("CNAMEAlreadyExists", words)

        @before(CloudFrontBackend, "create_distribution_with_tags")
        def _(self: CloudFrontBackend, distribution_config: Config, *_: object, **__: object) -> None:
            check_aliases(self, distribution_config, "")

        @before(CloudFrontBackend, "update_distribution")
        def _(self: CloudFrontBackend, dist_config: Config, _id: str, *_: object, **__: object) -> None:
            check_aliases(self, dist_config, _id)

        @before(CloudFrontBackend, "delete_distribution")
        def _(self: CloudFrontBackend, distribution_id: str, *_: object, **__: object) -> None:
            one = self.distributions.get(distribution_id)
            if one is not None and str(getattr(one.distribution_config, "enabled", "")).lower() == "true":
                raise CloudFrontException(
                    "DistributionNotDisabled", "The distribution you are trying to delete has not been disabled."
                )

        @before(CloudFrontBackend, "create_origin_access_control")
        def _(self: CloudFrontBackend, config_dict: dict[str, str]) -> None:
            if any(one.name == config_dict.get("Name") for one in self.origin_access_controls.values()):
                raise CloudFrontException(
                    "OriginAccessControlAlreadyExists", "An origin access control with this name already exists."
                )

        @before(CloudFrontBackend, "delete_origin_access_control")
        def _(self: CloudFrontBackend, control_id: str) -> None:
            if _is_used(self, control_id):
                raise CloudFrontException("OriginAccessControlInUse", "The origin access control is still being used.")

        @before(CloudFrontBackend, "delete_function")
        def _(self: CloudFrontBackend, name: str, *_: object, **__: object) -> None:
            if name in self.functions and _is_used(self, self.functions[name].arn):
                raise CloudFrontException("FunctionInUse", "Cannot delete function, it is in use by 1 distributions.")
