"""Deliveries: the messages that a service of AWS brings from one instance to another."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.module.facts import Fact

Courier = Literal["events", "s3", "sns"]
"""A service that brings messages in its own name, and so needs the permission of the receiver's policy."""


class Delivery(Struct, frozen=True):
    """Messages that a service of AWS brings from one instance to a queue or a topic of another.

    The policy of the receiver lets them in. A queue has one policy, which belongs to the queue's own instance; and the
    sender needs the ARN of the queue. So the sender tells its own ARN as a text, and neither waits for the other.

    Attributes:
        target: the fact with the ARN of the receiver.
        courier: the service that brings them.
        source: the ARN on whose behalf it comes, as a piece of a quoted template.
    """

    target: Fact
    courier: Courier
    source: Expr
