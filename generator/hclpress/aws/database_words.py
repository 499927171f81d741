"""Words that database engines keep for themselves, and parameters that they read only when they start."""

from __future__ import annotations

import re

# PostgreSQL documentation, "SQL Key Words": those that are reserved, and cannot be a name without quotes.
_POSTGRESQL_KEYWORDS = """
    all analyse analyze and any array as asc authorization case cast check collate column
    constraint create current_user default desc distinct do else end except false fetch for foreign from grant group
    having in initially intersect into join leading left like limit localtime natural not null offset on only or
    order placing primary references returning right select session_user
    some symmetric table then to trailing true union unique user using verbose when where window with
"""
# Amazon RDS API Reference, CreateDBCluster, MasterUsername: these as well.
POSTGRESQL_USERS = frozenset({"admin", "administrator", "public", "rds_superuser", "rdsadmin", "rdsrepladmin"})
"""Names that no master user of PostgreSQL has."""

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

POSTGRESQL_WORDS = frozenset(_POSTGRESQL_KEYWORDS.split())
"""Words that are no names in PostgreSQL."""
POSTGRESQL_AT_RESTART = frozenset(_POSTGRESQL_AT_RESTART.split())
"""Parameters of Aurora PostgreSQL and RDS for PostgreSQL that are read at the start."""
MYSQL_AT_RESTART = frozenset(_MYSQL_AT_RESTART.split())
"""Parameters of MySQL that are read at the start."""
MYSQL_WORDS = frozenset(_MYSQL_WORDS.split())
"""Words that are no names in MySQL."""
POSTGRESQL_DATABASES = frozenset({"db", "rdsadmin", "template0", "template1"})
"""Names that no database of PostgreSQL in RDS has."""
MYSQL_USERS = frozenset({"rdsadmin", "rdsrepladmin", "rdsproxyadmin", "mysql", "public", "user"})
"""Names that no master user of MySQL and MariaDB in RDS has."""
MYSQL_DATABASES = frozenset({"information_schema", "innodb", "mysql", "performance_schema", "sys", "tmp"})
"""Names that no database of MySQL and MariaDB in RDS has."""
USER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
"""Spelling of users and databases of all engines, as far as AWS takes them."""
LONGEST_USER = 16
"""Amazon RDS API Reference, CreateDBCluster, MasterUsername."""
