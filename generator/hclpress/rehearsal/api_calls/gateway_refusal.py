"""The requests that API Gateway refuses by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hclpress.rehearsal.call_and_reply import Call, Reply
from hclpress.terraform.json_value import JsonValue, mapping, text

if TYPE_CHECKING:
    from botocore.client import BaseClient

SIGNED = frozenset({"NONE", "AWS_IAM", ""})
"""The kinds of authorization that admit a caller who has credentials of the account."""


def refused(status: int, message: str) -> Reply:
    """Return a refusal in the form of API Gateway's own."""
    return Reply(status, {"content-type": "application/json"}, json.dumps({"message": message}))


def refusal(method: Mapping[str, JsonValue], request: Call, api: str, client: BaseClient) -> Reply | None:
    """Return the refusal of a REST API; None if it forwards the request to its function.

    Args:
        method: the description of the called method by AWS.
        request: the call.
        api: the id of the API.
        client: a client of API Gateway, in the region of the API.
    """
    if text(method.get("authorizationType")) not in SIGNED:
        return refused(401, "Unauthorized")
    if method.get("apiKeyRequired") and "x-api-key" not in request.headers:
        return refused(403, "Forbidden")
    if validator := text(method.get("requestValidatorId")):
        checks = client.get_request_validator(restApiId=api, requestValidatorId=validator)
        missing = _missing(method, request) if checks.get("validateRequestParameters") else []
        if missing:
            return refused(400, f"Missing required request parameters: [{', '.join(missing)}]")
        if checks.get("validateRequestBody") and not _fits_its_model(method, request, api, client):
            return refused(400, "Invalid request body")
    return None


def _missing(method: Mapping[str, JsonValue], request: Call) -> list[str]:
    given = {"querystring": request.query, "header": request.headers}
    missing = []
    for name, required in mapping(method.get("requestParameters")).items():
        _, _, place, parameter = name.split(".", 3)
        if required and place in given and parameter not in given[place]:
            missing.append(parameter)
    return missing


def _fits_its_model(method: Mapping[str, JsonValue], request: Call, api: str, client: BaseClient) -> bool:
    from jsonschema import Draft4Validator

    models = mapping(method.get("requestModels"))
    name = text(models.get(request.headers.get("content-type", ""), models.get("$default")))
    if not name:
        return True
    schema: JsonValue = json.loads(client.get_model(restApiId=api, modelName=name)["schema"])
    try:
        body: JsonValue = json.loads(request.body or "")
    except ValueError:
        return False
    valid: bool = Draft4Validator(mapping(schema)).is_valid(body)
    return valid
