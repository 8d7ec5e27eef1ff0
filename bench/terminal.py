"""A program on a terminal of its own: keys go in by a pseudo-terminal, what it paints is timed from outside.

Both sides of a row are measured so: nothing of the program under test helps.
"""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Self

from bench.row import NotMeasuredError

ROWS, COLUMNS = 32, 120
_PATIENCE = 60.0
"""Seconds after which a program that does not answer is given up."""
_QUIET = 0.06
"""So many seconds without output and without work mean that the last byte was painted."""
_AT_WORK = 20
"""A program that uses less than this part of a core is not about to paint."""
_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]")
LAST_LINE = b"\x1b[%d;1H" % ROWS
"""What a program that paints the whole screen writes before its last line."""


class Terminal:
    """A running program; leaving the block ends it."""

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str]) -> None:
        self._argv = list(argv)
        self._environ = {**environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._output = b""

    def __enter__(self) -> Self:
        if sys.platform == "win32":
            raise NotMeasuredError("needs a pseudo-terminal, which Windows lacks")
        import fcntl  # noqa: PLC0415 - not on Windows
        import pty  # noqa: PLC0415
        import termios  # noqa: PLC0415

        self._end, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._began = perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - our own programs
            self._argv, stdin=theirs, stdout=theirs, stderr=theirs, env=self._environ, start_new_session=True
        )
        os.close(theirs)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._end)

    def until(self, *marks: bytes) -> float:
        """Milliseconds from the start of the process until all of these were painted, in any order."""
        while not all(mark in self._output for mark in marks):
            self._read(_PATIENCE)
        return (perf_counter() - self._began) * 1000

    def press(self, key: bytes) -> float:
        """Milliseconds from a key to the last byte that it paints."""
        begin = perf_counter()
        os.write(self._end, key)
        self._read(_PATIENCE)
        return (self._last_byte(_QUIET) - begin) * 1000

    def settle(self, seconds: float = 0.5) -> None:
        """Wait until it has neither painted nor worked for so long."""
        self._last_byte(seconds)

    def _last_byte(self, quiet: float) -> float:
        """When it last painted, once it has for so many seconds neither painted nor worked."""
        last, worked = perf_counter(), self.cpu_seconds()
        while True:
            if self._read(quiet, patient=False):
                last = perf_counter()
            elif self.cpu_seconds() - worked < quiet / _AT_WORK:
                return last
            worked = self.cpu_seconds()

    def watch(self, seconds: float) -> float:
        """Seconds of processor time that it uses in so many seconds."""
        before, end = self.cpu_seconds(), perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            self._read(left, patient=False)
        return self.cpu_seconds() - before

    def cpu_seconds(self) -> float:
        """Processor time of all its threads until now, to the nanosecond. Raises NotMeasuredError."""
        try:
            tasks = list(Path(f"/proc/{self._process.pid}/task").iterdir())
            return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
        except OSError as error:
            raise NotMeasuredError("needs the process times of Linux") from error

    def resident_megabytes(self) -> float:
        """Memory that it holds now. Raises NotMeasuredError."""
        try:
            pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        except OSError as error:
            raise NotMeasuredError("needs the process figures of Linux") from error
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _last_words(self) -> str:
        """The end of what was painted, without how."""
        text = _ESCAPES.sub(b" ", self._output[-4000:]).decode(errors="replace")
        return " ".join(text.split())[-200:]

    def _read(self, seconds: float, *, patient: bool = True) -> bool:
        """Take what comes within so many seconds; whether anything came. A patient reader insists on it."""
        ready, _, _ = select.select([self._end], [], [], seconds)
        try:
            more = os.read(self._end, 1 << 16) if ready else b""
        except OSError:  # Linux's way to say that the other end is closed
            more = b""
        self._output += more
        if (ready and not more) or (patient and not more):
            raise NotMeasuredError(f"{' '.join(self._argv)} ended or hangs: {self._last_words()}")
        return bool(more)
