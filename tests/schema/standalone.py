"""Rendered blocks that stand alone: whatever they refer to is a variable of the type that the schema wants."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from seeds import Rendered, read

from hclpress.aws.provider_schema import ANY_TYPE, BlockSchema, TypeForm
from hclpress.hcl.expression import Expr
from hclpress.hcl.layout import layout
from hclpress.hcl.structure import Block, HclValue, expressions
from hclpress.hcl.values import encode

_META = frozenset({"count", "depends_on", "for_each", "provider", "lifecycle", "provisioner", "connection"})


class Standalone:
    """Writes blocks without references, and the variables they use instead."""

    def __init__(self) -> None:
        self._variables: dict[str, str] = {}

    def variables(self) -> str:
        """The declarations of all variables so far."""
        declared = (f'variable "{name}" {{\n  type = {form}\n}}\n' for form, name in self._variables.items())
        return "\n".join(declared)

    def block(self, block: Block, schema: BlockSchema) -> Rendered:
        """The same block with variables in place of expressions, without what belongs to Terraform itself."""
        labels = " ".join(json.dumps(label) for label in block.labels)
        text = layout("\n".join([f"{block.type} {labels} {{", *self._content(block, schema, is_top=True), "}\n"]))
        return Rendered(text, read(text))

    def _content(self, block: Block, schema: BlockSchema, is_top: bool = False) -> Iterator[str]:
        for name, value in block.attributes.items():
            if not is_top or name not in _META:
                yield f"{name} = {self._value(value, schema.arguments[name].type)}"
        for inner in block.blocks:
            if is_top and inner.type in _META:
                continue
            is_dynamic = inner.type == "dynamic"
            name = inner.labels[0] if is_dynamic else inner.type
            content = next(one for one in inner.blocks if one.type == "content") if is_dynamic else inner
            within = schema.blocks[name].schema
            if is_dynamic:
                items = self._variable(["list", "string"])
                yield from (f'dynamic "{name}" {{', f"for_each = {items}", "content {", *self._content(content, within))
                yield "}"
            else:
                yield from (f"{name} {{", *self._content(content, within))
            yield "}"

    def _value(self, value: HclValue, form: TypeForm) -> str:
        if any(True for _ in expressions(value)) or isinstance(value, Expr):
            return self._variable(form)
        return encode(list(value) if isinstance(value, tuple) else value)

    def _variable(self, form: TypeForm) -> str:
        name = self._variables.setdefault(_written(form), f"value_{len(self._variables)}")
        return f"var.{name}"


def _written(form: TypeForm) -> str:
    """A type as HCL writes it."""
    if form == ANY_TYPE:
        return "any"
    if isinstance(form, str):
        return form
    outer, inner = form[0], form[1]
    if isinstance(inner, Mapping):
        return f"{outer}({{ {', '.join(f'{name} = {_written(field)}' for name, field in inner.items())} }})"
    return f"{outer}({_written(inner)})"
