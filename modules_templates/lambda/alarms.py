"""Alarms of lambda."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Alarm, Site

from .settings import LambdaSettings

# Milliseconds for each second of the timeout: nine tenths of it.
_CLOSE_TO_TIMEOUT = 900


def alarms(settings: LambdaSettings, site: Site) -> Iterator[Alarm]:
    """Calls that fail, that are refused, and that nearly reach the timeout."""
    for name, function in settings.functions.items():
        called = site.name("aws_lambda_function", name)
        for kind, metric, statistic, threshold, why in (
            ("errors", "Errors", "Sum", 5, f"Calls of {name} fail. Check its log group."),
            ("throttles", "Throttles", "Sum", 1, f"Lambda throttles calls of {name}: too many run at the same time."),
            (
                "duration",
                "Duration",
                "p99",
                function.timeout * _CLOSE_TO_TIMEOUT,
                f"The slowest calls of {name} take 90 percent of its timeout of {function.timeout} seconds.",
            ),
        ):
            yield Alarm(
                key=f"{name}-{kind}",
                description=why,
                namespace="AWS/Lambda",
                metric=metric,
                statistic=statistic,
                dimensions={"FunctionName": str(called)},
                threshold=threshold,
                comparison="at_least",
            )
