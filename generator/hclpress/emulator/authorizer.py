"""Authorizes calls made with a role's credentials by the role's policies.

Calls with other keys, such as those of Terraform, may do anything. Moto has an authorizer too, but it ignores
resources: a policy for one table permits nothing there.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from hclpress.emulator.iam_requests import IamRequest, ResourcePlace, iam_requests_of
from hclpress.emulator.moto_patch import around
from hclpress.emulator.policy_evaluation import ConditionValue, Decision, evaluate

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from moto.core.responses import BaseResponse
    from moto.iam.access_control import AssumedRoleAccessKey

REFUSALS = "/hclpress/refusals/"
"""The path, followed by a key id, at which the emulator returns the refusals of that key as JSON."""

_CONTEXT = {"aws:SecureTransport": "true"}
_JSON = ("json", "rest-json")
_S3 = {"HeadBucket": "ListBucket", "HeadObject": "GetObject"}
"""The IAM actions whose names differ from the API's operation."""


class Authorizer:
    """The refused calls of each key, served over HTTP beside the application's own responses."""

    def __init__(self) -> None:
        """Begin without refusals."""
        self._refusals: defaultdict[str, list[str]] = defaultdict(list)
        self._lock = threading.Lock()

    def install(self) -> None:
        """Authorize every call to moto from now on, in this process and for good."""
        from moto.core.authorization import ActionAuthenticatorMixin

        @around(ActionAuthenticatorMixin, "_authenticate_and_authorize_action")
        def _(original: Callable[..., None]) -> Callable[..., None]:
            def authorize(response: BaseResponse, kind: type, resource: str = "*") -> None:
                original(response, kind, resource)
                self._judge(response, resource)

            return authorize

    def wrap(self, application: WSGIApplication) -> WSGIApplication:
        """Return the application with a path for the refusals."""

        def called(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            if not path.startswith(REFUSALS):
                return application(environ, start_response)
            with self._lock:
                told = json.dumps(self._refusals[path.removeprefix(REFUSALS)])
            start_response("200 OK", [("Content-Type", "application/json")])
            return [told.encode()]

        return called

    def _judge(self, response: BaseResponse, resource: str) -> None:
        key = _role_key(response)
        if key is None:
            return
        policies = tuple(_policies(key))
        for asked in _asked(response, resource):
            decision = evaluate(policies, asked.action, asked.resource, _CONTEXT)
            if decision is not Decision.ALLOWED:
                what = f"{asked.action} on {asked.resource or 'a resource'}"
                with self._lock:
                    self._refusals[response.access_key].append(f"{what}: {decision.value}")
                raise _refused(response, key.arn, what)


def _role_key(response: BaseResponse) -> AssumedRoleAccessKey | None:
    """Return the role's credentials with which a call is signed, if there are any."""
    from moto.iam.access_control import AssumedRoleAccessKey, CreateAccessKeyFailure

    if "X-Amz-Security-Token" not in response.headers:
        return None
    try:
        return AssumedRoleAccessKey(response.current_account, response.partition, response.access_key, response.headers)
    except CreateAccessKeyFailure:
        return None


def _policies(key: AssumedRoleAccessKey) -> Iterator[Mapping[str, ConditionValue]]:
    from moto.iam.models import Policy

    documents: list[object] = list(key.collect_policies())
    for document in documents:
        if isinstance(document, Policy):
            document = next(version.document for version in document.versions if version.is_default)
        yield json.loads(str(document))


def _asked(response: BaseResponse, resource: str) -> tuple[IamRequest, ...]:
    scope = response.headers["Authorization"].partition("Credential=")[2].split(",")[0].split("/")
    place = ResourcePlace(scope[3], response.partition, response.region, response.current_account)
    if place.service == "s3":
        called = response.data.get("Action", "ListAllMyBuckets")
        return (IamRequest(f"s3:{_S3.get(called, called)}", resource),)
    return iam_requests_of(_operation(response), _parameters(response), place)


def _operation(response: BaseResponse) -> str:
    from moto.core.utils import get_service_model

    called = response._get_action()  # noqa: SLF001  (moto has no public name for it)
    if called in get_service_model(response.boto3_service_name).operation_names:
        return called
    # Moto names some operations by their path.
    return response._get_action_from_method_and_request_uri(response.normalized_request)  # noqa: SLF001


def _parameters(response: BaseResponse) -> Mapping[str, object]:
    """Return the parameters of a call by the API's names; empty if moto cannot determine the operation."""
    from botocore.model import OperationNotFoundError

    # Only some services of moto read them by themselves.
    before = getattr(response, "params", None)
    try:
        response.parse_parameters(response.normalized_request)
        return dict(response.params)
    except OperationNotFoundError:
        return {}
    finally:
        response.params = before


def _refused(response: BaseResponse, user: str, what: str) -> Exception:
    """Return the error that a service of this kind raises."""
    from moto.core.exceptions import AccessDeniedError, JsonRESTError
    from moto.core.utils import get_service_model
    from moto.s3.exceptions import S3AccessDeniedError

    if response.boto3_service_name == "s3":
        return S3AccessDeniedError()
    if get_service_model(response.boto3_service_name).protocol in _JSON:
        return JsonRESTError("AccessDeniedException", f"User: {user} is not authorized to perform: {what}")
    return AccessDeniedError(user, what)
