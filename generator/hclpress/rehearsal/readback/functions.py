"""Functions."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.reading import Reading, region_of
from hclpress.terraform.json_value import mapping, sequence, text
from hclpress.terraform.plan_json import Plan


def read_functions(plan: Plan, aws: Aws) -> Iterator[Reading]:
    """A function has the code and the environment of the plan."""
    for one in plan.resources("aws_lambda_function"):
        client = aws.client("lambda", region_of(one))
        found = client.get_function_configuration(FunctionName=text(one.values.get("function_name")))
        if digest := text(one.values.get("source_code_hash")):
            yield Reading(one.address, "SHA-256 of its code", digest, found["CodeSha256"])
        planned = mapping(next(iter(sequence(one.values.get("environment"))), None))
        variables = dict(mapping(planned.get("variables")))
        yield Reading(one.address, "environment", variables, found.get("Environment", {}).get("Variables", {}))
