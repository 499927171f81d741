"""Sound specs, which the rows of the tables edit."""

HEAD = """project: shop
suffix: t1
owner: platform-team
region: us-east-1
account_id: "123456789012"
posture: staging
naming: "{project}-{name}-{suffix}"
"""
_KEY = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"

_VPC = """  vpc:
    cidr: 10.20.0.0/16
    zones: [us-east-1a, us-east-1b]
    nat: single
    subnets:
      public: {size: 24}
      private: {size: 22}
      isolated: {size: 24}
"""
NETWORK = HEAD + "modules:\n" + _VPC

ENVIRONMENT = (
    HEAD
    + """tags: {Team: shop}
backend:
  type: s3
  bucket: acme-state
  region: us-east-1
modules:
  params: {module: ssm, parameters: {one: {value: x}}}
"""
)

PARAMETERS = (
    HEAD
    + """modules:
  params:
    module: ssm
    parameters:
      one: {value: x, tier: standard}
      list: {type: StringList, value: [a, b]}
      secret: {type: SecureString}
"""
)

KEYS = (
    HEAD
    + """modules:
  keys:
    module: kms
    keys:
      data: {description: Encrypts data, rotation_days: 365, deletion_window_days: 30}
"""
)

BUCKETS = (
    HEAD
    + f"""modules:
  storage:
    module: s3
    buckets:
      data:
        key: {_KEY}
        lifecycle:
          old: {{prefix: old/, expire_days: 400, transitions: [{{days: 30, storage: standard_ia}}]}}
        cors:
          - {{origins: ["https://www.example.com"], methods: [GET], headers: [X-One], expose_headers: [ETag]}}
        website: {{index: index.html}}
      logs: {{}}
"""
)

TABLES = (
    HEAD
    + """modules:
  store:
    module: dynamodb
    tables:
      orders:
        hash_key: id
        range_key: at
        attributes: {at: N}
        billing: {read: 5, write: 5, autoscale: {min: 5, max: 50, target: 70}}
        ttl: until
        indexes:
          ByCustomer: {hash_key: customer, projection: [total, state]}
        local_indexes:
          ByState: {range_key: state, projection: keys_only}
"""
)

FUNCTIONS = (
    HEAD
    + f"""modules:
  functions:
    module: lambda
    runtime: python3.13
    environment: {{STAGE: test}}
    kms_key: {_KEY}
    functions:
      report:
        handler: index.handler
        description: Writes reports
        package: {{s3: {{bucket: acme-builds, key: report.zip}}}}
        memory: 512
        timeout: 60
        reserved_concurrency: 10
        layers: ["arn:aws:lambda:us-east-1:123456789012:layer:tools:1"]
        dead_letter: {{queue: "arn:aws:sqs:us-east-1:123456789012:failed"}}
        managed_policies: [AmazonSSMReadOnlyAccess]
        triggers:
          nightly: {{type: schedule, expression: "cron(0 3 * * ? *)", input: {{kind: full}}}}
          mails: {{type: queue, queue: "arn:aws:sqs:us-east-1:123456789012:mails", batch_size: 10}}
          orders:
            type: stream
            stream: arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-31T12:00:00.000
            batch_size: 100
          news: {{type: topic, topic: "arn:aws:sns:us-east-1:123456789012:news"}}
          uploads: {{type: bucket, bucket: acme-uploads, prefix: images/, suffix: .png}}
      other:
        handler: index.handler
        package: {{s3: {{bucket: acme-builds, key: other.zip}}}}
        triggers:
          documents: {{type: bucket, bucket: acme-uploads, prefix: documents/}}
"""
)

