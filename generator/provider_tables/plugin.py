"""A Terraform provider as a running program, spoken to as Terraform does (plugin protocol 5), without Terraform.

`terraform plan` refuses values that a provider's validation refuses, so that a plan needs a plausible value for every
argument. The provider's own planning call does not validate. It takes any state and any configuration, and returns the
planned state and the arguments that require a replacement, as Terraform would receive them.

The names and numbers of the messages are those of HashiCorp's `tfplugin5.proto`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import grpc
import msgspec
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

Message: TypeAlias = Any
"""A message, or a part of one."""
Data: TypeAlias = Any
"""A value as MessagePack holds it: `msgspec.msgpack.Ext` if it is not known."""
_COOKIE = {"TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"}
"""Providers start only for a program that sets this variable; it keeps people from starting one by hand."""
_BYTES, _TEXT, _NUMBER, _TRUTH, _MESSAGE = 12, 9, 3, 8, 11
"""Field types of protocol buffers."""
_ERROR = 1
"""The severity of an error."""
_LARGEST_MESSAGE = 256 << 20
"""The schema of the provider for AWS has more than the 4 MiB that gRPC accepts unasked."""
_PATIENCE = 5.0
"""The seconds for one answer. A provider that takes longer waits for AWS, which it must not need."""
_MESSAGES: Mapping[str, Mapping[str, tuple[int, int, str, bool]]] = {
    "DynamicValue": {"msgpack": (1, _BYTES, "", False)},
    "Step": {
        "attribute_name": (1, _TEXT, "", False),
        "element_key_string": (2, _TEXT, "", False),
        "element_key_int": (3, _NUMBER, "", False),
    },
    "AttributePath": {"steps": (1, _MESSAGE, "Step", True)},
    "Diagnostic": {
        "severity": (1, _NUMBER, "", False),
        "summary": (2, _TEXT, "", False),
        "detail": (3, _TEXT, "", False),
    },
    "Attribute": {
        "name": (1, _TEXT, "", False),
        "type": (2, _BYTES, "", False),
        "required": (4, _TRUTH, "", False),
        "optional": (5, _TRUTH, "", False),
        "computed": (6, _TRUTH, "", False),
    },
    "NestedBlock": {
        "type_name": (1, _TEXT, "", False),
        "block": (2, _MESSAGE, "Block", False),
        "nesting": (3, _NUMBER, "", False),
        "min_items": (4, _NUMBER, "", False),
        "max_items": (5, _NUMBER, "", False),
    },
    "Block": {
        "attributes": (2, _MESSAGE, "Attribute", True),
        "block_types": (3, _MESSAGE, "NestedBlock", True),
    },
    "Schema": {"version": (1, _NUMBER, "", False), "block": (2, _MESSAGE, "Block", False)},
    "SchemaEntry": {"key": (1, _TEXT, "", False), "value": (2, _MESSAGE, "Schema", False)},
    "GetSchemaRequest": {},
    "GetSchemaResponse": {
        "provider": (1, _MESSAGE, "Schema", False),
        "resource_schemas": (2, _MESSAGE, "SchemaEntry", True),
        "diagnostics": (4, _MESSAGE, "Diagnostic", True),
    },
    "ConfigureRequest": {
        "terraform_version": (1, _TEXT, "", False),
        "config": (2, _MESSAGE, "DynamicValue", False),
    },
    "ConfigureResponse": {"diagnostics": (1, _MESSAGE, "Diagnostic", True)},
    "PlanResourceChangeRequest": {
        "type_name": (1, _TEXT, "", False),
        "prior_state": (2, _MESSAGE, "DynamicValue", False),
        "proposed_new_state": (3, _MESSAGE, "DynamicValue", False),
        "config": (4, _MESSAGE, "DynamicValue", False),
        "prior_private": (5, _BYTES, "", False),
    },
    "PlanResourceChangeResponse": {
        "planned_state": (1, _MESSAGE, "DynamicValue", False),
        "requires_replace": (2, _MESSAGE, "AttributePath", True),
        "diagnostics": (4, _MESSAGE, "Diagnostic", True),
    },
}
"""The part of the protocol that is used here: messages, and the number, type, message and repetition of each field."""


class Refused(Exception):  # noqa: N818  (it says what the provider did)
    """The provider answered with errors; the message is theirs."""


class Crashed(Exception):  # noqa: N818  (it says what the provider did)
    """The provider stopped at a value that its validation would have refused, or waits for AWS; start it again."""


class Planned(msgspec.Struct, frozen=True):
    """The provider's answer about one change.

    Attributes:
        state: the planned state, by argument.
        replacing: the paths of arguments that require a replacement, joined by dots, without positions.
    """

    state: dict[str, Data]
    replacing: frozenset[str]


class Provider:
    """A connection to a running provider."""

    def __init__(self, channel: grpc.Channel) -> None:
        self._channel = channel
        self._message = _messages()
        self.resources = self._resources()

    def plan(
        self, kind: str, before: Mapping[str, Data] | None, proposed: Mapping[str, Data], wanted: Mapping[str, Data]
    ) -> Planned:
        """Return the change that the provider plans for one resource.

        Args:
            kind: its Terraform type.
            before: the whole state; None if there is no resource yet.
            proposed: the configuration, with the state's value of each computed argument that it does not set.
            wanted: the configuration, null for what it does not set.

        Raises:
            Refused: when it answers with errors.
            Crashed: when it stops instead.
        """
        request = self._message["PlanResourceChangeRequest"](
            type_name=kind,
            prior_state=self._value(before),
            proposed_new_state=self._value(proposed),
            config=self._value(wanted),
        )
        try:
            answer = self._call("PlanResourceChange", request, "PlanResourceChangeResponse")
        except grpc.RpcError as error:
            raise Crashed(kind) from error
        return Planned(_decoded(answer.planned_state.msgpack), frozenset(map(_path, answer.requires_replace)))

    def configure(self, region: str) -> None:
        """Give the provider a region, and no account that it could ask for anything."""
        block = self._schema.provider.block
        config = {one.name: None for one in block.attributes} | {one.type_name: [] for one in block.block_types}
        config |= {"region": region, "access_key": "none", "secret_key": "none"}
        config |= dict.fromkeys(
            ("skip_credentials_validation", "skip_metadata_api_check", "skip_requesting_account_id"), True
        ) | {"skip_metadata_api_check": "true"}
        request = self._message["ConfigureRequest"](terraform_version="1.11.0", config=self._value(config))
        self._call("Configure", request, "ConfigureResponse")

    def _resources(self) -> Mapping[str, Data]:
        self._schema = self._call("GetSchema", self._message["GetSchemaRequest"](), "GetSchemaResponse")
        return {entry.key: entry.value.block for entry in self._schema.resource_schemas}

    def _value(self, value: Mapping[str, Data] | None) -> Message:
        return self._message["DynamicValue"](msgpack=msgspec.msgpack.encode(value))

    def _call(self, name: str, request: Message, answer: str) -> Message:
        call = self._channel.unary_unary(
            f"/tfplugin5.Provider/{name}",
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=self._message[answer].FromString,
        )
        answered = call(request, timeout=_PATIENCE)
        errors = [f"{one.summary}: {one.detail}" for one in answered.diagnostics if one.severity == _ERROR]
        if errors:
            raise Refused("; ".join(errors))
        return answered


@contextmanager
def started(program: Path) -> Iterator[Provider]:
    """Start a provider and stop it in the end."""
    process = subprocess.Popen(  # noqa: S603  (the program is the one that Terraform would start)
        [program], env={**os.environ, **_COOKIE, "PLUGIN_PROTOCOL_VERSIONS": "5"}, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        line = process.stdout.readline() if process.stdout else ""
        _, _, network, address, *_ = line.split("|")
        size = [
            ("grpc.max_receive_message_length", _LARGEST_MESSAGE),
            ("grpc.max_send_message_length", _LARGEST_MESSAGE),
        ]
        with grpc.insecure_channel(f"unix:{address}" if network == "unix" else address, options=size) as channel:
            yield Provider(channel)
    finally:
        process.kill()
        process.communicate()


def _messages() -> Mapping[str, type[Message]]:
    file = descriptor_pb2.FileDescriptorProto(name="tfplugin5.proto", package="tfplugin5", syntax="proto3")
    for name, fields in _MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, (number, kind, other, many) in fields.items():
            message.field.add(
                name=field, number=number, type=kind, label=3 if many else 1,
                type_name=f".tfplugin5.{other}" if other else None,
            )  # fmt: skip
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"tfplugin5.{name}")) for name in _MESSAGES
    }


def _decoded(raw: bytes) -> dict[str, Data]:
    return dict(msgspec.msgpack.decode(raw))


def _path(path: Message) -> str:
    return ".".join(step.attribute_name for step in path.steps if step.attribute_name)
