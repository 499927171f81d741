"""Load balancers, from the port to the target group."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.reading import Reading, region_of
from hclpress.terraform.json_value import mapping, sequence, text
from hclpress.terraform.plan_json import Plan


def read_listeners(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A listener has the planned port and certificate, and forwards to a target group of its load balancer."""
    for one in plan.resources("aws_lb_listener"):
        client = aws.client("elbv2", region_of(one))
        listener = client.describe_listeners(ListenerArns=[text(one.values.get("arn"))])["Listeners"][0]
        port = (one.values.get("port"), one.values.get("protocol"))
        yield Reading(one.address, "port and protocol", port, (listener["Port"], listener["Protocol"]))
        if certificate := text(one.values.get("certificate_arn")):
            found = [each["CertificateArn"] for each in listener.get("Certificates", [])]
            yield Reading(one.address, "certificate", [certificate], found)
        actions = [mapping(action) for action in sequence(one.values.get("default_action"))]
        kinds = [action.get("type") for action in actions]
        yield Reading(one.address, "what it does", kinds, [action["Type"] for action in listener["DefaultActions"]])
        for action in actions:
            if group := text(action.get("target_group_arn")):
                groups = client.describe_target_groups(TargetGroupArns=[group])["TargetGroups"]
                behind = [arn for each in groups for arn in each["LoadBalancerArns"]]
                balancer = text(one.values.get("load_balancer_arn"))
                yield Reading(one.address, f"the balancer of {group}", True, balancer in behind)
