"""Simulated days: sound, the same for a seed, and varied enough for every report."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.pack.load import load
from assistant_tui.pack.model import Pack
from assistant_tui.paths import data_folder
from assistant_tui.services.demo.clinicday import ClinicDay, Comer, Hours
from assistant_tui.services.demo.simulation import Simulated, simulate, usual_number
from assistant_tui.services.statgroups import daily
from assistant_tui.store.database import Database
from assistant_tui.store.failures import StoreError
from tests.conftest import ZONE

FRIDAY = date(2026, 11, 20)
EVENING = datetime(2026, 11, 20, 15, tzinfo=UTC)
DAYS = 25


def simulated(
    path: Path, pack: Pack, *, seed: int = 1, days: int = DAYS, number: int | None = None
) -> Simulated:
    """A file of some days."""
    return simulate(
        path,
        pack,
        days=days,
        until=FRIDAY,
        patients_per_day=number,
        seed=seed,
        language="zh_CN",
        zone=ZONE,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> tuple[Path, Simulated]:
    """Some days of the general clinic; only to be looked at."""
    path = tmp_path_factory.mktemp("simulated") / "trial.db"
    return path, simulated(path, pack)


def asked(path: Path, question: str) -> list[tuple[Any, ...]]:
    """What the file answers."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question).fetchall()


def test_the_file_is_sound_and_marked_as_a_demo(made: tuple[Path, Simulated]) -> None:
    path, told = made
    assert [str(one) for one in services.checking.check(path)] == []
    with closing(Database.open(path)) as database:
        assert database.is_demo
    assert asked(path, "SELECT COUNT(*), COUNT(DISTINCT patient_id) FROM visit") == [
        (told.visits, told.patients)
    ]


def test_it_has_so_many_days_up_to_the_last_and_no_sunday(made: tuple[Path, Simulated]) -> None:
    path, told = made
    days = [
        date.fromisoformat(str(day)) for (day,) in asked(path, "SELECT DISTINCT day FROM visit ORDER BY day")
    ]
    assert (len(days), days[0], days[-1]) == (DAYS, told.first, told.last) == (DAYS, told.first, FRIDAY)
    assert all(day.weekday() != 6 for day in days)
    assert all(later - earlier <= timedelta(days=2) for earlier, later in pairwise(days))


def test_every_figure_has_something_to_count(made: tuple[Path, Simulated]) -> None:
    path, _ = made
    statuses = dict(asked(path, "SELECT status, COUNT(*) FROM queue_entry GROUP BY status"))
    assert set(statuses) == {EntryStatus.COMPLETED, EntryStatus.LEFT, EntryStatus.NOSHOW}
    kinds = dict(asked(path, "SELECT kind, COUNT(*) FROM queue_entry GROUP BY kind"))
    assert set(kinds) == {EntryKind.WALK_IN, EntryKind.APPOINTMENT, EntryKind.RETURN}
    (again,) = asked(
        path, "SELECT COUNT(*) FROM (SELECT 1 FROM visit GROUP BY patient_id HAVING COUNT(*) > 1)"
    )[0]
    assert again > 20
    assert asked(path, "SELECT COUNT(*) FROM queue_entry WHERE calls > 1 AND status = 'completed'") > [(0,)]


def test_its_figures_are_those_of_a_clinic(made: tuple[Path, Simulated], pack: Pack) -> None:
    path, _ = made
    with closing(Database.open(path)) as database:
        ctx = services.setup.open_desk(database, pack, assistant="", clock=FixedClock(EVENING), zone=ZONE)
        rows = list(daily(ctx, services.stats.days_of(ctx, first="2026-10-01", last=str(FRIDAY))))
    worked = [row for row in rows if row.visits]
    assert len(worked) == DAYS
    assert sum(row.promises_kept for row in worked) > sum(row.promises_broken for row in worked) > 0
    assert 5 < sum(row.wait_mean_min or 0 for row in worked) / DAYS < 90
    assert 5 < sum(row.service_mean_min or 0 for row in worked) / DAYS < 20
    assert not any(row.still_open for row in worked)


