"""Instances that exist already: the way they are found, and the facts that they give.

A contract names the form of its existing instances with `existing_form = ExistingVpc`. Such an instance gives the
facts, the grants and the listener of one that is made here, so that no consumer knows the difference.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Self

from msgspec import Struct
from pydantic import model_validator

from hclpress.aws.arn import arn_of
from hclpress.hcl.identifier import identifier
from hclpress.module.facts import Output
from hclpress.module.look_up import LookUp
from hclpress.module.module import Module
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.module.stand_in_resource import StandInResource
from hclpress.source.document import SpecPath
from hclpress.spec.settings import Settings


class Found(Struct, frozen=True):
    """The facts of an instance that is not made here.

    Attributes:
        facts: the facts, each with an expression of the root module: a literal where the spec tells the value, an
            attribute of a look-up where AWS does.
        look_ups: the look-ups in these expressions. Those that nothing reads are not rendered.
    """

    facts: tuple[Output, ...]
    look_ups: tuple[LookUp, ...] = ()

    @classmethod
    def together(cls, ones: Iterable[Self]) -> Self:
        """Return the facts and look-ups of several things, in their order."""
        each = tuple(ones)
        facts = tuple(fact for one in each for fact in one.facts)
        return cls(facts, tuple(look_up for one in each for look_up in one.look_ups))


class Ways(Settings):
    """Settings by which one thing is found, in one of several ways."""

    ways: ClassVar[tuple[str, ...]]
    """The settings, just one of which is given."""
    several: ClassVar[str | None] = None
    """The one of `ways` that holds several things, each with settings of its own."""

    def place_of(self, item: str) -> SpecPath:
        """Return the place of the settings of one thing, in the spec of the instance."""
        return ("existing", self.several, item) if self.several and getattr(self, self.several) else ("existing",)

    def item_of(self, item: str | None, site: Site) -> str | None:
        """Return the thing that a use names: the item, or, without one, the only thing there is."""
        is_single = self.several is None or not getattr(self, self.several)
        return item or (site.instance if is_single else None)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = [way for way in self.ways if getattr(self, way)]
        if len(given) != 1:
            wanted = " or ".join(f"`{way}`" for way in self.ways)
            told = f"it has {' and '.join(f'`{way}`' for way in given)}" if given else "it has none of them"
            raise ValueError(f"It is found by {wanted}, just one of them, and {told}")
        lost = [name for name in type(self).model_fields if name in self.model_fields_set and name not in given]
        if given == [self.several] and lost:
            raise ValueError(f"`{lost[0]}` says nothing about any of `{self.several}`. Write it below each of them")
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


def item_label(item: str, site: Site) -> str:
    """Return the label of the look-up and the stand-in of an item. A single one has the name of the instance."""
    return identifier(site.instance if item == site.instance else f"{site.instance}-{item}")


def told_elsewhere(arn: str, title: str, site: Site, path: SpecPath, *, shared: bool = False) -> Iterator[Problem]:
    """Yield a problem for an ARN of another region than its user, and for one of another account.

    Args:
        arn: the ARN of a thing that exists already.
        title: a phrase for the thing, such as `The table`.
        site: the place of the instance that it belongs to.
        path: the place of the ARN in the spec of the instance.
        shared: whether another account may share it.
    """
    parts = arn_of(arn)
    if parts is None:
        return
    if parts.region not in ("", site.region):
        yield Problem(
            path,
            "of-another-region",
            f"{title} lies in {parts.region}",
            f"{site.instance} is in {site.region}. Set `region: {parts.region}` beside `existing`, or name one of "
            f"{site.region}.",
        )
    own = site.environment.account_id
    if not shared and own is not None and parts.account not in ("", own):
        yield Problem(
            path,
            "of-another-account",
            f"{title} belongs to the account {parts.account}",
            f"The environment's account is {own}, and no permission that is made here reaches another one. Name one "
            f"of {own}.",
        )
