"""Several rehearsals at a time, each in a process of its own and in an AWS account of its own."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Lock

import hclpress
from hclpress.diagnostics import Diagnostic
from hclpress.rehearsal.scene_and_outcome import Rehearsed, Scene
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.provider_mirror import Mirror

_TIDYING_SECONDS = 20.0


def rehearse_side_by_side(
    scenes: Iterable[Scene],
    terraform: Terraform,
    mirror: Mirror | None,
    *,
    jobs: int,
    watch: Callable[[str, str], None] = lambda _address, _step: None,
) -> tuple[Rehearsed, ...]:
    """Rehearse environments, several at a time; one that fails does not stop the others.

    Nearly all the time of a rehearsal is the provider waiting for AWS: two take hardly longer than one.

    Args:
        scenes: the environments with their options.
        terraform: the Terraform to run.
        mirror: the provider mirror; None for the registry.
        jobs: the number of rehearsals at a time.
        watch: a function called with the address and the name of each step as it begins, in any thread.

    Returns:
        The outcomes, in the order of the scenes.

    Raises:
        KeyboardInterrupt: after every rehearsal has ended its processes.
    """
    troupe = _Troupe()
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        futures = [pool.submit(troupe.play, scene, terraform, mirror, watch) for scene in scenes]
        try:
            return tuple(future.result() for future in futures)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            troupe.dismiss()
            raise


class _Troupe:
    """The processes that rehearse."""

    def __init__(self) -> None:
        self._at_work: list[subprocess.Popen[bytes]] = []
        self._dismissed = False
        self._lock = Lock()

    def play(
        self, scene: Scene, terraform: Terraform, mirror: Mirror | None, watch: Callable[[str, str], None]
    ) -> Rehearsed:
        """Rehearse one environment in a new process."""
        with tempfile.TemporaryFile() as said:
            process = self._start(said.fileno())
            assert process.stdin is not None  # noqa: S101  (both are pipes)
            assert process.stdout is not None  # noqa: S101
            try:
                pickle.dump((scene, terraform, mirror), process.stdin)
                process.stdin.flush()
                while not isinstance(message := pickle.load(process.stdout), Rehearsed):  # noqa: S301
                    watch(scene.address, message)
            except (EOFError, OSError, pickle.UnpicklingError):
                process.wait()
                said.seek(0)
                return Rehearsed(scene.address, (), (), (_crashed(scene, said.read().decode("utf-8", "replace")),))
            else:
                return message
            finally:
                self._end(process)

    def dismiss(self) -> None:
        """End all of them, with all processes they have started, and start no more."""
        with self._lock:
            self._dismissed = True
            at_work = tuple(self._at_work)
        for process in at_work:
            self._let_go(process)
        for process in at_work:
            self._end(process)

    def _start(self, said: int) -> subprocess.Popen[bytes]:
        root = str(Path(hclpress.__file__).parents[1])
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
        with self._lock:
            if self._dismissed:
                raise KeyboardInterrupt
            # A group of its own shields it from a Ctrl-C typed at the terminal; the end of its stdin stops it.
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "hclpress.rehearsal"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                env=environ,
                start_new_session=True,
            )
            self._at_work.append(process)
        return process

    def _let_go(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        self._let_go(process)
        try:
            process.wait(_TIDYING_SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        finally:
            if process.stdout is not None:
                process.stdout.close()


def _crashed(scene: Scene, said: str) -> Diagnostic:
    last_words = "\n".join(said.strip().splitlines()[-20:])
    return Diagnostic(
        "rehearse/crashed",
        f"The rehearsal of {scene.address} crashed",
        f"That is an error of hclpress. Its last output:\n{last_words or '(none)'}",
    )
