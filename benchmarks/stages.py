"""Each stage of the pipeline by itself: wall and processor time, bytes, and the memory of the process.

python -m benchmarks.stages PROJECT OUT
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from hclpress.catalog import find_checks, find_modules
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.spec.environment_file import find_environments
from hclpress.stages.check import check
from hclpress.stages.conform import conform
from hclpress.stages.inherit import inherit
from hclpress.stages.load import load
from hclpress.stages.pack import pack
from hclpress.stages.parse import parse
from hclpress.stages.readme import readme
from hclpress.stages.reconcile import reconcile
from hclpress.stages.render import render
from hclpress.stages.validate import validate
from hclpress.stages.wire import wire
from hclpress.stages.write import write
from hclpress.zip_files import Packer

Result = TypeVar("Result")


def main(project: Path, out: Path) -> None:
    """Generate all environments of a project in this one process, and print the cost of each stage as JSON."""
    os.chdir(project)
    catalog, checks, packer, today = find_modules(), find_checks(), Packer(), date.today()
    wall: dict[str, float] = defaultdict(float)
    cpu: dict[str, float] = defaultdict(float)
    sizes: dict[str, int] = defaultdict(int)

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        walled, used = time.perf_counter(), time.process_time()
        result = work()
        wall[stage] += time.perf_counter() - walled
        cpu[stage] += time.process_time() - used
        return result

    # A worker process that generates many does the same (`hclpress.system.workers`).
    gc.freeze()
    gc.set_threshold(100_000)
    for where in find_environments(Path("environments")):
        chain = timed("load", lambda path=where.path: load(path))
        tree = timed("inherit", lambda: inherit(chain))  # noqa: B023  (called at once)
        spec = timed("validate", lambda: validate(tree, where.system, where.label, catalog))  # noqa: B023
        stack = timed("wire", lambda: wire(spec))  # noqa: B023
        packed = timed("pack", lambda: pack(stack, where.root, packer))  # noqa: B023
        files = timed("render", lambda: render(packed, catalog))  # noqa: B023
        parsed = timed("parse", lambda: parse(packed, files))  # noqa: B023
        timed("conform", lambda: conform(parsed))  # noqa: B023
        timed("check", lambda: check(parsed, checks, today))  # noqa: B023
        reconciled = timed("reconcile", lambda: reconcile(parsed, None))  # noqa: B023
        page = timed("readme", lambda: readme(parsed))  # noqa: B023
        everything = (*files, *reconciled.files, page)
        timed("write", lambda: write([EnvironmentOutput.of(where.address, everything, reconciled.history)], out))  # noqa: B023
        sizes["files"] += len(files) + 1
        sizes["hcl"] += sum(len(file.content) for file in files if file.is_hcl)
        sizes["bytes"] += sum(len(file.content) for file in files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": wall, "cpu": cpu, "sizes": sizes, "peak": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).absolute())
