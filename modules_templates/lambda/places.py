"""Problems of queues, streams, topics, layers and images that lie in another region than their function."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.module import Problem, Site, SpecPath, other_region_problems

from .function import Function
from .triggers import Queue, Stream

_REGION_OF_IMAGE = re.compile(r"[0-9]{12}\.dkr\.ecr\.([a-z0-9-]+)\.")


def place_problems(function: Function, site: Site, path: SpecPath) -> Iterator[Problem]:
    """Report resources of another region, which Lambda refuses. A topic may call from another region."""
    for name, trigger in function.triggers.items():
        if isinstance(trigger, Queue):
            yield from other_region_problems(trigger.queue, site, (*path, "triggers", name, "queue"), "queue")
        elif isinstance(trigger, Stream):
            yield from other_region_problems(trigger.stream, site, (*path, "triggers", name, "stream"), "stream")
    if function.dead_letter is not None:
        for thing, value in (("queue", function.dead_letter.queue), ("topic", function.dead_letter.topic)):
            yield from other_region_problems(value, site, (*path, "dead_letter", thing), thing)
    for index, layer in enumerate(function.layers):
        yield from other_region_problems(layer, site, (*path, "layers", index), "layer")
    image = _REGION_OF_IMAGE.match(function.package.image or "")
    if image is not None and image[1] != site.region:
        yield Problem(
            (*path, "package", "image"),
            "image-of-another-region",
            f"The image lies in {image[1]}",
            f"{site.instance} lies in {site.region}, and Lambda pulls images of its own region only. Push it there as "
            "well: ECR can replicate a repository.",
        )
