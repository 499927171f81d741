"""Waivers for Checkov and Trivy of functions and of their log groups."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.dated_values import day_of, lambda_runtimes
from hclpress.module import ScannerWaiver, identifier, log_waivers

from .function import Function
from .settings import LambdaSettings

# Lambda developer guide, "Invoking Lambda functions": these hand the event over and do not wait for the answer.
_NOT_WAITING = frozenset({"schedule", "topic", "bucket"})


def waivers(settings: LambdaSettings) -> Iterator[ScannerWaiver]:
    """The waivers of every function and of its log group."""
    for name, function in settings.functions.items():
        yield from _function_waivers(settings, function, f"aws_lambda_function.{identifier(name)}")
        yield from log_waivers(
            function.log_retention_days or settings.log_retention_days,
            own_key=settings.log_kms_key is not None,
            label=identifier(name),
        )


def _function_waivers(settings: LambdaSettings, function: Function, resource: str) -> Iterator[ScannerWaiver]:
    """The waivers of one function; none for its dead-letter queue where a caller does not wait for the answer."""
    yield ScannerWaiver("CKV_AWS_272", resource, "The hash pins the code that Lambda runs, so the code is not signed.")
    if function.reserved_concurrency is None:
        yield ScannerWaiver(
            "CKV_AWS_115", resource, "A reserved limit reduces the concurrency of all other functions of the account."
        )
    if function.dead_letter is None and not any(one.type in _NOT_WAITING for one in function.triggers.values()):
        yield ScannerWaiver(
            "CKV_AWS_116",
            resource,
            "All callers wait for the answer, so a dead-letter queue would stay empty.",
        )
    if settings.vpc is None:
        yield ScannerWaiver("CKV_AWS_117", resource, "The spec sets no VPC, and nothing can connect to a function.")
    if settings.kms_key is None:
        yield ScannerWaiver("CKV_AWS_173", resource, "Lambda encrypts variables itself, and none of them is secret.")
    runtime = lambda_runtimes().get(function.runtime or settings.runtime or "")
    if runtime and runtime.deprecated and runtime.deprecated <= day_of("lambda_runtimes"):
        yield ScannerWaiver("CKV_AWS_363", resource, "The spec chooses the runtime, and is told when it ends.")
    if settings.tracing == "pass_through":
        yield from ScannerWaiver.each(
            ("CKV_AWS_50", "AVD-AWS-0066"), resource, "X-Ray traces calls that carry a trace; more samples cost extra."
        )
