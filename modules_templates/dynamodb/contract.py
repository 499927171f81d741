"""dynamodb: tables whose attributes follow from their keys."""

from collections.abc import Iterable, Iterator, Mapping

from hclpress.module import (
    Alarm,
    Fact,
    Grant,
    Input,
    Name,
    Output,
    Problem,
    ResourceFacts,
    ScannerWaiver,
    Site,
    identifier,
    reference_inputs,
)

from .existing import ExistingDynamodb
from .grants import grants
from .outputs import outputs
from .problems import problems
from .scaling import KINDS, scaling_names
from .settings import DynamodbSettings
from .view import View, view_of


class Dynamodb(DynamodbSettings):
    """DynamoDB tables."""

    summary = "DynamoDB tables: keys and indexes, on demand or scaled by use, point-in-time recovery, streams."
    accesses = ("full", "read", "write", "stream")
    existing_form = ExistingDynamodb
    resource_facts = ResourceFacts(
        ignored_edits={
            "aws_dynamodb_table": {
                "global_secondary_index": "Set `indexes: false` in the table's `autoscale`, render and apply. "
                "Then take it back, render and apply again"
            }
        }
    )

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the tables and of the policies that scale them."""
        names = {identifier(name): site.name("aws_dynamodb_table", name, ("tables", name)) for name in self.tables}
        return names | dict(scaling_names(self, names))

    def inputs(self, site: Site) -> Iterable[Input]:
        """The keys that encrypt the tables."""
        for name, table in self.tables.items():
            yield from reference_inputs(table.key, ("tables", name, "key"))

    def outputs(self, site: Site) -> Iterable[Output]:
        """The name, the ARN, the stream and the key of each table, and the names of all tables."""
        return outputs(self)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or write one table (the item) and its indexes, or to read its stream."""
        return grants(self.tables, item, access, site)

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Requests that DynamoDB throttles."""
        for name in self.tables:
            table = Fact(site.instance, f"{identifier(name)}_table_name")
            for kind in KINDS:
                yield Alarm(
                    f"{name}-{kind.lower()}-throttles",
                    f"{kind}s of {name} are turned away: more capacity, or keys that spread better, would let them in.",
                    "AWS/DynamoDB",
                    f"{kind}ThrottleEvents",
                    "Sum",
                    {"TableName": table},
                    threshold=5,
                )

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of tables under the key that AWS keeps, and of those without point-in-time recovery."""
        for name, table in self.tables.items():
            if not table.point_in_time_recovery:
                yield from ScannerWaiver.each(
                    ("CKV_AWS_28", "AVD-AWS-0024"),
                    f"aws_dynamodb_table.{identifier(name)}",
                    "The spec disables point-in-time recovery, which costs by the size of the table.",
                )
            if table.key == "aws":
                yield from ScannerWaiver.each(
                    ("CKV_AWS_119", "AVD-AWS-0025"),
                    f"aws_dynamodb_table.{identifier(name)}",
                    "The AWS managed key encrypts the table; a customer key costs with every request.",
                )

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
