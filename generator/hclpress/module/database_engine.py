"""Engines of relational databases, and the names and parameters that they refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.aws.database_words import USER_NAME
from hclpress.aws.postgresql_parameters import may_exist, postgresql_parameters
from hclpress.module.problem import Problem
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest


class DatabaseEngine(Struct, frozen=True, kw_only=True):
    """One engine of a relational database.

    Attributes:
        aws_name: its name in RDS.
        port: the default port.
        tls: the parameter that refuses connections without TLS, and its values for yes and no.
        longest_user: length of the longest name of a master user.
        longest_database: length of the longest name of a database.
        at_restart: parameters that the engine reads only when it starts.
    """

    aws_name: str
    port: int
    tls: tuple[str, str, str]
    longest_user: int
    longest_database: int
    reserved_users: frozenset[str]
    reserved_databases: frozenset[str]
    at_restart: frozenset[str]

    @property
    def is_postgresql(self) -> bool:
        """Whether it is PostgreSQL, of whose parameters a table tells the values."""
        return "postgres" in self.aws_name


def database_name_problems(engine: DatabaseEngine, user: str | None, database: str | None) -> Iterator[Problem]:
    """Yield a problem for each name of the master user and the database that AWS refuses.

    Args:
        engine: the engine.
        user: the master user, at `master_user`; None for the module's own.
        database: the first database, at `database`; None for none.
    """
    if user is not None:
        yield from _name_problems(("master_user",), "user", user, engine.longest_user, engine.reserved_users, engine)
    if database is not None:
        yield from _name_problems(
            ("database",), "database", database, engine.longest_database, engine.reserved_databases, engine
        )


def _name_problems(
    path: SpecPath, kind: str, name: str, longest: int, reserved: frozenset[str], engine: DatabaseEngine
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


def database_parameter_problems(
    engine: DatabaseEngine, at_once: Mapping[str, str], at_restart: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each parameter that a setting decides, that is no such parameter, or that stands twice.

    Args:
        engine: the engine.
        at_once: the mapping `parameters`.
        at_restart: the mapping `parameters_at_restart`.
    """
    switch = engine.tls[0]
    for field, parameters in (("parameters", at_once), ("parameters_at_restart", at_restart)):
        if switch in parameters:
            yield Problem(
                (field, switch),
                "parameter-by-setting",
                f"`{switch}` is set by `force_tls`",
                "Set `force_tls: false` to let connections in that are not encrypted, and remove this line.",
            )
    if engine.is_postgresql:
        yield from _value_problems("parameters", at_once)
        yield from _value_problems("parameters_at_restart", at_restart)
    for parameter in at_once:
        if _is_fixed(engine, parameter):
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


def _is_fixed(engine: DatabaseEngine, parameter: str) -> bool:
    """Whether an engine reads a parameter only when it starts."""
    told = postgresql_parameters().get(parameter) if engine.is_postgresql else None
    return parameter in engine.at_restart or (told is not None and told.is_fixed)


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
