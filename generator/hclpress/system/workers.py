"""Work spread over processes, its results in the order of the items."""

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
"""What makes a process ready for work, and gives the work."""

WORTH_A_PROCESS = 12
"""Items below which starting processes, each with its imports, takes longer than it saves."""

_AT_ONCE = 4
"""Items that a process is given at a time."""
_AHEAD = 3
"""Times as much is begun for each process before the first of it is asked for: enough that none waits, and no more, for
what is done lies in memory until it is taken."""


class ProcessDiedError(RuntimeError):
    """A process was ended from outside while it worked. That is how a system behaves that has no memory left."""


@contextmanager
def distribute(
    prepare: Prepare[Task, Result], items: Sequence[Task], *, aside: bool = False
) -> Iterator[Iterator[Result]]:
    """Begin the work on each item, in as many processes as pay off; what of it nobody took when the block ends is left.

    Args:
        prepare: what each process does first; it gives the work that is then done on one item after another. Crosses
            from process to process, as do the items and the results.
        items: what it is done on.
        aside: whether the block has something else to do first. Then another process pays off for however few items,
            where there is a processor for it.

    Yields:
        The results, in the order of the items. In place of one is raised what the work raises, or `ProcessDiedError`.
    """
    processes = min(_processors(), len(items) // WORTH_A_PROCESS + 1)
    if processes == 1 and not (aside and items and _processors() > 1):
        yield _here(prepare, items)
        return
    # Where this process is enough, nobody waits for these.
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
    """The results as they are asked for, of which no more than a window of them is begun ahead, and that at once."""
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
    """How a process begins: as a copy of this one, with all it has imported, unless it has threads.

    HashiCorp's parser, for one, brings threads of Go's with it, and whatever threads do, a copy does not go on with it.
    """
    try:
        return "fork" if len(os.listdir("/proc/self/task")) == 1 else "spawn"  # noqa: PTH208
    except OSError:
        # No Linux. On macOS, what the system itself brings along has threads.
        return "spawn"


class _Worker(Generic[Task, Result]):
    """The work of this process."""

    prepare: Prepare[Task, Result]
    work: Callable[[Task], Result] | None = None

    @classmethod
    def begin(cls, prepare: Prepare[Task, Result]) -> None:
        import signal
        from threading import Thread

        cls.prepare = prepare
        # Ctrl-C reaches all processes of a terminal, and the one that was started answers it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        Thread(target=_end_with_the_parent, daemon=True).start()

    @classmethod
    def do(cls, items: Sequence[Task]) -> list[Result]:
        if cls.work is None:
            # What is imported to get ready stays; it need not be looked through again and again.
            gc.disable()
            cls.work = cls.prepare()
            gc.freeze()
            gc.set_threshold(100_000)
            gc.enable()
        return [cls.work(item) for item in items]


def _end_with_the_parent() -> None:
    """Who is killed cannot send its processes home, and they would wait for more work for ever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
