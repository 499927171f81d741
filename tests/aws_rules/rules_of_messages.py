"""Rules of SQS."""

from __future__ import annotations

from aws_rule import AwsRule, broken, doubtful, fine
from bases import QUEUES

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
MESSAGES: tuple[AwsRule, ...] = (*SQS, *VISIBILITY)
