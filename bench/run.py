"""One run of the bench: how thorough it is, and the files, environment and programs that its rows share."""

from __future__ import annotations

import compileall
import os
import shutil
import sqlite3
import subprocess
import sys
import venv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant_tui import pack
from assistant_tui.domain.clock import FixedClock
from assistant_tui.services.context import Context
from assistant_tui.services.setup import open_desk
from assistant_tui.store.database import Database
from bench.clinic import FULL, NOW, QUICK, SMALL, ZONE, Size, clinic_file
from bench.row import NotMeasuredError
from bench.terminal import Terminal

HERE = Path(__file__).parent
APPS = HERE / "apps"
ZONE_NAME = str(ZONE)


@dataclass(frozen=True)
class Run:
    """`scratch` is a folder that is gone afterwards; what takes long to make is kept in `kept`."""

    quick: bool
    seed: int
    scratch: Path
    kept: Path = HERE / "data"
    log: Path | None = None
    """A real doctor's sessions, for the wait estimate."""

    def times(self, full: int, quick: int) -> int:
        """How often to do something."""
        return quick if self.quick else full

    @property
    def size(self) -> Size:
        """How large the big clinic is."""
        return QUICK if self.quick else FULL

    @cached_property
    def big(self) -> Path:
        """A copy of the clinic with a million visits, or in a quick run with less; the program's."""
        return self._copy(self.size, "big.db")

    @cached_property
    def floors(self) -> Path:
        """Another copy of it, for what the program is measured against."""
        return self._copy(self.size, "floors.db")

    def small(self, name: str) -> Path:
        """A copy of a small clinic."""
        return self._copy(SMALL, name)

    def plain(self) -> sqlite3.Connection:
        """A connection for SQL written by hand: with a cache of its own, as the program has."""
        return sqlite3.connect(self.floors, isolation_level=None)

    def _copy(self, size: Size, name: str) -> Path:
        return Path(shutil.copy(clinic_file(self.kept, size, self.seed), self.scratch / name))

    def desk(self, path: Path) -> Context:
        """The workstation of room 1 on the file, at its present."""
        chosen = pack.load(pack.find("general", pack.pack_folders()))
        return open_desk(Database.open(path), chosen, assistant="李敏", clock=FixedClock(NOW), zone=ZONE)

    @cached_property
    def environ(self) -> dict[str, str]:
        """A home of its own, English, and the clinic's time zone; the project's modules can be imported.

        They are compiled beforehand, as they are where the program is installed or has been run before.
        """
        compileall.compile_dir(HERE.parent / "assistant_tui", quiet=2)
        compileall.compile_dir(APPS, quiet=2)
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        config = self.scratch / "settings.toml"
        config.write_text(f'timezone = "{ZONE_NAME}"\n', encoding="utf-8")
        homes = {f"XDG_{name}_HOME": str(self.scratch / name.lower()) for name in ("DATA", "STATE", "CACHE")}
        return {
            **inherited,
            **homes,
            "HOME": str(self.scratch),
            "PYTHONPATH": str(HERE.parent),
            "ASSISTANT_TUI_CONFIG": str(config),
            "ASSISTANT_TUI_LANG": "en",
        }

    def workstation(self, path: Path) -> Terminal:
        """The program's screens on this file, opened as a user does."""
        return Terminal(self.command("--db", str(path), "--now", NOW.isoformat()), self.environ)

    def command(self, *arguments: str) -> list[str]:
        """A command line of the program."""
        return [sys.executable, "-m", "assistant_tui", *arguments]

    def app(self, name: str, *arguments: str) -> Terminal:
        """One of the small Textual apps of `bench/apps`."""
        return Terminal([sys.executable, str(APPS / f"{name}.py"), *arguments], self.environ)

    @cached_property
    def peer_python(self) -> str:
        """The Python of an environment with `bench/peers.txt`, made once. Raises NotMeasuredError."""
        home = HERE.parent / ".venv-peers"
        python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        wanted = (HERE / "peers.txt").read_text(encoding="utf-8")
        made_for = home / "peers.txt"
        if not made_for.exists() or made_for.read_text(encoding="utf-8") != wanted:
            venv.create(home, with_pip=True, clear=True)
            install = [
                str(python),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--requirement",
                str(HERE / "peers.txt"),
            ]
            done = subprocess.run(install, capture_output=True, text=True, check=False)  # noqa: S603 - ours
            if done.returncode:
                raise NotMeasuredError(f"Typer 0.29 could not be installed: {done.stderr.strip()[-200:]}")
            made_for.write_text(wanted, encoding="utf-8")
        return str(python)
