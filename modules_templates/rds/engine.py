"""The three engines of RDS that have no licence: their versions, their logs and their reserved words."""

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

EngineName = Literal["postgresql", "mysql", "mariadb"]
Log = Literal["postgresql", "upgrade", "iam-db-auth-error", "error", "slowquery", "general", "audit"]


class Engine(DatabaseEngine, frozen=True, kw_only=True):
    """One engine.

    Attributes:
        version: pattern of its versions; the group `major` is the part that a parameter group is for.
        majors: the major versions that RDS makes instances of.
        logs: the logs that it can send to CloudWatch.
        default_logs: the logs that it sends unless the spec names some.
        switches: the parameters without which a log stays empty.
        options: the options of an option group.
    """

    version: re.Pattern[str]
    example: str
    majors: tuple[str, ...]
    logs: tuple[Log, ...]
    default_logs: tuple[Log, ...]
    switches: Mapping[Log, Mapping[str, str]]
    options: tuple[str, ...]

    def major(self, version: str) -> str:
        """The major version, such as `16` or `8.0`; empty for a text that is no version."""
        match = self.version.fullmatch(version)
        return match["major"] if match else ""

    def family(self, version: str) -> str:
        """The parameter group family of a version."""
        return f"{self.aws_name}{self.major(version)}"


_MYSQL_SWITCHES: Mapping[Log, Mapping[str, str]] = {
    "slowquery": {"slow_query_log": "1", "log_output": "FILE"},
    "general": {"general_log": "1", "log_output": "FILE"},
}

# Amazon RDS User Guide: "Release calendars" of each engine, "Publishing database logs to Amazon CloudWatch Logs", and
# "Options for MySQL DB instances" and "… MariaDB database engine".
ENGINES: Mapping[EngineName, Engine] = {
    "postgresql": Engine(
        aws_name="postgres",
        port=5432,
        version=re.compile(r"(?P<major>[0-9]{2})(?:\.[0-9]{1,2})?"),
        example="16.6",
        majors=("13", "14", "15", "16", "17", "18"),
        logs=("postgresql", "upgrade", "iam-db-auth-error"),
        default_logs=("postgresql", "upgrade"),
        # Changes of the schema, and queries that take longer than a second.
        switches={"postgresql": {"log_statement": "ddl", "log_min_duration_statement": "1000"}},
        options=(),
        tls=("rds.force_ssl", "1", "0"),
        longest_user=63,
        longest_database=63,
        reserved_users=POSTGRESQL_WORDS | POSTGRESQL_USERS,
        reserved_databases=POSTGRESQL_WORDS | POSTGRESQL_DATABASES,
        at_restart=POSTGRESQL_AT_RESTART,
    ),
    "mysql": Engine(
        aws_name="mysql",
        port=3306,
        version=re.compile(r"(?P<major>[0-9]\.[0-9])(?:\.[0-9]{1,2})?"),
        example="8.4.3",
        majors=("8.0", "8.4"),
        logs=("audit", "error", "general", "iam-db-auth-error", "slowquery"),
        default_logs=("error", "slowquery"),
        switches=_MYSQL_SWITCHES,
        options=("MARIADB_AUDIT_PLUGIN", "MEMCACHED"),
        tls=("require_secure_transport", "1", "0"),
        longest_user=LONGEST_USER,
        longest_database=64,
        reserved_users=MYSQL_WORDS | MYSQL_USERS,
        reserved_databases=MYSQL_WORDS | MYSQL_DATABASES,
        at_restart=MYSQL_AT_RESTART,
    ),
    "mariadb": Engine(
        aws_name="mariadb",
        port=3306,
        version=re.compile(r"(?P<major>1[0-9]\.[0-9]{1,2})(?:\.[0-9]{1,2})?"),
        example="11.4.4",
        majors=("10.6", "10.11", "11.4", "11.8"),
        logs=("audit", "error", "general", "iam-db-auth-error", "slowquery"),
        default_logs=("error", "slowquery"),
        switches=_MYSQL_SWITCHES,
        options=("MARIADB_AUDIT_PLUGIN",),
        tls=("require_secure_transport", "1", "0"),
        longest_user=LONGEST_USER,
        longest_database=64,
        reserved_users=MYSQL_WORDS | MYSQL_USERS,
        reserved_databases=MYSQL_WORDS | MYSQL_DATABASES,
        at_restart=MYSQL_AT_RESTART,
    ),
}
