"""`kill -9` at random instants of real work: nothing acknowledged is lost, nothing is half done."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from assistant_tui import services
from assistant_tui.services.checking import check
from assistant_tui.store.backup import backups_of, copy_to, verify
from assistant_tui.store.connect import SCHEMA, connect
from assistant_tui.store.failures import NoDatabaseError
from assistant_tui.store.migrate import MIGRATIONS, upgrade
from tests.faults.mortal import Death, Order, Undertaker
from tests.faults.proof import assert_rows_are_as_journalled, reopened
from tests.faults.work import copied, last_number, opened
from tests.faults.works import BACKUPS, IMPORTED, RESTORED, STEPS
from tests.store.looking import Rows, contents

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork are of POSIX systems")

DAYS = 4
KILLS_A_DAY = 50
SOAKED_DAYS = 40
KILLS_OF_EACH = 9
SOAKED_KILLS_OF_EACH = 100
MOST_STEPS = 60

HALF_WAY, NEWEST = f"{int(SCHEMA) + 1:04}", f"{int(SCHEMA) + 2:04}"
SLOW_STEP = """
import time
import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{after}"


def upgrade():
    with op.batch_alter_table("{table}") as altered:
        altered.add_column(sa.Column("added", sa.String(), nullable=False, server_default=""))
    for (row,) in op.get_bind().exec_driver_sql("SELECT id FROM {table}").fetchall():
        op.get_bind().exec_driver_sql("UPDATE {table} SET added = 'x' WHERE id = ?", (row,))
        time.sleep(0.001)
"""

Report = Callable[[str], None]


@dataclass
class Tally:
    """What a run of kills came to."""

    killed: int = 0
    acknowledged: int = 0
    done: int = 0
    openings: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        slowest = f", slowest opening {1000 * max(self.openings):.1f} ms" if self.openings else ""
        return f"{self.killed} kills, {self.acknowledged} acknowledged, {self.done} done, 0 lost{slowest}"


def work_a_day(path: Path, seed: int, undertaker: Undertaker, tally: Tally) -> None:
    """One file, killed again and again at work; each morning goes on where the last one was cut off."""
    rng = Random(seed)
    for number in range(KILLS_A_DAY):
        order = Order("a_day", str(path), 1000 * seed + number, rng.randint(0, 3), rng.uniform(0, 0.008))
        death = undertaker.kill(order)
        assert death.killed
        tally.killed += 1
        tally.acknowledged += len(death.acknowledged)
        seconds, last = reopened(path, acknowledged=max(death.acknowledged, default=0))
        # At most one action more: done, but killed before that could be said.
        assert not death.acknowledged or last <= death.acknowledged[-1] + 1
        tally.openings.append(seconds)
    with closing(connect(path)) as connection:
        assert_rows_are_as_journalled(connection)


@pytest.mark.parametrize("seed", range(DAYS))
def test_a_killed_day_loses_nothing_that_was_acknowledged(
    seed: int, new_file: Path, tmp_path: Path, undertaker: Undertaker, report: Report
) -> None:
    tally = Tally()
    work_a_day(copied(new_file, tmp_path / "clinic.db"), seed, undertaker, tally)
    assert tally.acknowledged > KILLS_A_DAY
    report(str(tally))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_thousand_kills_lose_nothing_that_was_acknowledged(
    new_file: Path, tmp_path: Path, undertaker: Undertaker, report: Report
) -> None:
    tally = Tally()
    for seed in range(100, 100 + SOAKED_DAYS):
        work_a_day(copied(new_file, tmp_path / f"clinic-{seed}.db"), seed, undertaker, tally)
    assert tally.killed == SOAKED_DAYS * KILLS_A_DAY
    report(str(tally))


@dataclass(frozen=True)
class Scene:
    """A file before it is worked on, in a folder that each try gets a copy of."""

    folder: Path
    before: Rows
    backed_up: Rows

    def again(self, folder: Path) -> Path:
        """A fresh copy; answers the path of the file."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return folder / "clinic.db"


@pytest.fixture
def scene(worn: Path, tmp_path: Path) -> Scene:
    """A worn file with slow migration steps and an older backup beside it."""
    folder = tmp_path / "scene"
    (folder / BACKUPS).mkdir(parents=True)
    shutil.copytree(MIGRATIONS, folder / STEPS, ignore=shutil.ignore_patterns("__pycache__"))
    after = SCHEMA
    for number, table in ((HALF_WAY, "patient"), (NEWEST, "queue_entry")):
        step = SLOW_STEP.format(number=number, after=after, table=table)
        (folder / STEPS / "versions" / f"{number}_slow.py").write_text(step, encoding="utf-8")
        after = number
    path = copied(worn, folder / "clinic.db")
    with closing(connect(path)) as connection:
        before = contents(connection)
    ctx = opened(worn)
    services.history.undo(ctx)  # what is backed up is not what the file holds
    copy_to(ctx.reading, folder / BACKUPS / RESTORED)
    backed_up = contents(ctx.reading)
    ctx.database.close()
    return Scene(folder, before, backed_up)


Judge = Callable[[Path, bool, Scene], bool]
"""Looks at a file after a kill, given whether the work was acknowledged; answers whether it was done."""


