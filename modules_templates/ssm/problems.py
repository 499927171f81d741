"""Problems of the settings of ssm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hclpress.module import FactReference, Problem, Site, SpecPath, arn_region

from .names import name_of
from .settings import Parameter, SsmSettings, Tier, written

# Systems Manager API reference, PutParameter: the levels of a name, and the bytes of a value by tier.
MOST_LEVELS = 15
_BYTES: Mapping[Tier, int] = {"standard": 4096, "advanced": 8192, "intelligent": 8192}
_RESERVED = ("aws", "ssm")
_REFERENCE = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def problems(settings: SsmSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    taken: dict[str, str] = {}
    for name, parameter in settings.parameters.items():
        path = ("parameters", name)
        full = name_of(settings, name, site)
        yield from _parameter_problems(parameter, full, site.region, path)
        holder = taken.setdefault(full, name)
        if holder != name:
            yield Problem(
                (*path, "name") if parameter.name else path,
                "parameter-twice",
                f"Two parameters would have the name {str(full)!r}",
                f"{holder} has this name already. Rename one of them.",
            )


def _parameter_problems(parameter: Parameter, name: str, region: str, path: SpecPath) -> Iterator[Problem]:
    yield from _name_problems(parameter, name, path)
    if not parameter.made_here:
        for field in ("value", "version", "description"):
            if getattr(parameter, field):
                yield Problem(
                    (*path, field),
                    "made-elsewhere",
                    f"The {field} of an outside parameter cannot be set",
                    "`managed: outside` says that the parameter is made elsewhere. Remove one of the two lines.",
                )
    else:
        yield from _value_problems(parameter, path)
    if parameter.key != "aws" and parameter.type != "SecureString":
        yield Problem(
            (*path, "key"),
            "key-without-secret",
            f"A {parameter.type} is not encrypted",
            "Only a `SecureString` is. Remove `key`, or set `type: SecureString`.",
        )
    elif isinstance(parameter.key, str) and parameter.key != "aws" and arn_region(parameter.key) != region:
        yield Problem(
            (*path, "key"),
            "key-of-another-region",
            f"The key lies in {arn_region(parameter.key)}",
            f"The parameter lies in {region} and can use only keys from there.",
        )


def _name_problems(parameter: Parameter, name: str, path: SpecPath) -> Iterator[Problem]:
    place = next(((*path, field) for field in ("name", "under") if getattr(parameter, field)), path)
    if parameter.name is not None and parameter.under is not None:
        yield Problem(
            (*path, "under"),
            "name-and-place",
            "A full name has no place for a path",
            f"`name` is {parameter.name} already. Remove one of the two lines.",
        )
    if name.lstrip("/").lower().startswith(_RESERVED):
        yield Problem(
            place,
            "name-reserved",
            f"The name {name!r} belongs to AWS",
            f"Names that begin with {' or '.join(_RESERVED)}, in any case, are refused. Add a prefix.",
        )
    if "/" in name and not name.startswith("/"):
        yield Problem(
            place,
            "name-without-slash",
            f"The name {name!r} has levels and no leading slash",
            f"AWS requires a leading slash for names with levels: /{name}.",
        )
    levels = len(name.strip("/").split("/"))
    if levels > MOST_LEVELS:
        yield Problem(
            place,
            "name-too-deep",
            f"The name has {levels} levels",
            f"AWS accepts {MOST_LEVELS}.",
        )


def _value_problems(parameter: Parameter, path: SpecPath) -> Iterator[Problem]:
    value = parameter.value
    if parameter.secret:
        if value is not None:
            yield Problem(
                (*path, "value"),
                "secret-in-spec",
                "The spec would contain a secret",
                "Version control, plan and state would contain it too. Remove the line: the value "
                "comes from an ephemeral variable at apply. Use a `String` for values that are not secret.",
            )
        return
    if parameter.version is not None:
        yield Problem(
            (*path, "version"),
            "version-without-secret",
            f"A {parameter.type} is written whenever its value changes",
            "Only a `SecureString` needs a `version`, since nobody can see that its value has changed.",
        )
    if value is None:
        yield Problem(
            path,
            "value-missing",
            f"The value of this {parameter.type} is missing",
            "Set `value:`, or `type: SecureString` for a secret, or `managed: outside` for a parameter made elsewhere.",
        )
    elif isinstance(value, FactReference):
        return
    elif isinstance(value, str) == (parameter.type == "StringList"):
        wanted = "list" if parameter.type == "StringList" else "text"
        yield Problem(
            (*path, "value"),
            "value-of-another-form",
            f"The value of a {parameter.type} is a {wanted}",
            "Write `[one, two]` for a `StringList` and `one` for a `String`.",
        )
    else:
        yield from _text_problems(value, parameter.tier, path)


def _text_problems(value: str | tuple[str, ...], tier: Tier, path: SpecPath) -> Iterator[Problem]:
    # Systems Manager API reference, PutParameter, Value.
    if _REFERENCE.search(written(value)):
        yield Problem(
            (*path, "value"),
            "reference-in-a-value",
            "A value cannot hold a reference in double braces",
            "Systems Manager refuses `{{…}}` in values, since parameters cannot be nested. Write the text itself, or "
            "other signs around it.",
        )
    if isinstance(value, tuple):
        for index, one in enumerate(value):
            if "," in one:
                yield Problem(
                    (*path, "value", index),
                    "comma-in-a-list",
                    f"{one!r} would be read as several values",
                    "AWS joins a StringList with commas. Write the parts one by one, or use a `String`.",
                )
    size = len(written(value).encode())
    if size > _BYTES[tier]:
        yield Problem(
            (*path, "value"),
            "value-too-long",
            f"The value has {size} bytes",
            f"A parameter of the tier {tier} holds {_BYTES[tier]}. Set `tier: advanced` for {_BYTES['advanced']}, or "
            "keep it in a bucket.",
        )
