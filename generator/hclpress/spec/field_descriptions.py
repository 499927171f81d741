"""The docstrings under the fields of settings, which users read in `hclpress modules` and in an editor.

Python discards such strings, so they are read from the source on request only.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import textwrap
from functools import lru_cache

from hclpress.spec.settings import Settings


@lru_cache(maxsize=512)
def descriptions(kind: type[Settings]) -> dict[str, str]:
    """Return a sentence or more for each field of a settings class that has one, inherited fields included."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if issubclass(base, Settings) and base is not Settings:
            found |= _own(base)
    return {name: text for name, text in found.items() if name in kind.model_fields}


def _own(kind: type[Settings]) -> dict[str, str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found = {}
    for before, after in itertools.pairwise(body):
        if not (isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name)):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
            found[before.target.id] = " ".join(after.value.value.split())
    return found
