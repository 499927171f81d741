"""Compiled Jinja templates, cached from one run to the next as Python caches its own modules."""

from __future__ import annotations

import sys
from importlib.util import MAGIC_NUMBER
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from hclpress.cache.store import Store


class Bytecode(jinja2.BytecodeCache):
    """A bytecode cache in the user's cache folder. An unreadable, truncated or edited entry is compiled again.

    Jinja itself checks the source of a template. It does not check the settings of its environment.
    """

    def __init__(self, setup: bytes) -> None:
        """Open the cache for templates compiled in one way.

        Args:
            setup: the source text of the code that configures Jinja, since it decides the compiled result too.
        """
        # The number names the interpreters that can run the code. Before a release, it may change under the same tag.
        facts = f"{jinja2.__version__} {sys.implementation.cache_tag} {MAGIC_NUMBER.hex()}".encode()
        self._kept = Store("templates", facts + b"\0" + setup)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from the cache, if the entry is intact."""
        code = self._kept.find(bucket.key)
        if code is None:
            return
        # It reads a pickle, and a damaged one raises anything.
        try:
            bucket.bytecode_from_string(code)
        except Exception:
            bucket.reset()
        if not isinstance(bucket.code, CodeType):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the bucket. If it cannot be written, the template is compiled again next time."""
        self._kept.keep(bucket.key, bucket.bytecode_to_string())
