"""Compiled templates, kept from one run to the next as Python keeps its own modules."""

from __future__ import annotations

import sys
from importlib.util import MAGIC_NUMBER

import jinja2
from jinja2.bccache import Bucket

from hclpress.cache.store import Store


class Bytecode(jinja2.BytecodeCache):
    """A cache in the user's cache folder. What cannot be read, was cut short or edited is compiled anew.

    Jinja itself sees that the source is the one that was compiled; it does not see how it was set up.
    """

    def __init__(self, setup: bytes) -> None:
        """Open the cache for templates compiled in one way.

        Args:
            setup: what else decides what a template is compiled to: the text of the program that sets Jinja up.
        """
        # The number says which interpreters can run the code; several of one tag may differ in it before a release.
        facts = f"{jinja2.__version__} {sys.implementation.cache_tag} {MAGIC_NUMBER.hex()}".encode()
        self._kept = Store("templates", facts + b"\0" + setup)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if what is kept is what was kept."""
        code = self._kept.find(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket. Where that cannot be written, it is compiled again next time."""
        self._kept.keep(bucket.key, bucket.bytecode_to_string())