def test_its_visits_have_slips_and_nobody_has_left_with_something_open(
    made: tuple[Path, Simulated], pack: Pack
) -> None:
    path, told = made
    of_visits = dict(asked(path, "SELECT visit_id, COUNT(*) FROM order_item GROUP BY visit_id"))
    assert 1.5 < sum(of_visits.values()) / told.visits < 2.5
    assert max(of_visits.values()) >= 8
    categories = {one for (one,) in asked(path, "SELECT DISTINCT category FROM order_item")}
    assert categories >= {"lab", "exam", "treatment", "prescription", "surgery", "consent", "anaesthesia"}
    for case in (
        "refused_at", "void_at", "refunded_at", "override_reason <> '' AND paid_at", "started_at", "part_of",
        "result = 'abnormal' AND read_at",
    ):  # fmt: skip
        assert asked(path, f"SELECT COUNT(*) FROM order_item WHERE ({case}) IS NOT NULL AND ({case})") > [
            (0,)
        ]
    with closing(Database.open(path)) as database:
        ctx = services.setup.open_desk(database, pack, assistant="", clock=FixedClock(EVENING), zone=ZONE)
        assert not {visit for visit in of_visits if services.gate.points(ctx, visit)}
        days = [services.slips.fees_of_day(ctx, FRIDAY - timedelta(days=back)).fees for back in range(7)]
    assert sum(1 for fees in days if fees.paid > fees.refunded > 0) >= 2
    assert all(fees.due == fees.paid - fees.refunded - fees.to_refund + fees.open for fees in days)


def test_watches_of_every_kind_are_on_record_and_no_round_has_vanished(made: tuple[Path, Simulated]) -> None:
    path, told = made
    (watches,) = asked(path, "SELECT COUNT(*) FROM watch WHERE ended_at IS NOT NULL AND item_id > 0")[0]
    assert 0.03 < watches / told.visits < 0.15
    assert asked(path, "SELECT COUNT(*) FROM watch WHERE ended_at IS NULL") == [(0,)]
    counts = dict(asked(path, "SELECT status, COUNT(*) FROM watch_round GROUP BY status"))
    assert 0 < counts["missed"] < counts["done"] * 0.15
    late = "SELECT COUNT(*) FROM watch_round WHERE happened_at > due_at + 300000"
    assert 0 < asked(path, late)[0][0] < counts["done"] * 0.25
    assert asked(path, "SELECT COUNT(*) FROM watch_round WHERE level = 1") > [(0,)]
    assert asked(path, "SELECT COUNT(*) FROM watch WHERE score >= 9 AND score_parts <> ''") > [(0,)]
    calls = "SELECT COUNT(*) FROM doctor_call c JOIN watch_round r ON r.id = c.round_id"
    assert asked(path, f"{calls} WHERE r.level < 2 OR c.arrived_at IS NULL OR c.ordered = ''") == [(0,)]
    assert asked(
        path,
        "SELECT COUNT(*) FROM watch w JOIN visit v ON v.id = w.visit_id WHERE w.ended_at > v.departed_at",
    ) == [(0,)]


def test_each_day_has_its_checklist_and_supplies_and_some_an_incident(
    made: tuple[Path, Simulated], pack: Pack
) -> None:
    path, _ = made
    tasks = dict(asked(path, "SELECT day, COUNT(*) FROM task_record GROUP BY day"))
    assert len(tasks) == DAYS
    assert max(tasks.values()) <= len(pack.checklist)
    statuses = dict(asked(path, "SELECT status, COUNT(*) FROM task_record GROUP BY status"))
    assert statuses["done"] > 10 * statuses["skipped"] > 0
    assert len({by for (by,) in asked(path, 'SELECT DISTINCT "by" FROM task_record')}) == 2
    kinds = dict(asked(path, "SELECT kind, COUNT(*) FROM supply_entry GROUP BY kind"))
    assert set(kinds) == {"count", "received", "used"}
    incidents = asked(path, "SELECT reported_at - report_by, closed_at FROM incident")
    assert 1 <= len(incidents) <= DAYS
    assert all(closed for _, closed in incidents)
    with closing(Database.open(path)) as database:
        ctx = services.setup.open_desk(database, pack, assistant="", clock=FixedClock(EVENING), zone=ZONE)
        rows = services.supplies.usage(ctx, FRIDAY - timedelta(days=20), FRIDAY)
        assert services.checklist.day_of(ctx, FRIDAY).rows
    assert sum(row.used for row in rows) > sum(abs(row.lost) for row in rows)
    assert all(row.level is None or row.level >= 0 for row in rows)


