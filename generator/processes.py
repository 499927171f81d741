"""Work spread over processes, its results in the order of the items."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_PROCESS = 12
"""Items below which starting processes, each with its imports, takes longer than it saves."""


def spread(
    work: Callable[[Item], Result], items: Sequence[Item], preload: Sequence[str], jobs: int | None = None
) -> Iterator[Result]:
    """Do the work on each item, in as many processes as pay off.

    Args:
        work: what is done; it, the items and the results cross from process to process.
        items: what it is done on.
        preload: the modules that the work needs, imported once for all processes.
        jobs: how many processes; left out, one for each processor we may use.

    Yields:
        The results, in the order of the items. What the work raises is raised here.
    """
    jobs = min(jobs or _processors(), len(items) // WORTH_A_PROCESS + 1)
    if jobs == 1:
        yield from map(work, items)
        return
    # Where one process is enough, nobody waits for these.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Not `fork`: HashiCorp's parser brings Go's threads with it, and those do not survive one.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*preload])
    with ProcessPoolExecutor(jobs, context, _Worker.begin, (work,)) as pool:
        try:
            yield from pool.map(_Worker.do, items, chunksize=max(1, min(16, len(items) // (4 * jobs))))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


class _Worker(Generic[Item, Result]):
    """The work of this process, sent to it once."""

    work: Callable[[Item], Result]

    @classmethod
    def begin(cls, work: Callable[[Item], Result]) -> None:
        cls.work = work
        # What was imported stays; it need not be looked through again and again.
        gc.freeze()
        gc.set_threshold(100_000)

    @classmethod
    def do(cls, item: Item) -> Result:
        return cls.work(item)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
