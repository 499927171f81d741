"""Problems of the version, the names and the parameters of a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.aws.dated_values import aurora_versions, day_of, numbers_in
from hclpress.aws.postgresql_parameters import may_exist, postgresql_parameters
from hclpress.module import Problem, Severity, SpecPath, nearest

from .engine import ENGINES, LONGEST_USER, USER_NAME, Engine, EngineName


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


def name_problems(name: EngineName, user: str | None, database: str | None) -> Iterator[Problem]:
    """Report names of the master user and the database that AWS refuses."""
    engine = ENGINES[name]
    if user is not None:
        yield from _name_problems(("master_user",), "user", user, LONGEST_USER, engine.reserved_users, engine)
    if database is not None:
        yield from _name_problems(
            ("database",), "database", database, engine.longest_database, engine.reserved_databases, engine
        )


def _name_problems(
    path: SpecPath, kind: str, name: str, longest: int, reserved: frozenset[str], engine: Engine
) -> Iterator[Problem]:
    if name.lower() in reserved or name.lower().startswith("pg_"):
        yield Problem(
            path,
            f"{kind}-reserved",
            f"A {kind} cannot be called `{name}`",
            f"{engine.aws_name} reserves that word. Choose another, such as `app_{name.lower()}`.",
        )
    elif not USER_NAME.fullmatch(name) or len(name) > longest:
        yield Problem(
            path,
            f"{kind}-form",
            f"AWS would refuse the {kind} `{name}`",
            f"{engine.aws_name} takes letters, digits and `_`, a letter first, and at most {longest} characters; "
            f"this has {len(name)}.",
        )


def parameter_problems(
    name: EngineName, at_once: Mapping[str, str], at_restart: Mapping[str, str]
) -> Iterator[Problem]:
    """Report parameters that a setting of the module decides, and those that stand in both mappings."""
    switch = ENGINES[name].tls[0]
    for field, parameters in (("parameters", at_once), ("parameters_at_restart", at_restart)):
        if switch in parameters:
            yield Problem(
                (field, switch),
                "parameter-by-setting",
                f"`{switch}` is set by `force_tls`",
                "Set `force_tls: false` to let connections in that are not encrypted, and remove this line.",
            )
    if name == "postgresql":
        yield from _value_problems("parameters", at_once)
        yield from _value_problems("parameters_at_restart", at_restart)
    for parameter in at_once:
        if _is_fixed(name, parameter):
            yield Problem(
                ("parameters", parameter),
                "parameter-at-restart",
                f"`{parameter}` cannot change while the database runs",
                "The engine reads it when it starts, and AWS refuses to apply it at once. Move the line to "
                "`parameters_at_restart`.",
            )
    for parameter in at_restart:
        if parameter in at_once:
            yield Problem(
                ("parameters_at_restart", parameter),
                "parameter-twice",
                f"`{parameter}` is in both lists",
                "Keep it in `parameters` if it can change while the database runs, otherwise here.",
            )


def _is_fixed(name: EngineName, parameter: str) -> bool:
    """Whether an engine reads a parameter only when it starts."""
    told = postgresql_parameters().get(parameter) if name == "postgresql" else None
    return parameter in ENGINES[name].at_restart or (told is not None and told.is_fixed)


def _value_problems(field: str, parameters: Mapping[str, str]) -> Iterator[Problem]:
    known = postgresql_parameters()
    for parameter, value in parameters.items():
        told = known.get(parameter)
        complaint = told.complaint(parameter, value) if told else None
        guess = None if may_exist(parameter) else nearest(parameter, known)
        if complaint is not None:
            yield Problem(
                (field, parameter),
                "parameter-value",
                f"PostgreSQL would refuse {value!r} for `{parameter}`",
                complaint,
            )
        elif guess is not None:
            yield Problem.warning(
                (field, parameter),
                "parameter-unknown",
                f"PostgreSQL is not known to have a parameter `{parameter}`",
                f"Did you mean `{guess}`? AWS refuses a parameter that the version does not have.",
            )
