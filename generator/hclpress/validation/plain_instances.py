"""Instances of plain Terraform: their source, and the values of their variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.module.plain_terraform import PlainFolder, PlainTerraform
from hclpress.source.cursor import Cursor
from hclpress.source.nearest import nearest
from hclpress.validation.plain_blocks import META_ARGUMENTS
from hclpress.validation.plain_folders import plain_folder
from hclpress.validation.typed_settings import typed_settings
from hclpress.validation.variable_types import misfit

_REGISTRY = re.compile(r"(?:[a-z0-9.-]+\.[a-z]{2,}/)?[A-Za-z0-9_-]+/[A-Za-z0-9_-]+/[a-z0-9-]+(?://\S+)?")
_REVISION = re.compile(r"[?&]ref=[^&\s]+")
_CREDENTIALS = re.compile(r"://[^/@]*:[^/@]+@")
_OUT_OF_BOUNDS = frozenset({"..", ".git", ".terraform"})


def plain_settings(place: Cursor, root: Path | None) -> tuple[PlainTerraform | None, tuple[Diagnostic, ...]]:
    """Return the settings of an instance of plain Terraform, or its problems.

    Args:
        place: the instance in its document.
        root: the project's root; None for a spec that is read alone.
    """
    plain = place.plain
    settings, problems = typed_settings(PlainTerraform, plain if isinstance(plain, dict) else {}, place, {})
    if settings is None:
        return None, problems
    if not settings.source.startswith("./"):
        found = (*_elsewhere_problems(settings, place), *_meta_problems(settings, place))
        return (None if found else settings), found
    found = tuple(_folder_problems(settings, place, root))
    if found or root is None:
        return None, found
    try:
        folder = plain_folder(root, settings.source, place.child("source").span)
    except Diagnosed as fault:
        return None, fault.diagnostics
    found = tuple(_input_problems(settings, folder, place))
    return (None if found else settings.of_folder(folder)), found


def _elsewhere_problems(settings: PlainTerraform, place: Cursor) -> Iterator[Diagnostic]:
    source = place.child("source").span
    if settings.source.startswith("git::"):
        if _CREDENTIALS.search(settings.source):
            detail = "Whoever reads the spec has it. Leave it to a credential helper of Git, or to a key of SSH."
            yield Diagnostic("plain/password-in-source", "The Git source holds a password", detail, source)
        if _REVISION.search(settings.source) is None:
            detail = "Without it every `terraform init` may take other code. Add `?ref=` and a tag or a commit."
            yield Diagnostic("plain/no-revision", "The Git source has no revision", detail, source)
        if settings.version is not None:
            detail = "The revision stands behind `?ref=` in `source`. Remove `version`."
            yield Diagnostic(
                "plain/version-of-git", "A Git source has no `version`", detail, place.child("version").span
            )
    elif _REGISTRY.fullmatch(settings.source):
        if settings.version is None:
            detail = "Without it every `terraform init` may take another version. Add one, such as `version: 5.2.1`."
            yield Diagnostic("plain/no-version", f"{settings.source} has no version", detail, source)
    else:
        detail = (
            "A folder of the project begins with `./`, a module of a registry has three parts such as "
            "`terraform-aws-modules/sqs/aws`, and a Git repository begins with `git::`."
        )
        yield Diagnostic("plain/unknown-source", f"{settings.source!r} is no source of Terraform", detail, source)
    for name, kind in settings.declared.items():
        if not re.fullmatch(r"string|number|bool|any|(list|set|map)\((string|number|bool|any)\)", kind):
            yield Diagnostic(
                "plain/unknown-type",
                f"{kind!r} is no type of an output",
                "Write `string`, `number`, `bool`, `any`, or one of these in a `list(…)`, `set(…)` or `map(…)`.",
                place.child("outputs", name).span,
            )


def _folder_problems(settings: PlainTerraform, place: Cursor, root: Path | None) -> Iterator[Diagnostic]:
    source, parts = place.child("source").span, PurePosixPath(settings.source).parts
    if root is None:
        detail = "A spec that is read alone, such as an example of a module, has no folders beside it."
        yield Diagnostic("plain/no-project", "There is no project", detail, source)
    if not parts or _OUT_OF_BOUNDS & set(parts):
        detail = "Name a folder below the project's root, such as `./terraform/cache`."
        yield Diagnostic("plain/outside", f"{settings.source} leaves the project", detail, source)
    for key, given in (("version", settings.version), ("outputs", settings.declared)):
        if given:
            detail = f"The folder itself is what is used, and its outputs are read. Remove `{key}`."
            yield Diagnostic(f"plain/{key}-of-folder", f"A folder has no `{key}`", detail, place.child(key).key_span)


def _meta_problems(settings: PlainTerraform, place: Cursor) -> Iterator[Diagnostic]:
    for name in settings.given:
        if name in META_ARGUMENTS:
            detail = "Terraform reads that word itself in a `module` block. A variable cannot have this name."
            summary = f"`{name}` is no variable"
            yield Diagnostic("plain/not-a-variable", summary, detail, place.child("inputs", name).key_span)


def _input_problems(settings: PlainTerraform, folder: PlainFolder, place: Cursor) -> Iterator[Diagnostic]:
    for name, value in settings.given.items():
        variable = folder.variables.get(name)
        if variable is None:
            guess = nearest(name, folder.variables)
            meant = f"Did you mean `{guess}`? " if guess else ""
            known = ", ".join(sorted(folder.variables)) or "none"
            yield Diagnostic(
                "plain/no-such-variable",
                f"{settings.source} has no variable `{name}`",
                f"{meant}Its variables: {known}.",
                place.child("inputs", name).key_span,
            )
        elif value is None and variable.is_required and not variable.is_nullable:
            detail = f"{variable.place} declares it with `nullable = false` and without a default. Write a value."
            place_of = place.child("inputs", name).span
            yield Diagnostic("plain/null-input", f"The variable `{name}` cannot be null", detail, place_of)
        elif (wrong := misfit(value, variable.type)) is not None:
            yield Diagnostic(
                "plain/wrong-type",
                f"`{name}` takes a {variable.type}",
                f"{wrong} {variable.place} declares it.",
                place.child("inputs", name).span,
            )
    for variable in folder.variables.values():
        if variable.is_required and variable.name not in settings.given:
            yield Diagnostic(
                "plain/missing-input",
                f"The variable `{variable.name}` needs a value",
                f"{variable.place} declares it without a default. Add `{variable.name}:` below `inputs`.",
                place.child("inputs", variable.name).span,
            )
