"""The two database engines of Aurora: what their versions are called, what each can do, what they reserve."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from hclpress.module.problem import Problem
from hclpress.source.document import SpecPath

EngineName = Literal["postgresql", "mysql"]
Feature = Literal["serverless", "pause", "large", "data_api"]
Log = Literal["postgresql", "instance", "iam-db-auth-error", "error", "slowquery", "general", "audit"]


class Engine(Struct, frozen=True):
    """One engine.

    Attributes:
        aws_name: what AWS calls it.
        port: where it listens by default.
        version: how its versions look; the groups are the series and the release within it.
        example: a version, for people.
        series: the series Aurora offers, with what parameter families call them.
        since: the first release of each series that can do something.
        logs: what it can send to CloudWatch.
        default_logs: what it sends unless told.
        switches: the parameters without which a log stays empty.
        tls: the parameter that refuses connections without TLS, and its values for yes and no.
        longest_user: characters of the longest master user.
        reserved_users: what the master user cannot be called.
        reserved_databases: what a database cannot be called.
        words: how user and database names look.
    """

    aws_name: str
    port: int
    version: re.Pattern[str]
    example: str
    series: Mapping[int, str]
    since: Mapping[Feature, Mapping[int, int]]
    logs: tuple[Log, ...]
    default_logs: tuple[Log, ...]
    switches: Mapping[Log, Mapping[str, str]]
    tls: tuple[str, str, str]
    longest_user: int
    reserved_users: frozenset[str]
    reserved_databases: frozenset[str]

    def release(self, version: str) -> tuple[int, int] | None:
        """Series and release of a version, or None when it is not spelled like one of a series Aurora offers."""
        match = self.version.fullmatch(version)
        if match is None or int(match[1]) not in self.series:
            return None
        return int(match[1]), int(match[2])

    def family(self, version: str) -> str:
        """The parameter group family of a version."""
        release = self.release(version)
        return f"{self.aws_name}{self.series[release[0]]}" if release else self.aws_name

    def can(self, feature: Feature, version: str) -> bool:
        """Whether a version can do something."""
        release = self.release(version)
        return release is not None and release[1] >= self.since[feature][release[0]]

    def first_with(self, feature: Feature) -> str:
        """The first versions that can do something, for people."""
        return ", ".join(self._written(*release) for release in self.since[feature].items())

    def _written(self, series: int, release: int) -> str:
        return f"{series}.{release:02}" if self.aws_name == "aurora-mysql" else f"{series}.{release}"


_POSTGRESQL_WORDS = """
    admin administrator all analyse analyze and any array as asc authorization case cast check collate column
    constraint create current_user default desc distinct do else end except false fetch for foreign from grant group
    having in initially intersect into join leading left like limit localtime natural not null offset on only or
    order placing primary public rds_superuser rdsadmin rdsrepladmin references returning right select session_user
    some symmetric table then to trailing true union unique user using verbose when where window with
