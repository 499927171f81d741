"""The parameters of PostgreSQL: their values, and which of them a running server cannot change."""

from __future__ import annotations

import pytest

from hclpress.aws.postgresql_parameters import may_exist, postgresql_parameters


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("log_connections", "1", "2"),
        ("log_connections", "off", "never"),
        ("log_statement", "DDL", "everything"),
        ("default_transaction_isolation", "read committed", "read"),
        ("work_mem", "64", "63"),
        ("work_mem", "64MB", "-1"),
        ("statement_timeout", "0", "2147483648"),
        ("random_page_cost", "1.1", "-1"),
    ],
)
def test_a_value_is_judged_as_the_server_judges_it(name: str, good: str, bad: str) -> None:
    parameter = postgresql_parameters()[name]
    assert parameter.complaint(name, good) is None
    assert parameter.complaint(name, bad)


def test_the_server_tells_what_it_reads_when_it_starts() -> None:
    fixed = {name for name, one in postgresql_parameters().items() if one.is_fixed}
    assert {"max_connections", "shared_buffers", "shared_preload_libraries", "autovacuum_max_workers"} <= fixed
    assert fixed.isdisjoint({"work_mem", "log_statement", "statement_timeout"})


@pytest.mark.parametrize("name", ["work_mem", "transaction_timeout", "pgaudit.log", "rds.force_ssl", "apg_ccm_enabled"])
def test_a_parameter_of_a_version_an_extension_or_aurora_may_exist(name: str) -> None:
    assert may_exist(name)


def test_a_misspelt_parameter_does_not_exist() -> None:
    assert not may_exist("max_conections")
