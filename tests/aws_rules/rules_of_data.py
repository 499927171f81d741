"""Rules of S3, DynamoDB, Aurora, Aurora DSQL, KMS and Systems Manager."""

from __future__ import annotations

from aws_rule import AwsRule, above, broken, doubtful, fine, several
from bases import BUCKETS, CLUSTER, DATABASE, KEYS, MYSQL, PARAMETERS, TABLES

_NAMING = 'naming: "{project}-{name}-{suffix}"'
_RULE = "old: {prefix: old/, expire_days: 400, transitions: [{days: 30, storage: standard_ia}]}"
_CORS = "headers: [X-One], expose_headers: [ETag]"
_KEY = "key: arn:aws:kms:us-east-1:123456789012:key/"

S3: tuple[AwsRule, ...] = (
    broken(BUCKETS, "      logs: {}\n", f"      §{'l' * 60}: {{}}\n", "spec/name-not-allowed"),
    broken(BUCKETS, _RULE, "§old: {prefix: old/}", "s3/rule-without-effect"),
    broken(BUCKETS, _RULE, "old: {expire_days: §0}", "spec/wrong-value"),
    broken(BUCKETS, _RULE, "old: {transitions: [{days: §29, storage: standard_ia}]}", "s3/transition-too-early"),
    broken(BUCKETS, _RULE, "old: {transitions: [{days: §29, storage: onezone_ia}]}", "s3/transition-too-early"),
    fine(BUCKETS, _RULE, "old: {transitions: [{days: 0, storage: glacier}]}"),
    broken(
        BUCKETS,
        _RULE,
        "old: {transitions: [{days: 30, storage: standard_ia}, {days: §59, storage: glacier}]}",
        "s3/transition-too-early",
    ),
    broken(
        BUCKETS,
        _RULE,
        "old: {transitions: [{days: 30, storage: glacier}, {days: 90, storage: §standard_ia}]}",
        "s3/transition-order",
    ),
    broken(
        BUCKETS,
        _RULE,
        "old: {expire_days: §30, transitions: [{days: 30, storage: standard_ia}]}",
        "s3/expires-before-transition",
    ),
    broken(BUCKETS, _RULE, "old: {transitions: [{days: 1, storage: §standard}]}", "spec/wrong-value"),
    broken(BUCKETS, _RULE, "old: {noncurrent_days: 1, noncurrent_versions: §101}", "spec/wrong-value"),
    broken(BUCKETS, _RULE, "old: {expire_days: 1, noncurrent_versions: §5}", "s3/versions-without-days"),
    broken(BUCKETS, _RULE, f"old: {{prefix: §{'p' * 1025}, expire_days: 1}}", "spec/wrong-value"),
    broken(BUCKETS, _RULE, f"? §{'r' * 256}\n          : {{expire_days: 1}}", "spec/wrong-value"),
    broken(
        BUCKETS,
        f"        lifecycle:\n          {_RULE}\n",
        "        §lifecycle:\n" + several(1001, "          r#: {expire_days: 1}\n", joined_by=""),
        "s3/too-many-rules",
    ),
    broken(BUCKETS, _CORS, 'headers: [§"*-x-*"], expose_headers: [ETag]', "s3/too-many-wildcards"),
    broken(BUCKETS, _CORS, 'headers: [X-One], expose_headers: [§"*"]', "s3/wildcard-exposed"),
    broken(BUCKETS, _CORS, 'expose_headers: [§"x-amz-*"]', "s3/wildcard-exposed"),
    broken(BUCKETS, "methods: [GET]", "methods: [§PATCH]", "spec/wrong-value"),
    broken(BUCKETS, "methods: [GET]", "methods: [GET], max_age_seconds: §86401", "spec/wrong-value"),
    broken(BUCKETS, "website: {index: index.html}", "website: {index: §pages/index.html}", "s3/index-in-a-folder"),
    broken(BUCKETS, f"{_KEY}12", f"key: §{_KEY[5:].replace('us-east-1', 'us-east-2')}12", "s3/key-of-another-region"),
    broken(BUCKETS, f"{_KEY}12", "key: §arn:aws:kms:us-east-1::key/12", "spec/wrong-value"),
    broken(BUCKETS, "      logs: {}\n", "      logs: {abort_uploads_days: §0}\n", "spec/wrong-value"),
    broken(
        BUCKETS,
        "      logs: {}\n",
        "      logs: {}\n      records: {access_logs: {bucket: §nowhere}}\n",
        "s3/no-such-bucket",
    ),
)

