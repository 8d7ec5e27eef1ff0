"""Power cut after any write: what was acknowledged is there, what was not is there whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from bisect import bisect_right
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from assistant_tui.domain.clock import FixedClock
from assistant_tui.services.setup import open_desk
from assistant_tui.store.connect import connect
from assistant_tui.store.database import Database
from tests.conftest import NINE, ZONE
from tests.faults import tornfile
from tests.faults.proof import reopened
from tests.faults.tornfile import Asked, Disk, Kind, put_down, recording
from tests.faults.work import PACK, act, copied

CUTS = 300
SOAKED_CUTS = 2000
ACTIONS = 120
SMALL_LOG = 60
"""Pages after which the log is folded into the file: far more often than in use, to cut while it is done."""

Report = Callable[[str], None]


@dataclass(frozen=True)
class Story:
    """A file, what was then asked of the disk, and of each action how far that was and its journal number."""

    path: Path
    before: bytes
    asked: list[Asked]
    acknowledged: list[tuple[int, int]]

    def acknowledged_by(self, cut: int) -> int:
        """The last journal number acknowledged when so much had been asked, 0 before the first."""
        place = bisect_right([asked for asked, _ in self.acknowledged], cut)
        return self.acknowledged[place - 1][1] if place else 0


def through_the_layer(path: Path, **_: object) -> sqlite3.Connection:
    """As `connect` would open it, but on the layer that remembers."""
    uri = f"{path.absolute().as_uri()}?mode=rw&vfs={tornfile.NAME}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def lived_through(path: Path, pragmas: dict[str, object]) -> Story:
    """Work at the desk over the layer, close, open again, work on: all that ever writes to the file."""
    before, acknowledged, rng = path.read_bytes(), [], Random(300)
    with recording() as recorder:
        for morning in range(3):
            with closing(Database(path, through_the_layer(path))) as database:
                for name, value in pragmas.items():
                    database.raw.execute(f"PRAGMA {name} = {value}")
                clock = FixedClock(NINE.replace(hour=2 + 2 * morning))
                ctx = open_desk(database, PACK, assistant="李敏", clock=clock, zone=ZONE)
                for _ in range(ACTIONS // 3):
                    number = act(ctx, rng)
                    if number is not None:
                        acknowledged.append((len(recorder.asked), number))
        return Story(path, before, recorder.asked, acknowledged)


def settings_of(path: Path) -> dict[str, object]:
    """The settings that the program opens the file with, as SQLite tells them."""
    names = ("foreign_keys", "journal_mode", "synchronous")
    with closing(connect(path)) as connection:
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


def cut_power(story: Story, cuts: int, folder: Path) -> tuple[int, int]:
    """Cut at so many instants; answers the actions lost, and the actions there that nobody was told of."""
    rng = Random(cuts)
    disk = Disk({str(story.path): story.before})
    lost = unsaid = 0
    for last, cut in pairwise([0, *sorted(rng.choices(range(len(story.asked) + 1), k=cuts))]):
        disk.go_on(story.asked[last:cut])
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        put_down(disk.cut(rng), folder)
        _, there = reopened(folder / story.path.name, acknowledged=0)
        told = story.acknowledged_by(cut)
        lost += max(0, told - there)
        unsaid += max(0, there - told)
    return lost, unsaid


@pytest.fixture
def path(new_file: Path, tmp_path: Path) -> Path:
    try:
        with recording():
            pass
    except (AttributeError, OSError):
        pytest.skip("this Python's SQLite is built in: no layer can be put under it")
    return copied(new_file, tmp_path / "clinic.db")


def lose_nothing(path: Path, folder: Path, cuts: int, report: Report) -> None:
    story = lived_through(path, settings_of(path) | {"wal_autocheckpoint": SMALL_LOG})
    kinds = [asked.kind for asked in story.asked]
    to_the_file = sum(asked.path == str(path) and asked.kind is Kind.WRITE for asked in story.asked)
    assert to_the_file > 100  # the log was folded in, again and again
    lost, unsaid = cut_power(story, cuts, folder)
    assert lost == 0
    report(
        f"{cuts} cuts in {kinds.count(Kind.WRITE)} writes ({to_the_file} of them to the file itself) and"
        f" {kinds.count(Kind.SYNC)} syncs, {len(story.acknowledged)} actions: 0 lost, {unsaid} found unsaid"
    )


def test_power_cut_at_three_hundred_instants_loses_nothing_acknowledged(
    path: Path, tmp_path: Path, report: Report
) -> None:
    lose_nothing(path, tmp_path / "cut", CUTS, report)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_power_cut_at_two_thousand_instants_loses_nothing_acknowledged(
    path: Path, tmp_path: Path, report: Report
) -> None:
    lose_nothing(path, tmp_path / "cut", SOAKED_CUTS, report)


def test_the_layer_does_lose_what_is_not_synced(path: Path, tmp_path: Path) -> None:
    careless = settings_of(path) | {"synchronous": 1}  # NORMAL syncs no commit
    lost, _ = cut_power(lived_through(path, careless), 30, tmp_path / "cut")
    assert lost > 0
