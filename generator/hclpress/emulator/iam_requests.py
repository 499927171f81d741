"""IAM requests: the actions and resources for which a call to AWS needs permission.

The names are those of the Service Authorization Reference, which differ from the API's if one call does several things:
https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct

Parameters: TypeAlias = Mapping[str, object]

_PREFIXES = {"email": "ses", "monitoring": "cloudwatch"}
"""The IAM names of services that sign with another name."""


class IamRequest(Struct, frozen=True):
    """One action on one resource.

    Attributes:
        action: such as `dynamodb:PutItem`.
        resource: its ARN; None if it is unknown.
    """

    action: str
    resource: str | None


class ResourcePlace(Struct, frozen=True):
    """The place of a call: the service by the name it signs with, the partition, the region and the account."""

    service: str
    partition: str
    region: str
    account: str

    def arn(self, resource: str) -> str:
        """Return the ARN of a resource in this place; an ARN is returned unchanged."""
        if resource.startswith("arn:"):
            return resource
        return f"arn:{self.partition}:{self.service}:{self.region}:{self.account}:{resource}"


def iam_requests_of(operation: str, parameters: Parameters, place: ResourcePlace) -> tuple[IamRequest, ...]:
    """Return the IAM requests of an operation such as `PutItem` with these parameters.

    Resources are known for DynamoDB, EventBridge, Lambda, Parameter Store, SNS and SQS, and if one parameter is an ARN.
    """
    if (rule := _RULES.get(place.service)) and (found := tuple(rule(operation, parameters, place))):
        return found
    prefix = _PREFIXES.get(place.service, place.service)
    arns = [str(value) for name, value in parameters.items() if str(value).startswith("arn:") and _names_one(name)]
    return (IamRequest(f"{prefix}:{operation}", arns[0] if len(arns) == 1 else None),)


def _names_one(parameter: str) -> bool:
    return parameter.lower().endswith(("arn", "id", "name"))


def _dynamodb(operation: str, parameters: Parameters, place: ResourcePlace) -> Iterator[IamRequest]:
    def table(name: object, index: object = None) -> str:
        whole = str(name) if str(name).startswith("arn:") else f"table/{name}"
        return place.arn(f"{whole}/index/{index}" if index else whole)

    if operation.startswith("Transact"):
        for item in _mappings(parameters.get("TransactItems")):
            for kind, details in item.items():
                if isinstance(details, Mapping):
                    action = "ConditionCheckItem" if kind == "ConditionCheck" else f"{kind}Item"
                    yield IamRequest(f"dynamodb:{action}", table(details.get("TableName")))
    elif operation.startswith("Batch") and isinstance(requested := parameters.get("RequestItems"), Mapping):
        for name in requested:
            yield IamRequest(f"dynamodb:{operation}", table(name))
    elif name := parameters.get("TableName"):
        yield IamRequest(f"dynamodb:{operation}", table(name, parameters.get("IndexName")))


def _events(operation: str, parameters: Parameters, place: ResourcePlace) -> Iterator[IamRequest]:
    if operation == "PutEvents":
        for bus in {str(entry.get("EventBusName") or "default") for entry in _mappings(parameters.get("Entries"))}:
            yield IamRequest("events:PutEvents", place.arn(bus if bus.startswith("arn:") else f"event-bus/{bus}"))


def _lambda(operation: str, parameters: Parameters, place: ResourcePlace) -> Iterator[IamRequest]:
    if name := parameters.get("FunctionName"):
        action = "InvokeFunction" if operation.startswith("Invoke") else operation
        whole = str(name) if str(name).startswith("arn:") else f"function:{name}"
        yield IamRequest(f"lambda:{action}", place.arn(whole))


def _sns(operation: str, parameters: Parameters, place: ResourcePlace) -> Iterator[IamRequest]:
    if operation.startswith("Publish"):
        # A message to a telephone has no resource.
        target = parameters.get("TopicArn") or parameters.get("TargetArn")
        yield IamRequest("sns:Publish", place.arn(str(target)) if target else "*")


def _sqs(operation: str, parameters: Parameters, place: ResourcePlace) -> Iterator[IamRequest]:
    if address := parameters.get("QueueUrl"):
        yield IamRequest(f"sqs:{operation.removesuffix('Batch')}", place.arn(str(address).rpartition("/")[2]))


def _ssm(operation: str, parameters: Parameters, place: ResourcePlace) -> Iterator[IamRequest]:
    listed = parameters.get("Names")
    names = listed if isinstance(listed, list) else [parameters.get("Name") or parameters.get("Path")]
    if "Parameter" in operation:
        for name in filter(None, names):
            whole = str(name) if str(name).startswith("arn:") else f"parameter/{str(name).lstrip('/')}"
            yield IamRequest(f"ssm:{operation}", place.arn(whole))


_RULES: Mapping[str, Callable[[str, Parameters, ResourcePlace], Iterator[IamRequest]]] = {
    "dynamodb": _dynamodb,
    "events": _events,
    "lambda": _lambda,
    "sns": _sns,
    "sqs": _sqs,
    "ssm": _ssm,
}


def _mappings(value: object) -> Iterator[Parameters]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, Mapping))
