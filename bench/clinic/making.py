"""Making the file: the program's own empty one, filled in bulk with its indexes put aside."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant_tui import pack
from assistant_tui.domain.clock import FixedClock, day_of
from assistant_tui.services.setup import Desk, set_up
from assistant_tui.store import tables
from assistant_tui.store.connect import SCHEMA
from bench.clinic.days import write_past, write_today
from bench.clinic.people import write_people

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 2, 42, tzinfo=UTC)
"""Saturday 2026-11-21, 10:42 in Shanghai: the present of every file made here."""
ROOMS = 10
VISITS_A_DAY = 400
"""In all rooms together."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much lies behind today: whole days of `VISITS_A_DAY`, and the people who came."""

    days: int
    patients: int

    @property
    def visits(self) -> int:
        """All visits of the past."""
        return self.days * VISITS_A_DAY


FULL = Size(days=2_500, patients=300_000)
"""A million visits and six million events, in ten years."""
QUICK = Size(days=50, patients=30_000)
SMALL = Size(days=30, patients=3_000)


def clinic_file(folder: Path, size: Size, seed: int) -> Path:
    """The file of this size in the folder, made if it is not there."""
    path = folder / f"clinic-{SCHEMA}-{_form()}-{size.days}x{size.patients}-{seed}.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        building = path.with_suffix(".building")
        building.unlink(missing_ok=True)
        make_clinic(building, size, seed)
        building.replace(path)
    return path


def _form() -> str:
    """Another one after any change of what is written here, or of the tables: an index counts, too."""
    folders = (Path(__file__).parent, Path(tables.__file__).parent)
    texts = (path.read_bytes() for folder in folders for path in sorted(folder.glob("*.py")))
    return hashlib.sha256(b"".join(texts)).hexdigest()[:8]


def make_clinic(path: Path, size: Size, seed: int) -> None:
    """Make a new, closed file of this size. It is marked as a demo, so that `NOW` can be its present.

    Raises StoreError when there is a file already.
    """
    clock = FixedClock(NOW)
    chosen = pack.load(pack.find("general", pack.pack_folders()))
    desk = Desk(room="一诊室", doctor="王主任", assistant="李敏")
    set_up(path, desk, chosen, clock=clock, zone=ZONE, demo=True).database.close()
    today = day_of(NOW, ZONE)
    rng = random.Random(seed)
    with _filling(path) as connection:
        write_people(connection, size.patients, rng)
        _write_rooms(connection)
        write_past(connection, today=today, days=size.days, patients=size.patients, rng=rng)
        write_today(connection, today=today, patients=size.patients, rng=rng)


@contextmanager
def _filling(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection in a hurry: no log, no waiting for the disk, and all indexes made at the end."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")
        connection.execute("PRAGMA temp_store = MEMORY")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("BEGIN")
        yield connection
        for _, statement in indexes:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _write_rooms(connection: sqlite3.Connection) -> None:
    """The rooms beside the first, which the set-up has made; all of one doctor."""
    rooms = [(number, str(number), f"诊室{number}") for number in range(2, ROOMS + 1)]
    connection.executemany(
        "INSERT INTO room (id, version, voided, code, name, doctor_id) VALUES (?, 1, 0, ?, ?, 1)", rooms
    )
