"""Markers on the fields of settings: defaults from the posture, references to other instances, kinds of facts."""

import re
from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct
from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_OF_AWS = re.compile(r"arn:|[a-z]+-(?:[0-9a-f]{8}|[0-9a-f]{17})$")
"""The beginning of an ARN, or an id such as `vpc-0a1b2c3d4e5f67890`."""
UNKNOWN = "?"
"""The module type of an instance that the spec names and nobody can tell, because it has a problem of its own."""


class ReferenceTo(Struct, frozen=True):
    """Marks a field that names another instance of the environment.

    If a required field of this kind is left out, it is set to the only instance of that module.

    Attributes:
        modules: the module types it may name; empty for any.
    """

    modules: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the name against the environment's instances, which come as validation context."""

        def check(name: str, info: ValidationInfo) -> str:
            instances: Mapping[str, str] = (info.context or {}).get("instances", {})
            problem = self.complaint(name, instances)
            if problem:
                raise PydanticCustomError("reference", "{problem}", {"problem": problem})
            return name

        return core_schema.with_info_after_validator_function(check, handler(source))

    def complaint(self, name: str, instances: Mapping[str, str]) -> str | None:
        """Return the reason why `name` is invalid here, or None if it is valid."""
        wanted = " or ".join(self.modules) or "module"
        fitting = sorted(known for known, module in instances.items() if not self.modules or module in self.modules)
        there_is = f"Instances: {', '.join(fitting)}." if fitting else f"The environment has no {wanted}."
        if instances.get(name) == UNKNOWN:
            return None
        if name not in instances:
            if _OF_AWS.match(name):
                first = self.modules[0] if self.modules else "module"
                return (
                    f"{name!r} is an id of AWS, and a reference names an instance of the spec. To use a {wanted} that "
                    f"exists already, add an instance such as `{first}: {{existing: …}}` under `modules`."
                )
            return f"There is no {wanted} {name!r}. {there_is}"
        if name not in fitting:
            return f"{name!r} has the module {instances[name]}, but a {wanted} is required here. {there_is}"
        return None


class FromPosture(Struct, frozen=True):
    """Marks a field with a default from the posture.

    Attributes:
        default: the name of a field of `PostureDefaults`.
    """

    default: str


class _TakesKinds(Protocol):
    def of_kinds(self, kinds: tuple[str, ...]) -> None: ...


class OfKind(Struct, frozen=True):
    """Marks a `FromFact` with the kinds of facts that its field takes: `Annotated[FromFact, OfKind(("key arn",))]`.

    Attributes:
        kinds: the kinds, such as `key arn`, `bucket name` or `host` (generator/hclpress/module/fact_kind.py).
    """

    kinds: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell the reference its kinds; `wire` holds the fact against them."""

        def tell(reference: _TakesKinds) -> _TakesKinds:
            reference.of_kinds(self.kinds)
            return reference

        return core_schema.no_info_after_validator_function(tell, handler(source))
