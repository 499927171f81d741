"""The examples that stand beside each module: a whole spec, and what its instances of that module must look like."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from hclpress.catalog import Catalog, Check
from hclpress.module_folders import SHIPPED
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile

PROJECT = Path(__file__).parent.parent
OWN = PROJECT / "tests/data/own"
"""An environment with a module of a user's own: `modules/`, `environments/` and what it renders to in `expected/`."""
TODAY = date(2026, 6, 1)
"""The day on which the tests check waivers for expiry."""


class Example(Struct, frozen=True):
    """One folder of `modules_templates/<module>/examples`.

    Attributes:
        module: the module it belongs to.
        case: the folder's name.
        folder: where it lies.
    """

    module: str
    case: str
    folder: Path

    def generate(self, catalog: Catalog, checks: tuple[Check, ...]) -> Generated:
        """Generate its `spec.yaml` as an environment `example/<case>`."""
        return generate(EnvironmentFile("example", self.case, self.folder / "spec.yaml"), catalog, checks, TODAY)

    def golden(self, generated: Generated) -> dict[str, str]:
        """What the instances of the module consist of: text by path below `expected/`."""
        own = {one.name for one in generated.parsed.stack.instances if one.module == self.module}
        return {
            file.path.relative_to("modules").as_posix(): file.text
            for file in generated.files
            if file.instance in own and file.is_terraform
        }

    def __str__(self) -> str:
        return f"{self.module}/{self.case}"


def examples() -> Iterator[Example]:
    """Every example of every shipped module."""
    for spec in sorted(SHIPPED.glob("*/examples/*/spec.yaml")):
        yield Example(spec.parents[2].name, spec.parent.name, spec.parent)


def write_out(generated: Generated, folder: Path) -> Path:
    """Write all generated files into a folder, as `hclpress render` would."""
    for file in generated.files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    return folder
