"""The contexts of a fleet's templates, as plain data, made beforehand: the floor has nothing to do but Jinja.

Each environment is rendered once, and every attribute that a template reads is noted. The result is a copy of just
those, in plain namespaces, which a program can load without pydantic and our modules.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import TypeAlias
from unittest import mock

from msgspec import Struct, field

from benchmarks.floor import Text
from hclpress.catalog import find_modules
from hclpress.hcl.expression import Expr
from hclpress.hcl.values import Object
from hclpress.model.generated_file import GeneratedFile
from hclpress.module_folders import SHIPPED
from hclpress.pipeline import packed
from hclpress.spec.environment_file import find_environments
from hclpress.stages import render as rendering
from hclpress.stages.render import render
from hclpress.templates import jinja as templates

Plain: TypeAlias = object


def write_contexts(project: Path, folder: Path) -> None:
    """Write one pickle for each environment of a project: the contexts of all its templates."""
    catalog = find_modules()
    with _noting() as noted:
        for where in find_environments(project / "environments"):
            noted.read.clear()
            noted.made.clear()
            # Files that environments share are noted in each.
            rendering._interface_files.cache_clear()  # noqa: SLF001
            render(packed(where, catalog), catalog)
            path = folder / f"{where.system}-{where.label}.pickle"
            made = [(into, name, file, _plain(context, noted.read)) for into, name, file, context in noted.made]
            path.write_bytes(pickle.dumps(made))


class _Noted(Struct, frozen=True):
    """The reads and the output of one rendering.

    Attributes:
        read: by the identity of an object, the object and the attributes read of it.
        made: the output files, each with the context of its template.
    """

    read: dict[int, tuple[object, dict[str, object]]] = field(default_factory=dict)
    made: list[tuple[str, str, str, Mapping[str, object]]] = field(default_factory=list)


@contextmanager
def _noting() -> Iterator[_Noted]:
    noted = _Noted()
    original = rendering._rendered  # noqa: SLF001  (a benchmark looks into what it measures)

    class Noting(templates.HclEnvironment):
        def getattr(self, obj: object, attribute: str) -> object:
            known = noted.read.setdefault(id(obj), (obj, {}))[1]
            if attribute not in known:
                known[attribute] = super().getattr(obj, attribute)
            return known[attribute]

    def rendered(
        folder: Path,
        context: Mapping[str, object],
        into: PurePosixPath,
        instance: str | None = None,
        subfolders: tuple[str, ...] = (),
    ) -> Iterator[GeneratedFile]:
        named = {name.rpartition("/")[2]: name for name in templates.names(folder, subfolders)}
        for file in original(folder, context, into, instance, subfolders):
            name, path = named[f"{file.path.name}.j2"], file.path.as_posix()
            noted.made.append((folder.relative_to(SHIPPED).as_posix(), name, path, context))
            yield file

    _forget()
    with mock.patch.object(templates, "HclEnvironment", Noting), mock.patch.object(rendering, "_rendered", rendered):
        yield noted
    _forget()


def _forget() -> None:
    templates.environment.cache_clear()
    templates.chosen.cache_clear()
    templates.templates.cache_clear()
    rendering._interface_files.cache_clear()  # noqa: SLF001


def _plain(value: object, read: Mapping[int, tuple[object, dict[str, object]]]) -> Plain:
    noted = {name: _plain(item, read) for name, item in read[id(value)][1].items()} if id(value) in read else {}
    if isinstance(value, Expr) or value is None or isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, str):
        text = Text(value)
        vars(text).update(noted)
        return text if noted else str(value)
    if isinstance(value, Object):
        return Object({key: _plain(item, read) for key, item in value.values.items()})
    if isinstance(value, Mapping):
        return {key: _plain(item, read) for key, item in value.items()}
    if noted:
        return SimpleNamespace(**noted)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item, read) for item in value]
    # Nothing of it was read: a template only tested whether it exists.
    return bool(value)
