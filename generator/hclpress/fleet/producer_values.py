"""Values of shared facts in a plan without an account: those that the producer's own plan knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.hcl.identifier import identifier
from hclpress.model.environment_spec import SharedInstance
from hclpress.model.published_facts import OUTPUT, parameter_prefix, state_label
from hclpress.model.stack import FoundInstance, Stack
from hclpress.module.look_up import LookUp
from hclpress.terraform.json_value import JsonValue, mapping
from hclpress.terraform.plan_json import Plan

_PARAMETER, _STATE = "aws_ssm_parameter", "terraform_remote_state"


def producer_values(stack: Stack, plans: Mapping[str, Plan]) -> dict[str, JsonValue]:
    """Return the known values of what look-ups read, by their expressions.

    Args:
        stack: the stack of the environment that uses the facts.
        plans: the plans of the environments that publish them, by address. A fact that only AWS decides, such as an id,
            is not known in them.
    """
    found: dict[str, JsonValue] = {}
    for one in stack.found:
        if one.shared is not None and one.shared.producer.address in plans:
            plan = plans[one.shared.producer.address]
            # Several instances may read one state, and only the first of them has the look-up.
            is_state = one.shared.producer.environment.exchange == "state"
            found.update(_of_output(one.shared, stack.look_ups, plan) if is_state else _of_parameters(one, plan))
    return found


def _of_parameters(one: FoundInstance, plan: Plan) -> Iterator[tuple[str, JsonValue]]:
    assert one.shared is not None  # noqa: S101  (the caller has asked)
    prefix = parameter_prefix(one.shared.producer)
    published = {
        f"{prefix}{resource.key}": resource.values["value"]
        for resource in plan.resources(_PARAMETER)
        if not resource.module and resource.name == "shared" and resource.values.get("value") is not None
    }
    for look_up in one.look_ups:
        name = look_up.arguments.get("name")
        if look_up.kind == _PARAMETER and name in published:
            yield str(look_up.attribute("insecure_value")), published[str(name)]


def _of_output(shared: SharedInstance, look_ups: tuple[LookUp, ...], plan: Plan) -> Iterator[tuple[str, JsonValue]]:
    output = plan.outputs.get(OUTPUT)
    published = mapping(mapping(output.value if output else None).get(identifier(shared.instance)))
    label = state_label(shared.producer.address)
    for look_up in (each for each in look_ups if (each.kind, each.label) == (_STATE, label)):
        for attribute in look_up.answers:
            name = attribute.rpartition(".")[2]
            if attribute.startswith(f"outputs.{OUTPUT}.{identifier(shared.instance)}.") and _is_known(
                published.get(name)
            ):
                yield str(look_up.attribute(attribute)), published[name]


def _is_known(value: JsonValue) -> bool:
    """Whether all of a value is known; unknown items of a list are left out as null."""
    return value is not None and not (isinstance(value, list) and None in value)
