"""What is known of a mould: worked out once, and kept in the user's cache for every later run.

It is the same for everybody who has the same program, so it belongs to no project.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from msgspec import DecodeError

import hclpress.hcl
from hclpress.cache import message_pack as forms
from hclpress.cache.store import Kept
from hclpress.hcl.skeleton import Mould
from hclpress.system.installed import installed

Fact = TypeVar("Fact", bound=forms.Fact)


def known(work: Callable[[Mould], Fact], mould: Mould) -> Fact:
    """What some work makes of a mould.

    Args:
        work: a function of `hclpress.hcl` that depends on nothing but the mould, and makes nothing but nouns of HCL.
        mould: what it is done on.
    """
    # Unlike the pieces put together, what `repr` writes of them is theirs alone.
    key = hashlib.blake2b(repr((work.__name__, mould)).encode(), digest_size=20).hexdigest()
    content = facts().find(key)
    if content is not None:
        with contextlib.suppress(DecodeError):
            # Its key says which work made it, and so of what type it is.
            return cast("Fact", forms.decode(content))
    fact = work(mould)
    with contextlib.suppress(forms.Unwritable):
        facts().keep(key, forms.encode(fact))
    return fact


@lru_cache(maxsize=1)
def facts() -> Kept:
    """What is kept of the facts that our code and the parsers, as they are now, have found."""
    ours = sorted((*Path(hclpress.hcl.__path__[0]).glob("*.py"), Path(forms.__file__), Path(__file__)))
    libraries = "\n".join(sorted(installed()))
    makers = [f"{sys.version}\n{libraries}".encode(), *(path.read_bytes() for path in ours)]
    return Kept("moulds", b"\0".join(makers))
