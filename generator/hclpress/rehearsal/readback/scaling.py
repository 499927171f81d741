"""Application Auto Scaling."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.reading import Reading, region_of
from hclpress.terraform.json_value import mapping, sequence, text
from hclpress.terraform.plan_json import Plan


def read_scaling_targets(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A scaling target has the planned bounds."""
    for one in plan.resources("aws_appautoscaling_target"):
        client = aws.client("application-autoscaling", region_of(one))
        targets = client.describe_scalable_targets(
            ServiceNamespace=text(one.values.get("service_namespace")),
            ResourceIds=[text(one.values.get("resource_id"))],
            ScalableDimension=text(one.values.get("scalable_dimension")),
        )["ScalableTargets"]
        found = [(target["MinCapacity"], target["MaxCapacity"]) for target in targets]
        wanted = (one.values.get("min_capacity"), one.values.get("max_capacity"))
        yield Reading(one.address, "bounds", [wanted], found)


def read_scaling_policies(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A target-tracking policy has the planned value."""
    for one in plan.resources("aws_appautoscaling_policy"):
        tracked = mapping(next(iter(sequence(one.values.get("target_tracking_scaling_policy_configuration"))), None))
        if not tracked:
            continue
        client = aws.client("application-autoscaling", region_of(one))
        policies = client.describe_scaling_policies(
            ServiceNamespace=text(one.values.get("service_namespace")),
            ResourceId=text(one.values.get("resource_id")),
            PolicyNames=[text(one.values.get("name"))],
        )["ScalingPolicies"]
        found = {
            policy["PolicyName"]: policy["TargetTrackingScalingPolicyConfiguration"]["TargetValue"]
            for policy in policies
        }
        name = text(one.values.get("name"))
        yield Reading(one.address, "tracked value", tracked.get("target_value"), found.get(name))
