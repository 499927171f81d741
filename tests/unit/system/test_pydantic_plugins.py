from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.fleet import PROJECT

VALIDATES = """\
import sys
from hclpress.spec.settings import Settings

class One(Settings):
    number: int

One(number=1)
print("importlib.metadata" in sys.modules)
"""


LOUD = """\
print("loaded")

class plugin:
    new_schema_validator = staticmethod(lambda *_: (None, None, None))
"""


def run(program: str, *folders: Path) -> str:
    path = os.pathsep.join(map(str, (PROJECT, *folders)))
    environ = {name: value for name, value in os.environ.items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    done = subprocess.run(
        [sys.executable, "-c", program], env={**environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    return done.stdout


def plugin(folder: Path) -> Path:
    """A folder with a package that pydantic would load as a plugin, which says so."""
    metadata = folder / "loud-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[pydantic]\nloud = loud:plugin\n")
    (folder / "loud.py").write_text(LOUD)
    return folder


def test_no_plugin_is_loaded_nor_looked_for(tmp_path: Path) -> None:
    assert run(VALIDATES, plugin(tmp_path)) == "False\n"


def test_that_plugin_is_one_that_pydantic_would_load(tmp_path: Path) -> None:
    alone = "from pydantic import BaseModel\nclass One(BaseModel): number: int\n"
    assert run(alone, plugin(tmp_path)) == "loaded\n"


def test_whoever_wants_more_of_what_loads_plugins_gets_it() -> None:
    more = "import hclpress.system.pydantic_plugins\nfrom pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP as group\n"
    assert run(f"{more}print(group)") == "pydantic\n"
