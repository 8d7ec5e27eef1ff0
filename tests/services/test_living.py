"""The living demo: others act beside the user, by the rules, and never instead of her."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock, day_of
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.pack.model import LocationKind, Pack
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services.context import Context
from assistant_tui.services.demo.arrivals import Arrivals
from assistant_tui.services.demo.fate import next_step
from assistant_tui.services.demo.hours import closing as closing_time
from assistant_tui.services.demo.hours import opening
from assistant_tui.services.demo.living import AT_ONCE, Living, longest_line
from assistant_tui.services.setup import open_desk
from assistant_tui.store.database import Database
from assistant_tui.store.queries.today import visits_of_day
from tests.conftest import NINE, ZONE
from tests.factory import register

FRONT_DESK, NURSE = "接诊台", "护士陈洁"
MIDNIGHT = datetime(2026, 11, 20, 16, tzinfo=UTC)  # that of the clinic
MINUTE = timedelta(minutes=1)
BY_THE_USER = {Deed.CALL, Deed.RECALL, Deed.START, Deed.FINISH, Deed.SKIP}


def living(ctx: Context, seed: int = 1) -> Living:
    """The life of the file of `ctx`, begun now."""
    return Living(ctx, seed=seed, language="zh_CN")


def live(ctx: Context, life: Living, *, minutes: int) -> None:
    """Let so many minutes pass, with a pulse each half minute."""
    assert isinstance(ctx.clock, FixedClock)
    for _ in range(minutes * 2):
        ctx.clock.advance(seconds=30)
        life.pulse(ctx)


def seen_at(ctx: Context, visit_id: int, to: str) -> None:
    """The user has her seen and sends her to a location."""
    services.queue.call(ctx, visit_id, reason="请先看")
    services.queue.start(ctx, visit_id)
    services.queue.finish(ctx, visit_id, to=to)


def actions(ctx: Context) -> list[tuple[str, str, datetime]]:
    """Who did what when, oldest first."""
    return [(row.actor, row.action, row.at) for row in reversed(services.history.recent(ctx, 10_000))]


def work(ctx: Context, rng: random.Random) -> None:
    """One thing that a user may do, whether or not it makes sense now."""
    board = services.board.read(ctx)
    places = [place.code for place in ctx.pack.locations if place.kind is not LocationKind.ROOM]
    somebody = rng.choice(board.inside).visit_id if board.inside else 0
    to = rng.choice([*places, None])
    try:
        match rng.choice(("call", "start", "finish", "finish", "move", "hold", "leave", "undo")):
            case "call":
                services.queue.call_next(ctx)
            case "start" if board.called:
                services.queue.start(ctx, board.called.visit.visit_id)
            case "finish" if board.serving:
                services.queue.finish(ctx, board.serving.visit.visit_id, to=to)
            case "move":
                services.whereabouts.move(ctx, somebody, rng.choice(places))
            case "hold":
                services.queue.hold(ctx, somebody)
            case "leave" if rng.random() < 0.2:
                services.queue.leave(ctx, somebody)
            case "undo":
                services.history.undo(ctx)
    except RuleError:
        return


@pytest.fixture(params=[1, 2, 3])
def worked(request: pytest.FixtureRequest, ctx: Context) -> Context:
    """Six hours in which the user works at random."""
    rng, life = random.Random(request.param), living(ctx, request.param)
    assert isinstance(ctx.clock, FixedClock)
    for _ in range(6 * 60):
        ctx.clock.advance(seconds=rng.uniform(20, 100))
        life.pulse(ctx)
        if rng.random() < 0.4:
            work(ctx, rng)
    return ctx


def test_the_file_is_sound_after_hours_in_which_the_user_worked_at_random(worked: Context) -> None:
    assert [str(one) for one in services.checking.check(worked.database.path)] == []
    done = actions(worked)
    assert {action for actor, action, _ in done if actor == FRONT_DESK} >= {
        Deed.REGISTER,
        Deed.DEPART,
        Deed.MOVE,
    }
    assert not {action for actor, action, _ in done if actor in {FRONT_DESK, NURSE}} & BY_THE_USER
    assert all(before <= after for (_, _, before), (_, _, after) in pairwise(done))


def test_whoever_the_user_does_not_call_waits_and_the_line_does_not_grow_without_end(ctx: Context) -> None:
    live(ctx, living(ctx), minutes=7 * 60)
    board = services.board.read(ctx)
    assert len(board.line) == len(board.inside) == longest_line(ctx.pack)
    assert not board.gone
    assert {actor for actor, _, _ in actions(ctx)[1:]} == {FRONT_DESK, NURSE}
    assert any(row.entry.slot_at for row in board.line), "some have booked"


def test_the_first_comes_within_a_minute(ctx: Context) -> None:
    live(ctx, living(ctx), minutes=1)
    assert len(services.board.read(ctx).line) == 1


def test_the_same_seed_and_the_same_doings_lead_the_same_life(
    tmp_path: Path, new_file: Path, pack: Pack
) -> None:
    lives = []
    for number, seed in enumerate((4, 4, 5)):
        path = tmp_path / f"{number}.db"
        shutil.copy(new_file, path)
        with closing(Database.open(path)) as database:
            ctx = open_desk(database, pack, assistant="李敏", clock=FixedClock(NINE), zone=ZONE)
            database.raw.execute("PRAGMA synchronous = OFF")
            life, rng = living(ctx, seed), random.Random(0)
            for _ in range(60):
                live(ctx, life, minutes=2)
                work(ctx, rng)
            lives.append(services.history.recent(ctx, 1)[0].hash)  # chained: it stands for all rows
    assert lives[0] == lives[1] != lives[2]


def test_who_has_been_sent_for_a_test_comes_back_with_results(ctx: Context) -> None:
    visit = register(ctx)
    life = living(ctx)
    seen_at(ctx, visit.visit_id, "lab")
    live(ctx, life, minutes=60)
    back = services.board.read(ctx).visit(visit.visit_id)
    assert back is not None
    assert back.entry is not None
    assert (back.entry.kind, back.entry.status) == (EntryKind.RETURN, EntryStatus.WAITING)
    assert back.stay is not None
    assert back.stay.location == "waiting"


def test_after_the_results_have_been_seen_she_pays_and_leaves(ctx: Context) -> None:
    visit = register(ctx)
    life = living(ctx)
    seen_at(ctx, visit.visit_id, "ultrasound")
    live(ctx, life, minutes=60)
    seen_at(ctx, visit.visit_id, "cashier")
    live(ctx, life, minutes=60)
    gone = services.board.read(ctx).visit(visit.visit_id)
    assert gone is not None
    assert not gone.inside


def test_who_is_sent_away_while_she_waits_comes_back_to_the_waiting_area(ctx: Context) -> None:
    visit, escorted = register(ctx, "王芳"), register(ctx, "曾敏")
    life = living(ctx)
    services.whereabouts.move(ctx, visit.visit_id, "lab")
    services.whereabouts.move(ctx, escorted.visit_id, "lab", back_in=5 * MINUTE)
    live(ctx, life, minutes=6)
    board = services.board.read(ctx)
    places = {row.visit_id: row.stay.location for row in board.inside if row.stay}
    assert (places[visit.visit_id], places[escorted.visit_id]) == ("lab", "waiting")
    live(ctx, life, minutes=60)
    board = services.board.read(ctx)
    assert {row.stay.location for row in board.inside if row.stay} == {"waiting"}


def test_the_user_s_undo_takes_back_her_own_action_not_an_arrival(ctx: Context) -> None:
    visit = register(ctx)
    life = living(ctx)
    services.queue.hold(ctx, visit.visit_id, reason="空腹")
    live(ctx, life, minutes=30)
    came = len(services.board.read(ctx).line)
    assert came > 0
    assert services.history.undo(ctx).action == Deed.HOLD
    assert len(services.board.read(ctx).line) == came + 1


def test_what_a_rule_forbids_by_now_is_put_off_and_nothing_is_said(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = register(ctx)
    life = living(ctx)
    seen_at(ctx, visit.visit_id, "treatment")
    tried: list[datetime] = []

    def refuse(ctx: Context, visit_id: int) -> None:
        tried.append(ctx.now())
        raise RuleError(say("not yet"))

    monkeypatch.setattr(services.whereabouts, "depart", refuse)
    live(ctx, life, minutes=60)
    assert len(tried) > 5
    assert all(later - earlier >= 3 * MINUTE for earlier, later in pairwise(tried))


def test_what_was_late_when_the_demo_opened_stays_so_for_a_while(ctx: Context, clock: FixedClock) -> None:
    ids = [register(ctx, f"王芳{number}").visit_id for number in range(4)]
    for visit_id in ids:
        seen_at(ctx, visit_id, "treatment")
    clock.advance(hours=2)
    life = living(ctx)
    life.pulse(ctx)
    assert {row.visit_id for row in services.board.read(ctx).inside} == set(ids)
    live(ctx, life, minutes=15)
    assert {row.visit_id for row in services.board.read(ctx).inside}.isdisjoint(ids)


def test_after_a_leap_of_the_clock_it_catches_up_bit_by_bit(ctx: Context, clock: FixedClock) -> None:
    life = living(ctx)
    for number in range(3 * AT_ONCE):
        seen_at(ctx, register(ctx, f"王芳{number}").visit_id, "treatment")
    clock.advance(hours=5)
    before = len(actions(ctx))
    for pulse in range(1, 4):
        assert life.pulse(ctx)
        assert len(actions(ctx)) <= before + pulse * (AT_ONCE + 1)
    assert len(services.board.read(ctx).gone) == 3 * AT_ONCE
    clock.advance(days=3)
    live(ctx, life, minutes=90)
    assert [str(one) for one in services.checking.check(ctx.database.path)] == []
    assert services.board.read(ctx).line, "and on another day people come again"


def test_nothing_has_changed_when_the_pulse_says_so(ctx: Context) -> None:
    life = living(ctx)
    assert isinstance(ctx.clock, FixedClock)
    for _ in range(200):
        ctx.clock.advance(seconds=20)
        before = len(actions(ctx))
        assert life.pulse(ctx) == (len(actions(ctx)) > before)


def test_nothing_is_read_while_nothing_is_due_and_nobody_writes(
    ctx: Context, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    life, read = living(ctx), list[datetime]()

    def looked(*arguments: Any) -> list[VisitRow]:
        read.append(ctx.now())
        return visits_of_day(*arguments)

    monkeypatch.setattr("assistant_tui.services.demo.living.visits_of_day", looked)
    for _ in range(15):
        clock.advance(seconds=1)
        life.pulse(ctx)
    assert len(read) == 1
    register(ctx)
    clock.advance(seconds=1)
    life.pulse(ctx)
    assert len(read) == 2


def test_nobody_takes_a_step_who_waits_in_the_line_or_is_with_the_doctor(ctx: Context) -> None:
    waiting, called = register(ctx, "王芳"), register(ctx, "曾敏")
    services.queue.call(ctx, called.visit_id, reason="请先看")
    for row in services.board.read(ctx).inside:
        assert next_step(ctx.pack, 1, row, results="") is None
    services.queue.start(ctx, called.visit_id)
    services.queue.leave(ctx, waiting.visit_id)
    board = services.board.read(ctx)
    for row in (*board.inside, *board.gone):
        assert next_step(ctx.pack, 1, row, results="") is None


def test_a_pack_with_next_to_nothing_in_it_lives_too(ctx: Context, pack: Pack) -> None:
    bare = replace(ctx, pack=replace(pack, locations=(pack.waiting, pack.room)))
    visit = register(bare)
    life = living(bare)
    seen_at(bare, visit.visit_id, "waiting")
    live(bare, life, minutes=30)
    left = services.board.read(bare).visit(visit.visit_id)
    assert left is not None
    assert not left.inside


@given(
    seed=st.integers(0, 999),
    began=st.timedeltas(timedelta(0), timedelta(days=1)).map(lambda later: MIDNIGHT + later),
    step=st.integers(1, 3000),
)
def test_people_come_in_order_and_when_the_clinic_is_open(seed: int, began: datetime, step: int) -> None:
    arrivals = Arrivals(seed, began=began, service=8 * MINUTE, zone=ZONE)
    now, first = began, opening(day_of(began, ZONE), ZONE)
    for _ in range(300):
        now += timedelta(seconds=step)
        due_at = arrivals.next_at
        if not arrivals.due(now):
            assert now < due_at == arrivals.next_at
            continue
        assert arrivals.next_at > due_at
        assert arrivals.next_at > now - 12 * MINUTE
        day = day_of(due_at, ZONE)
        in_hours = opening(day, ZONE) <= due_at <= closing_time(day, ZONE)
        assert in_hours or first <= due_at <= began + timedelta(hours=4)
