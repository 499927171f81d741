"""Problems of runtimes: those that Lambda or the provider does not have, and those that have ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hclpress.aws.dated_values import LambdaRuntime, day_of, lambda_runtimes, numbers_in
from hclpress.aws.lambda_runtime import language_of, may_be_newer
from hclpress.module import Problem, Providers, Severity, SpecPath, nearest

_FIRST_OF_6 = (6, 0, 0)
_SIX = '`providers: {aws: "~> 6.0"}`'
_IMAGE = "Deploy an image, or write provided.al2023."


def runtime_problems(runtime: str, providers: Providers, path: SpecPath) -> Iterator[Problem]:
    """Report a runtime that cannot be deployed, or not for long.

    Args:
        runtime: its identifier.
        providers: the versions of the provider that may deploy it.
        path: its place in the spec.
    """
    known = lambda_runtimes().get(runtime)
    if known is None:
        yield _unknown(runtime, providers, path)
    elif known.first_provider is not None and not providers.always_have(known.first_provider):
        yield _not_taken(runtime, known, providers, path)
    else:
        yield from _ended(runtime, known, providers, path)


def _unknown(runtime: str, providers: Providers, path: SpecPath) -> Problem:
    guess = nearest(runtime, (name for name, one in lambda_runtimes().items() if _is_current(one)))
    meant = f"Did you mean {guess}? " if guess else ""
    day = _written(day_of("lambda_runtimes"))
    if not may_be_newer(runtime):
        detail = f"{meant}The identifiers of {day} are known, and this is none of them."
        return Problem(path, "runtime-unknown", f"Lambda has no runtime {runtime}", detail)
    if not providers.always_have(_FIRST_OF_6):
        detail = (
            f"{meant}It would be newer than all runtimes of {day}, and hashicorp/aws 5.100 takes none of those. If AWS "
            f"has it by now, set {_SIX}."
        )
        return Problem(path, "runtime-unknown", f"{runtime} is no runtime that hashicorp/aws 5.100 takes", detail)
    detail = f"{meant}It is newer than all runtimes of {day}. The plan tells whether the provider takes it."
    return Problem(path, "runtime-unknown", f"Whether Lambda has {runtime} is not known", detail, Severity.WARNING)


def _not_taken(runtime: str, known: LambdaRuntime, providers: Providers, path: SpecPath) -> Problem:
    least = known.first_provider or _FIRST_OF_6
    older = _newest_like(runtime, providers)
    instead = f", or write {older}" if older else ""
    since = f"{least[0]}.{least[1]} and later do" if least[1] else "Versions 6.x do"
    is_six = providers.always_have(_FIRST_OF_6)
    constraint = f'`providers: {{aws: "~> {least[0]}.{least[1]}"}}`' if is_six else _SIX
    return Problem(
        path,
        "runtime-needs-provider",
        f"The provider versions {providers.aws!r} do not all take {runtime}",
        f"{since}. Set {constraint} at the top of the spec, and run `terraform init -upgrade`{instead}.",
    )


def _ended(runtime: str, known: LambdaRuntime, providers: Providers, path: SpecPath) -> Iterator[Problem]:
    """Yield one problem for each of the two times.

    Lambda developer guide, "Runtime use after deprecation": at first only the security fixes stop, later AWS creates no
    more functions, and at last it updates none.
    """
    advice = _advice(runtime, known, providers)
    updates = f" From {_written(known.no_update)} on AWS updates none either." if known.no_update else ""
    if known.no_creation is not None:
        yield Problem(
            path,
            "runtime-ended",
            f"AWS creates no functions with {runtime} any more",
            f"It stopped on {_written(known.no_creation)}.{updates} {advice}",
            first_day=known.no_creation,
        )
    if known.deprecated is not None and (known.no_creation is None or known.deprecated < known.no_creation):
        last = _written(known.no_creation) if known.no_creation else ""
        creation = f" From {last} on AWS creates no functions with it." if last else ""
        yield Problem(
            path,
            "runtime-ended",
            f"AWS has stopped supporting {runtime}",
            f"It did on {_written(known.deprecated)}: no more security fixes.{creation}{updates} {advice}",
            Severity.WARNING,
            first_day=known.deprecated,
            last_day=known.no_creation and known.no_creation - timedelta(days=1),
        )


def _advice(runtime: str, known: LambdaRuntime, providers: Providers) -> str:
    newest = known.successor or runtime
    usable = _newest_like(newest, providers)
    if usable == newest or lambda_runtimes().get(newest, known).first_provider is None:
        return f"Write {usable}." if usable and usable != runtime else _IMAGE
    later = f"{newest} with {_SIX}"
    return f"Write {usable}, or {later}." if usable and usable != runtime else f"Write {later}, or deploy an image."


def _newest_like(runtime: str, providers: Providers) -> str | None:
    """Return the newest runtime of a language that the provider takes and AWS mends; None if there is none."""
    able = [
        name
        for name, one in lambda_runtimes().items()
        if language_of(name) == language_of(runtime)
        and one.deprecated is not None
        and _is_current(one)
        and (one.first_provider is None or providers.always_have(one.first_provider))
    ]
    return max(able, key=numbers_in, default=None)


def _is_current(one: LambdaRuntime) -> bool:
    return one.deprecated is None or one.deprecated > day_of("lambda_runtimes")


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
