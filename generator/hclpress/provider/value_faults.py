"""The faults of values that AWS or a version of the provider does not have, in the blocks that name them.

A spec's own settings are judged by their modules, each at its line. This is for what `extra` and `override` write, and
for templates of a user. A value that may be newer than the list is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from hclpress.aws.aurora_class import may_be_of_aurora
from hclpress.aws.dated_values import aurora_classes, lambda_runtimes
from hclpress.aws.lambda_runtime import may_be_newer
from hclpress.aws.provider_schema import ProviderSchema
from hclpress.aws.version_constraint import LEAST_AWS
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block
from hclpress.provider.schema_fault import FaultKind, SchemaFault


def value_faults(block: Block, schema: ProviderSchema) -> Iterator[SchemaFault]:
    """Yield the faults of a resource's values.

    Args:
        block: a resource of hashicorp/aws.
        schema: the version of the provider, which takes some values only from a later version on.
    """
    for name, known_to in _VALUES.get(block.labels[0], {}).items():
        value = block.attributes.get(name)
        if not isinstance(value, str) or isinstance(value, Expr):
            continue
        known = known_to(value, schema)
        if known:
            yield SchemaFault(
                FaultKind.UNKNOWN_VALUE,
                block.address,
                (name,),
                block.lines[name],
                (block.line,),
                given=f'"{value}"',
                known=known,
            )


def _runtimes(value: str, schema: ProviderSchema) -> tuple[str, ...]:
    """Return the runtimes that there are, if a value is none of them; 5.100 is the last of its line."""
    is_last = schema.version == LEAST_AWS
    taken = tuple(name for name, one in lambda_runtimes().items() if one.provider is None or not is_last)
    if value in taken or (not is_last and may_be_newer(value)):
        return ()
    return taken


def _classes(value: str, _: ProviderSchema) -> tuple[str, ...]:
    """Return the classes that there are, if a value cannot be one."""
    if may_be_of_aurora(value):
        return ()
    return tuple(dict.fromkeys((*aurora_classes("aurora-postgresql"), *aurora_classes("aurora-mysql"))))


_VALUES: Mapping[str, Mapping[str, Callable[[str, ProviderSchema], tuple[str, ...]]]] = {
    "aws_lambda_function": {"runtime": _runtimes},
    "aws_rds_cluster_instance": {"instance_class": _classes},
}
"""By type and argument, the function that returns the values that there are, if the given one is none of them."""
