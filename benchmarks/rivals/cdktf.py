"""The storefront in CDKTF, for Python and for TypeScript: synthesised from `cdktf_python` and `cdktf_typescript`."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.rivals.contender import Contender
from benchmarks.rivals.installing import node_modules, program, python_packages

HERE = Path(__file__).parent
OUT = "cdktf.out"
_QUIET = {"CHECKPOINT_DISABLE": "1", "CI": "1"}
"""The variables that disable usage reports and update checks, which would be measured too."""


def python_synth(scratch: Path) -> Contender:
    """Return the program in Python, which drives CDKTF's own JavaScript through jsii.

    Raises:
        Unavailable: when CDKTF cannot be installed.
    """
    source = HERE / "cdktf_python"
    program("node")
    programs = python_packages("cdktf-python", (source / "requirements.txt").read_text(encoding="utf-8").split())
    folder = scratch / "cdktf-python"
    folder.mkdir()
    return Contender((str(programs / "python"), str(source / "main.py")), folder, (OUT,), _QUIET)


def typescript_synths(scratch: Path) -> tuple[Contender, Contender]:
    """Return the program in TypeScript, compiled beforehand: run by Node alone, and by `cdktf synth`.

    Raises:
        Unavailable: when there is no Node, or CDKTF cannot be installed.
    """
    source, folder = HERE / "cdktf_typescript", scratch / "cdktf-typescript"
    modules = node_modules("cdktf-typescript", source / "package.json")
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("node_modules"))
    (folder / "node_modules").symlink_to(modules, target_is_directory=True)
    subprocess.run([str(modules / ".bin" / "tsc"), "--project", "."], cwd=folder, check=True)  # noqa: S603
    by_node = Contender((program("node"), "main.js"), folder, (OUT,), _QUIET)
    by_cdktf = Contender((str(modules / ".bin" / "cdktf"), "synth"), folder, (OUT,), _QUIET)
    return by_node, by_cdktf


def demand_resources(synth: Contender, wanted: Mapping[str, int]) -> None:
    """Check that a synth has written as many resources of each type as wanted.

    Raises:
        RuntimeError: when it has not; then there is no comparison.
    """
    written = json.loads((synth.folder / OUT / "stacks" / "storefront" / "cdk.tf.json").read_text(encoding="utf-8"))
    found = Counter({kind: len(resources) for kind, resources in written["resource"].items()})
    if found != Counter(wanted):
        missing, more = Counter(wanted) - found, found - Counter(wanted)
        raise RuntimeError(f"{synth.command} lacks {dict(missing)} and has {dict(more)} too many.")
