"""The two database engines of Aurora: their versions, their features and their reserved words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

EngineName = Literal["postgresql", "mysql"]
Feature = Literal["serverless", "pause", "large", "data_api"]
Log = Literal["postgresql", "instance", "iam-db-auth-error", "error", "slowquery", "general", "audit"]


class Engine(Struct, frozen=True):
    """One engine.

    Attributes:
        port: the default port.
        version: pattern of its versions; the groups are the series and the release within it.
        first_series: the oldest series that Aurora still makes clusters of.
        since: the first release that has a feature, of each series that did not have it from the beginning.
        logs: the logs that it can send to CloudWatch.
        default_logs: the logs that it sends unless the spec names some.
        switches: the parameters without which a log stays empty.
        tls: the parameter that refuses connections without TLS, and its values for yes and no.
        longest_database: length of the longest name of a database.
        at_restart: parameters that the engine reads only when it starts.
    """

    aws_name: str
    port: int
    version: re.Pattern[str]
    example: str
    first_series: int
    since: Mapping[Feature, Mapping[int, int]]
    logs: tuple[Log, ...]
    default_logs: tuple[Log, ...]
    switches: Mapping[Log, Mapping[str, str]]
    tls: tuple[str, str, str]
    longest_database: int
    reserved_users: frozenset[str]
    reserved_databases: frozenset[str]
    at_restart: frozenset[str]

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


# PostgreSQL documentation, "SQL Key Words": those that are reserved, and cannot be a name without quotes.
_POSTGRESQL_KEYWORDS = """
    all analyse analyze and any array as asc authorization case cast check collate column
    constraint create current_user default desc distinct do else end except false fetch for foreign from grant group
    having in initially intersect into join leading left like limit localtime natural not null offset on only or
    order placing primary references returning right select session_user
    some symmetric table then to trailing true union unique user using verbose when where window with
"""
# Amazon RDS API Reference, CreateDBCluster, MasterUsername: these as well.
_POSTGRESQL_USERS = frozenset({"admin", "administrator", "public", "rds_superuser", "rdsadmin", "rdsrepladmin"})

# Aurora User Guide, "Aurora PostgreSQL parameters": those of Aurora and of extensions that are read at the start; the
# server itself tells its own (generator/hclpress/aws/postgresql_parameters.py).
_POSTGRESQL_AT_RESTART = """
    apg_plan_mgmt.max_databases apg_plan_mgmt.max_plans cron.database_name cron.max_running_jobs
    cron.use_background_workers pg_stat_statements.max rds.babelfish_status rds.custom_dns_resolution
    rds.enable_plan_management rds.logical_replication
"""
# MySQL Reference Manual, "Server System Variable Reference": those that are not dynamic; Aurora User Guide, "Aurora
# MySQL configuration parameters".
_MYSQL_AT_RESTART = """
    aurora_enhanced_binlog back_log binlog_format ft_max_word_len ft_min_word_len ft_query_expansion_limit
    ft_stopword_file gtid-mode gtid_mode innodb_autoinc_lock_mode innodb_ft_cache_size innodb_ft_max_token_size
    innodb_ft_min_token_size innodb_ft_sort_pll_degree innodb_ft_total_cache_size innodb_sort_buffer_size
    lower_case_table_names max_digest_length open_files_limit performance_schema skip-character-set-client-handshake
    skip-slave-start skip_name_resolve skip_show_database table_open_cache_instances thread_handling thread_stack
"""

# MySQL Reference Manual, "Keywords and Reserved Words": the words that a name cannot be without quotes.
_MYSQL_WORDS = """
    accessible add all alter analyze and as asc asensitive before between both by call cascade case change check collate
    column condition constraint continue convert create cross cube cume_dist cursor database databases default delayed
    delete dense_rank desc describe deterministic distinct distinctrow div drop dual each else elseif empty enclosed
    escaped except exists exit explain false fetch first_value for force foreign from fulltext function generated get
    grant group grouping groups having high_priority if ignore in index infile inner inout insensitive insert interval
    into is iterate join json_table key keys kill lag last_value lateral lead leading leave left like limit linear lines
    load lock loop low_priority match maxvalue mod modifies natural not ntile null of on optimize option optionally or
    order out outer outfile over partition percent_rank primary procedure purge range rank read reads recursive
    references regexp release rename repeat replace require resignal restrict return revoke right rlike row row_number
    rows schema schemas select sensitive separator set show signal spatial specific sql sqlexception sqlstate sqlwarning
    ssl starting stored straight_join system table terminated then to trailing trigger true undo union unique unlock
    unsigned update usage use using values varying virtual when where while window with write xor zerofill
"""

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
        longest_database=63,
        reserved_users=frozenset(_POSTGRESQL_KEYWORDS.split()) | _POSTGRESQL_USERS,
        reserved_databases=frozenset({*_POSTGRESQL_KEYWORDS.split(), "db", "rdsadmin", "template0", "template1"}),
        at_restart=frozenset(_POSTGRESQL_AT_RESTART.split()),
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
        longest_database=64,
        reserved_users=frozenset(
            {*_MYSQL_WORDS.split(), "rdsadmin", "rdsrepladmin", "rdsproxyadmin", "mysql", "public", "user"}
        ),
        reserved_databases=frozenset(
            {*_MYSQL_WORDS.split(), "information_schema", "innodb", "mysql", "performance_schema", "sys", "tmp"}
        ),
        at_restart=frozenset(_MYSQL_AT_RESTART.split()),
    ),
}

USER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
"""Spelling of users and databases of both engines, as far as AWS takes them."""
LONGEST_USER = 16
"""Amazon RDS API Reference, CreateDBCluster, MasterUsername."""
