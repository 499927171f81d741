"""Rules of SQS and SNS."""

from __future__ import annotations

from aws_rule import AwsRule, above, broken, doubtful, fine, several
from bases import QUEUES, TOPICS

_DEAD = "dead_letters: {receives: 3, retention_seconds: 864000}"
_TOPIC = 'topics: ["arn:aws:sns:us-east-1:123456789012:news"]'
_FIFO = "payments: {fifo: true, deduplication: group, throughput: group}"
_ARN = "arn:aws:sqs:us-east-1:123456789012"
_HIDDEN = "visibility_seconds: 360"

SQS: tuple[AwsRule, ...] = (
    broken(QUEUES, _HIDDEN, "visibility_seconds: §43201", "spec/wrong-value"),
    fine(QUEUES, _HIDDEN, "visibility_seconds: 43200"),
    broken(QUEUES, "delay_seconds: 5", "delay_seconds: §901", "spec/wrong-value"),
    fine(QUEUES, "delay_seconds: 5", "delay_seconds: 900"),
    broken(QUEUES, "wait_seconds: 10", "wait_seconds: §21", "spec/wrong-value"),
    broken(QUEUES, "retention_seconds: 86400\n", "retention_seconds: §59\n", "spec/wrong-value"),
    fine(QUEUES, "retention_seconds: 86400\n", "retention_seconds: 864000\n"),
    broken(QUEUES, "max_message_bytes: 65536", "max_message_bytes: §262145", "sqs/size-not-taken", "6.8"),
    fine(QUEUES, "max_message_bytes: 65536", "max_message_bytes: 262144"),
    broken(QUEUES, "key_reuse_seconds: 600", "key_reuse_seconds: §86401", "spec/wrong-value"),
    broken(QUEUES, _DEAD, "dead_letters: {receives: §0}", "spec/wrong-value"),
    fine(QUEUES, _DEAD, "dead_letters: {receives: 1000}"),
    doubtful(QUEUES, _DEAD, "dead_letters: {retention_seconds: §86399}", "sqs/dead-letters-expire-first", "86400"),
    fine(QUEUES, _DEAD, "dead_letters: {retention_seconds: 86400}"),
    broken(QUEUES, _DEAD, f'dead_letters: {{queue: §"{_ARN}:lost.fifo"}}', "sqs/dead-letters-differ", "standard"),
    fine(QUEUES, _DEAD, f'dead_letters: {{queue: "{_ARN}:lost"}}'),
    broken(
        QUEUES,
        _DEAD,
        f'dead_letters: {{queue: §"{_ARN.replace("1:123", "2:123")}:lost"}}',
        "sqs/queue-of-another-region",
    ),
    broken(
        QUEUES, _DEAD, 'dead_letters: {queue: §"arn:aws:sqs:us-east-1:210987654321:a"}', "sqs/queue-of-another-account"
    ),
    broken(QUEUES, _TOPIC, 'topics: [§"arn:aws:sqs:us-east-1:123456789012:news"]', "spec/wrong-value"),
    broken(QUEUES, _TOPIC, 'buckets: [§"arn:aws:s3:us-east-1::uploads"]', "spec/wrong-value"),
    broken(QUEUES, _TOPIC, 'rules: [§"arn:aws:events:us-east-1:123456789012:event-bus/own"]', "spec/wrong-value"),
    fine(QUEUES, _TOPIC, 'rules: ["arn:aws:events:us-east-1:123456789012:rule/own/nightly"]'),
    broken(QUEUES, _FIFO, "payments: {fifo: true, throughput: §group}", "sqs/throughput-without-groups"),
    fine(QUEUES, _FIFO, "payments: {fifo: true, deduplication: group}"),
    broken(QUEUES, _FIFO, "payments: {deduplication: §group}", "sqs/scope-without-fifo"),
    broken(
        QUEUES,
        _FIFO,
        'payments: {fifo: true, senders: {topics: [§"arn:aws:sns:us-east-1:123456789012:news"]}}',
        "sqs/topic-without-fifo",
    ),
    fine(QUEUES, _FIFO, 'payments: {fifo: true, senders: {topics: ["arn:aws:sns:us-east-1:123456789012:news.fifo"]}}'),
    broken(QUEUES, "payments: {fifo", f"§{'p' * 64}: {{fifo", "spec/name-not-allowed"),
)
VISIBILITY: tuple[AwsRule, ...] = (
    broken(
        QUEUES.replace(_HIDDEN, "visibility_seconds: 59"),
        "queue: {from",
        "§queue: {from",
        "lambda/visibility-below-timeout",
        "`visibility_seconds: 360`",
    ),
    doubtful(
        QUEUES.replace(_HIDDEN, "visibility_seconds: 359"),
        "queue: {from",
        "§queue: {from",
        "lambda/visibility-too-short",
        "`visibility_seconds: 360`",
    ),
    doubtful(
        QUEUES,
        "queue: {from: queues.jobs_queue_arn}",
        "§queue: {from: queues.jobs_queue_arn}, batch_seconds: 1",
        "lambda/visibility-too-short",
        "`visibility_seconds: 361`",
    ),
)
_HOOK = "filter: {kind: [a, b]}"
_BOOKING = 'booking: {queue: "arn:aws:sqs:us-east-1:123456789012:booking.fifo"}'
_TEAM = "team: {email: ops@example.com}"
_PUBLISHERS = 'publishers: {alarms: true, accounts: ["210987654321"]}'

