"""The corpus of rehearsals: environments that are applied, edited in place and destroyed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
import yaml
from examples import PROJECT
from msgspec import Struct

from hclpress.catalog import Catalog, Check
from hclpress.module_folders import SHIPPED
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.stages.write import write

HERE = Path(__file__).parent
EDITED = "edited"
"""The label of the spec with the edit, which extends that of the environment."""

Group: TypeAlias = Literal["examples", "systems", "architectures"]
Edit: TypeAlias = Mapping[str, Any]
"""The part of a spec that an edit changes, as plain data."""


class Rehearsal(Struct, frozen=True):
    """One environment of the corpus.

    Attributes:
        group: where its spec lies.
        address: its address; that of an example is `<module>/<case>`.
        edit: the edit of its spec.
    """

    group: Group
    address: str
    edit: Edit

    @property
    def edited(self) -> str:
        """The address of the spec with the edit."""
        return f"{self.address.partition('/')[0]}/{EDITED}"

    def write(self, project: Path) -> None:
        """Make a project of it, with the code that it deploys and the spec with the edit.

        Args:
            project: an empty folder.
        """
        name, _, label = self.address.partition("/")
        specs = project / "environments" / name
        if self.group == "examples":
            home = SHIPPED / name
            specs.mkdir(parents=True)
            shutil.copy(home / "examples" / label / "spec.yaml", specs / f"{label}.yaml")
        else:
            home = PROJECT if self.group == "systems" else HERE / "architectures"
            shutil.copytree(home / "environments" / name, specs)
        for code in (home / "functions", home / "terraform"):
            if code.is_dir():
                shutil.copytree(code, project / code.name, ignore=shutil.ignore_patterns("node_modules"))
        edit = {"extends": f"{label}.yaml", **self.edit}
        (specs / f"{EDITED}.yaml").write_text(yaml.safe_dump(edit, sort_keys=False), encoding="utf-8")

    def predicted(self, catalog: Catalog, checks: tuple[Check, ...]) -> dict[str, str]:
        """Render both specs in the project, which is the current folder.

        Returns:
            The predicted action of the edit at each address that changes.
        """
        name, _, label = self.address.partition("/")
        specs, out = Path("environments", name), Path("out-before")
        before, after = (EnvironmentFile(name, label, specs / f"{one}.yaml") for one in (label, EDITED))
        write([generate(before, catalog, checks, out=out).output], out)
        changes = generate(after, catalog, checks, out=out).changes.by_address
        return {address: one.action.value for address, one in changes.items()}

    def __str__(self) -> str:
        return f"{self.group}/{self.address}"


def _read() -> tuple[Rehearsal, ...]:
    listed = yaml.safe_load((HERE / "corpus.yaml").read_text("utf-8"))
    groups = msgspec.convert(listed, dict[Group, dict[str, dict[str, Any]]])
    return tuple(
        Rehearsal(group, address, edit) for group, all_of in groups.items() for address, edit in all_of.items()
    )


CORPUS = _read()
