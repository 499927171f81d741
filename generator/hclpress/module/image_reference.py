"""Images whose repository is a fact: `!format "{images.web_url}:1.4.2"`."""

from __future__ import annotations

from msgspec import Struct

from hclpress.module.fact_references import FactReference
from hclpress.module.protocols import ImageRegistry
from hclpress.module.site import Site


class ImageInRegistry(Struct, frozen=True):
    """An image in a repository of an instance.

    Attributes:
        instance: the instance with the repository.
        item: the repository.
        registry: the instance, as its users see it.
    """

    instance: str
    item: str
    registry: ImageRegistry

    @property
    def used(self) -> str:
        """The repository as `uses` names it."""
        return f"{self.instance}.{self.item}"


def registry_of_image(image: object, site: Site) -> ImageInRegistry | None:
    """Return the repository of an image; None if the image names none that an instance provides.

    Args:
        image: the value of the setting.
        site: the site of the instance that runs the image.
    """
    for one in image.inputs(()) if isinstance(image, FactReference) else ():
        registry: object = site.neighbours.get(one.fact.instance)
        if isinstance(registry, ImageRegistry):
            item = registry.item_at(one.fact.output, site.of(one.fact.instance))
            if item is not None:
                return ImageInRegistry(one.fact.instance, item, registry)
    return None
