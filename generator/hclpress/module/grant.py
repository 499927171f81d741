"""Grants: the IAM statements that let one instance use another."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Meta, Struct, structs

Resource = tuple[str, str]
"""An output that holds an ARN, and the text after it."""
EVERYTHING: Resource = ("", "*")
"""The resource of actions for which IAM knows no ARN, such as those that log in."""


class Grant(Struct, frozen=True):
    """A permission to use an instance: an IAM statement over its facts.

    Attributes:
        sid: the statement's id, letters and digits.
        actions: IAM actions, none with a bare `*`.
        resources: (output that holds an ARN, text after it) such as `("bucket_arn", "/*")`, or `EVERYTHING`.
        only_for: (output, text after it, actions): resources for those actions only, such as the indexes of a table
            that is queried.
        more: (output, text after it, actions): further actions on a resource. Only `actions:` of a spec grants them.
        calls: calls of the service's API that are no actions, with the actions that permit them, without the service.
    """

    sid: Annotated[str, Meta(pattern=r"^[A-Za-z0-9]+$")]
    actions: Annotated[tuple[str, ...], Meta(min_length=1)]
    resources: tuple[tuple[str, str], ...]
    only_for: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    more: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    calls: Mapping[str, tuple[str, ...]] = {}

    @property
    def service(self) -> str:
        """The service of its actions, such as `dynamodb`."""
        return self.actions[0].partition(":")[0]

    @property
    def more_actions(self) -> tuple[str, ...]:
        """The actions that `actions:` of a spec may name beside its own."""
        return tuple(dict.fromkeys(action for _, _, actions in self.more for action in actions))

    @property
    def all_resources(self) -> tuple[tuple[str, str], ...]:
        """The resources of its actions."""
        extra = tuple((output, behind) for output, behind, actions in self.only_for if set(actions) & set(self.actions))
        return (*self.resources, *extra)

    def of_actions(self, wanted: tuple[str, ...]) -> Iterator["Grant"]:
        """Yield the grants of those of some actions that it may grant: one for each set of resources."""
        groups: dict[tuple[Resource, ...], tuple[str, ...]] = {}
        for action in wanted:
            found = self.resources if action in self.actions else self._places_of(action)
            if found:
                groups[found] = (*groups.get(found, ()), action)
        for resources, actions in groups.items():
            yield structs.replace(self, actions=actions, resources=resources)

    def _places_of(self, action: str) -> tuple[Resource, ...]:
        return tuple((output, behind) for output, behind, actions in self.more if action in actions)


def narrowed(grants: tuple[Grant, ...], actions: tuple[str, ...]) -> tuple[Grant, ...]:
    """Return the grants of some actions, named without their service: `("GetItem", "PutItem")`.

    Grants of another service, such as those of the key that encrypts a table, stay as they are.

    Raises:
        LookupError: with a sentence for the user, if one of the actions cannot be granted.
    """
    service = grants[0].service
    own = [one for one in grants if one.service == service]
    known = [{*one.actions, *one.more_actions} for one in own]
    asked = {f"{service}:{action}": action for action in actions}
    unknown = [action for action in asked if not any(action in some for some in known)]
    if unknown:
        raise LookupError(" ".join([*_refusals(unknown, asked, own), *_choices(own)]))
    found: list[Grant] = []
    granted: set[str] = set()
    for one in grants:
        if one.service != service:
            found.append(one)
            continue
        parts = tuple(one.of_actions(tuple(action for action in asked if action not in granted)))
        granted |= {action for part in parts for action in part.actions}
        found += parts
    return tuple(found)


def _refusals(unknown: list[str], asked: Mapping[str, str], grants: list[Grant]) -> Iterator[str]:
    calls = {call: permitting for one in grants for call, permitting in one.calls.items()}
    for action in unknown:
        if asked[action] in calls:
            yield f"{asked[action]} is no action of IAM; it is permitted by {', '.join(calls[asked[action]])}."
    plain = [action for action in unknown if asked[action] not in calls]
    if plain:
        yield f"{', '.join(plain)} is not granted."


def _choices(grants: list[Grant]) -> Iterator[str]:
    yield f"Granted are {', '.join(action for one in grants for action in one.actions)}."
    more = [action for one in grants for action in one.more_actions]
    if more:
        yield f"`actions` may name these as well: {', '.join(more)}."
    yield "For anything else, write `statements`."
