"""Inputs of lambda."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Input, Site, fact_inputs, input_name, reference_inputs, statement_inputs, use_inputs

from .key_statements import message_keys
from .settings import LambdaSettings
from .triggers import source_of


def inputs(settings: LambdaSettings, site: Site) -> Iterator[Input]:
    """The facts that the functions are told, use, stand in and are called by."""
    for field in ("kms_key", "log_kms_key", "deployment_bucket"):
        yield from reference_inputs(getattr(settings, field), (field,))
    if settings.vpc:
        yield Input("vpc_id", settings.vpc.vpc_fact(site), path=("vpc",))
        yield Input("subnet_ids", settings.vpc.subnets_fact(site), "list(string)", ("vpc",))
    yield from fact_inputs(settings.environment, ("environment",))
    yield from use_inputs(settings.uses, site, ("uses",))
    yield from statement_inputs(settings.statements, ("statements",))
    for name, function in settings.functions.items():
        path = ("functions", name)
        yield from fact_inputs(function.environment, (*path, "environment"))
        yield from use_inputs(function.uses, site, (*path, "uses"))
        yield from statement_inputs(function.statements, (*path, "statements"))
        yield from reference_inputs(function.package.image, (*path, "package", "image"))
        if function.package.s3:
            yield from reference_inputs(function.package.s3.bucket, (*path, "package", "s3", "bucket"))
        if function.dead_letter:
            yield from reference_inputs(function.dead_letter.queue, (*path, "dead_letter", "queue"))
            yield from reference_inputs(function.dead_letter.topic, (*path, "dead_letter", "topic"))
        for key, trigger in function.triggers.items():
            source = source_of(trigger)
            if source:
                yield from reference_inputs(source[1], (*path, "triggers", key, source[0]))
        for fact in message_keys({name: function}, site):
            yield Input(input_name(fact), fact, path=path)