_BILLING = "billing: {read: 5, write: 5, autoscale: {min: 5, max: 50, target: 70}}"
_INDEX = "ByCustomer: {hash_key: customer, projection: [total, state]}"
_LOCAL = "ByState: {range_key: state, projection: keys_only}"

DYNAMODB: tuple[AwsRule, ...] = (
    broken(TABLES, "hash_key: id\n", f"hash_key: §{'k' * 256}\n", "spec/wrong-value"),
    broken(TABLES, "range_key: at\n        attributes: {at: N}", "range_key: §id", "dynamodb/same-key-twice"),
    broken(TABLES, "attributes: {at: N}", "attributes: {at: §BOOL}", "spec/wrong-value"),
    broken(TABLES, "attributes: {at: N}", "attributes: {other: §N}", "dynamodb/attribute-of-no-key"),
    broken(TABLES, "ttl: until", "ttl: §id", "dynamodb/ttl-is-a-key"),
    broken(TABLES, "ttl: until", f"ttl: §{'t' * 256}", "spec/wrong-value"),
    broken(TABLES, _BILLING, "billing: {read: §0, write: 5}", "spec/wrong-value"),
    broken(TABLES, _BILLING, "billing: {read: 5, write: 5, autoscale: {min: §51, max: 50}}", "dynamodb/scaling-range"),
    broken(
        TABLES, _BILLING, "billing: {read: 5, write: 5, autoscale: {min: 5, max: 50, target: §19}}", "spec/wrong-value"
    ),
    broken(
        TABLES, _BILLING, "billing: {read: 5, write: 5, autoscale: {min: 5, max: 50, target: §91}}", "spec/wrong-value"
    ),
    above(
        TABLES,
        _BILLING,
        "billing: {read: §40001, write: 5}",
        "Table-level read throughput limit",
        "dynamodb/above-quota",
    ),
    above(
        TABLES,
        _BILLING,
        "billing: {read: 5, write: §40001}",
        "Table-level write throughput limit",
        "dynamodb/above-quota",
    ),
    fine(TABLES, _BILLING, "billing: {read: 40000, write: 40000}"),
    fine(TABLES, _BILLING, "billing: on_demand"),
    above(
        TABLES,
        _INDEX,
        "ByCustomer: {hash_key: customer, capacity: {read: §40001, write: 5}}",
        "Table-level read throughput limit",
        "dynamodb/above-quota",
    ),
    broken(TABLES, _INDEX, "§By: {hash_key: customer}", "spec/wrong-value"),
    broken(TABLES, _INDEX, '§"By Customer": {hash_key: customer}', "spec/wrong-value"),
    broken(TABLES, _INDEX, "ByCustomer: {hash_key: customer, range_key: §customer}", "dynamodb/same-key-twice"),
    broken(
        TABLES, _INDEX, "ByCustomer: {hash_key: customer, projection: [total, §total]}", "dynamodb/projection-twice"
    ),
    broken(TABLES, _INDEX, "ByCustomer: {hash_key: customer, projection: [§customer]}", "dynamodb/projection-of-a-key"),
    doubtful(
        TABLES, _INDEX, "ByCustomer: {hash_key: customer, projection: [total, §id]}", "dynamodb/projection-of-a-key"
    ),
    broken(
        TABLES,
        _INDEX,
        f"ByCustomer: {{hash_key: customer, §projection: [{several(21, 'a#')}]}}".replace(
            "§projection: [", "projection: §["
        ),
        "dynamodb/projection-too-long",
    ),
    fine(TABLES, _INDEX, f"ByCustomer: {{hash_key: customer, projection: [{several(20, 'a#')}]}}"),
    broken(TABLES, _LOCAL, "ByState: {range_key: §at}", "dynamodb/index-like-the-table"),
    broken(
        TABLES,
        f"        local_indexes:\n          {_LOCAL}\n",
        "        §local_indexes:\n" + several(6, "          By#x: {range_key: r#}\n", joined_by=""),
        "dynamodb/too-many-local-indexes",
    ),
    above(
        TABLES,
        "        indexes:\n",
        "        §indexes:\n" + several(20, "          More#: {hash_key: m#}\n", joined_by=""),
        "Global Secondary Indexes per table",
        "dynamodb/above-quota",
    ),
    fine(
        TABLES,
        "        indexes:\n",
        "        indexes:\n" + several(19, "          More#: {hash_key: m#}\n", joined_by=""),
    ),
    broken(
        TABLES,
        "ttl: until",
        "key: §arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
        "dynamodb/key-of-another-region",
    ),
)

