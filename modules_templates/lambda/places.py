"""Problems of queues, streams, topics, layers and images that lie in another region than their function."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.module import Problem, Site, SpecPath, known_text, other_region_problems, registry_of_image

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
    yield from _image_problems(function, site, (*path, "package", "image"))


def _image_problems(function: Function, site: Site, path: SpecPath) -> Iterator[Problem]:
    """Report an image that Lambda cannot pull: one of another region, or of a repository that does not admit it."""
    image = function.package.image or ""
    told, source = _REGION_OF_IMAGE.match(known_text(image)), registry_of_image(image, site)
    region = site.of(source.instance).region if source else told[1] if told else site.region
    if region != site.region:
        yield Problem(
            path,
            "image-of-another-region",
            f"The image lies in {region}",
            f"{site.instance} lies in {site.region}, and Lambda pulls images of its own region only. Push it there as "
            "well: ECR can replicate a repository.",
        )
    # AWS Lambda Developer Guide, "Create a Lambda function using a container image", "Amazon ECR permissions".
    if source is not None and not source.registry.admits_functions(source.item):
        yield Problem(
            path,
            "image-closed-to-functions",
            f"Lambda may not pull from {source.used}",
            f"The policy of a repository lets Lambda in. Set `functions: true` at the repository {source.item} of "
            f"{source.instance}. Lambda pulls through no mirror: push the image into a repository.",
        )
