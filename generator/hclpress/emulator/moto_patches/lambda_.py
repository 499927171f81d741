"""Gaps in AWS Lambda."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import unquote

from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.models import EventSourceMapping, ImageConfig, LambdaBackend, LambdaFunction
from moto.awslambda.responses import LambdaResponse
from moto.core.common_types import TYPE_RESPONSE

from hclpress.emulator.moto_patch import Patch, around, before

_FORGOTTEN = ("DeadLetterConfig", "FileSystemConfigs", "LoggingConfig", "SnapStart")


class RememberFunctionSettings(Patch):
    """The destinations of a function's failures and logs, its file systems and SnapStart, which moto drops.

    On update it also drops tracing, the key of the environment, the size of `/tmp` and the settings of an image. AWS
    adds the log settings that are left out: the format Text, and a group named after the function.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store the settings with the function."""
        kept: dict[int, dict[str, object]] = {}

        def remember(function: LambdaFunction, settings: dict[str, object]) -> None:
            kept.setdefault(id(function), {}).update({name: settings[name] for name in _FORGOTTEN if name in settings})

        @around(LambdaFunction, "__init__")
        def _(original: Callable[..., None]) -> Callable[..., None]:
            def make(self: LambdaFunction, *arguments: object, **named: object) -> None:
                kept.pop(id(self), None)
                original(self, *arguments, **named)
                spec = named.get("spec") or next((one for one in arguments if isinstance(one, dict)), {})
                remember(self, spec if isinstance(spec, dict) else {})

            return make

        @around(LambdaFunction, "update_configuration")
        def _(original: Callable[..., dict[str, object]]) -> Callable[..., dict[str, object]]:
            def update_configuration(self: LambdaFunction, config_updates: dict[str, object]) -> dict[str, object]:
                remember(self, config_updates)
                for name, attribute in (("TracingConfig", "tracing_config"), ("KMSKeyArn", "kms_key_arn")):
                    if name in config_updates:
                        setattr(self, attribute, config_updates[name])
                if storage := config_updates.get("EphemeralStorage"):
                    self.ephemeral_storage = storage["Size"]  # type: ignore[index]
                if "ImageConfig" in config_updates:
                    self.image_config = ImageConfig(config_updates["ImageConfig"])  # type: ignore[arg-type]
                return original(self, config_updates)

            return update_configuration

        @around(LambdaFunction, "get_configuration")
        def _(original: Callable[..., dict[str, object]]) -> Callable[..., dict[str, object]]:
            def get_configuration(self: LambdaFunction, on_create: bool = False) -> dict[str, object]:
                settings = dict(kept.get(id(self), {}))
                logging = settings.get("LoggingConfig")
                if isinstance(logging, dict):
                    group = f"/aws/lambda/{self.function_name}"
                    settings["LoggingConfig"] = {"LogFormat": "Text", "LogGroup": group} | logging
                return original(self, on_create) | settings

            return get_configuration


class _ConflictError(LambdaClientError):
    code = 409

    def __init__(self, words: str) -> None:
        super().__init__("ResourceConflictException", words)


class RefuseSecondOnes(Patch):
    """Statements, aliases and event source mappings exist once; a version that an alias leads to stays."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Check the calls first."""

        @before(LambdaBackend, "add_permission")
        def _(self: LambdaBackend, function_name: str, qualifier: str, raw: str) -> None:
            sid = json.loads(raw).get("StatementId")
            for statement in self.get_function(function_name, qualifier).policy.statements:
                if statement.get("Sid") == sid and _qualifier_of(statement) == (qualifier or ""):
                    raise _ConflictError(f"The statement id ({sid}) provided already exists.")

        @before(LambdaBackend, "create_alias")
        def _(self: LambdaBackend, name: str, function_name: str, *_: object, **__: object) -> None:
            if any(one.name == name for one in self.list_aliases(function_name)):
                raise _ConflictError(f"Alias already exists: {name}")

        @before(LambdaBackend, "create_event_source_mapping")
        def _(self: LambdaBackend, spec: dict[str, object]) -> None:
            function = self.get_function(str(spec.get("FunctionName", "")))
            for one in self._event_source_mappings.values():
                is_same = one.function_arn in {function.function_arn, spec.get("FunctionName")}
                if is_same and one.event_source_arn == spec.get("EventSourceArn"):
                    raise _ConflictError(f"An event source mapping with these arguments already exists: {one.uuid}")

        @before(LambdaBackend, "delete_function")
        def _(self: LambdaBackend, function_name: str, qualifier: str | None = None) -> None:
            if not qualifier:
                return
            for alias in self.list_aliases(function_name):
                if alias.function_version == qualifier:
                    raise _ConflictError(f"Cannot delete version {qualifier}: the alias {alias.name} leads to it.")


class EventSourcesOfAliases(Patch):
    """An event source that calls an alias says so; moto says the version that the alias leads to."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Answer with the alias or version that was given."""

        @around(EventSourceMapping, "get_configuration")
        def _(original: Callable[..., dict[str, object]]) -> Callable[..., dict[str, object]]:
            def get_configuration(self: EventSourceMapping) -> dict[str, object]:
                found = original(self)
                function, _, qualifier = str(self.function_name).rpartition("function:")[2].partition(":")
                if qualifier:
                    before, _, _ = self.function_arn.partition(":function:")
                    found["FunctionArn"] = f"{before}:function:{function}:{qualifier}"
                return found

            return get_configuration

        @before(LambdaBackend, "update_event_source_mapping")
        def _(self: LambdaBackend, uuid: str, spec: dict[str, object]) -> None:
            mapping = self.get_event_source_mapping(uuid)
            if mapping is not None and "FunctionName" in spec:
                mapping.function_name = spec["FunctionName"]


class ImagesWithoutSettings(Patch):
    """A function from an image without a command or entry point has no image settings; moto returns empty ones."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Leave out the empty settings."""

        @around(LambdaFunction, "get_configuration")
        def _(original: Callable[..., dict[str, object]]) -> Callable[..., dict[str, object]]:
            def get_configuration(self: LambdaFunction, on_create: bool = False) -> dict[str, object]:
                found = original(self, on_create)
                image = self.image_config
                if not (image.cmd or image.entry_point or image.working_directory):
                    found.pop("ImageConfigResponse", None)
                return found

            return get_configuration


class RemovePermissionsOfAnAlias(Patch):
    """`RemovePermission` with a qualifier removes the statement of that alias; moto removes any of that id."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Remove by the resource of the statement too."""

        @around(LambdaResponse, "remove_permission")
        def _(original: Callable[..., TYPE_RESPONSE]) -> Callable[..., TYPE_RESPONSE]:
            def remove_permission(self: LambdaResponse) -> TYPE_RESPONSE:
                *_, name, _, sid = unquote(self.path.partition("?")[0]).split("/")
                (qualifier,) = self.querystring.get("Qualifier", [""])
                statements = self.backend.get_function(name, qualifier or None).policy.statements
                for one in statements:
                    if one.get("Sid") == sid and _qualifier_of(one) == qualifier:
                        statements.remove(one)
                        return 204, {"status": 204}, "{}"
                return original(self) if not qualifier else (404, {"status": 404}, "{}")

            return remove_permission


def _qualifier_of(statement: dict[str, object]) -> str:
    """Return the alias or version at the end of a statement's resource; empty if it is the function itself."""
    return str(statement.get("Resource", "")).partition(":function:")[2].partition(":")[2]