_ANSWERS = """  functions:
    module: lambda
    runtime: python3.13
    functions:
      answer:
        handler: index.handler
        package: {s3: {bucket: acme-builds, key: answer.zip}}
"""
HTTP_API = (
    HEAD
    + f"""modules:
{_ANSWERS}  api:
    kind: http
    description: The shop
    auth: jwt:people
    routes:
      GET /items: functions.answer
      POST /orders: {{function: functions.answer, scopes: [write], throttling: {{rate: 100, burst: 50}}}}
    authorizers:
      people: {{type: jwt, issuer: "https://issuer.example.com", audience: [shop]}}
    cors: {{origins: ["https://www.example.com"]}}
    stage:
      name: live
      access_logs: {{retention_days: 30}}
      throttling: {{rate: 1000, burst: 500}}
    domain:
      name: api.example.com
      certificate: {CERTIFICATE}
      zone_id: Z0123456789ABC
      default_endpoint: false
"""
)
REST_API = (
    HEAD
    + f"""modules:
{_ANSWERS}  api:
    kind: rest
    auth: iam
    routes:
      GET /items/{{id}}: functions.answer
      POST /orders: {{function: functions.answer, body: Order, require: [header.X-Tenant]}}
    models:
      Order: {{type: object}}
    stage: {{name: live}}
"""
)

SERVICES = (
    HEAD
    + f"""modules:
{_VPC}  alb:
    certificate: {CERTIFICATE}
    allow_from: [203.0.113.0/24]
    idle_timeout: 60
    access_logs: {{prefix: shop/balancer}}
    targets:
      web:
        port: 8080
        health_check: {{path: /health, matcher: "200-299", interval: 30, timeout: 5}}
        stickiness_seconds: 3600
        deregistration_delay: 60
      api:
        port: 8081
        rules: {{hosts: ["api.example.com"], paths: ["/v1/*"], priority: 10}}
  ecs:
    services:
      web:
        cpu: 512
        memory: 1024
        desired: 2
        scaling: {{min: 2, max: 10}}
        containers:
          app:
            image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1.0.0
            port: 8080
            environment: {{MODE: test}}
            health_check: {{command: [CMD, /healthy], interval: 30, timeout: 5, retries: 3, start_period: 10}}
        load_balancer: {{instance: alb, target: web}}
        capacity: {{fargate: 1, spot: 1}}
      api:
        containers:
          app: {{image: "api:1.0.0", port: 8081}}
        load_balancer: {{instance: alb, target: api}}
        managed_policies: [AmazonSSMReadOnlyAccess]
"""
)
REQUESTED = SERVICES.replace(
    f"    certificate: {CERTIFICATE}\n",
    """    certificate:
      domain: shop.example.com
      alternatives: ["*.example.com"]
      zone_id: Z0123456789ABC
    alias: {name: shop.example.com, zone_id: Z0123456789ABC}
""",
)
"""The same with a certificate that is requested, and a name in Route53."""

DATABASE = (
    HEAD
    + f"""modules:
{_VPC}  db:
    module: aurora
    engine: postgresql
    version: "16.6"
    database: shop
    master_user: keeper
    capacity: {{min: 0.5, max: 4}}
    port: 5432
    backup_days: 7
    backup_window: "03:00-04:00"
    maintenance_window: "sun:04:30-sun:05:30"
    rotation_days: 30
    connect_from: {{office: 10.99.0.0/24}}
    parameters: {{log_statement: ddl}}
    parameters_at_restart: {{shared_preload_libraries: pg_stat_statements}}
    key: {_KEY}
"""
)
MYSQL = (
    HEAD
    + f"""modules:
{_VPC}  db:
    module: aurora
    engine: mysql
    version: "8.0.mysql_aurora.3.08.2"
    database: shop
    capacity: {{min: 0.5, max: 4}}
    parameters: {{innodb_print_all_deadlocks: "1"}}
"""
)

