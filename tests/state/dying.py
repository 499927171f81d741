"""Kills a write at each of its steps, one after another, and says in JSON what it leaves; a program of its own.

A step is whatever changes the disk: Python's own audit events tell of each open for writing, mkdir, rename, unlink,
rmdir and link before it happens; swapping, syncing and each half of a file's content are counted where they are called.
Each write runs in a child, and dies there by SIGKILL before its Nth step, or has it refused with an `errno`.

Usage: dying.py FOLDER SCENARIO [ERRNO]
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from outputs import NEW, OLD, content, output

from hclpress.diagnostics import Diagnosed
from hclpress.output import atomic_swap as kernel
from hclpress.output import folder_replacement as folder
from hclpress.output import transaction
from hclpress.output.folder_replacement import GUARD
from hclpress.output.lock import locked
from hclpress.output.transaction import finish
from hclpress.stages.write import write

FIRST, SECOND = "web/dev", "web/prod"
FOREIGN = {
    "untouched": {},
    "with-lock-file": {".terraform.lock.hcl": "# lock\n", "own.auto.tfvars": "x = 1\n", "modules/b/own.tf": "# mine\n"},
    "worked-in": {".terraform/providers/x": "binary\n", "terraform.tfstate": "{}\n"},
    "not-there": {},
}
_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.truncate"}


class Steps:
    """Counts steps below a folder, and ends the process, or refuses, at one of them."""

    def __init__(self, below: Path, limit: int, refusal: int | None) -> None:
        self.below, self.limit, self.refusal, self.count = str(below), limit, refusal, 0
        sys.addaudithook(self.hook)
        self.patch()

    def step(self) -> None:
        self.count += 1
        if self.count == self.limit:
            if self.refusal is None:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(self.refusal, os.strerror(self.refusal), "here")

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes and str(path).startswith(self.below):
                self.step()
        elif event in _CHANGES:
            self.step()

    def patch(self) -> None:
        exchange = kernel.exchange

        def counted_exchange(one: Path, other: Path) -> bool:
            self.step()
            return exchange(one, other)

        def counted_write_back(folder: Path) -> None:
            # Without waiting for the disk: no test cuts the current.
            self.step()

        def halved_write(path: Path | str, data: bytes) -> None:
            with Path(path).open("xb", buffering=0) as file:
                for half in (data[: len(data) // 2], data[len(data) // 2 :]):
                    self.step()
                    file.write(half)

        folder.exchange = counted_exchange
        transaction.write_back = counted_write_back
        folder.write_file = transaction.write_file = halved_write


def child(out: Path, limit: int, refusal: int | None) -> tuple[bool, bool, list[str]]:
    """Write NEW in a child; whether there was such a step, whether it came to its end, and what it reported."""
    receiver, sender = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(receiver)
        steps = Steps(out, limit, refusal)
        said: list[str] = []
        try:
            write([output(NEW, FIRST), output(NEW, SECOND)], out)
        except Diagnosed as found:
            said = [one.code for one in found.diagnostics]
        except BaseException as error:
            said = [f"traceback: {error!r}"]
        os.write(sender, json.dumps([steps.count >= limit, said]).encode())
        os._exit(0)
    os.close(sender)
    with os.fdopen(receiver) as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    if not os.WIFEXITED(status):
        return True, False, []
    reached, said = json.loads(told)
    return reached, True, said


def seen(out: Path) -> dict[str, dict[str, str] | None]:
    """What `ls` sees of each environment."""
    return {one: content(out / one) if (out / one).exists() else None for one in (FIRST, SECOND)}


def perform(base: Path, scenario: str, refusal: int | None) -> list[dict[str, object]]:
    """Everything, for each step there is."""
    results = []
    limit = 0
    while True:
        limit += 1
        out = base / f"{limit}"
        out.mkdir()
        foreign = FOREIGN[scenario]
        if scenario != "not-there":
            write([output(OLD, FIRST), output(OLD, SECOND)], out)
        for one in (FIRST, SECOND):
            for path, text in foreign.items():
                (out / one / path).parent.mkdir(parents=True, exist_ok=True)
                (out / one / path).write_text(text)
        reached, ended, said = child(out, limit, refusal)
        found: dict[str, object] = {"step": limit, "ended": ended, "said": said, "seen": seen(out)}
        found["guarded"] = [one for one in (FIRST, SECOND) if (out / one / GUARD).exists()]
        found["beside"] = sorted(path.name for path in out.iterdir())
        with locked(out, alone=True):
            finish(out)
        found["finished"] = seen(out)
        texts = OLD if limit % 2 else NEW
        write([output(texts, FIRST), output(texts, SECOND)], out)
        found["mended"] = seen(out) == {one: {**texts, **foreign} for one in (FIRST, SECOND)}
        found["left"] = sorted(path.name for path in out.iterdir())
        results.append(found)
        if not reached:
            return results


if __name__ == "__main__":
    base, scenario, *code = sys.argv[1:]
    print(json.dumps(perform(Path(base), scenario, int(code[0]) if code else None)))
