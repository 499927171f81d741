"""sqs: queues, each with a queue for its dead letters."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import (
    Alarm,
    Grant,
    Input,
    Name,
    Output,
    Problem,
    Site,
    identifier,
    reference_inputs,
)

from .alarms import alarms
from .existing import ExistingSqs
from .grants import ACCESSES, grants
from .outputs import outputs
from .problems import problems
from .settings import Queue, SqsSettings
from .view import View, view_of


class Sqs(SqsSettings):
    """Queues."""

    summary = "SQS queues: standard and FIFO, with dead letters, encrypted, TLS only; who may send."
    existing_form = ExistingSqs
    accesses = ACCESSES

    def queues_of(self, site: Site) -> Mapping[str, Queue]:
        """The queues by name, dead letter queues among them."""
        return self.all_queues

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the queues and of their dead letter queues."""
        return {
            identifier(name): site.name(
                "aws_sqs_queue",
                name,
                ("queues", name if name in self.queues else name.removesuffix("-dead")),
                suffix=".fifo" if queue.fifo else "",
            )
            for name, queue in self.all_queues.items()
        }

    def inputs(self, site: Site) -> Iterable[Input]:
        """The keys, the dead letter queues and the senders that other instances have, and the account in policies."""
        yield from self._account_inputs(site)
        for name, queue in self.queues.items():
            path = ("queues", name)
            yield from reference_inputs(queue.key, (*path, "key"))
            if queue.dead_letters is not None:
                yield from reference_inputs(queue.dead_letters.queue, (*path, "dead_letters", "queue"))
            for field in ("topics", "buckets", "rules") if queue.senders else ():
                for index, sender in enumerate(getattr(queue.senders, field)):
                    yield from reference_inputs(sender, (*path, "senders", field, index))

    def _account_inputs(self, site: Site) -> Iterable[Input]:
        is_guarded = any(queue.senders and queue.senders.buckets for queue in self.queues.values())
        if is_guarded or any(site.deliveries_to(f"{identifier(name)}_queue_arn") for name in self.all_queues):
            yield from site.account_inputs()

    def outputs(self, site: Site) -> Iterable[Output]:
        """The name, the ARN and the URL of each queue and each dead letter queue, and its key."""
        return outputs(self)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to receive from or send to one queue (the item)."""
        return grants(self.all_queues, item, access, site)

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Messages that wait too long, and messages that nobody could handle."""
        return alarms(self, site)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