AURORA: tuple[AwsRule, ...] = (
    broken(DATABASE, _KEY, "key: §", "spec/wrong-value"),
    broken(DATABASE, "port: 5432", "port: §1149", "spec/wrong-value"),
    broken(DATABASE, "port: 5432", "port: §65536", "spec/wrong-value"),
    fine(DATABASE, "port: 5432", "port: 1150"),
    broken(DATABASE, "database: shop", "database: §template1", "aurora/database-reserved"),
    broken(DATABASE, "database: shop", "database: §1shop", "aurora/database-form"),
    broken(DATABASE, "database: shop", "database: §my-shop", "aurora/database-form"),
    broken(DATABASE, "database: shop", f"database: §{'d' * 64}", "aurora/database-form"),
    fine(DATABASE, "database: shop", f"database: {'d' * 63}"),
    broken(MYSQL, "database: shop", f"database: §{'d' * 65}", "aurora/database-form"),
    fine(MYSQL, "database: shop", f"database: {'d' * 64}"),
    broken(MYSQL, "database: shop", "database: §mysql", "aurora/database-reserved"),
    broken(MYSQL, "database: shop", "database: §groups", "aurora/database-reserved"),
    broken(MYSQL, "database: shop", "master_user: §trigger", "aurora/user-reserved"),
    broken(DATABASE, "database: shop", "database: §order", "aurora/database-reserved"),
    broken(DATABASE, "master_user: keeper", "master_user: §user", "aurora/user-reserved"),
    fine(DATABASE, "database: shop", "database: orders"),
    fine(MYSQL, "database: shop", "database: events"),
    broken(DATABASE, "master_user: keeper", "master_user: §admin", "aurora/user-reserved"),
    broken(DATABASE, "master_user: keeper", "master_user: §rdsadmin", "aurora/user-reserved"),
    broken(DATABASE, "master_user: keeper", "master_user: §pg_keeper", "aurora/user-reserved"),
    broken(DATABASE, "master_user: keeper", f"master_user: §{'k' * 17}", "aurora/user-form"),
    fine(DATABASE, "master_user: keeper", f"master_user: {'k' * 16}"),
    broken(DATABASE, "master_user: keeper", 'master_user: §"1keeper"', "aurora/user-form"),
    broken(DATABASE, "{min: 0.5, max: 4}", "{min: §0.7, max: 4}", "spec/wrong-value"),
    broken(DATABASE, "{min: 0.5, max: 4}", "{min: §5, max: 4}", "aurora/capacity-inverted"),
    broken(DATABASE, "{min: 0.5, max: 4}", "{min: 0.5, max: §0.5}", "spec/wrong-value"),
    broken(DATABASE, "{min: 0.5, max: 4}", "{min: 0.5, max: §256.5}", "spec/wrong-value"),
    broken(DATABASE, "{min: 0.5, max: 4}", "{min: 0, max: 4, pause_after_seconds: §299}", "spec/wrong-value"),
    broken(DATABASE, "{min: 0.5, max: 4}", "{min: 0, max: 4, pause_after_seconds: §86401}", "spec/wrong-value"),
    broken(DATABASE, "{min: 0.5, max: 4}", "{min: 1, max: 4, pause_after_seconds: §600}", "aurora/pause-without-zero"),
    broken(DATABASE, "backup_days: 7", "backup_days: §0", "spec/wrong-value"),
    broken(DATABASE, "backup_days: 7", "backup_days: §36", "spec/wrong-value"),
    broken(DATABASE, '"03:00-04:00"', '§"03:00-03:20"', "aurora/window-too-short"),
    broken(DATABASE, '"03:00-04:00"', '§"24:00-01:00"', "spec/wrong-value"),
    broken(DATABASE, '"sun:04:30-sun:05:30"', '§"sun:03:30-sun:04:30"', "aurora/windows-overlap"),
    broken(DATABASE, '"sun:04:30-sun:05:30"', '§"sun:04:30-sun:04:50"', "aurora/window-too-short"),
    broken(DATABASE, '"sun:04:30-sun:05:30"', '§"04:30-05:30"', "spec/wrong-value"),
    broken(DATABASE, "rotation_days: 30", "rotation_days: §1001", "spec/wrong-value"),
    broken(DATABASE, "{office: 10.99.0.0/24}", "{office: §0.0.0.0/0}", "aurora/open-to-the-world"),
    broken(DATABASE, "{office: 10.99.0.0/24}", "{office: 10.99.0.0/24, again: §10.99.0.0/24}", "aurora/network-twice"),
    above(
        DATABASE,
        "    backup_days: 7\n",
        "    backup_days: 7\n    instances: 16\n"
        + "".join(
            f'  {mark}{name}: {{module: aurora, engine: postgresql, version: "16.6", instances: 16, '
            "capacity: {min: 1, max: 4}}\n"
            for mark, name in (("", "second"), ("§", "third"))
        )
        + '  db-rest:\n    module: aurora\n    engine: postgresql\n    version: "16.6"\n    capacity: {min: 1, max: 4}\n'
        "    instances: 1\n",
        "DB instances",
        "spec/above-quota",
    ),
    above(
        DATABASE,
        "connect_from: {office: 10.99.0.0/24}",
        f"§connect_from: {{{several(61, 'n#: 10.99.0.#/32')}}}",
        "Inbound or outbound rules per security group",
        "aurora/above-quota",
    ),
    broken(DATABASE, "{log_statement: ddl}", '{max_connections: §"100"}', "aurora/parameter-at-restart"),
    broken(DATABASE, "{log_statement: ddl}", '{shared_buffers: §"100"}', "aurora/parameter-at-restart"),
    broken(
        DATABASE, "{log_statement: ddl}", "{log_statement: §everything}", "aurora/parameter-value", "none, ddl, mod"
    ),
    broken(DATABASE, "{log_statement: ddl}", '{log_connections: §"2"}', "aurora/parameter-value"),
    broken(DATABASE, "{log_statement: ddl}", '{work_mem: §"63"}', "aurora/parameter-value", "The least is 64"),
    broken(DATABASE, "{log_statement: ddl}", '{checkpoint_completion_target: §"2"}', "aurora/parameter-value"),
    broken(DATABASE, "{log_statement: ddl}", '{autovacuum_max_workers: §"3"}', "aurora/parameter-at-restart"),
    doubtful(DATABASE, "{log_statement: ddl}", '{statement_timeot: §"1000"}', "aurora/parameter-unknown"),
    fine(DATABASE, "{log_statement: ddl}", '{work_mem: "64", log_statement: DDL, log_connections: "on"}'),
    fine(DATABASE, "{log_statement: ddl}", '{transaction_timeout: "1000", pgaudit.log: all, apg_ccm_enabled: "1"}'),
    fine(DATABASE, "{log_statement: ddl}", '{random_page_cost: "1.1", work_mem: "{DBInstanceClassMemory/32768}"}'),
    broken(DATABASE, "{log_statement: ddl}", '{rds.logical_replication: §"1"}', "aurora/parameter-at-restart"),
    broken(DATABASE, "{log_statement: ddl}", '{rds.force_ssl: §"1"}', "aurora/parameter-by-setting"),
    broken(MYSQL, 'innodb_print_all_deadlocks: "1"', "binlog_format: §ROW", "aurora/parameter-at-restart"),
    broken(MYSQL, 'innodb_print_all_deadlocks: "1"', 'performance_schema: §"1"', "aurora/parameter-at-restart"),
    broken(MYSQL, 'innodb_print_all_deadlocks: "1"', '§"my param": "1"', "spec/wrong-value"),
    broken(DATABASE, f"{_KEY}", f"key: §{_KEY[5:].replace('us-east-1', 'us-west-2')}", "aurora/key-of-another-region"),
    broken(
        DATABASE.replace("    database: shop\n    master_user: keeper\n", ""),
        "    backup_days: 7\n",
        "    restore_from: §arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:old\n    backup_days: 7\n",
        "aurora/snapshot-of-another-region",
    ),
    broken(
        DATABASE.replace("    database: shop\n    master_user: keeper\n", ""),
        "    backup_days: 7\n",
        "    restore_from: §arn:aws:rds:us-east-1:123456789012:snapshot:old\n    backup_days: 7\n",
        "spec/wrong-value",
    ),
    broken(DATABASE, "    backup_days: 7\n", "    backup_days: 7\n    monitoring_seconds: §20\n", "spec/wrong-value"),
    broken(DATABASE, "    backup_days: 7\n", "    backup_days: 7\n    instances: §17\n", "spec/wrong-value"),
    broken(
        DATABASE,
        "    backup_days: 7\n",
        "    backup_days: 7\n    logs: {exports: [§error]}\n",
        "aurora/log-of-another-engine",
    ),
    broken(
        DATABASE,
        "    backup_days: 7\n",
        "    backup_days: 7\n    instances: {a: {promotion_tier: §16}}\n",
        "spec/wrong-value",
    ),
)

