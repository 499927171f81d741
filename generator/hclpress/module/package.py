"""Packages: source code that a module deploys."""

from msgspec import Struct

from hclpress.source.document import SpecPath


class Package(Struct, frozen=True):
    """Source code that is packed into a zip file when the module is rendered.

    Attributes:
        name: of the zip file inside the module's folder, without its ending.
        sources: folders relative to the project's root; their files lie at the top of the zip, the later ones on top
            of the earlier. Or a single zip file, which is taken as it is.
        path: the place in the instance's spec that names them.
    """

    name: str
    sources: tuple[str, ...]
    path: SpecPath
