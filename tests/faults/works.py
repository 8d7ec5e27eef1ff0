"""The kinds of work during which a worker is killed; each acknowledges what is durable by then."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.services.importing import import_patients
from assistant_tui.store import backup
from assistant_tui.store.connect import connect
from assistant_tui.store.migrate import upgrade
from tests.conftest import DESK, NINE, ZONE
from tests.faults.mortal import Work
from tests.faults.work import NAMES, PACK, act, opened

IMPORTED = 400
STEPS = "steps"
"""Beside the file: the folder of migration steps for `migrating`."""
BACKUPS = "backups"
"""Beside the file: where `backing_up` puts its copies, and `restoring` finds one named `RESTORED`."""
RESTORED = "other.db"


def a_day(path: Path, seed: int, acknowledge: Callable[[int], None]) -> None:
    """Work at the desk for ever; acknowledges journal rows."""
    ctx, rng = opened(path), Random(seed)
    while True:
        number = act(ctx, rng)
        if number is not None:
            acknowledge(number)


def migrating(path: Path, _: int, acknowledge: Callable[[int], None]) -> None:
    """Bring the file up to date with the test's slow steps; acknowledges that it is."""
    with closing(connect(path)) as connection:
        acknowledge(0)
        upgrade(path, connection, migrations=path.parent / STEPS)
    acknowledge(1)


def backing_up(path: Path, seed: int, acknowledge: Callable[[int], None]) -> None:
    """Back up for ever, an action in between; acknowledges the actions, each time a backup has it."""
    ctx, rng = opened(path), Random(seed)
    assert isinstance(ctx.clock, FixedClock)
    for _ in itertools.count():
        ctx.clock.advance(minutes=1)
        number = act(ctx, rng)
        backup.back_up(ctx.reading, path, path.parent / BACKUPS, now=ctx.now())
        acknowledge(number or 0)


def restoring(path: Path, _: int, acknowledge: Callable[[int], None]) -> None:
    """Put the backup in the place of the file; acknowledges that it is there."""
    acknowledge(0)
    backup.restore(path.parent / BACKUPS / RESTORED, path, now=NINE + timedelta(hours=1))
    acknowledge(1)


def importing(path: Path, _: int, acknowledge: Callable[[int], None]) -> None:
    """Import `IMPORTED` patients; acknowledges the journal row."""
    ctx = opened(path)
    acknowledge(0)
    import_patients(ctx, patient_list())
    acknowledge(1)


def setting_up(path: Path, _: int, acknowledge: Callable[[int], None]) -> None:
    """Make a new file; acknowledges that it is there."""
    acknowledge(0)
    services.setup.set_up(path, DESK, PACK, clock=FixedClock(NINE), zone=ZONE)
    acknowledge(1)


def patient_list() -> bytes:
    """A CSV file of `IMPORTED` patients."""
    rows = (f"{NAMES[number % 3]},女,139{number:08d}" for number in range(IMPORTED))
    return "\n".join(("姓名,性别,电话", *rows)).encode()


WORKS: dict[str, Work] = {
    work.__name__: work for work in (a_day, migrating, backing_up, restoring, importing, setting_up)
}


def warm_up(folder: Path) -> None:
    """Import, compile and cache whatever a first time brings, so that forks begin at once."""
    path = folder / "clinic.db"
    setting_up(path, 0, lambda _: None)
    ctx, rng = opened(path), Random(0)
    for _ in range(150):
        act(ctx, rng)
    import_patients(ctx, patient_list())
    (folder / BACKUPS).mkdir()
    backup.copy_to(ctx.reading, folder / BACKUPS / RESTORED)
    ctx.database.close()
    restoring(path, 0, lambda _: None)
    with closing(connect(path)) as connection:
        upgrade(path, connection)