DISTRIBUTION = (
    HEAD
    + f"""modules:
  cdn:
    origins:
      pages: {{}}
      shop: {{host: shop.example.com, path: /live, answer_seconds: 30, idle_seconds: 5}}
    default: {{origin: pages}}
    behaviours:
      - {{path: "/api/*", origin: shop}}
    root_object: index.html
    aliases: [www.example.com]
    certificate: {CERTIFICATE}
    headers:
      hsts_days: 365
      custom: {{X-One: one}}
    countries: {{allow: [DE, FR]}}
"""
)

FIREWALL = (
    HEAD
    + f"""modules:
{_ANSWERS}  api:
    kind: rest
    auth: iam
    routes: {{GET /items: functions.answer}}
  waf:
    protects: [api]
    rate_limits:
      login: {{limit: 100, window_seconds: 300, scope_down: {{path_prefix: /login, methods: [POST]}}}}
    allow_addresses: [203.0.113.0/24]
    block_countries: [KP]
    managed_groups:
      AWSManagedRulesCommonRuleSet: {{count: [SizeRestrictions_BODY], priority: 10}}
    logging: {{redact: [authorization], retention_days: 30}}
"""
)

ALARMS = (
    HEAD
    + f"""modules:
{_ANSWERS}  watch:
    module: observability
    topic: {{emails: [ops@example.com]}}
    tune:
      functions.answer-errors: {{period: 300, evaluations: 2, threshold: 1}}
"""
)

CLUSTER = (
    HEAD
    + f"""tags: {{Team: shop}}
modules:
  orders:
    module: dsql
    key: {_KEY}
    peer: {{peer_region: us-east-2, witness: us-west-2}}
"""
)

QUEUES = (
    HEAD
    + f"""modules:
  queues:
    module: sqs
    queues:
      jobs:
        visibility_seconds: 360
        delay_seconds: 5
        wait_seconds: 10
        retention_seconds: 86400
        max_message_bytes: 65536
        key: {_KEY}
        key_reuse_seconds: 600
        dead_letters: {{receives: 3, retention_seconds: 864000}}
        senders: {{topics: ["arn:aws:sns:us-east-1:123456789012:news"]}}
      payments: {{fifo: true, deduplication: group, throughput: group}}
  workers:
    module: lambda
    runtime: python3.13
    functions:
      work:
        handler: index.handler
        package: {{s3: {{bucket: acme-builds, key: work.zip}}}}
        timeout: 60
        triggers: {{jobs: {{type: queue, queue: {{from: queues.jobs_queue_arn}}}}}}
"""
)

TOPICS = (
    HEAD
    + f"""modules:
  topics:
    module: sns
    topics:
      news:
        display_name: Shop
        key: {_KEY}
        publishers: {{alarms: true, accounts: ["210987654321"]}}
        subscriptions:
          hook: {{https: "https://example.com/in", filter: {{kind: [a, b]}}, raw: true}}
          team: {{email: ops@example.com}}
      payments:
        fifo: true
        subscriptions:
          booking: {{queue: "arn:aws:sqs:us-east-1:123456789012:booking.fifo"}}
"""
)

REPOSITORIES = (
    HEAD
    + f"""modules:
  images:
    module: ecr
    repositories:
      web:
        key: {_KEY}
        under: shop/web
        expire: {{"pr-*": {{days: 14}}}}
        keep_images: 20
    mirrors:
      quay: {{upstream: quay}}
"""
)

ZONES = (
    HEAD
    + """modules:
  dns:
    zones:
      shop:
        domain: shop.example.com
        records:
          www: {ttl: 300, txt: [hello]}
          api: {a: [192.0.2.1]}
        delegations: {dev: [ns-1.example.org]}
    certificates:
      site: {domain: shop.example.com, alternatives: ["*.shop.example.com"]}
"""
)

ROLES = (
    HEAD
    + """modules:
  identity:
    module: iam
    providers: [github]
    roles:
      deploy:
        trust:
          github: {repository: acme/shop, branch: main}
          accounts: {principals: ["210987654321"], external_id: shop}
        hours: 2
"""
)