DSQL: tuple[AwsRule, ...] = (
    broken(CLUSTER, "    key: arn:aws:kms:us-east-1:123456789012:key/", "    key: §aws-managed/", "spec/wrong-value"),
    broken(CLUSTER, "witness: us-west-2", "witness: §us-east-2", "dsql/witness-is-a-peer"),
    broken(CLUSTER, "peer_region: us-east-2", "peer_region: §eu-west-1", "dsql/not-of-one-set"),
    broken(CLUSTER, "peer_region: us-east-2", "peer_region: §us-east-1", "dsql/peer-of-itself"),
    broken(CLUSTER, "    key: arn:aws:kms:us-east-1", "    key: §arn:aws:kms:us-east-2", "dsql/key-of-another-region"),
    broken(
        CLUSTER,
        "tags: {Team: shop}\nmodules:\n  orders:",
        "tags: {Team: Bücher}\nmodules:\n  §orders:",
        "dsql/tag-characters",
    ),
)

KMS: tuple[AwsRule, ...] = (
    broken(KEYS, "rotation_days: 365", "rotation_days: §89", "spec/wrong-value"),
    broken(KEYS, "rotation_days: 365", "rotation_days: §2561", "spec/wrong-value"),
    broken(KEYS, "deletion_window_days: 30", "deletion_window_days: §6", "spec/wrong-value"),
    broken(KEYS, "deletion_window_days: 30", "deletion_window_days: §31", "spec/wrong-value"),
    broken(KEYS, "description: Encrypts data", f"description: §{'d' * 8193}", "spec/wrong-value"),
    broken(KEYS, "rotation_days: 365", "rotation: false, rotation_days: §365", "kms/days-without-rotation"),
    fine(KEYS, "rotation_days: 365", "rotation_days: 2560"),
)

