"""Two hundred ways to damage a file: noticed and said in words, nothing made worse, the way back named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import RuleError
from assistant_tui.services.checking import check
from assistant_tui.services.opening import open_file
from assistant_tui.services.setup import open_desk
from assistant_tui.settings import Resolved, Settings
from assistant_tui.store.backup import back_up, newest_sound, restore
from assistant_tui.store.failures import StoreError
from assistant_tui.store.files import companions, copy_as
from tests.conftest import NINE, ZONE
from tests.faults.work import PACK, act, opened
from tests.store.looking import Rows, contents

OF_EACH = 20
SOAKED_OF_EACH = 200

Mutation = Callable[[Path, Random], None]
Report = Callable[[str], None]
PAGE = 4096


def _pages(path: Path) -> int:
    return path.stat().st_size // PAGE


def _overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def header(path: Path, rng: Random) -> None:
    """A byte of the hundred that every database begins with."""
    _overwrite(path, rng.randrange(100), rng.randbytes(1))


def flipped_byte(path: Path, rng: Random) -> None:
    """One byte anywhere."""
    _overwrite(path, rng.randrange(path.stat().st_size), rng.randbytes(1))


def rubbish(path: Path, rng: Random) -> None:
    """A page of noise."""
    _overwrite(path, rng.randrange(_pages(path)) * PAGE, rng.randbytes(PAGE))


def zeroed(path: Path, rng: Random) -> None:
    """A page of nothing."""
    _overwrite(path, rng.randrange(_pages(path)) * PAGE, bytes(PAGE))


def swapped(path: Path, rng: Random) -> None:
    """Two pages in each other's place."""
    one, other = rng.sample(range(_pages(path)), 2)
    data = path.read_bytes()
    _overwrite(path, one * PAGE, data[other * PAGE : (other + 1) * PAGE])
    _overwrite(path, other * PAGE, data[one * PAGE : (one + 1) * PAGE])


def cut_off(path: Path, rng: Random) -> None:
    """The end is missing."""
    with path.open("r+b") as file:
        file.truncate(rng.randrange(path.stat().st_size))


def cut_off_at_a_page(path: Path, rng: Random) -> None:
    """Pages at the end are missing."""
    with path.open("r+b") as file:
        file.truncate(rng.randrange(_pages(path)) * PAGE)


def appended(path: Path, rng: Random) -> None:
    """Something follows the end."""
    with path.open("ab") as file:
        file.write(rng.randbytes(rng.randint(1, 3 * PAGE)))


def without_log(path: Path, _: Random) -> None:
    """The log is gone, and the last actions with it."""
    companions(path)[0].unlink()


def torn_log(path: Path, rng: Random) -> None:
    """The log has a hole, or no end."""
    log = companions(path)[0]
    if rng.random() < 0.5:
        _overwrite(log, rng.randrange(log.stat().st_size), rng.randbytes(64))
    else:
        with log.open("r+b") as file:
            file.truncate(rng.randrange(log.stat().st_size))


MUTATIONS: tuple[Mutation, ...] = (
    header, flipped_byte, rubbish, zeroed, swapped,
    cut_off, cut_off_at_a_page, appended, without_log, torn_log,
)  # fmt: skip


@pytest.fixture
def scene(worn: Path, tmp_path: Path) -> tuple[Resolved, Path, Rows]:
    """A backup, a folder with the file as a killed program leaves it (half of it in its log), its rows."""
    ctx, rng = opened(worn), Random(7)
    backups = tmp_path / "backups"
    back_up(ctx.reading, worn, backups, now=NINE)
    for _ in range(12):
        act(ctx, rng)
    left = tmp_path / "left"
    left.mkdir()
    copy_as(worn, left / worn.name)
    before = contents(ctx.reading)
    ctx.database.close()
    path = tmp_path / "try" / "clinic.db"
    resolved = Resolved(Settings(), tmp_path / "config.toml", path, backups, "en", {})
    return resolved, left, before


def bytes_of(path: Path) -> dict[str, bytes]:
    """The file and its log; the index of the log is made anew at will."""
    return {part.name: part.read_bytes() for part in (path, companions(path)[0]) if part.exists()}


def judged(resolved: Resolved, before: Rows) -> str:
    """Open a damaged file as the program does; answers who noticed. Fails for what nobody does.

    The file is opened first: that is what happens to it first, and what must not make it worse.
    """
    path = resolved.database_path
    damaged = bytes_of(path)
    twin = path.parent / "twin" / path.name
    shutil.copytree(path.parent, twin.parent)
    noticed = list(check(twin))
    assert bytes_of(twin) == damaged
    refusal = refused(resolved)
    if refusal is not None:
        assert f"The newest sound backup is {resolved.backups_path}" in refusal
        assert bytes_of(path) == damaged
        assert refused(resolved) == refusal  # not only the first time
        return "opening"
    with closing(open_file(resolved)) as database:
        assert noticed or contents(database.raw) == before, "nobody notices"
        clock = FixedClock(NINE + timedelta(hours=1))
        try:
            services.board.read(open_desk(database, PACK, assistant="李敏", clock=clock, zone=ZONE))
        except RuleError:
            assert noticed
    return "check" if noticed else "harmless"


def refused(resolved: Resolved) -> str | None:
    """What is said on opening the file, None when it opens."""
    try:
        open_file(resolved).close()
    except StoreError as error:
        return str(error)
    return None


def mutate(scene: tuple[Resolved, Path, Rows], of_each: int) -> dict[str, int]:
    """Every mutation that often, each on a fresh copy; answers how many were noticed by whom."""
    resolved, left, before = scene
    path = resolved.database_path
    tally: dict[str, int] = {}
    for mutation in MUTATIONS:
        for number in range(of_each):
            shutil.rmtree(path.parent, ignore_errors=True)
            shutil.copytree(left, path.parent)
            mutation(path, Random(f"{mutation.__name__} {number}"))
            try:
                verdict = judged(resolved, before)
            except AssertionError as error:
                raise AssertionError(f"{mutation.__name__} {number}") from error
            tally[verdict] = tally.get(verdict, 0) + 1
    return tally


def test_two_hundred_mutations_are_noticed_or_harmless(
    scene: tuple[Resolved, Path, Rows], report: Report
) -> None:
    tally = mutate(scene, OF_EACH)
    assert sum(tally.values()) == 200
    assert tally["opening"] > 100
    report(str(tally))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_thousand_mutations_are_noticed_or_harmless(
    scene: tuple[Resolved, Path, Rows], report: Report
) -> None:
    tally = mutate(scene, SOAKED_OF_EACH)
    assert sum(tally.values()) == 2000
    report(str(tally))


@pytest.mark.parametrize("mutation", [header, rubbish, cut_off_at_a_page, without_log, torn_log])
def test_restoring_keeps_the_damaged_file_byte_for_byte(
    scene: tuple[Resolved, Path, Rows], mutation: Mutation
) -> None:
    resolved, left, _ = scene
    path = resolved.database_path
    for number in range(4):
        shutil.rmtree(path.parent, ignore_errors=True)
        shutil.copytree(left, path.parent)
        mutation(path, Random(number))
        if refused(resolved) is None:
            continue  # harmless: set aside as any sound file
        damaged = bytes_of(path)
        newest = newest_sound(path, resolved.backups_path)
        assert newest
        kept = restore(newest.path, path, now=NINE)
        assert kept
        assert list(bytes_of(kept).values()) == list(damaged.values())
        assert list(check(path)) == []
