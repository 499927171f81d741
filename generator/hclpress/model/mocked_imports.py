"""Imports in the tests of a root module: a mocked provider refuses to import, so each gets a stand-in.

Terraform fills the attributes of an imported stand-in with random text, which no argument for an ARN accepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import structs

from hclpress.aws.arn import stand_in_arn
from hclpress.aws.provider_schema import provider_schemas
from hclpress.hcl.values import encode
from hclpress.model.adoption import Adoption
from hclpress.model.generated_file import GeneratedFile

_ENDING = ".tftest.hcl"
_WIRING = 'run "wiring" {\n  command = plan\n'
"""The beginning of the run that covers the whole root module."""
_ARN = re.compile(r"(?:\w+_)?arn")


def with_stand_ins(file: GeneratedFile, adoptions: Iterable[Adoption], region: str) -> GeneratedFile:
    """Return a file; one of tests with a stand-in for each import that it has none for.

    Args:
        file: a file of the root module.
        adoptions: the imports.
        region: the region of the environment.
    """
    if not file.path.name.endswith(_ENDING) or _WIRING not in file.text:
        return file
    blocks = {one.address.partition("[")[0]: one for one in adoptions}
    known = set(re.findall(r"^ *target *= (\S+)$", file.text, re.MULTILINE))
    added = "".join(
        line for block, one in blocks.items() if block not in known for line in _stand_in(block, one.kind, region)
    )
    head, run, tail = file.text.partition(_WIRING)
    return structs.replace(file, content=f"{head}{run}{added}{tail}".encode())


def _stand_in(block: str, kind: str, region: str) -> Iterator[str]:
    yield "\n  override_resource {\n"
    yield f"    target          = {block}\n"
    yield "    override_during = plan\n"
    label = block.replace(".", "_")
    arns = [f"      {name} = {encode(stand_in_arn(region, label))}\n" for name in _arns(kind)]
    if arns:
        width = max(one.index(" =") for one in arns)
        yield "    values = {\n"
        yield from (f"{one[: one.index(' =')].ljust(width)}{one[one.index(' =') :]}" for one in arns)
        yield "    }\n"
    else:
        yield "    values          = {}\n"
    yield "  }\n"


def _arns(kind: str) -> list[str]:
    """Return the attributes of a type that the provider alone sets, and that are ARNs."""
    schema = provider_schemas()[0].find("resource", kind)
    arguments = schema.arguments if schema is not None else {}
    return sorted(
        name
        for name, one in arguments.items()
        if _ARN.fullmatch(name) and one.is_computed and not one.is_settable and one.type == "string"
    )
