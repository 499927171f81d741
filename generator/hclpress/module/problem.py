"""Problems that a module finds in its settings."""

from msgspec import Struct

from hclpress.source.document import SpecPath


class Problem(Struct, frozen=True):
    """Something a contract finds wrong across fields; specify gives it its place in the YAML.

    Attributes:
        path: where in the instance's own spec, `()` for the instance as a whole.
        code: what is wrong, in the words of a file name; the module's name is put before it.
        summary: one line without a full stop.
        detail: why, with the figures, and a way out.
    """

    path: SpecPath
    code: str
    summary: str
    detail: str