SSM: tuple[AwsRule, ...] = (
    broken(PARAMETERS, "one: {value: x", 'one: {value: §"{{ssm:other}}"', "ssm/reference-in-a-value"),
    broken(PARAMETERS, "one: {value: x", 'one: {value: §"a {{b}} c"', "ssm/reference-in-a-value"),
    fine(PARAMETERS, "one: {value: x", 'one: {value: "a {b} }} c"'),
    broken(PARAMETERS, "value: x, tier: standard", f"value: §{'v' * 4097}", "ssm/value-too-long"),
    fine(PARAMETERS, "value: x, tier: standard", f"value: {'v' * 4096}"),
    broken(PARAMETERS, "value: x, tier: standard", f"value: §{'v' * 8193}, tier: advanced", "ssm/value-too-long"),
    fine(PARAMETERS, "value: x, tier: standard", f"value: {'v' * 8192}, tier: advanced"),
    broken(PARAMETERS, "value: x, tier: standard", 'value: §""', "spec/wrong-value"),
    broken(PARAMETERS, "value: x, tier: standard", "value: x, name: §aws-one", "ssm/name-reserved"),
    broken(PARAMETERS, "value: x, tier: standard", "value: x, name: §/SSM/one", "ssm/name-reserved"),
    broken(PARAMETERS, "value: x, tier: standard", "value: x, name: §a/b", "ssm/name-without-slash"),
    broken(PARAMETERS, "value: x, tier: standard", 'value: x, name: §"a b"', "spec/wrong-value"),
    broken(PARAMETERS, "value: x, tier: standard", f"value: x, name: §{'/a' * 16}", "ssm/name-too-deep"),
    fine(PARAMETERS, "value: x, tier: standard", f"value: x, name: {'/a' * 15}"),
    broken(PARAMETERS, "value: x, tier: standard", f"value: x, name: §{'n' * 1012}", "spec/wrong-value"),
    broken(PARAMETERS, "value: x, tier: standard", f"value: x, description: §{'d' * 1025}", "spec/wrong-value"),
    broken(PARAMETERS, "value: [a, b]", 'value: [a, §"b,c"]', "ssm/comma-in-a-list"),
    broken(PARAMETERS, "secret: {type: SecureString}", "secret: {type: SecureString, value: §x}", "ssm/secret-in-spec"),
)

DATA = (*S3, *DYNAMODB, *AURORA, *DSQL, *KMS, *SSM)
