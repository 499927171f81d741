"""`make mutate`: every mutant of every template against the goldens, and the lines of templates that none reaches.

python tests/mutation/mutate.py [MODULE…]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from mutants import Mutant, code_lines, is_statement, mutants
from renderings import TEMPLATES, Renderings

from hclpress.hcl.expression import Expr

PROCESSES = 2
LEAST = 0.95
"""Of the mutants at least so many are killed."""

_renderings: list[Renderings] = []


def renderings() -> Renderings:
    """The goldens' renderings, made once in each process."""
    if not _renderings:
        _renderings.append(Renderings())
    return _renderings[0]


def survivors(template: Path) -> tuple[int, list[Mutant]]:
    """How many mutants a template has, and those that no golden notices."""
    all_mutants = list(mutants(template))
    return len(all_mutants), [one for one in all_mutants if not renderings().kills(one.template, one.text)]


def unreached(template: Path) -> list[int]:
    """The 1-based lines of a template that no example and no environment renders."""
    lines = template.read_text(encoding="utf-8").splitlines(keepends=True)
    wanted = {index + 1 for index in code_lines("".join(lines)) if not is_statement(lines[index])}
    reached: set[int] = set()

    def hit(line: int) -> Expr:
        reached.add(line)
        return Expr("")

    marked = "".join(
        f"{{{{ hit({number}) }}}}{line}" if number in wanted else line for number, line in enumerate(lines, start=1)
    )
    renderings().reach(template, marked, hit)
    return sorted(wanted - reached)


def mutated(templates: Iterable[Path], processes: int = PROCESSES) -> Iterator[tuple[int, list[Mutant]]]:
    """`survivors` of each template, worked out by several processes."""
    # The largest first, so that none of them is left for the end. Processes are not forked: Go's runtime, which the
    # parser brings, would come along without its threads.
    ordered = sorted(templates, key=lambda path: path.stat().st_size, reverse=True)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(survivors, ordered)


def main(modules: list[str]) -> int:
    """Print what survives and what is never reached; 1 if it is too much."""
    start = time.monotonic()
    chosen = [path for path in TEMPLATES if not modules or path.parent.name in modules]
    total, alive = 0, []
    for count, left in mutated(chosen):
        total += count
        alive += left
    for one in sorted(alive, key=str):
        print(f"survived  {one}")
    dark = [f"{path.parent.name}/{path.name}:{line}" for path in chosen for line in unreached(path)]
    for place in dark:
        print(f"unreached {place}")
    killed = (total - len(alive)) / total
    print(f"{total} mutants, {killed:.2%} killed, {len(dark)} lines unreached, {time.monotonic() - start:.0f} s")
    return 0 if killed >= LEAST and not dark else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
