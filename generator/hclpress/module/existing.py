"""Instances that exist already: the way they are found, and the facts that they give.

A contract names the form of its existing instances with `existing = ExistingVpc`. Such an instance gives the facts, the
grants and the listener of one that is made here, so that no consumer knows the difference.
"""

from collections.abc import Iterable
from typing import ClassVar, Self

from msgspec import Struct
from pydantic import model_validator

from hclpress.module.facts import Output
from hclpress.module.look_up import LookUp
from hclpress.module.module import Module
from hclpress.module.site import Site
from hclpress.module.stand_in_resource import StandInResource
from hclpress.spec.settings import Settings


class Found(Struct, frozen=True):
    """The facts of an instance that exists already.

    Attributes:
        facts: the facts, each with an expression of the root module: a literal where the spec tells the value, an
            attribute of a look-up where AWS does.
        look_ups: the data sources in these expressions. Those that nothing reads are not rendered.
    """

    facts: tuple[Output, ...]
    look_ups: tuple[LookUp, ...] = ()


class Ways(Settings):
    """Settings by which one thing is found, in one of several ways."""

    ways: ClassVar[tuple[str, ...]]
    """The settings, just one of which is given."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = [way for way in self.ways if getattr(self, way)]
        if len(given) != 1:
            wanted = " or ".join(f"`{way}`" for way in self.ways)
            told = f"it has {' and '.join(f'`{way}`' for way in given)}" if given else "it has none of them"
            raise ValueError(f"It is found by {wanted}, just one of them, and {told}")
        return self


class Existing(Module):
    """The settings of one instance that exists already. A subclass has a field `existing` with the way it is found."""

    def found(self, site: Site) -> Found:
        """Return the facts of the instance, and the look-ups for those that only AWS knows."""
        return Found(())

    def required(self, site: Site) -> Iterable[str]:
        """Return a phrase for each thing that must be there already, apart from the instance itself."""
        return ()

    def unchecked(self, site: Site) -> Iterable[str]:
        """Return a phrase for each check that is left out, with the setting whose value it needs."""
        return ()

    def stand_ins(self, site: Site) -> Iterable[StandInResource]:
        """Return the resources that a rehearsal makes in place of the instance, after those that they refer to."""
        return ()

    def made_templates(self) -> tuple[str, ...]:
        """Return the templates of what is made here on the existing thing, by path below the module's folder."""
        return ()
