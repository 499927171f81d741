"""Problems of the version of a cluster."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.dated_values import aurora_versions, day_of, numbers_in
from hclpress.module import Problem, Severity

from .engine import ENGINES, Engine, EngineName


def version_problems(name: EngineName, version: str) -> Iterator[Problem]:
    """Report a version that the engine does not have."""
    engine = ENGINES[name]
    if not engine.version.fullmatch(version):
        yield Problem(
            ("version",),
            "version-form",
            f"{version!r} is no version of {engine.aws_name}",
            f'Its versions look like "{engine.example}"; `aws rds describe-db-engine-versions` lists them.',
        )
    elif engine.release(version) is None:
        first = min((one for one in aurora_versions(engine.aws_name) if engine.release(one)), key=numbers_in)
        yield Problem(
            ("version",),
            "version-unknown",
            f"{engine.aws_name} {version} is of a series that is too old for this module",
            f"Its standard support by AWS has ended. Write {first} or a later one; the newest known is "
            f"{aurora_versions(engine.aws_name)[-1]}.",
        )
    elif version not in aurora_versions(engine.aws_name):
        yield _unknown(engine, version)


def _unknown(engine: Engine, version: str) -> Problem:
    """The problem of a release that is not in the list of Aurora's; one that is newer than the list may exist."""
    known = [one for one in aurora_versions(engine.aws_name) if engine.release(one)]
    # A minor release of MySQL gets patches when newer ones exist: 3.04.6 is younger than 3.10.0.
    *line, patch = numbers_in(version)
    of_line = [numbers_in(one) for one in known if numbers_in(one)[:-1] == tuple(line)]
    day = f"{day_of('aurora_versions'):%B %Y}"
    if not of_line or (*line, patch) > max(of_line):
        newest = max((one for one in known if not of_line or numbers_in(one)[:-1] == tuple(line)), key=numbers_in)
        return Problem(
            ("version",),
            "version-unknown",
            f"Whether Aurora offers {engine.aws_name} {version} is not known",
            f"The newest one in the list of {day} is {newest}. `aws rds describe-db-engine-versions --engine "
            f"{engine.aws_name}` lists those of today.",
            Severity.WARNING,
        )
    return Problem(
        ("version",),
        "version-unknown",
        f"Aurora offers no {engine.aws_name} {version}",
        f"It does not offer each release of the engine. Write {_next(version, known)}, which is the next one.",
    )


def _next(version: str, known: list[str]) -> str:
    return min((one for one in known if numbers_in(one) > numbers_in(version)), key=numbers_in)
