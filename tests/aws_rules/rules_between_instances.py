"""Rules between instances, and settings that are sound one by one and do not work together."""

from __future__ import annotations

from aws_rule import AwsRule, above, broken, doubtful, fine, several
from bases import (
    ALARMS,
    CERTIFICATE,
    CLUSTER,
    FIREWALL,
    FUNCTIONS,
    HTTP_API,
    MYSQL,
    NETWORK,
    REQUESTED,
    SERVICES,
    TABLES,
)

_CODE = "package: {s3: {bucket: acme-builds, key: f.zip}}"
_LAST_OF_HTTP = "      default_endpoint: false\n"
_LAST_OF_MYSQL = '    parameters: {innodb_print_all_deadlocks: "1"}\n'
_LAST_OF_ALARMS = "      functions.answer-errors: {period: 300, evaluations: 2, threshold: 1}\n"


def _service(environment: str, more: str = "") -> str:
    return (
        f"{_LAST_OF_MYSQL}  ecs:\n    services:\n      web:\n        containers:\n"
        f'          app: {{image: "web:1", environment: {environment}}}\n{more}'
    )


def _function(environment: str, more: str = "") -> str:
    return (
        f"{_LAST_OF_MYSQL}  jobs:\n    module: lambda\n    runtime: python3.13\n    vpc: {{subnets: private}}\n"
        f"    functions:\n      f: {{handler: index.handler, {_CODE}, environment: {environment}}}\n{more}"
    )


def _triggered(regions: str, bucket: str) -> str:
    return (
        f"{_LAST_OF_ALARMS}  files: {{module: s3, buckets: {{uploads: {{}}}}}}\n  jobs:\n    module: lambda\n"
        f"    regions: [{regions}]\n    runtime: python3.13\n    functions:\n      f:\n        handler: index.handler\n"
        f"        {_CODE}\n        triggers: {{t: {{type: bucket, bucket: {bucket}}}}}\n"
    )


