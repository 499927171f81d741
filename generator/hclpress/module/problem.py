"""Problems that a module finds in its settings."""

from msgspec import Struct

from hclpress.source.document import SpecPath


class Problem(Struct, frozen=True):
    """A problem across fields; the stage `validate` adds its place in the YAML.

    Attributes:
        path: the place in the instance's own spec, `()` for the instance as a whole.
        code: the id of the problem, in the words of a file name; the module's name is put before it.
        summary: one line without a full stop.
        detail: the reason, with the figures, and a way out.
    """

    path: SpecPath
    code: str
    summary: str
    detail: str
