"""The resources of a state, from the JSON of `terraform show -json`.

The format is 1.x: https://developer.hashicorp.com/terraform/internals/json-format.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.terraform.json_value import JsonValue, mapping, sequence, text

_COMMAND = "`terraform show -json > state.json`"
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""The marks at the beginning of a file that a shell of Windows writes, with the encoding of the rest."""


class StateResource(Struct, frozen=True):
    """A managed resource of a state.

    Attributes:
        address: its address there.
        kind: its Terraform type.
        values: its attributes.
    """

    address: str
    kind: str
    values: Mapping[str, JsonValue]

    @property
    def name(self) -> str:
        """The name that people know it by: an argument that names it, or its tag `Name`; empty if it has neither."""
        for argument in _NAMES:
            if found := text(self.values.get(argument)):
                return found
        return text(mapping(self.values.get("tags")).get("Name"))

    @property
    def id(self) -> str:
        """Its attribute `id`."""
        return text(self.values.get("id"))


_NAMES = (
    "name",
    "bucket",
    "function_name",
    "cluster_identifier",
    "identifier",
    "alarm_name",
    "dashboard_name",
    "family",
)


def read_state(content: bytes, file: str) -> tuple[StateResource, ...]:
    """Return the managed resources of a state, those in modules too, in order of their addresses.

    Args:
        content: the output of `terraform show -json`.
        file: the name of the file, for messages.

    Raises:
        Diagnosed: when it is not JSON, the JSON of something else, or a state without a resource.
    """
    state = _read(content, file)
    if problem := _wrong_document(state, file):
        raise Diagnosed([problem])
    root = mapping(mapping(state.get("values")).get("root_module"))
    found = sorted(_resources(root), key=lambda one: one.address)
    if not found:
        raise Diagnosed(
            [
                Diagnostic(
                    "adopt/empty-state",
                    f"{file} has no resource",
                    f"The state is empty, or of another workspace. Run {_COMMAND} in the folder of the root module, "
                    "after `terraform init` and `terraform workspace select`.",
                    Span.start_of(file),
                )
            ]
        )
    return tuple(found)


def _read(content: bytes, file: str) -> Mapping[str, JsonValue]:
    encoding = next((one for mark, one in _BOMS.items() if content.startswith(mark)), "utf-8")
    try:
        loaded: JsonValue = json.loads(content.decode(encoding))
    except UnicodeDecodeError as error:
        place = Span.start_of(file)
        raise Diagnosed([_not_json(f"Byte {error.start} is no {encoding}.", file, place)]) from error
    except json.JSONDecodeError as error:
        place = Span(file, error.lineno, error.colno, error.lineno, error.colno + 1)
        raise Diagnosed([_not_json(f"JSON ends here: {error.msg}.", file, place)]) from error
    except RecursionError as error:
        raise Diagnosed([_not_json("It is nested too deep.", file, Span.start_of(file))]) from error
    return mapping(loaded)


def _not_json(reason: str, file: str, place: Span) -> Diagnostic:
    detail = f"{reason} Write the state with {_COMMAND}; the output of `terraform show` alone is for people."
    return Diagnostic("adopt/not-json", f"{file} is not JSON", detail, place)


def _wrong_document(state: Mapping[str, JsonValue], file: str) -> Diagnostic | None:
    place = Span.start_of(file)
    if "resource_changes" in state or "planned_values" in state:
        detail = f"It is what `terraform show -json PLANFILE` prints. Without a file it prints the state: {_COMMAND}."
        return Diagnostic("adopt/a-plan", f"{file} is a plan", detail, place)
    if "lineage" in state or ("version" in state and "serial" in state):
        detail = f"Its format is Terraform's own and changes. Terraform converts it: {_COMMAND}."
        return Diagnostic("adopt/raw-state", f"{file} is a state file itself", detail, place)
    if "format_version" not in state:
        detail = f"It has no `format_version`. Write it with {_COMMAND}."
        return Diagnostic("adopt/not-a-state", f"{file} is not the JSON of a state", detail, place)
    if not text(state.get("format_version")).startswith(("1.", "0.")):
        detail = f"It has format {state.get('format_version')!r}, and hclpress reads 1.x."
        return Diagnostic("adopt/another-format", f"{file} has another format", detail, place)
    return None


def _resources(module: Mapping[str, JsonValue]) -> Iterator[StateResource]:
    for one in map(mapping, sequence(module.get("resources"))):
        if one.get("mode") == "managed":
            yield StateResource(text(one.get("address")), text(one.get("type")), mapping(one.get("values")))
    for child in sequence(module.get("child_modules")):
        yield from _resources(mapping(child))
