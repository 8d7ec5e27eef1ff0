"""Processes that are killed: one that has imported everything forks a worker, and kills it at an instant.

Starting Python two hundred times would take minutes; a fork of a warm process takes milliseconds. Orders come
as JSON lines and are answered in JSON lines. Run as `python -m tests.faults.mortal`; `Undertaker` does.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]
_LONGEST_WAIT = 20.0  # seconds after which a worker that acknowledges too little is killed all the same

_WARM = "warm\n"
_STEPS = {"open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "sqlite3.connect"}
"""The audit events of Python that ask something of the file system; what SQLite does is inside the last."""

Work = Callable[[Path, int, Callable[[int], None]], None]
"""Works on the file with this seed, telling the number of each thing done."""


@dataclass(frozen=True)
class Order:
    """Do this work, and die `seconds` after that many acknowledgements (0: after the beginning).

    With a `step`, die sooner: just before the step with that number, counted from 1, of those that the work
    asks of the file system for the folder of its file.
    """

    work: str
    path: str
    seed: int
    acknowledgements: int
    seconds: float
    step: int = 0


@dataclass(frozen=True)
class Death:
    """What the worker had acknowledged, and whether it was killed rather than done."""

    acknowledged: list[int]
    killed: bool


class Undertaker:
    """The warm process, from outside."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.mortal"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout
        assert self._process.stdout.readline() == _WARM
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0

    def kill(self, order: Order) -> Death:
        """Have the work done until death. Fails when the work itself did."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["status"] in {0, -signal.SIGKILL}, answer
        return Death(answer["acknowledged"], answer["status"] != 0)


def _serve() -> None:
    from tests.faults.works import WORKS, warm_up  # noqa: PLC0415 - in the warm process only

    with tempfile.TemporaryDirectory() as folder:
        warm_up(Path(folder))
    gc.collect()
    gc.freeze()  # a fork's collections then copy no pages
    sys.stdout.write(_WARM)
    sys.stdout.flush()
    for line in sys.stdin:
        order = Order(**json.loads(line))
        status, acknowledged = _until_death(order, WORKS[order.work])
        sys.stdout.write(json.dumps({"status": status, "acknowledged": acknowledged}) + "\n")
        sys.stdout.flush()


def _until_death(
    order: Order, work: Callable[[Path, int, Callable[[int], None]], None]
) -> tuple[int, list[int]]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _live(order, work, writing)
    os.close(writing)
    heard = _listen(reading, order.acknowledgements)
    time.sleep(order.seconds)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    while more := os.read(reading, 65_536):
        heard += more
    os.close(reading)
    complete = heard[: heard.rfind(b"\n") + 1]
    return os.waitstatus_to_exitcode(status), [int(number) for number in complete.split()]


def _listen(pipe: int, lines: int) -> bytes:
    heard, began = b"", time.monotonic()
    while heard.count(b"\n") < lines and time.monotonic() - began < _LONGEST_WAIT:
        more = os.read(pipe, 65_536)
        if not more:
            break  # the work is done
        heard += more
    return heard


def _live(order: Order, work: Work, pipe: int) -> None:
    def acknowledge(number: int) -> None:
        os.write(pipe, b"%d\n" % number)

    if order.step:
        _die_before(order.step, str(Path(order.path).parent))
    try:
        work(Path(order.path), order.seed, acknowledge)
    except BaseException:  # noqa: BLE001 - a fork must not go on as its parent would
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _die_before(step: int, folder: str) -> None:
    steps = itertools.count(1)

    def count(event: str, args: tuple[object, ...]) -> None:
        if event in _STEPS and any(folder in str(arg) for arg in args) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


if __name__ == "__main__":
    _serve()
