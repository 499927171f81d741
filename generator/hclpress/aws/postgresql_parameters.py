"""The parameters of PostgreSQL, as its server 15 describes them, and those that Aurora adds.

`generator/provider_tables/postgresql_parameters.py` writes the table. A later version has some more.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

TABLE = Path(__file__).with_name("postgresql_parameters.txt")
"""The file with the parameters, a line each."""

# PostgreSQL documentation, "Server Configuration": the values of some parameters that take a word.
_WORDS: Mapping[str, str] = {
    "client_min_messages": "debug5 debug4 debug3 debug2 debug1 log notice warning error",
    "constraint_exclusion": "partition on off",
    "default_transaction_isolation": "serializable|repeatable read|read committed|read uncommitted",
    "intervalstyle": "postgres postgres_verbose sql_standard iso_8601",
    "log_error_verbosity": "terse default verbose",
    "log_min_error_statement": "debug5 debug4 debug3 debug2 debug1 info notice warning error log fatal panic",
    "log_min_messages": "debug5 debug4 debug3 debug2 debug1 info notice warning error log fatal panic",
    "log_statement": "none ddl mod all",
    "password_encryption": "md5 scram-sha-256",
    "plan_cache_mode": "auto force_generic_plan force_custom_plan",
    "session_replication_role": "origin replica local",
    "track_functions": "none pl all",
    "xmlbinary": "base64 hex",
    "xmloption": "content document",
}
# PostgreSQL documentation, "Release Notes" of 13, 14, 16 and 17: parameters that server 15 does not have.
_OF_OTHER_VERSIONS = """
    allow_alter_system commit_timestamp_buffers createrole_self_grant debug_parallel_query enable_group_by_reordering
    enable_presorted_aggregate event_triggers force_parallel_mode gss_accept_delegation icu_validation_level
    io_combine_limit logical_replication_mode max_notify_queue_pages max_parallel_apply_workers_per_subscription
    multixact_member_buffers multixact_offset_buffers notify_buffers old_snapshot_threshold
    operator_precedence_warning promote_trigger_file reserved_connections restrict_nonsystem_relation_kind
    scram_iterations send_abort_for_crash send_abort_for_kill serializable_buffers stats_temp_directory
    subtransaction_buffers summarize_wal sync_replication_slots synchronized_standby_slots trace_connection_negotiation
    transaction_buffers transaction_timeout vacuum_buffer_usage_limit vacuum_cleanup_index_scale_factor
    vacuum_defer_cleanup_age wal_summary_keep_time
"""
_OF_AURORA = ("apg_", "aurora_", "babelfishpg_", "rds_")
_TRUTH = frozenset({"0", "1", "on", "off", "true", "false", "yes", "no"})


class EngineParameter(Struct, frozen=True):
    """A parameter of the engine.

    Attributes:
        is_fixed: whether the server reads it only when it starts.
        kind: `BOOLEAN`, `INTEGER`, `REAL`, `ENUM` or `STRING`.
        least: the smallest number; None without one.
        greatest: the greatest number; None without one.
    """

    is_fixed: bool
    kind: str
    least: float | None
    greatest: float | None

    def complaint(self, name: str, value: str) -> str | None:
        """Return the reason why the engine refuses a value, as a full sentence; None if it may take it."""
        if self.kind == "BOOLEAN" and value.lower() not in _TRUTH:
            return "It is on or off: `1` or `0`."
        told = _WORDS.get(name, "")
        words = told.split("|") if "|" in told else told.split()
        if words and value.lower() not in words:
            return f"It may be {', '.join(words)}."
        # Text with a unit, and formulas over the class of the instance, are for the engine to judge.
        if self.kind in ("INTEGER", "REAL") and value.lstrip("-").isdigit():
            if self.least is not None and int(value) < self.least:
                return f"The least is {self.least:g}."
            if self.greatest is not None and int(value) > self.greatest:
                return f"The greatest is {self.greatest:g}."
        return None


@cache
def postgresql_parameters() -> Mapping[str, EngineParameter]:
    """Return the parameters of PostgreSQL, by name."""
    return dict(map(_parameter, TABLE.read_text("utf-8").splitlines()))


def may_exist(name: str) -> bool:
    """Whether Aurora PostgreSQL may have a parameter: those of extensions and of Aurora itself are not listed."""
    known = name in postgresql_parameters() or name in _OF_OTHER_VERSIONS.split()
    return known or "." in name or name.startswith(_OF_AURORA)


def _parameter(line: str) -> tuple[str, EngineParameter]:
    name, context, kind, least, greatest = line.split("\t")
    bounds = (float(text) if text else None for text in (least, greatest))
    return name.lower(), EngineParameter(context == "postmaster", kind, *bounds)
