"""Plan inventories: the expected content of a plan, as a subset written in YAML.

The form follows the tests of the Cloud Foundation Fabric, with references and unknown values added:

    counts:                                 # exact; a type that is not named is not counted
      aws_subnet: 6
      modules: 5                            # module instances that hold a resource
      resources: 98                         # managed resources
    values:                                 # attributes after apply, by address
      module.vpc.aws_vpc.this:
        cidr_block: 10.20.0.0/16
        id: __unknown__                     # only AWS will decide it
        tags: {Name: web}                   # mappings are subsets: other tags may be there
    references:                             # what an argument comes from, also through modules
      module.ecs.aws_ecs_service.this:
        cluster: module.ecs.aws_ecs_cluster.this
        network_configuration.subnets: [module.vpc.aws_subnet.private]
    outputs:
      vpc_id: __unknown__

A list must have just these elements in this order, each compared by the same rules. Two forms differ: `{__contains__:
[a, b]}` requires each of these among the elements, in any order, and `{__json__: {…}}` compares the content of a text
that is JSON, such as a policy.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from hclpress.terraform.json_value import JsonValue, mapping, sequence, texts
from hclpress.terraform.plan_json import Plan

UNKNOWN = "__unknown__"
CONTAINS = "__contains__"
JSON = "__json__"

_SECTIONS = ("counts", "outputs", "references", "values")


def problems(plan: Plan, inventory: Mapping[str, JsonValue]) -> tuple[str, ...]:
    """Return the differences between a plan and an inventory; empty if there are none.

    Args:
        plan: the plan.
        inventory: the sections `counts`, `values`, `references` and `outputs`, each optional.

    Returns:
        One sentence for each difference, with the address, the path, the expected and the actual value.
    """
    return (
        *_misspelled(inventory),
        *_counts(plan, mapping(inventory.get("counts"))),
        *_values(plan, mapping(inventory.get("values"))),
        *_references(plan, mapping(inventory.get("references"))),
        *_outputs(plan, mapping(inventory.get("outputs"))),
    )


def _misspelled(inventory: Mapping[str, JsonValue]) -> Iterator[str]:
    for section, content in inventory.items():
        if section not in _SECTIONS:
            yield f"{section}: no such section; there are {', '.join(_SECTIONS)}"
        elif content is not None and not isinstance(content, Mapping):
            yield f"{section}: wanted a mapping, found {_shown(content)}"


def _counts(plan: Plan, wanted: Mapping[str, JsonValue]) -> Iterator[str]:
    totals = {"modules": len(plan.modules()), "resources": len(plan.resources())}
    there = {**plan.counts(), **totals}
    for kind, count in wanted.items():
        if count != there.get(kind, 0):
            yield f"counts: {kind}: wanted {_shown(count)}, found {there.get(kind, 0)}"


def _values(plan: Plan, wanted: Mapping[str, JsonValue]) -> Iterator[str]:
    there = {resource.address: resource for resource in plan.resources()}
    for address, attributes in wanted.items():
        if resource := there.get(address):
            found = differences(attributes, resource.values, resource.unknown, "")
            yield from (f"{address}: {difference}" for difference in found)
        else:
            yield f"{address}: the plan has no such resource{_siblings(address, there)}"


def _references(plan: Plan, wanted: Mapping[str, JsonValue]) -> Iterator[str]:
    for address, arguments in wanted.items():
        for path, targets in mapping(arguments).items():
            written, sources = plan.references(address, path), plan.sources(address, path)
            for target in texts([targets] if isinstance(targets, str) else targets):
                if target not in written and target not in sources:
                    there = ", ".join(written) or "no reference"
                    yield f"{address}: {path}: wanted a reference to {target}, found {there}"


def _outputs(plan: Plan, wanted: Mapping[str, JsonValue]) -> Iterator[str]:
    for name, value in wanted.items():
        if output := plan.outputs.get(name):
            found = differences(value, output.value, output.unknown, "")
            yield from (f"output {name}: {difference}" for difference in found)
        else:
            yield f"output {name}: the plan has no such output"


def differences(wanted: JsonValue, found: JsonValue, unknown: JsonValue, path: str) -> Iterator[str]:
    """Yield the differences between a value in a plan and in an inventory, one sentence each.

    Args:
        wanted: the value in the inventory, with its special forms.
        found: the value in the plan.
        unknown: the parts that are unknown in the plan.
        path: the path of the value, for the sentence.
    """
    place = f"{path}: " if path else ""
    if wanted == UNKNOWN:
        # A collection is partly unknown as soon as one of its elements is.
        if not _has_unknown(unknown):
            yield f"{place}wanted a value known only after apply, found {_shown(found)}"
    elif unknown is True:
        yield f"{place}wanted {_shown(wanted)}, found a value known only after apply"
    elif isinstance(wanted, Mapping) and wanted.keys() == {CONTAINS}:
        yield from _missing_elements(wanted[CONTAINS], found, unknown, place)
    elif isinstance(wanted, Mapping) and wanted.keys() == {JSON}:
        yield from _differences_in_json(wanted[JSON], found, path)
    elif isinstance(wanted, Mapping) and isinstance(found, Mapping):
        for key, value in wanted.items():
            inner = f"{path}.{key}" if path else key
            inner_unknown = mapping(unknown).get(key)
            if key not in found and not inner_unknown:
                yield f"{inner}: wanted {_shown(value)}, found nothing there"
            else:
                yield from differences(value, found.get(key), inner_unknown, inner)
    elif _is_list(wanted) and _is_list(found):
        yield from _differences_in_list(wanted, found, unknown, path)
    elif type(wanted) is bool or type(found) is bool:
        # In Python True equals 1; in Terraform it does not.
        if wanted is not found:
            yield f"{place}wanted {_shown(wanted)}, found {_shown(found)}"
    elif wanted != found:
        yield f"{place}wanted {_shown(wanted)}, found {_shown(found)}"


def _differences_in_list(wanted: JsonValue, found: JsonValue, unknown: JsonValue, path: str) -> Iterator[str]:
    elements, there, not_known = sequence(wanted), sequence(found), sequence(unknown)
    if len(elements) != len(there):
        place = f"{path}: " if path else ""
        yield (
            f"{place}wanted {len(elements)} elements, found {len(there)}: wanted {_shown(wanted)}, "
            f"found {_shown(found)}"
        )
        return
    for index, (element, value) in enumerate(zip(elements, there, strict=True)):
        inner_unknown = not_known[index] if index < len(not_known) else None
        yield from differences(element, value, inner_unknown, f"{path}[{index}]")


def _missing_elements(wanted: JsonValue, found: JsonValue, unknown: JsonValue, place: str) -> Iterator[str]:
    there, not_known = sequence(found), sequence(unknown)
    padded = [*not_known, *[None] * (len(there) - len(not_known))]
    for element in sequence(wanted):
        pairs = zip(there, padded, strict=False)
        if all(any(differences(element, value, hidden, "")) for value, hidden in pairs):
            yield f"{place}wanted {_shown(element)} among the elements, found {_shown(found)}"


def _differences_in_json(wanted: JsonValue, found: JsonValue, path: str) -> Iterator[str]:
    try:
        inside: JsonValue = json.loads(found) if isinstance(found, str) else None
    except ValueError:
        inside = None
    if inside is None:
        place = f"{path}: " if path else ""
        yield f"{place}wanted a text that is JSON, found {_shown(found)}"
    else:
        yield from differences(wanted, inside, None, f"{path}(json)")


def _has_unknown(unknown: JsonValue) -> bool:
    inner = (*mapping(unknown).values(), *sequence(unknown))
    return unknown is True or any(_has_unknown(one) for one in inner)


def _is_list(value: JsonValue) -> bool:
    return isinstance(value, list | tuple)


def _siblings(address: str, there: Mapping[str, object]) -> str:
    stem = address.partition("[")[0].rpartition(".")[0]
    near = [one for one in there if one.partition("[")[0].rpartition(".")[0] == stem]
    return f"; it has {', '.join(near)}" if near else ""


def _shown(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
