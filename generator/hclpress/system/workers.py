"""Work spread over processes, with its results in the order of the items."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor

Task = TypeVar("Task")
Result = TypeVar("Result")
Prepare: TypeAlias = Callable[[], Callable[[Task], Result]]
"""A function that prepares a process and returns the work to do on each item."""

WORTH_A_PROCESS = 12
"""Below this number of items, starting processes and their imports takes longer than it saves."""

_AT_ONCE = 4
"""The number of items that a process gets at a time."""
_AHEAD = 3
"""The number of batches begun ahead for each process. With three, no process waits; with more, results fill the
memory."""


class ProcessDiedError(RuntimeError):
    """Another process ended a worker from outside. Systems do so when they run out of memory."""


@contextmanager
def distribute(
    prepare: Prepare[Task, Result], items: Sequence[Task], *, aside: bool = False
) -> Iterator[Iterator[Result]]:
    """Begin the work on each item, in as many processes as pay off. When the block ends, remaining work is dropped.

    Args:
        prepare: the function each process calls first; it returns the work that is then done on one item after another.
            It is sent to other processes, as are the items and the results.
        items: the items to work on.
        aside: whether the block does something else first. Then another process pays off for any number of items, if
            there is a processor for it.

    Yields:
        The results, in the order of the items. An error of the work, or `ProcessDiedError`, is raised in place of its
        result.
    """
    processes = min(_processors(), len(items) // WORTH_A_PROCESS + 1)
    if processes == 1 and not (aside and items and _processors() > 1):
        yield _here(prepare, items)
        return
    # A run in this process alone needs no import of them.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(_start_method())
    pool = ProcessPoolExecutor(processes, context, _Worker.begin, (prepare,))
    try:
        yield _results(pool, items, _AHEAD * processes + 1)
    finally:
        pool.shutdown(cancel_futures=True)


def _here(prepare: Prepare[Task, Result], items: Sequence[Task]) -> Iterator[Result]:
    if items:
        yield from map(prepare(), items)


def _results(pool: Executor, items: Sequence[Task], window: int) -> Iterator[Result]:
    """Yield the results in order. At most a window of them is begun ahead, and that at once."""
    from collections import deque
    from concurrent.futures.process import BrokenProcessPool
    from itertools import islice

    shares = (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
    begun = deque(pool.submit(_Worker[Task, Result].do, share) for share in islice(shares, window))

    def taken() -> Iterator[Result]:
        while begun:
            try:
                done = begun.popleft().result()
                begun.extend(pool.submit(_Worker[Task, Result].do, share) for share in islice(shares, 1))
            except BrokenProcessPool as error:
                raise ProcessDiedError from error
            yield from done

    return taken()


def _start_method() -> str:
    """Return the start method: fork, which copies all imports, unless this process has threads; then spawn.

    HashiCorp's parser, for one, starts threads of Go, and a forked copy has no threads.
    """
    try:
        return "fork" if len(os.listdir("/proc/self/task")) == 1 else "spawn"  # noqa: PTH208
    except OSError:
        # Not Linux. On macOS, system libraries have threads of their own.
        return "spawn"


class _Worker(Generic[Task, Result]):
    """The work of a worker process."""

    prepare: Prepare[Task, Result]
    work: Callable[[Task], Result] | None = None

    @classmethod
    def begin(cls, prepare: Prepare[Task, Result]) -> None:
        import signal
        from threading import Thread

        cls.prepare = prepare
        # Ctrl-C reaches all processes of a terminal; the parent handles it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        Thread(target=_end_with_the_parent, daemon=True).start()

    @classmethod
    def do(cls, items: Sequence[Task]) -> list[Result]:
        if cls.work is None:
            # The imports of the preparation stay in memory; the collector need not scan them again.
            gc.disable()
            cls.work = cls.prepare()
            gc.freeze()
            gc.set_threshold(100_000)
            gc.enable()
        return [cls.work(item) for item in items]


def _end_with_the_parent() -> None:
    """End with the parent. A killed parent cannot end its workers, and they would wait forever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
