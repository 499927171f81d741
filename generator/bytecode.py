"""Compiled templates, kept from one run to the next as Python keeps its own modules."""

from __future__ import annotations

import contextlib
import hashlib
import sys
import tempfile
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from generator.user_cache import user_cache


class Bytecode(jinja2.BytecodeCache):
    """A cache in the user's cache folder. What cannot be read, was cut short or edited is compiled anew.

    Jinja itself sees that the source is the one that was compiled; it does not see how it was set up.
    """

    def __init__(self, setup: bytes) -> None:
        """Open the cache for templates compiled in one way.

        Args:
            setup: what else decides what a template is compiled to: the text of the program that sets Jinja up.
        """
        facts = f"{jinja2.__version__} {sys.implementation.cache_tag}".encode()
        self._name = hashlib.sha256(facts + b"\0" + setup).hexdigest()[:16]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if what is kept is what was kept."""
        with contextlib.suppress(OSError):
            digest, code = _split(self._file(bucket).read_bytes())
            if hashlib.sha256(code).digest() == digest:
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket. Where that cannot be written, it is compiled again next time."""
        code = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):
            file = self._file(bucket)
            with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as stream:
                stream.write(hashlib.sha256(code).digest() + code)
            Path(stream.name).replace(file)

    def _file(self, bucket: Bucket) -> Path:
        return user_cache("templates", self._name) / bucket.key


def _split(content: bytes) -> tuple[bytes, bytes]:
    return content[:32], content[32:]
