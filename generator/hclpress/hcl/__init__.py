"""HCL: literals for values, layout, and reading files back.

The names below are the interface for authors of modules.
"""

from hclpress.hcl.comment import comment
from hclpress.hcl.expression import Expr, Inexpressible
from hclpress.hcl.identifier import identifier
from hclpress.hcl.quoted_text import fragment
from hclpress.hcl.tag_map import tags_literal
from hclpress.hcl.values import Object, attributes, bare, encode

__all__ = [
    "Expr",
    "Inexpressible",
    "Object",
    "attributes",
    "bare",
    "comment",
    "encode",
    "fragment",
    "identifier",
    "tags_literal",
]
