"""The policy documents of a file, each statement as one line.

    Allow dynamodb:GetItem, dynamodb:Query on var.table_arn
    Deny s3:* on aws_s3_bucket.assets.arn to * * if Bool aws:SecureTransport false

What a line leaves out is not in the statement, so that equal lines are equal statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl.structure import Block, Document, HclValue

_BESIDE = ("sid", "effect", "actions", "not_actions", "resources", "not_resources")


def statement_lines(document: Document) -> dict[str, list[str]]:
    """Return the statements of each policy document of a file, by the label of the document."""
    return {
        block.labels[1]: [" ".join(_words(one)) for one in block.blocks]
        for block in document.find("data", "aws_iam_policy_document")
    }


def _words(statement: Block) -> Iterator[str]:
    told = statement.attributes
    unknown = told.keys() - set(_BESIDE)
    assert statement.type == "statement"
    assert not unknown, f"{statement.type} {sorted(unknown)}"
    yield str(told.get("effect", "Allow"))
    yield from _listed("", told.get("actions"))
    yield from _listed("all but", told.get("not_actions"))
    yield from _listed("on", told.get("resources"))
    yield from _listed("on all but", told.get("not_resources"))
    for block in statement.blocks:
        values = block.attributes
        match block.type:
            case "principals":
                yield from _listed(f"to {values['type']}", values["identifiers"])
            case "not_principals":
                yield from _listed(f"to all but {values['type']}", values["identifiers"])
            case "condition":
                yield from _listed(f"if {values['test']} {values['variable']}", values["values"])
            case _:
                raise AssertionError(block.type)


def _listed(before: str, values: HclValue) -> Iterator[str]:
    if values is not None:
        listed = ", ".join(map(str, values)) if isinstance(values, tuple) else str(values)
        yield f"{before} {listed}".strip()
