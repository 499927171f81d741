"""Gaps in Amazon API Gateway."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from botocore import xform_name
from moto.apigateway import urls as rest_urls
from moto.apigateway.exceptions import BadRequestException, ConflictException
from moto.apigateway.models import Account, APIGatewayBackend, Method, MethodResponse, RestAPI
from moto.apigateway.responses import APIGatewayResponse
from moto.apigatewayv2 import urls as http_urls
from moto.apigatewayv2.exceptions import APIGatewayV2Error
from moto.apigatewayv2.models import Api, Stage
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.core.common_types import TYPE_RESPONSE
from moto.core.request import Request

from hclpress.emulator.moto_patch import Patch, add, around, before


class ResetTheAccountRole(Patch):
    """`UpdateAccount` without a value removes the role for logs from the account; moto fails with an error."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Read a missing value as an empty one."""

        @around(Account, "apply_patch_operations")
        def _(original: Callable[..., Account]) -> Callable[..., Account]:
            def apply_patch_operations(self: Account, patch_operations: list[dict[str, object]]) -> Account:
                return original(self, [{"value": "", **operation} for operation in patch_operations])

            return apply_patch_operations


class UpdateStages(Patch):
    """`UpdateStage`, `DeleteAccessLogSettings` and `DeleteRouteSettings` of an HTTP API, which moto lacks.

    An update leaves the settings of routes that it does not name.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Make the stage again from its settings and the changes, with its creation date."""

        def update_stage(self: ApiGatewayV2Response) -> tuple[int, dict[str, str], str]:
            *_, api_id, _, name = self.path.split("/")
            api = self.apigatewayv2_backend.get_api(api_id)
            before, given = api.get_stage(unquote(name)), json.loads(self.body)
            routes = {**before.route_settings, **given.get("routeSettings", {})}
            after = Stage(api, {**before.config, **given, "routeSettings": routes})
            after.created, after.tags = before.created, before.tags
            api.stages[after.name] = after
            return 200, {}, json.dumps(after.to_json())

        add(ApiGatewayV2Response, "update_stage", update_stage)

        def delete_route_settings(request: Request, full_url: str, headers: object) -> TYPE_RESPONSE:
            response = ApiGatewayV2Response()
            response.setup_class(request, full_url, headers)
            # The key of a route has blanks and slashes, which moto's own router does not expect.
            _, _, _, api_id, _, name, _, key = unquote(response.path).split("/", 7)
            stage = response.apigatewayv2_backend.get_api(api_id).get_stage(name)
            stage.route_settings.pop(key, None)
            return 204, {}, ""

        def delete_access_log_settings(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
            *_, api_id, _, name, _ = self.path.split("/")
            stage = self.apigatewayv2_backend.get_api(api_id).get_stage(unquote(name))
            stage.access_log_settings = None
            stage.config.pop("accessLogSettings", None)
            return 204, {}, ""

        add(ApiGatewayV2Response, "delete_access_log_settings", delete_access_log_settings)
        stage = "{0}/v2/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)"
        # The server reads the paths of both from the module of the first.
        for urls in (rest_urls, http_urls):
            urls.url_paths[f"{stage}/routesettings/(?P<route_key>.+)$"] = delete_route_settings
            urls.url_paths[f"{stage}/accesslogsettings$"] = ApiGatewayV2Response.dispatch


class TagApisAndStages(Patch):
    """`TagResource` and `UntagResource` of REST APIs and of stages of HTTP APIs: moto knows only the other two."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for what has the ARN."""
        of_rest = (
            "{0}/tags/arn:(?P<partition>[^/]+):apigateway:(?P<region_name>[^/]+)::/restapis/(?P<function_id>[^/]+)$"
        )
        of_http = "{0}/v2/tags/(?P<resource_arn_pt1>[^/]+)/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)$"
        rest_urls.url_paths[of_rest] = APIGatewayResponse.dispatch
        # The server reads the paths of both from the module of the first.
        for urls in (rest_urls, http_urls):
            urls.url_paths[of_http] = ApiGatewayV2Response.dispatch

        def parts(response: APIGatewayResponse | ApiGatewayV2Response) -> list[str]:
            return unquote(response.path.partition("/tags/")[2]).split("/")

        def of_rest_apis(original: Callable[..., str]) -> Callable[..., str]:
            def operation(self: APIGatewayResponse) -> str:
                *_, kind, identity = parts(self)
                if kind != "restapis":
                    return original(self)
                api = self.backend.get_rest_api(identity)
                api.tags = _tagged(api.tags, self._get_param("tags"), self.querystring.get("tagKeys"))
                return "{}"

            return operation

        def of_http_stages(original: Callable[..., TYPE_RESPONSE]) -> Callable[..., TYPE_RESPONSE]:
            def operation(self: ApiGatewayV2Response) -> TYPE_RESPONSE:
                *_, api, kind, name = parts(self)
                if kind != "stages":
                    return original(self)
                stage = self.apigatewayv2_backend.get_api(api).get_stage(name)
                given = json.loads(self.body).get("tags") if self.body else None
                stage.tags = _tagged(stage.tags, given, self.querystring.get("tagKeys"))
                return 201, {}, "{}"

            return operation

        for name in ("tag_resource", "untag_resource"):
            around(APIGatewayResponse, name)(of_rest_apis)
            around(ApiGatewayV2Response, name)(of_http_stages)


def _tagged(held: dict[str, str] | None, given: dict[str, str] | None, dropped: list[str] | None) -> dict[str, str]:
    return {name: value for name, value in (held or {}).items() if name not in (dropped or ())} | (given or {})


class RefuseBusyPartsOfRestApis(Patch):
    """Paths, methods and models exist once; what a method or a stage uses cannot be deleted.

    Below one path there is one variable: AWS refuses a second, whatever its name.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Check the calls first."""

        @before(APIGatewayBackend, "create_resource")
        def _(self: APIGatewayBackend, function_id: str, parent_resource_id: str, path_part: str) -> None:
            for one in self.get_rest_api(function_id).resources.values():
                if one.parent_id != parent_resource_id or not path_part:
                    continue
                if one.path_part == path_part:
                    raise ConflictException("Another resource with the same parent already has this name: " + path_part)
                if str(one.path_part).startswith("{") and path_part.startswith("{"):
                    raise BadRequestException(
                        f"A sibling ({one.path_part}) of this resource already has a variable path part -- only one is"
                        " allowed"
                    )

        @before(APIGatewayBackend, "put_method")
        def _(
            self: APIGatewayBackend, function_id: str, resource_id: str, method_type: str, *_: object, **__: object
        ) -> None:
            if method_type in self.get_resource(function_id, resource_id).resource_methods:
                raise ConflictException("Method already exists for this resource")

        @before(APIGatewayBackend, "create_model")
        def _(self: APIGatewayBackend, rest_api_id: str, name: str, *_: object, **__: object) -> None:
            if name in self.get_rest_api(rest_api_id).models:
                raise ConflictException("Model name already exists for this REST API")

        @before(APIGatewayBackend, "delete_model")
        def _(self: APIGatewayBackend, rest_api_id: str, model_name: str) -> None:
            for method in _methods(self.get_rest_api(rest_api_id)):
                if model_name in (method.request_models or {}).values():
                    raise ConflictException(f"Cannot delete model '{model_name}', is referenced in method request")

        @before(APIGatewayBackend, "delete_request_validator")
        def _(self: APIGatewayBackend, restapi_id: str, validator_id: str) -> None:
            for method in _methods(self.get_rest_api(restapi_id)):
                if method.request_validator_id == validator_id:
                    raise ConflictException(f"Cannot delete validator '{validator_id}', is referenced in method")

        @before(APIGatewayBackend, "delete_authorizer")
        def _(self: APIGatewayBackend, restapi_id: str, authorizer_id: str) -> None:
            for method in _methods(self.get_rest_api(restapi_id)):
                if method.authorizer_id == authorizer_id:
                    raise ConflictException(f"Cannot delete authorizer '{authorizer_id}', is referenced in method")

        @before(APIGatewayBackend, "delete_deployment")
        def _(self: APIGatewayBackend, function_id: str, deployment_id: str) -> None:
            for stage in self.get_rest_api(function_id).stages.values():
                if stage.deployment_id == deployment_id:
                    raise BadRequestException("Active stages pointing to this deployment must be moved or deleted")


_RENAMED = {
    "httpMethod": "http_method",
    "passthroughBehavior": "passthrough_behaviour",
    "requestValidatorId": "request_validator_id",
}


class UpdatePartsOfRestApis(Patch):
    """Updates of resources, methods, their responses and integrations, and of models: moto has none of them."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operations."""

        def parts(response: APIGatewayResponse) -> list[str]:
            return [unquote(part) for part in response.path.split("/")]

        def change(response: APIGatewayResponse, found: object) -> None:
            for operation in response._get_param("patchOperations"):
                _change(found, operation["op"], operation["path"], operation.get("value"))

        def update_resource(self: APIGatewayResponse) -> str:
            _, _, api, _, identity, *_ = parts(self)
            resource = self.backend.get_resource(api, identity)
            wanted = {one["path"]: one.get("value") for one in self._get_param("patchOperations")}.get("/pathPart")
            for other in self.backend.get_rest_api(api).resources.values():
                if other is not resource and (other.parent_id, other.path_part) == (resource.parent_id, wanted):
                    raise ConflictException(f"Another resource with the same parent already has this name: {wanted}")
            change(self, resource)
            return json.dumps(resource.to_dict())

        def update_method(self: APIGatewayResponse) -> str:
            _, _, api, _, identity, _, verb, *_ = parts(self)
            method = self.backend.get_method(api, identity, verb)
            change(self, method)
            return json.dumps(method.to_json())

        def update_method_response(self: APIGatewayResponse) -> str:
            _, _, api, _, identity, _, verb, _, code, *_ = parts(self)
            response = self.backend.get_method_response(api, identity, verb, code)
            change(self, response)
            return json.dumps(response and response.to_json())

        def update_integration(self: APIGatewayResponse) -> str:
            _, _, api, _, identity, _, verb, *_ = parts(self)
            integration = self.backend.get_method(api, identity, verb).method_integration
            change(self, integration)
            return json.dumps(integration and integration.to_json())

        def update_model(self: APIGatewayResponse) -> str:
            _, _, api, _, name, *_ = parts(self)
            model = self.backend.get_model(api, name)
            change(self, model)
            return json.dumps(model.to_json())

        for operation in (update_resource, update_method, update_method_response, update_integration, update_model):
            add(APIGatewayResponse, operation.__name__, operation)


def _change(found: object, kind: str, path: str, value: object) -> None:
    """Make one change of a JSON patch, as API Gateway understands it."""
    name, _, key = path.strip("/").partition("/")
    attribute = _RENAMED.get(name, xform_name(name))
    if key:
        held = dict(getattr(found, attribute) or {})
        key = key.replace("~1", "/").replace("~0", "~")
        if kind == "remove":
            held.pop(key, None)
        elif isinstance(found, Method | MethodResponse) and attribute.endswith("_parameters"):
            # Whether the parameter is required, or may be set.
            held[key] = str(value).lower() == "true"
        else:
            held[key] = value
        setattr(found, attribute, held)
    elif name == "authorizationScopes":
        held_scopes = [one for one in getattr(found, attribute) or [] if one != value]
        setattr(found, attribute, held_scopes if kind == "remove" else [*held_scopes, value])
    elif name == "apiKeyRequired":
        setattr(found, attribute, str(value).lower() == "true")
    else:
        setattr(found, attribute, None if kind == "remove" else value)


def _methods(api: RestAPI) -> Iterator[Method]:
    for resource in api.resources.values():
        yield from resource.resource_methods.values()


class _HttpConflictError(APIGatewayV2Error):
    code = 409

    def __init__(self, words: str) -> None:
        super().__init__("ConflictException", words)


class RefuseBusyPartsOfHttpApis(Patch):
    """Routes and stages exist once, whatever the variables of a path are called; what a route uses stays."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Check the calls first."""

        def refuse_key(api: Api, key: str | None, but: str = "") -> None:
            for route in api.routes.values():
                if key and route.route_id != but and _calls(route.route_key) == _calls(key):
                    raise _HttpConflictError(f"Route with key {key} already exists for this API")

        @before(Api, "create_route")
        def _(self: Api, *_: object, **named: object) -> None:
            refuse_key(self, str(named.get("route_key") or ""))

        @before(Api, "update_route")
        def _(self: Api, *_: object, **named: object) -> None:
            refuse_key(self, str(named.get("route_key") or ""), str(named.get("route_id")))

        @before(Api, "create_stage")
        def _(self: Api, config: dict[str, object]) -> None:
            if config.get("stageName") in self.stages:
                raise _HttpConflictError("Stage already exists")

        @before(Api, "delete_authorizer")
        def _(self: Api, authorizer_id: str) -> None:
            if any(one.authorizer_id == authorizer_id for one in self.routes.values()):
                raise _HttpConflictError(f"Cannot delete authorizer '{authorizer_id}', is referenced in route")

        @before(Api, "delete_integration")
        def _(self: Api, integration_id: str) -> None:
            if any(one.target == f"integrations/{integration_id}" for one in self.routes.values()):
                raise _HttpConflictError("Cannot delete Integration as it is referenced by a Route")


def _calls(key: str) -> str:
    return re.sub(r"\{[^}+]*(\+?)\}", r"{\1}", key)
