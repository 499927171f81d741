"""A small shop whose spec changes from render to render, and what the renders make of that."""

from __future__ import annotations

from pathlib import Path

import yaml
from msgspec import Struct

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.history.history import History
from hclpress.history.manifest import MANIFEST, Manifest
from hclpress.model.write_report import WriteReport
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.stages.write import write

SPEC = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
account_id: "123456789012"
modules:
  store:
    module: dynamodb
    tables:
      orders: {hash_key: id}
      carts: {hash_key: id}
  files:
    module: s3
    buckets:
      photos: {}
  keys:
    module: kms
    keys:
      data: {description: For data}
  config:
    module: ssm
    parameters:
      flag: {value: "on"}
"""


class Shop(Struct):
    """An environment `shop/dev` and its output.

    Attributes:
        base: the folder with both.
        text: the spec as it is now.
    """

    base: Path
    catalog: Catalog
    checks: tuple[Check, ...]
    text: str = SPEC

    @property
    def out(self) -> Path:
        return self.base / "out"

    @property
    def folder(self) -> Path:
        return self.out / "shop/dev"

    def change(self, old: str, new: str) -> None:
        """Replace a piece of the spec, which must be there once."""
        assert self.text.count(old) == 1, old
        self.text = self.text.replace(old, new)

    def add(self, line: str) -> None:
        """Add a line at the top level of the spec."""
        self.text = f"{line}\n{self.text}"

    def generate(self) -> Generated:
        yaml.safe_load(self.text)
        spec = self.base / "environments/shop/dev.yaml"
        spec.parent.mkdir(parents=True, exist_ok=True)
        spec.write_text(self.text)
        return generate(EnvironmentFile("shop", "dev", spec), self.catalog, self.checks, out=self.out)

    def render(self) -> tuple[Diagnostic, ...]:
        """Generate and write; what it warns of. A second render must change nothing."""
        generated = self.generate()
        write([generated.output], self.out)
        assert self.check().is_current
        return generated.warnings

    def check(self) -> WriteReport:
        """What a render would change."""
        (report,) = write([self.generate().output], self.out, pretend=True)
        return report

    def refusals(self) -> tuple[Diagnostic, ...]:
        """What keeps it from being rendered; everything must be as it was then."""
        before = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
        try:
            self.render()
        except Diagnosed as found:
            assert {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()} == before
            return found.diagnostics
        raise AssertionError("it was rendered")

    def text_of(self, name: str) -> str:
        """A file of the output; empty when it is not there."""
        path = self.folder / name
        return path.read_text() if path.exists() else ""

    @property
    def moves(self) -> list[tuple[str, str]]:
        """What `moved.tf` says, in its order."""
        lines = [line.split(" = ")[1] for line in self.text_of("moved.tf").splitlines() if " = " in line]
        return list(zip(lines[::2], lines[1::2], strict=True))

    @property
    def history(self) -> History:
        """What the manifest remembers."""
        history = Manifest.from_text(self.text_of(MANIFEST)).history
        assert history is not None
        return history
