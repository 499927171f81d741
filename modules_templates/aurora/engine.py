"""The two database engines of Aurora: their versions, their features and their reserved words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from hclpress.aws.database_words import (
    LONGEST_USER,
    MYSQL_AT_RESTART,
    MYSQL_DATABASES,
    MYSQL_USERS,
    MYSQL_WORDS,
    POSTGRESQL_AT_RESTART,
    POSTGRESQL_DATABASES,
    POSTGRESQL_USERS,
    POSTGRESQL_WORDS,
)
from hclpress.module import DatabaseEngine

EngineName = Literal["postgresql", "mysql"]
Feature = Literal["serverless", "pause", "large", "data_api"]
Log = Literal["postgresql", "instance", "iam-db-auth-error", "error", "slowquery", "general", "audit"]


class Engine(DatabaseEngine, frozen=True, kw_only=True):
    """One engine.

    Attributes:
        version: pattern of its versions; the groups are the series and the release within it.
        first_series: the oldest series that Aurora still makes clusters of.
        since: the first release that has a feature, of each series that did not have it from the beginning.
        logs: the logs that it can send to CloudWatch.
        default_logs: the logs that it sends unless the spec names some.
        switches: the parameters without which a log stays empty.
    """

    version: re.Pattern[str]
    example: str
    first_series: int
    since: Mapping[Feature, Mapping[int, int]]
    logs: tuple[Log, ...]
    default_logs: tuple[Log, ...]
    switches: Mapping[Log, Mapping[str, str]]

    def release(self, version: str) -> tuple[int, int] | None:
        """Series and release of a version; None when it is spelled like none, or of a series that has ended."""
        match = self.version.fullmatch(version)
        if match is None or int(match["series"]) < self.first_series:
            return None
        return int(match["series"]), int(match["release"])

    def family(self, version: str) -> str:
        """The parameter group family of a version."""
        match = self.version.fullmatch(version)
        return f"{self.aws_name}{match['family']}" if match else self.aws_name

    def can(self, feature: Feature, version: str) -> bool:
        """Whether a version has a feature."""
        release = self.release(version)
        return release is not None and release[1] >= self.since[feature].get(release[0], 0)

    def first_with(self, feature: Feature) -> str:
        """The first versions that have a feature, for people."""
        return ", ".join(self._written(*release) for release in self.since[feature].items())

    def _written(self, series: int, release: int) -> str:
        return f"{series}.{release:02}" if self.aws_name == "aurora-mysql" else f"{series}.{release}"


# Aurora User Guide: "Release calendars", "Aurora Serverless v2 capacity", "Supported Regions and Aurora DB engines for
# the Data API", "Publishing logs to CloudWatch", and the reserved words in CreateDBCluster and in each engine's manual.
ENGINES: Mapping[EngineName, Engine] = {
    "postgresql": Engine(
        aws_name="aurora-postgresql",
        port=5432,
        version=re.compile(r"(?P<family>(?P<series>[0-9]{2}))\.(?P<release>[0-9]{1,2})"),
        example="16.6",
        first_series=13,
        since={
            "serverless": {13: 6, 14: 3, 15: 2, 16: 1, 17: 4},
            "pause": {13: 15, 14: 12, 15: 7, 16: 3, 17: 4},
            "large": {13: 13, 14: 10, 15: 5, 16: 1, 17: 4},
            "data_api": {13: 11, 14: 8, 15: 3, 16: 1, 17: 4},
        },
        logs=("postgresql", "instance", "iam-db-auth-error"),
        default_logs=("postgresql",),
        # Changes of the schema, and queries that take longer than a second.
        switches={"postgresql": {"log_statement": "ddl", "log_min_duration_statement": "1000"}},
        tls=("rds.force_ssl", "1", "0"),
        longest_user=LONGEST_USER,
        longest_database=63,
        reserved_users=POSTGRESQL_WORDS | POSTGRESQL_USERS,
        reserved_databases=POSTGRESQL_WORDS | POSTGRESQL_DATABASES,
        at_restart=POSTGRESQL_AT_RESTART,
    ),
    "mysql": Engine(
        aws_name="aurora-mysql",
        port=3306,
        version=re.compile(
            r"(?P<family>[0-9]\.[0-9])\.mysql_aurora\.(?P<series>[0-9])\.(?P<release>[0-9]{1,2})\.[0-9]+"
        ),
        example="8.0.mysql_aurora.3.08.2",
        first_series=3,
        since={"serverless": {3: 2}, "pause": {3: 8}, "large": {3: 6}, "data_api": {3: 7}},
        logs=("error", "slowquery", "general", "audit", "iam-db-auth-error", "instance"),
        default_logs=("error", "slowquery"),
        switches={
            "slowquery": {"slow_query_log": "1", "log_output": "FILE"},
            "general": {"general_log": "1", "log_output": "FILE"},
            "audit": {"server_audit_logging": "1"},
        },
        tls=("require_secure_transport", "ON", "OFF"),
        longest_user=LONGEST_USER,
        longest_database=64,
        reserved_users=MYSQL_WORDS | MYSQL_USERS,
        reserved_databases=MYSQL_WORDS | MYSQL_DATABASES,
        at_restart=MYSQL_AT_RESTART,
    ),
}