"""

# Aurora User Guide: "Release calendars", "Aurora Serverless v2 capacity", "Supported Regions and Aurora DB engines for
# the Data API", "Publishing logs to CloudWatch", and the reserved words in CreateDBCluster and in each engine's manual.
ENGINES: Mapping[EngineName, Engine] = {
    "postgresql": Engine(
        aws_name="aurora-postgresql",
        port=5432,
        version=re.compile(r"([0-9]{2})\.([0-9]{1,2})"),
        example="16.6",
        series={major: str(major) for major in range(13, 18)},
        since={
            "serverless": {13: 6, 14: 3, 15: 2, 16: 1, 17: 4},
            "pause": {13: 15, 14: 12, 15: 7, 16: 3, 17: 4},
            "large": {13: 13, 14: 10, 15: 5, 16: 1, 17: 4},
            "data_api": {13: 11, 14: 8, 15: 3, 16: 1, 17: 4},
        },
        logs=("postgresql", "instance", "iam-db-auth-error"),
        default_logs=("postgresql",),
        # Changes of the schema, and whatever takes longer than a second.
        switches={"postgresql": {"log_statement": "ddl", "log_min_duration_statement": "1000"}},
        tls=("rds.force_ssl", "1", "0"),
        longest_user=63,
        reserved_users=frozenset(_POSTGRESQL_WORDS.split()),
        reserved_databases=frozenset({"db", "rdsadmin", "template0", "template1"}),
    ),
    "mysql": Engine(
        aws_name="aurora-mysql",
        port=3306,
        version=re.compile(r"8\.0\.mysql_aurora\.([0-9])\.([0-9]{2})\.[0-9]+"),
        example="8.0.mysql_aurora.3.08.2",
        series={3: "8.0"},
        since={"serverless": {3: 2}, "pause": {3: 8}, "large": {3: 6}, "data_api": {3: 7}},
        logs=("error", "slowquery", "general", "audit", "iam-db-auth-error", "instance"),
        default_logs=("error", "slowquery"),
        switches={
            "slowquery": {"slow_query_log": "1", "log_output": "FILE"},
            "general": {"general_log": "1", "log_output": "FILE"},
            "audit": {"server_audit_logging": "1"},
        },
        tls=("require_secure_transport", "ON", "OFF"),
        longest_user=16,
        reserved_users=frozenset({"rdsadmin", "rdsrepladmin", "rdsproxyadmin", "mysql", "public", "user"}),
        reserved_databases=frozenset({"information_schema", "innodb", "mysql", "performance_schema", "sys", "tmp"}),
    ),
}

USER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
"""How both engines spell users and databases, as far as AWS takes them."""
LONGEST_DATABASE = 63


def version_problems(name: EngineName, version: str) -> Iterator[Problem]:
    """What is wrong with a version of an engine."""
    engine = ENGINES[name]
    if not engine.version.fullmatch(version):
        yield Problem(
            ("version",),
            "version-form",
            f"{version!r} is no version of {engine.aws_name}",
            f'Its versions look like "{engine.example}"; `aws rds describe-db-engine-versions` lists them.',
        )
    elif engine.release(version) is None:
        yield Problem(
            ("version",),
            "version-unknown",
            f"Aurora offers no {engine.aws_name} {version}",
            f"It offers the series {', '.join(str(series) for series in engine.series)}.",
        )


def name_problems(name: EngineName, user: str | None, database: str | None) -> Iterator[Problem]:
    """What is wrong with the names of the master user and the database."""
    engine = ENGINES[name]
    if user is not None:
        yield from _name_problems(("master_user",), "user", user, engine.longest_user, engine.reserved_users, engine)
    if database is not None:
        yield from _name_problems(
            ("database",), "database", database, LONGEST_DATABASE, engine.reserved_databases, engine
        )


def _name_problems(
    path: SpecPath, kind: str, name: str, longest: int, reserved: frozenset[str], engine: Engine
) -> Iterator[Problem]:
    if name.lower() in reserved or name.lower().startswith("pg_"):
        yield Problem(
            path,
            f"{kind}-reserved",
            f"A {kind} cannot be called `{name}`",
            f"{engine.aws_name} keeps that word for itself. Choose another, such as `app_{name.lower()}`.",
        )
    elif not USER_NAME.fullmatch(name) or len(name) > longest:
        yield Problem(
            path,
            f"{kind}-form",
            f"AWS would refuse the {kind} `{name}`",
            f"{engine.aws_name} takes letters, digits and `_`, a letter first, and at most {longest} characters; "
            f"this has {len(name)}.",
        )


def parameter_problems(
    name: EngineName, at_once: Mapping[str, str], at_restart: Mapping[str, str]
) -> Iterator[Problem]:
    """Parameters that a setting of the module decides, and those that stand in both places."""
    switch = ENGINES[name].tls[0]
    for field, parameters in (("parameters", at_once), ("parameters_at_restart", at_restart)):
        if switch in parameters:
            yield Problem(
                (field, switch),
                "parameter-by-setting",
                f"`{switch}` is decided by `force_tls`",
                "Say `force_tls: false` to let connections in that are not encrypted, and take this line away.",
            )
    for parameter in at_restart:
        if parameter in at_once:
            yield Problem(
                ("parameters_at_restart", parameter),
                "parameter-twice",
                f"`{parameter}` stands in both lists",
                "Keep it in `parameters` if it can change while the database runs, otherwise here.",
            )
