"""Packages: source code that a module deploys."""

from msgspec import Struct

from hclpress.module.forms import FileStem
from hclpress.source.document import SpecPath


class Package(Struct, frozen=True):
    """Source code that becomes a zip file when the module is rendered.

    Attributes:
        name: the name of the zip file inside the module's folder, without its ending.
        sources: folders relative to the project's root; their files are at the top of the zip, and later ones replace
            earlier ones. Or a single zip file, which is used unchanged.
        path: the place in the instance's spec that names them.
    """

    name: FileStem
    sources: tuple[str, ...]
    path: SpecPath
