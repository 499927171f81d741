"""Grants: the IAM statements that let one instance use another."""

from typing import Annotated

from msgspec import Meta, Struct


class Grant(Struct, frozen=True):
    """A permission to use an instance: an IAM statement over its facts.

    Attributes:
        sid: the statement's id, letters and digits.
        actions: IAM actions, none with a bare `*`.
        resources: (output that holds an ARN, text after it) such as `("bucket_arn", "/*")`.
        only_for: (output, text after it, actions): resources for those actions only, such as the indexes of a table
            that is queried.
    """

    sid: Annotated[str, Meta(pattern=r"^[A-Za-z0-9]+$")]
    actions: Annotated[tuple[str, ...], Meta(min_length=1)]
    resources: tuple[tuple[str, str], ...]
    only_for: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    def narrowed(self, actions: tuple[str, ...]) -> "Grant":
        """Return the grant of some of its actions, named without their service: `("GetItem", "PutItem")`.

        Raises:
            LookupError: with a sentence for the user, if it does not grant one of them.
        """
        service = self.actions[0].partition(":")[0]
        wanted = tuple(f"{service}:{action}" for action in actions)
        unknown = [action for action in wanted if action not in self.actions]
        if unknown:
            raise LookupError(f"{', '.join(unknown)} is not granted. Granted are {', '.join(self.actions)}.")
        return Grant(self.sid, wanted, self.resources, self.only_for)

    @property
    def all_resources(self) -> tuple[tuple[str, str], ...]:
        """The resources of its actions."""
        extra = tuple((output, behind) for output, behind, actions in self.only_for if set(actions) & set(self.actions))
        return (*self.resources, *extra)
