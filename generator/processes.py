"""Work spread over processes, its results in the order of the items."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_PROCESS = 12
"""Items below which starting processes, each with its imports, takes longer than it saves."""

_AT_ONCE = 4
"""Items that a process is given at a time."""
_AHEAD = 3
"""Times as much is begun for each process before the first of it is asked for: enough that none waits, and no more, for
what is done lies in memory until it is taken."""


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
    if jobs == 1 and not _Server.is_prepared:
        yield from map(work, items)
        return
    # Where one process is enough, nobody waits for these.
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor

    context = _Server.start(preload)
    _Server.is_prepared = False
    with ProcessPoolExecutor(jobs, context, _Worker.begin, (work,)) as pool:
        try:
            begun: deque[Future[list[Result]]] = deque()
            for start in range(0, len(items), _AT_ONCE):
                begun.append(pool.submit(_Worker.do, items[start : start + _AT_ONCE]))
                if len(begun) > _AHEAD * jobs:
                    yield from begun.popleft().result()
            for share in begun:
                yield from share.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def prepare(preload: Sequence[str]) -> None:
    """Begin to import, in a process of its own, what work will need that somebody is going to `spread`.

    That then uses it, for however few items. With one processor alone nothing is gained, and nothing is done; nor is it
    a second time.
    """
    if not _Server.is_prepared and _processors() > 1:
        _Server.start(preload)
        _Server.is_prepared = True


class _Server:
    """The process that all others are made from, with everything imported."""

    is_prepared = False

    @classmethod
    def start(cls, preload: Sequence[str]) -> ForkServerContext:
        # Who needs no second process does not wait for these.
        import multiprocessing
        from multiprocessing import forkserver

        # Not `fork`: HashiCorp's parser brings Go's threads with it, and those do not survive one.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([*preload])
        forkserver.ensure_running()
        return context


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
    def do(cls, items: Sequence[Item]) -> list[Result]:
        return [cls.work(item) for item in items]


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
