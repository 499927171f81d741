"""Problems of the version, the names and the parameters of a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Problem, SpecPath

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
        yield Problem(
            ("version",),
            "version-unknown",
            f"Aurora offers no {engine.aws_name} {version}",
            f"It offers the series {', '.join(str(series) for series in engine.series)}.",
        )


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
    for parameter in at_once:
        if parameter in ENGINES[name].at_restart:
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
