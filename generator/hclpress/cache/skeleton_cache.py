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
from hclpress.cache.store import Store
from hclpress.hcl.skeleton import Skeleton
from hclpress.system.installed_packages import installed_packages

AnyKnown = TypeVar("AnyKnown", bound=forms.Known)


def cached(work: Callable[[Skeleton], AnyKnown], skeleton: Skeleton) -> AnyKnown:
    """What some work makes of a mould.

    Args:
        work: a function of `hclpress.hcl` that depends on nothing but the mould, and makes nothing but nouns of HCL.
        skeleton: what it is done on.
    """
    # Unlike the pieces put together, what `repr` writes of them is theirs alone.
    key = hashlib.blake2b(repr((work.__name__, skeleton)).encode(), digest_size=20).hexdigest()
    content = skeleton_store().find(key)
    if content is not None:
        with contextlib.suppress(DecodeError):
            # Its key says which work made it, and so of what type it is.
            return cast("AnyKnown", forms.decode(content))
    fact = work(skeleton)
    with contextlib.suppress(forms.Unwritable):
        skeleton_store().keep(key, forms.encode(fact))
    return fact


@lru_cache(maxsize=1)
def skeleton_store() -> Store:
    """What is kept of the facts that our code and the parsers, as they are now, have found."""
    ours = sorted((*Path(hclpress.hcl.__path__[0]).glob("*.py"), Path(forms.__file__), Path(__file__)))
    libraries = "\n".join(sorted(installed_packages()))
    makers = [f"{sys.version}\n{libraries}".encode(), *(path.read_bytes() for path in ours)]
    return Store("moulds", b"\0".join(makers))