def test_the_same_seed_makes_the_same_days_and_another_one_others(tmp_path: Path, pack: Pack) -> None:
    hashes = []
    for number, seed in enumerate((3, 3, 4)):
        path = tmp_path / f"{number}.db"
        simulated(path, pack, seed=seed, days=2)
        hashes.append(asked(path, "SELECT hash FROM journal ORDER BY id DESC LIMIT 1"))
    assert hashes[0] == hashes[1] != hashes[2]


@pytest.mark.parametrize("name", ["dental", "gynecology", "proctology"])
def test_every_pack_has_its_days(tmp_path: Path, name: str) -> None:
    pack = load(data_folder() / "packs" / name)
    told = simulated(tmp_path / "trial.db", pack, days=3)
    assert told.visits == pytest.approx(3 * usual_number(pack), rel=0.4)
    assert list(services.checking.check(tmp_path / "trial.db")) == []


def test_a_bare_pack_and_more_patients_than_fit_make_sound_days_too(tmp_path: Path, pack: Pack) -> None:
    bare = replace(pack, visit_kinds=pack.visit_kinds[:1], locations=(pack.waiting, pack.room))
    told = simulated(tmp_path / "trial.db", bare, days=1, number=400)
    assert told.visits > 200
    assert list(services.checking.check(tmp_path / "trial.db")) == []
    (last,) = asked(tmp_path / "trial.db", "SELECT MAX(departed_at) FROM visit")[0]
    assert datetime.fromtimestamp(last / 1000, ZONE).date() == FRIDAY


def test_a_file_that_exists_is_left_as_it_is_and_one_not_finished_does_not_stay(
    tmp_path: Path, pack: Pack
) -> None:
    path = tmp_path / "trial.db"
    path.write_bytes(b"mine")
    with pytest.raises(StoreError, match="There is a file"):
        simulated(path, pack, days=1)
    assert path.read_bytes() == b"mine"
    path.unlink()

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(path, pack, days=5, until=FRIDAY, seed=1, language="en", zone=ZONE, progress=stop)
    assert list(tmp_path.iterdir()) == []


@given(
    seed=st.integers(0, 10_000),
    comers=st.lists(st.tuples(st.integers(0, 600), st.booleans(), st.integers(2, 4)), max_size=25),
    pace=st.floats(0.1, 3),
)
def test_nobody_overlaps_in_the_room_and_every_stay_touches_the_next(
    pack: Pack, seed: int, comers: list[tuple[int, bool, int]], pace: float
) -> None:
    opens = datetime(2026, 11, 20, tzinfo=UTC)
    hours = Hours(opens, opens + timedelta(hours=4), opens + timedelta(hours=5), opens + timedelta(hours=10))
    people = [
        Comer(
            number,
            pack.visit_kinds[0],
            "",
            opens + timedelta(minutes=minute),
            opens + timedelta(minutes=minute + 20) if booked else None,
            acuity,
        )
        for number, (minute, booked, acuity) in enumerate(comers)
    ]
    visits = ClinicDay(pack, hours, Random(seed), pace).played(people)
    assert sorted(visit.patient_id for visit in visits) == list(range(len(comers)))
    in_room = sorted(
        (stay.since, stay.until) for visit in visits for stay in visit.stays if stay.location == "room"
    )
    assert all(until <= since for (_, until), (since, _) in pairwise(in_room))
    for visit in visits:
        assert all(stay.since <= stay.until for stay in visit.stays)
        assert all(before.until == after.since for before, after in pairwise(visit.stays))
        assert all(earlier.ended_at <= later.queued_at for earlier, later in pairwise(visit.entries))
        for entry in visit.entries:
            known = [
                entry.queued_at,
                entry.first_called_at,
                entry.called_at,
                entry.started_at,
                entry.ended_at,
            ]
            instants = [one for one in known if one]
            assert instants == sorted(instants)
            if entry.first_called_at:
                assert hours.begins < entry.first_called_at <= hours.ends + timedelta(minutes=1)
            if entry.promise:
                assert entry.promise.told_at <= entry.promise.low_at <= entry.promise.high_at