def judge_migration(path: Path, acknowledged: bool, scene: Scene) -> bool:
    with closing(connect(path)) as connection:
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        assert version in {SCHEMA, NEWEST}
        if version == SCHEMA:
            assert not acknowledged
            assert contents(connection) == scene.before
            upgrade(path, connection, migrations=path.parent / STEPS)
        assert connection.execute("SELECT DISTINCT added FROM patient").fetchall() == [("x",)]
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return bool(version == NEWEST)


def judge_backup(path: Path, acknowledged: bool, scene: Scene) -> bool:
    reopened(path, acknowledged=len(scene.before["journal"]))
    copies = backups_of(path, path.parent / BACKUPS)
    for copy in copies:
        verify(copy.path)
        assert list(check(copy.path)) == []
    assert copies or not acknowledged
    return bool(copies)


def judge_restore(path: Path, acknowledged: bool, scene: Scene) -> bool:
    reopened(path, acknowledged=1)  # there is a file at every instant: nobody is asked to make a new one
    kept = list(path.parent.glob("clinic-replaced-*.db"))
    with closing(connect(path)) as connection:
        found = contents(connection)
    assert found in (scene.before, scene.backed_up)
    for one in kept:
        with closing(connect(one)) as connection:
            assert contents(connection) == scene.before
    done = found == scene.backed_up
    assert done or not acknowledged
    assert kept or not done
    return done


def judge_import(path: Path, acknowledged: bool, scene: Scene) -> bool:
    reopened(path, acknowledged=len(scene.before["journal"]) + acknowledged)
    with closing(sqlite3.connect(path)) as connection:
        (patients,) = connection.execute("SELECT count(*) FROM patient").fetchone()
    assert patients - len(scene.before["patient"]) in ({IMPORTED} if acknowledged else {0, IMPORTED})
    return bool(patients != len(scene.before["patient"]))


def judge_set_up(path: Path, acknowledged: bool, _: Scene) -> bool:
    try:
        ctx = opened(path)
    except NoDatabaseError:
        assert not acknowledged
        return False
    assert last_number(ctx) == 1
    ctx.database.close()
    assert list(check(path)) == []
    return True


JUDGES: dict[str, Judge] = {
    "migrating": judge_migration,
    "backing_up": judge_backup,
    "restoring": judge_restore,
    "importing": judge_import,
    "setting_up": judge_set_up,
}
"""For each kind of work, how it is judged."""


def begin(work: str, scene: Scene, folder: Path) -> Path:
    """A fresh copy of the scene for this kind of work; answers the path of the file."""
    path = scene.again(folder)
    if work == "setting_up":
        path.unlink()
    return path


def is_done(work: str, death: Death) -> bool:
    """Whether the work was acknowledged; all but backing up say that they have begun, too."""
    return len(death.acknowledged) > (work != "backing_up")


def kill_at_work(work: str, kills: int, scene: Scene, folder: Path, undertaker: Undertaker) -> Tally:
    """Kill it that often, each time on a fresh copy of the scene, evenly over the time that it takes."""
    rng, tally = Random(work), Tally()
    began = time.perf_counter()
    undertaker.kill(Order(work, str(begin(work, scene, folder)), 0, 2, 0))
    takes = time.perf_counter() - began
    for number in range(kills):
        path = begin(work, scene, folder)
        seconds = takes * (number + rng.random()) / kills
        death = undertaker.kill(Order(work, str(path), number, 0, seconds))
        tally.killed += death.killed
        tally.acknowledged += is_done(work, death)
        tally.done += JUDGES[work](path, is_done(work, death), scene)
    return tally


@pytest.mark.parametrize("work", JUDGES)
def test_killed_inside_it_is_done_whole_or_not_at_all(
    work: str, scene: Scene, tmp_path: Path, undertaker: Undertaker, report: Report
) -> None:
    tally = kill_at_work(work, KILLS_OF_EACH, scene, tmp_path / "try", undertaker)
    assert tally.killed >= KILLS_OF_EACH // 3
    report(str(tally))


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("work", JUDGES)
def test_killed_inside_it_a_hundred_times_it_is_done_whole_or_not_at_all(
    work: str, scene: Scene, tmp_path: Path, undertaker: Undertaker, report: Report
) -> None:
    tally = kill_at_work(work, SOAKED_KILLS_OF_EACH, scene, tmp_path / "try", undertaker)
    assert tally.killed >= SOAKED_KILLS_OF_EACH // 3
    report(str(tally))


@pytest.mark.parametrize("work", ["restoring", "setting_up", "backing_up"])
def test_killed_before_any_step_of_the_file_system_it_is_done_whole_or_not_at_all(
    work: str, scene: Scene, tmp_path: Path, undertaker: Undertaker, report: Report
) -> None:
    tally = Tally()
    for step in range(1, MOST_STEPS):
        path = begin(work, scene, tmp_path / "try")
        death = undertaker.kill(Order(work, str(path), 0, 2, 0, step))
        if is_done(work, death):
            break
        tally.killed += death.killed
        tally.done += JUDGES[work](path, False, scene)
    assert 5 < tally.killed < MOST_STEPS - 1
    report(str(tally))
