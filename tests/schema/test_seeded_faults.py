"""Every fault that is put into a rendered block is named, at its line, and nothing else is said of the block."""

from __future__ import annotations

from collections import Counter

import pytest
from seeds import Seed, read, rendered_blocks, seeds

from hclpress.aws.provider_schema import ProviderSchema, provider_schemas
from hclpress.diagnostics import Span
from hclpress.provider.document_faults import faults_in
from hclpress.provider.fault_messages import diagnostic_of
from hclpress.provider.schema_fault import FaultKind, SchemaFault
from hclpress.source.nearest import nearest

SCHEMAS = pytest.mark.parametrize("schema", provider_schemas(), ids=lambda schema: schema.name)
LEFT_OUT = {FaultKind.MISSING_ARGUMENT, FaultKind.MISSING_BLOCK}
"""The faults of a block whose argument has another name than before: something required may be missing."""


def found(seed: Seed, schema: ProviderSchema) -> list[SchemaFault]:
    return [one.fault for one in faults_in((read(seed.text),), (schema,))]


def is_named(seed: Seed, fault: SchemaFault) -> bool:
    own = fault.address.removeprefix("data.").removeprefix("ephemeral.")
    name = own.partition(".")[0] if fault.kind is FaultKind.UNKNOWN_TYPE else fault.name
    in_place = (fault.kind, fault.line) == (seed.kind, seed.line)
    return in_place and (name == seed.name or seed.name in fault.path)


def is_a_consequence(seed: Seed, fault: SchemaFault) -> bool:
    return seed.meant is not None and fault.kind in LEFT_OUT and fault.name == seed.meant


@SCHEMAS
def test_every_fault_is_named_at_its_line_and_nothing_else_is_said(schema: ProviderSchema) -> None:
    counted = Counter[FaultKind]()
    types = set()
    failures = []
    for one in rendered_blocks():
        for seed in seeds(one, schema):
            counted[seed.kind] += 1
            types.add(one.block.labels[0])
            faults = found(seed, schema)
            others = [fault for fault in faults if not is_named(seed, fault) and not is_a_consequence(seed, fault)]
            if others or not any(is_named(seed, fault) for fault in faults):
                failures.append(
                    f"{seed}: {[(str(fault.kind), fault.path, fault.line) for fault in faults]}\n{seed.text}"
                )
    assert not failures, "\n".join(failures[:5])
    assert counted.total() >= 1000
    assert len(types) >= 90
    can_be_seeded = set(FaultKind) - {FaultKind.IGNORED_ATTRIBUTE}
    assert {*counted} >= can_be_seeded - ({FaultKind.DEPRECATED} if "deprecated" in schema.not_known else set())


@SCHEMAS
def test_every_misspelling_gets_the_name_that_was_meant(schema: ProviderSchema) -> None:
    failures = []
    number = 0
    for one in rendered_blocks():
        for seed in seeds(one, schema):
            if seed.meant is None:
                continue
            number += 1
            (fault,) = (fault for fault in found(seed, schema) if is_named(seed, fault))
            told = nearest(seed.name, fault.known)
            text = diagnostic_of(fault, [schema], [], Span.start_of("main.tf"), is_extra=False).detail
            if told != seed.meant or f"Did you mean `{seed.meant}`?" not in text:
                failures.append(f"{seed}: {told} instead of {seed.meant}")
    assert not failures, "\n".join(failures)
    assert number >= 200