SNS: tuple[AwsRule, ...] = (
    broken(TOPICS, "display_name: Shop", f"display_name: §{'s' * 101}", "spec/wrong-value"),
    fine(TOPICS, "display_name: Shop", f"display_name: {'s' * 100}"),
    broken(TOPICS, "display_name: Shop", "content_based_deduplication: §true", "sns/setting-of-fifo"),
    broken(TOPICS, _HOOK, "filter: {kind: §a}", "sns/filter-refused", "[value, …]"),
    broken(TOPICS, _HOOK, "filter: {kind: §[]}", "sns/filter-refused", "[value, …]"),
    broken(TOPICS, _HOOK, "filter: {§order: {kind: [a]}}", "sns/filter-refused", "filter_scope: body"),
    fine(TOPICS, _HOOK, "filter: {order: {kind: [a]}}, filter_scope: body"),
    fine(TOPICS, _HOOK, 'filter: {kind: [{prefix: a}, {anything-but: [b]}], total: [{numeric: [">", 5]}]}'),
    broken(TOPICS, _HOOK, "filter: {kind: [§{starts: a}]}", "sns/filter-refused", "prefix"),
    broken(TOPICS, _HOOK, f"§filter: {{{several(6, 'k#: [1]')}}}", "sns/filter-refused", "SNS takes 5"),
    fine(TOPICS, _HOOK, f"filter: {{{several(5, 'k#: [1]')}}}"),
    fine(TOPICS, _HOOK, f"filter: {{{several(6, 'k#: [1]')}}}, filter_scope: body"),
    broken(TOPICS, _HOOK, f"§filter: {{a: [{several(151, '#')}]}}", "sns/filter-refused", "151 combinations"),
    fine(TOPICS, _HOOK, f"filter: {{a: [{several(150, '#')}]}}"),
    broken(TOPICS, _TEAM, "team: {email: ops@example.com, raw: §true}", "sns/raw-refused"),
    broken(TOPICS, _TEAM, "§team: {note: nobody}", "sns/no-endpoint"),
    broken(TOPICS, _BOOKING, "booking: {email: §ops@example.com}", "sns/fifo-needs-queues"),
    fine(TOPICS, _BOOKING, 'booking: {queue: "arn:aws:sqs:us-east-1:123456789012:booking"}'),
    broken(TOPICS, _TEAM, 'team: {queue: §"arn:aws:sqs:us-east-1:123456789012:booking.fifo"}', "sns/queue-of-fifo"),
    above(
        TOPICS,
        f"        subscriptions:\n          {_BOOKING}\n",
        "        §subscriptions:\n"
        + several(101, '          s#: {queue: "arn:aws:sqs:us-east-1:123456789012:q#"}\n', joined_by=""),
        "Subscriptions per FIFO topic",
        "sns/above-quota",
    ),
    broken(TOPICS, _PUBLISHERS, "§publishers: {}", "sns/no-publisher"),
    fine(TOPICS, _PUBLISHERS, 'publishers: {buckets: ["arn:aws:s3:::acme-uploads"]}'),
)
MESSAGES: tuple[AwsRule, ...] = (*SQS, *VISIBILITY, *SNS)
