"""Gaps in AWS Lambda."""

from __future__ import annotations

from collections.abc import Callable

from moto.awslambda.models import LambdaFunction

from hclpress.emulator.moto_patch import Patch, around

_FORGOTTEN = ("DeadLetterConfig", "LoggingConfig")


class RememberFunctionSettings(Patch):
    """The destinations of a function's failures and logs, which moto drops on creation and update.

    On update it also drops tracing and the key of the environment. AWS adds the log settings that are left out: the
    format Text, and a group named after the function.
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
