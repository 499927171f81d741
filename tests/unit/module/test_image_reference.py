"""Images whose repository is a fact: the repository of an instance, or none that anybody knows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from hclpress.module.fact_references import FormattedText
from hclpress.module.image_reference import registry_of_image
from hclpress.module.site import Site


class _Registry:
    def item_at(self, address: str, site: object) -> str | None:
        return {"web_url": "web"}.get(address)

    def admits_functions(self, item: str) -> bool:
        return True


def _site() -> Site:
    site = SimpleNamespace(neighbours={"images": _Registry(), "cache": object()}, of=lambda name: name)
    return cast("Site", site)


def _image(text: str) -> FormattedText:
    return FormattedText.model_validate({"!format": text})


def test_an_image_is_of_the_repository_whose_address_it_begins_with() -> None:
    found = registry_of_image(_image("{images.web_url}:1.4.2"), _site())
    assert found is not None
    assert (found.instance, found.item, found.used) == ("images", "web", "images.web")


def test_the_tag_may_be_a_fact_as_well() -> None:
    found = registry_of_image(_image("{images.web_url}:{cache.release}"), _site())
    assert found is not None
    assert found.used == "images.web"


def test_an_image_by_name_and_one_of_any_other_fact_are_of_no_repository() -> None:
    assert registry_of_image("ghcr.io/acme/web:1", _site()) is None
    assert registry_of_image(_image("{cache.url}:1"), _site()) is None
    assert registry_of_image(_image("{images.other_url}:1"), _site()) is None
