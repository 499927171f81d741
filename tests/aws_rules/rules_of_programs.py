"""Rules of Lambda, API Gateway and ECS."""

from __future__ import annotations

from aws_rule import AwsRule, above, broken, doubtful, fine, several
from bases import CERTIFICATE, FUNCTIONS, HTTP_API, REST_API, SERVICES

_LAYER = "arn:aws:lambda:us-east-1:123456789012:layer:tools:1"
_LAYERS = f'layers: ["{_LAYER}"]'
_MAILS = '"arn:aws:sqs:us-east-1:123456789012:mails", batch_size: 10'
_CRON = '"cron(0 3 * * ? *)"'
_STREAM = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000"
_DEAD = 'queue: "arn:aws:sqs:us-east-1:123456789012:failed"'
_POLICIES = several(
    10,
    "arn:aws:iam::123456789012:policy/p#",
)

LAMBDA: tuple[AwsRule, ...] = (
    broken(FUNCTIONS, "memory: 512", "memory: §127", "spec/wrong-value"),
    broken(FUNCTIONS, "memory: 512", "memory: §10241", "spec/wrong-value"),
    fine(FUNCTIONS, "memory: 512", "memory: 10240"),
    broken(FUNCTIONS, "timeout: 60", "timeout: §901", "spec/wrong-value"),
    broken(FUNCTIONS, "timeout: 60", "timeout: §0", "spec/wrong-value"),
    fine(FUNCTIONS, "timeout: 60", "timeout: 900"),
    broken(FUNCTIONS, "timeout: 60", "ephemeral_storage: §511", "spec/wrong-value"),
    broken(FUNCTIONS, "timeout: 60", "ephemeral_storage: §10241", "spec/wrong-value"),
    broken(FUNCTIONS, "description: Writes reports", f"description: §{'x' * 257}", "spec/wrong-value"),
    fine(FUNCTIONS, "description: Writes reports", f"description: {'x' * 256}"),
    broken(FUNCTIONS, "{STAGE: test}", "{AWS_REGION: §x}", "lambda/reserved-variable"),
    broken(FUNCTIONS, "{STAGE: test}", "{AWS_LAMBDA_FUNCTION_NAME: §x}", "lambda/reserved-variable"),
    broken(FUNCTIONS, "{STAGE: test}", "{_X: §x}", "lambda/variable-name"),
    broken(FUNCTIONS, "{STAGE: test}", "{S: §x}", "lambda/variable-name"),
    broken(FUNCTIONS, _LAYERS, f'layers: ["{_LAYER}", §"{_LAYER[:-1]}2"]', "lambda/layer-twice"),
    broken(FUNCTIONS, _LAYERS, f'layers: ["{_LAYER}", §"{_LAYER}"]', "lambda/layer-twice"),
    broken(
        FUNCTIONS,
        _LAYERS,
        f"layers: §[{several(6, _LAYER.replace('tools', 'tools-#'))}]",
        "spec/wrong-value",
    ),
    broken(FUNCTIONS, _LAYERS, f"layers: [§{_LAYER.replace('us-', 'eu-')}]", "spec/wrong-arn"),
    broken(FUNCTIONS, _LAYERS, f"layers: [§{_LAYER.replace('us-east', 'eu-west')}]", "lambda/layer-of-another-region"),
    broken(FUNCTIONS, _LAYERS, f"layers: [§{_LAYER[:-2]}]", "spec/wrong-value"),
    broken(FUNCTIONS, _DEAD, f'{_DEAD[:7]}§{_DEAD[7:-1]}.fifo"', "lambda/dead-letter-of-fifo"),
    broken(FUNCTIONS, _DEAD, 'queue: §"arn:aws:sns:us-east-1:123456789012:failed"', "spec/wrong-value"),
    broken(FUNCTIONS, _DEAD, 'queue: §"arn:aws:sqs:eu-west-1:123456789012:failed"', "lambda/queue-of-another-region"),
    broken(FUNCTIONS, _DEAD, 'queue: §"arn:aws:sqs:us-east-1:123456789012:a b"', "spec/wrong-value"),
    broken(FUNCTIONS, _DEAD, f'queue: §"arn:aws:sqs:us-east-1:123456789012:{"q" * 81}"', "spec/wrong-value"),
    broken(FUNCTIONS, _DEAD, 'queue: §"arn:aws:sqs:us-east-1::failed"', "spec/wrong-value"),
    broken(FUNCTIONS, _DEAD, 'topic: §"arn:aws:sns:us-east-1:123456789012:failed.fifo"', "lambda/dead-letter-of-fifo"),
    broken(
        FUNCTIONS,
        'topic: "arn:aws:sns:us-east-1:123456789012:news"',
        'topic: §"arn:aws:sns:us-east-1:123456789012:news.fifo"',
        "lambda/topic-of-fifo",
    ),
    broken(
        FUNCTIONS,
        _MAILS,
        '"arn:aws:sqs:us-east-1:123456789012:mails.fifo", batch_size: §11',
        "lambda/batch-of-fifo",
    ),
    broken(
        FUNCTIONS,
        _MAILS,
        '"arn:aws:sqs:us-east-1:123456789012:mails.fifo", batch_seconds: §5',
        "lambda/window-of-fifo",
    ),
    fine(FUNCTIONS, _MAILS, '"arn:aws:sqs:us-east-1:123456789012:mails.fifo", batch_size: 10'),
    broken(FUNCTIONS, "batch_size: 10}", "batch_size: §11}", "lambda/batch-without-window"),
    fine(FUNCTIONS, "batch_size: 10}", "batch_size: 10000, batch_seconds: 1}"),
    broken(FUNCTIONS, "batch_size: 10}", "batch_size: §10001, batch_seconds: 1}", "spec/wrong-value"),
    broken(FUNCTIONS, "batch_size: 10}", "batch_seconds: §301}", "spec/wrong-value"),
    broken(FUNCTIONS, "batch_size: 10}", "maximum_concurrency: §1}", "spec/wrong-value"),
    broken(FUNCTIONS, "batch_size: 10}", "maximum_concurrency: §1001}", "spec/wrong-value"),
    broken(FUNCTIONS, "batch_size: 10}", "maximum_concurrency: §11}", "lambda/concurrency-above-reserved"),
    broken(FUNCTIONS, _STREAM, "§arn:aws:dynamodb:us-east-1:123456789012:table/orders", "spec/wrong-value"),
    broken(FUNCTIONS, _STREAM, f"§{_STREAM.replace('us-east-1', 'us-east-2')}", "lambda/stream-of-another-region"),
    broken(FUNCTIONS, "batch_size: 100\n", "batch_size: §10001\n", "spec/wrong-value"),
    broken(FUNCTIONS, "batch_size: 100\n", "retries: §10001\n", "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"cron(0 3 * * * *)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"cron(60 3 * * ? *)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"cron(0 24 * * ? *)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"cron(0 3 ? * 8 *)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"cron(0 3 ? * 2#6 *)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"cron(0 3 * 13 ? *)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"cron(0 3 * * ? 1969)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"cron(0 3 * * ?)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"rate(0 minutes)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"rate(1 minutes)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"rate(2 week)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"rate(30 seconds)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, '§"at(2026-12-01T12:00:00)"', "spec/wrong-value"),
    broken(FUNCTIONS, _CRON, f'§"cron(0 {",".join(["1"] * 130)} * * ? *)"', "spec/wrong-value"),
    fine(FUNCTIONS, _CRON, '"cron(0/15 8-17 ? * MON-FRI *)"'),
    fine(FUNCTIONS, _CRON, '"cron(0 3 L * ? *)"'),
    fine(FUNCTIONS, _CRON, '"cron(0 3 ? * 6#3 2026-2030)"'),
    fine(FUNCTIONS, _CRON, '"cron(0 3 15W * ? *)"'),
    broken(FUNCTIONS, "input: {kind: full}", f"§input: {{kind: {'x' * 8192}}}", "lambda/input-too-long"),
    broken(FUNCTIONS, "prefix: images/, suffix", 'prefix: §"images/*", suffix', "spec/wrong-value"),
    broken(FUNCTIONS, "prefix: images/, suffix", 'prefix: §"my images/", suffix', "spec/wrong-value"),
    broken(FUNCTIONS, "suffix: .png", 'suffix: §"*.png"', "spec/wrong-value"),
    broken(FUNCTIONS, "prefix: images/, suffix", f"prefix: §{'x' * 1025}, suffix", "spec/wrong-value"),
    broken(
        FUNCTIONS,
        "documents: {type: bucket, bucket: acme-uploads, prefix: documents/}",
        "§documents: {type: bucket, bucket: acme-uploads, prefix: images/small/}",
        "lambda/notifications-overlap",
    ),
    broken(
        FUNCTIONS,
        "documents: {type: bucket, bucket: acme-uploads, prefix: documents/}",
        "§documents: {type: bucket, bucket: acme-uploads, suffix: g}",
        "lambda/notifications-overlap",
    ),
    broken(
        FUNCTIONS,
        "documents: {type: bucket, bucket: acme-uploads, prefix: documents/}",
        "§documents: {type: bucket, bucket: acme-uploads}",
        "lambda/notifications-overlap",
    ),
    fine(
        FUNCTIONS,
        "documents: {type: bucket, bucket: acme-uploads, prefix: documents/}",
        "documents: {type: bucket, bucket: acme-uploads, prefix: images/, suffix: .jpg}",
    ),
    fine(
        FUNCTIONS,
        "documents: {type: bucket, bucket: acme-uploads, prefix: documents/}",
        "documents: {type: bucket, bucket: acme-uploads, prefix: images/, events: [removed]}",
    ),
    broken(
        FUNCTIONS,
        "          documents: {type: bucket, bucket: acme-uploads, prefix: documents/}\n",
        """          documents: {type: bucket, bucket: acme-uploads, prefix: documents/}
  second:
    module: lambda
    runtime: python3.13
    functions:
      more:
        handler: index.handler
        package: {s3: {bucket: acme-builds, key: more.zip}}
        triggers: {more: {type: bucket, bucket: §acme-uploads, prefix: more/}}
""",
        "lambda/notifications-twice",
    ),
    broken(
        FUNCTIONS,
        "documents: {type: bucket, bucket: acme-uploads",
        "documents: {type: bucket, bucket: §Uploads",
        "spec/wrong-value",
    ),
    broken(
        FUNCTIONS,
        "documents: {type: bucket, bucket: acme-uploads",
        "documents: {type: bucket, bucket: §192.168.5.4",
        "spec/wrong-value",
    ),
    broken(
        FUNCTIONS,
        "documents: {type: bucket, bucket: acme-uploads",
        "documents: {type: bucket, bucket: §my..bucket",
        "spec/wrong-value",
    ),
    above(
        FUNCTIONS,
        "reserved_concurrency: 10",
        "reserved_concurrency: §901",
        "Concurrent executions",
        "lambda/above-quota",
    ),
    fine(FUNCTIONS, "reserved_concurrency: 10", "reserved_concurrency: 900"),
    above(
        FUNCTIONS,
        "[AmazonSSMReadOnlyAccess]",
        f"§[AmazonSSMReadOnlyAccess, {_POLICIES}]",
        "Managed policies attached to an IAM role",
        "lambda/above-quota",
    ),
    broken(
        FUNCTIONS,
        "[AmazonSSMReadOnlyAccess]",
        "[§arn:aws:iam::999999999999:policy/p]",
        "lambda/policy-of-another-account",
    ),
    broken(
        FUNCTIONS,
        "    runtime: python3.13\n",
        "    runtime: python3.13\n    permissions_boundary: §arn:aws:iam::999999999999:policy/p\n",
        "lambda/policy-of-another-account",
    ),
    broken(
        FUNCTIONS,
        "    runtime: python3.13\n",
        '    runtime: python3.13\n    role: {shared: {description: §"Führt ☃ aus"}}\n',
        "spec/wrong-value",
    ),
    broken(
        FUNCTIONS,
        "    runtime: python3.13\n",
        f"    runtime: python3.13\n    role: {{shared: {{description: §{'x' * 1001}}}}}\n",
        "spec/wrong-value",
    ),
    broken(
        FUNCTIONS, "kms_key: arn:aws:kms:us-east-1", "kms_key: §arn:aws:kms:us-west-2", "lambda/key-of-another-region"
    ),
    broken(
        FUNCTIONS,
        "kms_key: arn:aws:kms:us-east-1:123456789012:key/",
        "kms_key: §arn:aws:kms:us-east-1:123456789012:",
        "spec/wrong-value",
    ),
)

_ROUTE = "GET /items: functions.answer"
_AUDIENCE = "audience: [shop]"

API: tuple[AwsRule, ...] = (
    broken(HTTP_API, "description: The shop", f"description: §{'x' * 1025}", "spec/wrong-value"),
    broken(HTTP_API, _ROUTE, "GET /ping: §functions.answer", "api/route-kept"),
    broken(REST_API, "GET /items/{id}: functions.answer", "GET /sping: §functions.answer", "api/route-kept"),
    fine(HTTP_API, _ROUTE, "GET /health/ping: functions.answer"),
    broken(HTTP_API, _ROUTE, "GET items: §functions.answer", "api/route-form"),
    broken(HTTP_API, _ROUTE, "get /items: §functions.answer", "api/route-method"),
    broken(HTTP_API, _ROUTE, "GET /items/: §functions.answer", "api/route-path"),
    broken(HTTP_API, _ROUTE, '"GET /{all+}/x": §functions.answer', "api/route-path"),
    broken(HTTP_API, _ROUTE, '"GET /{a}/{a}": §functions.answer', "api/route-path"),
    broken(HTTP_API, _ROUTE, '"GET /a b": §functions.answer', "api/route-path"),
    broken(HTTP_API, _AUDIENCE, f"audience: §[{several(51, 'a#')}]", "spec/wrong-value"),
    fine(HTTP_API, _AUDIENCE, f"audience: [{several(50, 'a#')}]"),
    broken(HTTP_API, 'issuer: "https://', 'issuer: §"http://', "spec/wrong-value"),
    broken(HTTP_API, "scopes: [write]", f"scopes: §[{several(11, 's#')}]", "api/too-many-scopes"),
    fine(HTTP_API, "scopes: [write]", f"scopes: [{several(10, 's#')}]"),
    above(
        HTTP_API,
        "throttling: {rate: 1000, burst: 500}",
        "throttling: {rate: §10001, burst: 500}",
        "Throttle rate",
        "api/above-quota",
    ),
    above(
        HTTP_API,
        "throttling: {rate: 1000, burst: 500}",
        "throttling: {rate: 1000, burst: §5001}",
        "Throttle burst rate",
        "api/above-quota",
    ),
    above(
        HTTP_API,
        "throttling: {rate: 100, burst: 50}",
        "throttling: {rate: §20000, burst: 50}",
        "Throttle rate",
        "api/above-quota",
    ),
    above(
        HTTP_API,
        "    authorizers:\n",
        "    §authorizers:\n"
        + several(10, '      more-#: {type: jwt, issuer: "https://i.example.com", audience: [a]}\n', joined_by=""),
        "Authorizers per API",
        "api/above-quota",
    ),
    above(
        HTTP_API,
        "    routes:\n",
        "    permissions: per_path\n    §routes:\n"
        + several(300, "      GET /pages/#: functions.answer\n", joined_by=""),
        "Routes per API",
        "api/above-quota",
    ),
    above(
        REST_API,
        "    routes:\n",
        "    permissions: per_path\n    §routes:\n"
        + several(298, "      GET /pages/#: functions.answer\n", joined_by=""),
        "Resources per API",
        "api/above-quota",
    ),
    broken(HTTP_API, "name: live", "name: §my stage", "spec/wrong-value"),
    broken(HTTP_API, "name: live", f"name: §{'s' * 129}", "spec/wrong-value"),
    broken(REST_API, "stage: {name: live}", "stage: {name: §$default}", "api/default-stage-on-rest"),
    broken(HTTP_API, "retention_days: 30", "retention_days: §31", "spec/wrong-value"),
    broken(HTTP_API, 'origins: ["https://www.example.com"]', 'origins: [§"www.example.com"]', "spec/wrong-value"),
    broken(HTTP_API, 'origins: ["https://www.example.com"]', 'origins: ["*"], max_age: §86401', "spec/wrong-value"),
    broken(HTTP_API, "name: api.example.com", "name: §api_1.example.com", "spec/wrong-value"),
    broken(HTTP_API, "name: api.example.com", f"name: §{'a' * 64}.example.com", "spec/wrong-value"),
    fine(HTTP_API, "name: api.example.com", 'name: "*.example.com"'),
    fine(HTTP_API, "name: api.example.com", "name: shop.xn--p1ai"),
    broken(
        HTTP_API,
        f"certificate: {CERTIFICATE}",
        f"certificate: §{CERTIFICATE.replace('us-east-1', 'eu-west-1')}",
        "api/certificate-of-another-region",
    ),
    broken(
        HTTP_API,
        f"certificate: {CERTIFICATE}",
        f"certificate: §{CERTIFICATE.replace('123456789012:', '999999999999:')}",
        "api/certificate-of-another-account",
    ),
    broken(
        HTTP_API,
        f"certificate: {CERTIFICATE}",
        f"certificate: §{CERTIFICATE.replace('certificate/', 'certificates/')}",
        "spec/wrong-value",
    ),
    broken(HTTP_API, "zone_id: Z0123456789ABC", "zone_id: §example.com", "spec/wrong-value"),
    broken(HTTP_API, "default_endpoint: false", "base_path: §/v1", "spec/wrong-value"),
    broken(
        HTTP_API,
        "default_endpoint: false",
        f"base_path: §{'v' * 301}\n      default_endpoint: false",
        "spec/wrong-value",
    ),
    doubtful(
        HTTP_API.replace("      default_endpoint: false\n", ""),
        "    domain:\n",
        "    §domain:\n",
        "api/default-endpoint-open",
    ),
    broken(REST_API, "models:\n      Order:", "models:\n      §My-Order:", "spec/wrong-value"),
    broken(REST_API, "require: [header.X-Tenant]", "require: [§body.tenant]", "spec/wrong-value"),
    broken(REST_API, "{type: object}", '{type: object, "$id": §x}', "api/schema-of-later-draft"),
)

_IMAGE = "image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1.0.0"
_CHECK = "interval: 30, timeout: 5, retries: 3, start_period: 10"
_SCALING = "scaling: {min: 2, max: 10}"

ECS: tuple[AwsRule, ...] = (
    broken(SERVICES, "cpu: 512", "cpu: §300", "spec/wrong-value"),
    broken(SERVICES, "memory: 1024", "memory: §512", "ecs/no-such-fargate-size"),
    broken(SERVICES, "memory: 1024", "memory: §5120", "ecs/no-such-fargate-size"),
    fine(SERVICES, "memory: 1024", "memory: 4096"),
    broken(SERVICES, _CHECK, "interval: §4", "spec/wrong-value"),
    broken(SERVICES, _CHECK, "interval: §301", "spec/wrong-value"),
    broken(SERVICES, _CHECK, "interval: 300, timeout: §61", "spec/wrong-value"),
    broken(SERVICES, _CHECK, "timeout: §1", "spec/wrong-value"),
    broken(SERVICES, _CHECK, "retries: §11", "spec/wrong-value"),
    broken(SERVICES, _CHECK, "start_period: §301", "spec/wrong-value"),
    fine(SERVICES, _CHECK, "interval: 300, timeout: 60, retries: 10, start_period: 300"),
    doubtful(SERVICES, _CHECK, "interval: 5, timeout: §10", "ecs/health-check-timeout"),
    broken(SERVICES, "command: [CMD, /healthy]", "command: §[curl, localhost]", "spec/wrong-value"),
    broken(SERVICES, _IMAGE, 'image: §"web app:1.0"', "spec/wrong-value"),
    broken(SERVICES, _IMAGE, f"image: §{'x' * 256}", "spec/wrong-value"),
    broken(SERVICES, _IMAGE, 'image: §"web@sha256:1234"', "spec/wrong-value"),
    broken(SERVICES, _IMAGE, f'image: §"web@md5:{"a" * 64}"', "spec/wrong-value"),
    fine(SERVICES, _IMAGE, f'image: "{"x" * 250}@sha256:{"a" * 64}"'),
    broken(SERVICES, "environment: {MODE: test}", 'environment: {§"MY-MODE": test}', "spec/wrong-value"),
    broken(
        SERVICES,
        "        containers:\n          app:\n            image: 1234",
        "        §containers:\n"
        + "          more:\n            environment:\n"
        + several(17, f"              MORE_#: {'x' * 4000}\n", joined_by="")
        + "            image: more:1\n          app:\n            image: 1234",
        "ecs/definition-too-large",
    ),
    broken(SERVICES, _SCALING, "scaling: {min: §11, max: 10}", "ecs/scaling-min-above-max"),
    broken(SERVICES, "desired: 2", "desired: §11", "ecs/desired-outside-scaling"),
    broken(SERVICES, _SCALING, "scaling: {min: 2, max: 10, cpu: §101}", "spec/wrong-value"),
    broken(SERVICES, _SCALING, "scaling: {min: 2, max: 10, scale_in_cooldown: §3601}", "spec/wrong-value"),
    above(SERVICES, _SCALING, "scaling: {min: 2, max: §5001}", "Tasks per service", "ecs/above-quota"),
    broken(SERVICES, "capacity: {fargate: 1, spot: 1}", "§capacity: {fargate: 0, spot: 0}", "ecs/no-capacity"),
    broken(SERVICES, "capacity: {fargate: 1, spot: 1}", "§capacity: {fargate: 0, spot: 0, base: 2}", "ecs/no-capacity"),
    broken(SERVICES, "{fargate: 1, spot: 1}", "{fargate: §1001}", "spec/wrong-value"),
    broken(SERVICES, "{fargate: 1, spot: 1}", "{base: §100001}", "spec/wrong-value"),
    broken(
        SERVICES,
        "{fargate: 1, spot: 1}",
        "{fargate: 1}\n        deployment: {type: rolling, maximum_percent: §201}",
        "spec/wrong-value",
    ),
    broken(
        SERVICES,
        "{fargate: 1, spot: 1}",
        "{fargate: 1}\n        §deployment: {type: rolling, maximum_percent: 100}",
        "ecs/rolling-cannot-move",
    ),
    above(
        SERVICES,
        "[AmazonSSMReadOnlyAccess]",
        f"§[AmazonSSMReadOnlyAccess, {_POLICIES}]",
        "Managed policies attached to an IAM role",
        "ecs/above-quota",
    ),
    broken(
        SERVICES, "[AmazonSSMReadOnlyAccess]", "[§arn:aws:iam::999999999999:policy/p]", "ecs/policy-of-another-account"
    ),
    broken(
        SERVICES,
        "  ecs:\n",
        "  ecs:\n    permissions_boundary: §arn:aws:iam::999999999999:policy/p\n",
        "ecs/policy-of-another-account",
    ),
    broken(SERVICES, "  ecs:\n", "  ecs:\n    insights_log_days: §8\n", "spec/wrong-value"),
    broken(
        SERVICES,
        "load_balancer: {instance: alb, target: web}",
        "load_balancer: {instance: alb, target: web}\n        health_check_grace_seconds: §2147483648",
        "spec/wrong-value",
    ),
)

_PACKAGE = "package: {s3: {bucket: acme-builds, key: answer.zip}}\n"

_ONE_ROUTE = HTTP_API.replace(
    "      POST /orders: {function: functions.answer, scopes: [write], throttling: {rate: 100, burst: 50}}\n", ""
)

SLOW: tuple[AwsRule, ...] = (
    doubtful(
        _ONE_ROUTE.replace(_PACKAGE, f"{_PACKAGE}        timeout: 31\n"),
        "GET /items: functions.answer\n",
        "GET /items: §functions.answer\n",
        "api/function-outlasts-call",
    ),
    fine(HTTP_API, _PACKAGE, f"{_PACKAGE}        timeout: 30\n"),
)

_SECRETS = "environment: {MODE: test}"
_STORED = "arn:aws:secretsmanager:us-east-1:123456789012:secret:key-AbCdEf"

TOLD: tuple[AwsRule, ...] = (
    broken(
        SERVICES,
        _SECRETS,
        'secrets: {KEY: §"arn:aws:secretsmanager:us-east-1:123456789012:secret"}',
        "spec/wrong-value",
    ),
    broken(SERVICES, _SECRETS, 'secrets: {KEY: §"arn:aws:ssm:us-east-1:123456789012:param/key"}', "spec/wrong-value"),
    broken(SERVICES, _SECRETS, 'secrets: {KEY: §"arn:aws:ssm:us-east-1:123456789012:parameter/"}', "spec/wrong-value"),
    fine(SERVICES, _SECRETS, f'secrets: {{KEY: "{_STORED}:password::"}}'),
    fine(SERVICES, _SECRETS, 'secrets: {KEY: "arn:aws:ssm:us-east-1:123456789012:parameter/shop/key"}'),
    broken(SERVICES, _SECRETS, 'user: §"-1"', "spec/wrong-value"),
    fine(SERVICES, _SECRETS, 'user: "1000:app"'),
    broken(
        SERVICES, _SECRETS, f"environment: {{KEY: x}}\n            secrets: {{KEY: §{_STORED}}}", "ecs/variable-twice"
    ),
    broken(
        SERVICES,
        "        containers:\n          app:\n            image: 1234",
        "        §containers:\n          app:\n            essential: false\n            image: 1234",
        "ecs/no-essential-container",
    ),
    broken(
        FUNCTIONS,
        "environment: {STAGE: test}",
        f"§environment: {{A_ONE: {'x' * 2100}, B_TWO: {'x' * 2100}}}",
        "lambda/environment-too-large",
    ),
    broken(REST_API, "{type: object}", "{type: §objekt}", "api/schema-type"),
    fine(REST_API, "{type: object}", '{type: [object, "null"]}'),
)

PROGRAMS = (*LAMBDA, *API, *ECS, *TOLD, *SLOW)
