"""Gaps in the custom domains of Amazon API Gateway, which are those of HTTP APIs and of REST APIs alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import unquote
from uuid import uuid4

from moto.apigateway import urls as rest_urls
from moto.apigateway.models import apigateway_backends
from moto.apigatewayv2 import urls as http_urls
from moto.apigatewayv2.exceptions import APIGatewayV2Error
from moto.apigatewayv2.models import ApiGatewayV2Backend, ApiMapping, DomainName
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.core.common_types import TYPE_RESPONSE

from hclpress.emulator.moto_patch import Patch, add, around, before

_ZONE = "Z2FDTNDATAQYW2"
"""A made-up zone of the endpoints: each region of AWS has its own."""


class CustomDomains(Patch):
    """A custom domain becomes available, has an address and can be updated, and has no certificates of callers.

    In moto it never becomes available, and has empty settings of mutual TLS.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Fill in what AWS answers, and add the update."""

        @around(DomainName, "__init__")
        def _(original: Callable[..., None]) -> Callable[..., None]:
            def make(self: DomainName, *arguments: object, backend: ApiGatewayV2Backend, **named: object) -> None:
                original(self, *arguments, backend=backend, **named)
                address = f"d-{uuid4().hex[:10]}.execute-api.{backend.region_name}.amazonaws.com"
                self.domain_name_configurations = [
                    {**_endpoint(address), **one} for one in self.domain_name_configurations
                ]

            return make

        @around(DomainName, "to_json")
        def _(original: Callable[..., dict[str, object]]) -> Callable[..., dict[str, object]]:
            def to_json(self: DomainName) -> dict[str, object]:
                # AWS leaves out what is not set.
                return {name: value for name, value in original(self).items() if value != {}}

            return to_json

        def update_domain_name(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
            domain = self.apigatewayv2_backend.get_domain_name(self.path.split("/")[-1])
            given = json.loads(self.body)
            if "domainNameConfigurations" in given:
                held = domain.domain_name_configurations
                domain.domain_name_configurations = [
                    {**before, **one} for before, one in zip(held, given["domainNameConfigurations"], strict=True)
                ]
            if "mutualTlsAuthentication" in given:
                domain.mutual_tls_authentication = given["mutualTlsAuthentication"]
            return 200, {}, json.dumps(domain.to_json())

        add(ApiGatewayV2Response, "update_domain_name", update_domain_name)


def _endpoint(address: str) -> dict[str, str]:
    return {
        "apiGatewayDomainName": address,
        "domainNameStatus": "AVAILABLE",
        "endpointType": "REGIONAL",
        "hostedZoneId": _ZONE,
        "ipAddressType": "ipv4",
        "securityPolicy": "TLS_1_2",
    }


class TagCustomDomains(Patch):
    """`TagResource` and `UntagResource` of custom domains, which moto does not route."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for the domain of the ARN."""
        path = "{0}/v2/tags/(?P<resource_arn_pt1>[^/]+)/domainnames/(?P<domain_name>[^/]+)$"
        # The server reads the paths of both from the module of the first.
        for urls in (rest_urls, http_urls):
            urls.url_paths[path] = ApiGatewayV2Response.dispatch

        def of_domains(original: Callable[..., TYPE_RESPONSE]) -> Callable[..., TYPE_RESPONSE]:
            def operation(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
                *_, kind, name = unquote(self.path.partition("/tags/")[2]).split("/")
                if kind != "domainnames":
                    return original(self)
                domain = self.apigatewayv2_backend.get_domain_name(name)
                given = json.loads(self.body).get("tags") if self.body else None
                dropped = self.querystring.get("tagKeys") or ()
                domain.tags = {key: one for key, one in domain.tags.items() if key not in dropped} | (given or {})
                return 201, {}, "{}"

            return operation

        for name in ("tag_resource", "untag_resource"):
            around(ApiGatewayV2Response, name)(of_domains)


class MapApisToDomains(Patch):
    """A mapping leads to a REST API too, can be updated, and goes with its domain: moto fails in all three."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Make mappings of REST APIs, and add the operation."""

        @around(ApiGatewayV2Backend, "create_api_mapping")
        def _(original: Callable[..., ApiMapping]) -> Callable[..., ApiMapping]:
            def create_api_mapping(
                self: ApiGatewayV2Backend, api_id: str, api_mapping_key: str, domain_name: str, stage: str
            ) -> ApiMapping:
                if api_id not in apigateway_backends[self.account_id][self.region_name].apis:
                    return original(self, api_id, api_mapping_key, domain_name, stage)
                self.get_domain_name(domain_name)
                identity = uuid4().hex[:6]
                self.api_mappings[identity] = ApiMapping(api_id, api_mapping_key, identity, domain_name, stage)
                return self.api_mappings[identity]

            return create_api_mapping

        def update_api_mapping(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
            *_, domain, _, identity = self.path.split("/")
            mapping = self.apigatewayv2_backend.get_api_mapping(api_mapping_id=identity, domain_name=domain)
            given = json.loads(self.body)
            mapping.api_id = given.get("apiId", mapping.api_id)
            mapping.api_mapping_key = given.get("apiMappingKey", mapping.api_mapping_key)
            mapping.stage = given.get("stage", mapping.stage)
            return 200, {}, json.dumps(mapping.to_json())

        add(ApiGatewayV2Response, "update_api_mapping", update_api_mapping)

        @before(ApiGatewayV2Backend, "delete_domain_name")
        def _(self: ApiGatewayV2Backend, domain_name: str) -> None:
            for mapping in self.get_api_mappings(domain_name):
                del self.api_mappings[mapping.api_mapping_id]


class RefuseSecondMappings(Patch):
    """A path of a domain leads to one API: AWS refuses a second mapping with the same key, and moto keeps both."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for the key first."""

        @before(ApiGatewayV2Backend, "create_api_mapping")
        def _(self: ApiGatewayV2Backend, api_id: str, api_mapping_key: str, domain_name: str, **_: object) -> None:  # noqa: ARG001
            if any(one.api_mapping_key == api_mapping_key for one in self.get_api_mappings(domain_name)):
                raise _MappingExistsError


class _MappingExistsError(APIGatewayV2Error):
    code = 409

    def __init__(self) -> None:
        super().__init__("ConflictException", "ApiMapping key already exists for this domain name")
