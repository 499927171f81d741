"""The computed facts of a skeleton, stored in the user's cache for every later run.

They depend on the toolchain alone, so they belong to no project.
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


def cached(work: Callable[[Skeleton], AnyKnown], skeleton: Skeleton, kinds: tuple[type, ...] = (object,)) -> AnyKnown:
    """Return the result of a computation on a skeleton, from the cache if it is stored there.

    Args:
        work: a function of `hclpress.hcl` that depends on the skeleton alone and returns HCL values or None.
        skeleton: its argument.
        kinds: the types of its results. A stored one of another type is computed again.
    """
    # Two skeletons may have the same concatenation, but never the same `repr`.
    key = hashlib.blake2b(repr((work.__name__, skeleton)).encode(), digest_size=20).hexdigest()
    content = skeleton_store().find(key)
    if content is not None:
        with contextlib.suppress(DecodeError, RecursionError):
            fact = forms.decode(content)
            if isinstance(fact, kinds):
                return cast("AnyKnown", fact)
    made = work(skeleton)
    with contextlib.suppress(forms.Unwritable):
        skeleton_store().keep(key, forms.encode(made))
    return made


@lru_cache(maxsize=1)
def skeleton_store() -> Store:
    """Open the store of the facts that the present code and parsers compute."""
    ours = sorted((*Path(hclpress.hcl.__path__[0]).glob("*.py"), Path(forms.__file__), Path(__file__)))
    libraries = "\n".join(sorted(installed_packages()))
    makers = [f"{sys.version}\n{libraries}".encode(), *(path.read_bytes() for path in ours)]
    return Store("skeletons", b"\0".join(makers))