BETWEEN: tuple[AwsRule, ...] = (
    broken(
        HTTP_API, _LAST_OF_HTTP, f"{_LAST_OF_HTTP}  cdn: {{origins: {{shop: {{api: §api}}}}}}\n", "cdn/origin-closed"
    ),
    fine(HTTP_API, _LAST_OF_HTTP, "      default_endpoint: true\n  cdn: {origins: {shop: {api: api}}}\n"),
    broken(
        HTTP_API,
        _LAST_OF_HTTP,
        f"{_LAST_OF_HTTP}  second:\n    module: api\n    kind: http\n    auth: iam\n"
        "    routes: {GET /a: functions.answer}\n    stage: {name: live}\n"
        f"    domain: {{name: §api.example.com, certificate: {CERTIFICATE}, default_endpoint: false}}\n",
        "api/domain-of-another",
    ),
    broken(
        SERVICES.replace(
            "    allow_from: [203.0.113.0/24]\n", "    alias: {name: a.example.com, zone_id: Z0123456789ABC}\n"
        ),
        "  ecs:\n",
        f"  second:\n    module: alb\n    certificate: {CERTIFICATE}\n"
        "    alias: {name: §a.example.com, zone_id: Z0123456789ABC}\n    targets: {web: {port: 80}}\n"
        '  more:\n    module: ecs\n    services:\n      more:\n        containers: {app: {image: "more:1", port: 80}}\n'
        "        load_balancer: {instance: second, target: web}\n  ecs:\n",
        "alb/alias-of-another",
    ),
    doubtful(
        REQUESTED.replace("        load_balancer: {instance: alb, target: api}\n", ""),
        "      api:\n        port: 8081",
        "      §api:\n        port: 8081",
        "alb/target-unfilled",
    ),
    fine(
        REQUESTED.replace("        load_balancer: {instance: alb, target: api}\n", ""),
        "posture: staging\n",
        "posture: staging\nshares: [alb]\n",
    ),
    doubtful(MYSQL, _LAST_OF_MYSQL, _service("{§DB: {from: db.endpoint}}"), "ecs/host-out-of-reach", "`uses`"),
    doubtful(MYSQL, _LAST_OF_MYSQL, _service('{DB: §!format "x {db.endpoint}"}'), "ecs/host-out-of-reach"),
    fine(MYSQL, _LAST_OF_MYSQL, _service("{DB: {from: db.endpoint}}", "        uses: [db]\n")),
    fine(MYSQL, _LAST_OF_MYSQL, _service("{DB: {from: db.master_secret_arn}}")),
    fine(
        MYSQL.replace("    database: shop\n", "    database: shop\n    connect_from: {network: 10.20.0.0/16}\n"),
        _LAST_OF_MYSQL,
        _service("{DB: {from: db.endpoint}}"),
    ),
    doubtful(MYSQL, _LAST_OF_MYSQL, _function("{§DB_HOST: {from: db.endpoint}}"), "lambda/host-out-of-reach"),
    fine(MYSQL, _LAST_OF_MYSQL, _function("{DB_HOST: {from: db.endpoint}}", "    uses: [db]\n")),
    broken(
        ALARMS,
        _LAST_OF_ALARMS,
        _triggered("us-east-1, eu-west-1", "{from: files.uploads_bucket_name}").replace(
            "bucket: {from", "§bucket: {from"
        ),
        "spec/fact-of-another-region",
    ),
    broken(ALARMS, _LAST_OF_ALARMS, _triggered("us-east-1, eu-west-1", "§acme-uploads"), "lambda/notifications-twice"),
    fine(ALARMS, _LAST_OF_ALARMS, _triggered("us-east-1", "{from: files.uploads_bucket_name}")),
    fine(
        ALARMS,
        _LAST_OF_ALARMS,
        _triggered("us-east-1, eu-west-1", "{from: files.uploads_bucket_name}").replace(
            "{module: s3,", "{module: s3, regions: [us-east-1, eu-west-1],"
        ),
    ),
    *(
        broken(
            base,
            "posture: staging\n",
            f"posture: staging\n§tags: {{{several(46, 'T#: v')}}}\n",
            "spec/too-many-tags",
            "51",
        )
        for base in (NETWORK, SERVICES)
    ),
    above(
        CLUSTER,
        "  orders:\n",
        several(20, "  d-#: {module: dsql}\n", joined_by="") + "  §last: {module: dsql}\n  orders:\n",
        "Single-Region clusters",
        "dsql/above-quota",
    ),
    fine(CLUSTER, "  orders:\n", several(20, "  d-#: {module: dsql}\n", joined_by="") + "  orders:\n"),
    above(
        TABLES,
        "  store:\n    module: dynamodb\n    tables:\n",
        "  §store:\n    module: dynamodb\n    tables:\n" + several(2500, "      t-#: {hash_key: id}\n", joined_by=""),
        "Maximum number of tables",
        "spec/above-quota",
    ),
    above(
        ALARMS,
        "  functions:\n    module: lambda\n    runtime: python3.13\n    functions:\n      answer:\n",
        "  §functions:\n    module: lambda\n    runtime: python3.13\n    functions:\n      answer:\n        triggers:\n"
        + several(301, "          s-#: {type: schedule, expression: rate(1 hour)}\n", joined_by=""),
        "Rules",
        "spec/above-quota",
    ),
    above(
        FIREWALL,
        "  waf:\n",
        several(100, "  w-#: {module: waf}\n", joined_by="") + "  §waf:\n",
        "web ACLs per account",
        "spec/above-quota",
    ),
    fine(NETWORK, "posture: staging\n", f"posture: staging\ntags: {{{several(45, 'T#: v')}}}\n"),
    fine(FUNCTIONS, "posture: staging\n", f"posture: staging\ntags: {{{several(46, 'T#: v')}}}\n"),
)
