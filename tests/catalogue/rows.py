"""The rows of docs/catalogue.yaml: what a spec can say, and what shows each of it in the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec
import yaml
from examples import PROJECT, Example
from matrix import single_edits, spec_of
from msgspec import Struct

from hclpress.module_folders import SHIPPED

SOURCE = PROJECT / "docs/catalogue.yaml"
EVERYWHERE = "everywhere"
"""The section of settings that every module has. Its rows name an example as `<module>/<case>`."""


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a spec can say. docs/catalogue.yaml describes the fields in its head."""

    item: str
    example: str = ""
    plan: str = ""
    limit: str = ""
    edit: str = ""
    open: bool = False
    dropped: str = ""

    @property
    def unnamed(self) -> list[str]:
        """The fields of a proof that the row leaves out."""
        return [name for name in ("example", "plan", "limit", "edit") if not getattr(self, name)]


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True):
    """Both tables: the rows of each new module, and those of each module that was there."""

    modules: Mapping[str, tuple[Row, ...]]
    settings: Mapping[str, tuple[Row, ...]]

    def sections(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """The modules of both tables with their rows, in the order of the file."""
        yield from self.modules.items()
        yield from self.settings.items()


def read_catalogue() -> Catalogue:
    """Read docs/catalogue.yaml.

    Raises:
        msgspec.ValidationError: for a field that no row has.
    """
    return msgspec.convert(yaml.safe_load(SOURCE.read_text("utf-8")), Catalogue)


def missing(module: str, row: Row) -> Iterator[str]:
    """Yield a sentence for each proof that a row names and the tree does not hold."""
    folder = _example(module, row.example)
    if not (folder / "spec.yaml").is_file():
        yield f"there is no example {folder.relative_to(SHIPPED).as_posix()}"
        return
    if not _asserts(folder / "plan.yaml", row.plan):
        yield f"its plan.yaml asserts no {row.plan}"
    if not any(f"{place}.".startswith(f"{row.edit}.") for place in _edited(folder)):
        yield f"no edit of its spec changes {row.edit}"
    name, _, error = row.limit.partition(": ")
    file = PROJECT / "tests/invalid" / module / name
    if not file.is_file() or f"error: {error}" not in file.read_text("utf-8").replace(" | ", " error: "):
        yield f"tests/invalid/{module}/{name} announces no {error}"


def _example(module: str, example: str) -> Path:
    module, case = example.split("/") if module == EVERYWHERE else (module, example)
    return SHIPPED / module / "examples" / case


def _asserts(inventory: Path, place: str) -> bool:
    address, _, attribute = place.rpartition(".")
    document = yaml.safe_load(inventory.read_text("utf-8"))
    return any(attribute in document.get(kind, {}).get(address, {}) for kind in ("values", "references"))


@cache
def _edited(folder: Path) -> frozenset[str]:
    """The places that the edit matrix changes in an example, such as `modules.keys.keys.data.rotation`."""
    example = Example(folder.parents[1].name, folder.name, folder)
    return frozenset(edit.name.rpartition(" ")[2] for edit in single_edits(spec_of(example)))
