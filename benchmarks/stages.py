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
from functools import partial
from pathlib import Path
from typing import TypeVar

from hclpress.catalog import find_checks, find_modules
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.spec.environment_file import find_environments
from hclpress.stages.adopt import adopt
from hclpress.stages.check import check
from hclpress.stages.conform import conform
from hclpress.stages.fill import fill
from hclpress.stages.inherit import inherit
from hclpress.stages.load import load
from hclpress.stages.pack import pack
from hclpress.stages.parse import parse
from hclpress.stages.readme import readme
from hclpress.stages.reconcile import reconcile
from hclpress.stages.render import render
from hclpress.stages.require import require
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
        chain = timed("load", partial(load, where.path, where.extends))
        inherited = timed("inherit", partial(inherit, chain))
        tree = timed("fill", partial(fill, inherited, where.label))
        spec = timed("validate", partial(validate, tree, where.system, where.label, catalog))
        stack = timed("wire", partial(wire, spec))
        packed, _ = timed("pack", partial(pack, stack, where.root, packer))
        files = timed("render", partial(render, packed, catalog))
        parsed = timed("parse", partial(parse, packed, files))
        timed("conform", partial(conform, parsed))
        timed("check", partial(check, parsed, checks, today))
        adopted = timed("adopt", partial(adopt, parsed, files, None))
        reconciled = timed("reconcile", partial(reconcile, parsed, None, today, adopted.addresses))
        required = timed("require", partial(require, (*adopted.files, *reconciled.files)))
        page = timed("readme", partial(readme, parsed))
        everything = (*required, page)
        output = EnvironmentOutput.of(where.address, everything, reconciled.history)
        timed("write", partial(write, [output], out))
        sizes["files"] += len(files) + 1
        sizes["hcl"] += sum(len(file.content) for file in files if file.is_hcl)
        sizes["bytes"] += sum(len(file.content) for file in files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": wall, "cpu": cpu, "sizes": sizes, "peak": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).absolute())
