"""The living demo's nurse: rounds, the doctor's calls, tasks and reports, never instead of the user."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import pairwise

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.protocols import Level, missing, worst
from assistant_tui.domain.watches import EndKind, RoundStatus, on_time
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services.context import Context
from assistant_tui.services.demo.living import Living
from assistant_tui.services.demo.observed import readings, usual_rounds
from tests.factory import register

NURSE = "护士陈洁"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def life(ctx: Context) -> Living:
    return Living(ctx, seed=1, language="zh_CN")


def live(ctx: Context, life: Living, *, minutes: float) -> None:
    """Let so many minutes pass, with a pulse each quarter of a minute."""
    assert isinstance(ctx.clock, FixedClock)
    for _ in range(round(minutes * 4)):
        ctx.clock.advance(seconds=15)
        life.pulse(ctx)


def observed(ctx: Context, protocol: str = "post_op") -> WatchRow:
    """Somebody who was seen and is observed from now on."""
    visit = register(ctx)
    services.queue.call(ctx, visit.visit_id, reason="测试")
    services.queue.finish(ctx, visit.visit_id, to="treatment")
    return services.watches.start(ctx, visit.visit_id, protocol)


def test_the_nurse_goes_the_rounds_mostly_in_time_and_lets_her_go(ctx: Context, life: Living) -> None:
    begun = [observed(ctx) for _ in range(12)]
    live(ctx, life, minutes=100)
    ended = [services.watchlist.watch(ctx, one.watch_id) for one in begun]
    rounds = [one for watch in ended for one in watch.rounds]
    assert all(one.status is RoundStatus.DONE for one in rounds)
    assert {one.by for one in rounds} == {NURSE}
    prompt = [one for one in rounds if one.due_at and on_time(one.due_at, one.entered_at)]
    assert len(prompt) / len(rounds) > 0.8
    let_go = [watch for watch in ended if watch.end_kind is EndKind.DISCHARGED]
    assert len(let_go) >= 10
    assert all(watch.score and watch.score >= watch.protocol.discharge_from for watch in let_go)
    assert all(len(watch.instructions) == len(watch.protocol.instructions) for watch in let_go)


def test_who_is_observed_rests_and_does_not_leave(ctx: Context, life: Living) -> None:
    watch = observed(ctx)
    live(ctx, life, minutes=60)
    visit = services.board.read(ctx).visit(watch.visit_id)
    assert visit is not None
    assert visit.stay is not None
    assert visit.stay.location == "infusion", "where it is usual to stay for longest"


def test_a_round_that_the_user_records_is_hers_and_so_is_her_undo(ctx: Context, life: Living) -> None:
    watch = observed(ctx)
    live(ctx, life, minutes=20)
    seen = {"bleeding": "none", "urination": "yes", "pain": "2", "consciousness": "awake"}
    services.watches.record(ctx, watch.watch_id, seen)
    live(ctx, life, minutes=10)
    (only,) = services.watchlist.watch(ctx, watch.watch_id).rounds
    assert only.by == ctx.actor
    assert services.history.undo(ctx).action == Deed.RECORD_ROUND
    live(ctx, life, minutes=8)
    (again,) = services.watchlist.watch(ctx, watch.watch_id).rounds
    assert again.by == NURSE


def test_after_an_alarming_round_the_doctor_is_called_comes_and_orders(ctx: Context, life: Living) -> None:
    watch = observed(ctx)
    seen = {"bleeding": "heavy", "urination": "yes", "pain": "2", "consciousness": "awake"}
    services.watches.record(ctx, watch.watch_id, seen, reason="")
    live(ctx, life, minutes=8)
    call = services.watchlist.watch(ctx, watch.watch_id).call
    assert call is not None
    assert call.called_by == NURSE
    assert call.arrived_at is not None
    assert call.ordered


def test_a_watch_begins_after_what_calls_for_one(ctx: Context, life: Living) -> None:
    visit = register(ctx)
    services.queue.call(ctx, visit.visit_id, reason="测试")
    service = services.catalogue.catalogue(ctx).service("injection")
    assert service is not None
    (slip,) = services.orders.draft(ctx, visit.visit_id, [Drafted(service)])
    ids = [slip.items[0].item_id]
    services.orders.sign(ctx, ids)
    services.orders.pay(ctx, ids)
    services.queue.finish(ctx, visit.visit_id, to="treatment")
    services.orders.perform(ctx, ids)
    done_at = ctx.now()
    live(ctx, life, minutes=5)
    (watch,) = services.watchlist.running(ctx)
    assert (watch.protocol.code, watch.item_id, watch.started_at) == ("allergy", ids[0], done_at)
    assert watch.started_by == NURSE
    live(ctx, life, minutes=50)
    (watch,) = services.watchlist.of_visit(ctx, visit.visit_id)
    assert watch.end_kind is EndKind.DISCHARGED


def test_tasks_are_done_in_part_and_in_their_windows(ctx: Context, life: Living, clock: FixedClock) -> None:
    live(ctx, life, minutes=9 * 60)
    rows = [
        row for row in services.checklist.today(ctx).rows if row.due.since > clock.now() - timedelta(hours=9)
    ]
    done = [row for row in rows if row.record and row.record.by == NURSE]
    assert 0.4 < len(done) / len(rows) < 0.9
    for row in done:
        assert row.record is not None
        assert row.due.since <= (row.record.started_at or row.record.ended_at or clock.now()) <= row.due.until


def test_what_the_user_has_begun_is_hers_to_end(ctx: Context, life: Living) -> None:
    services.checklist.begin(ctx, "uv")
    live(ctx, life, minutes=60)
    (row,) = (one for one in services.checklist.today(ctx).rows if one.task.code == "uv")
    assert row.record is not None
    assert (row.record.by, row.record.ended_at) == (ctx.actor, None)


def test_an_incident_that_nobody_reports_is_reported_late_by_another(ctx: Context, life: Living) -> None:
    noted = services.incidents.report(ctx, IncidentKind.DAMAGE, "袖带漏气")
    live(ctx, life, minutes=30)
    assert services.incidentlist.incident(ctx, noted.incident_id).reported_at is None
    live(ctx, life, minutes=6)
    assert services.incidentlist.incident(ctx, noted.incident_id).reported_to == "Equipment department"


def test_who_waits_for_too_long_is_looked_at_again(ctx: Context, life: Living) -> None:
    visit = register(ctx)
    services.triage.triage(ctx, visit.visit_id, level=3, reason="发热")
    live(ctx, life, minutes=36)
    newest, first = services.triages.history(ctx, visit.visit_id)
    assert newest.level == first.level == 3
    assert newest.at - first.at > 30 * MINUTE


def test_a_day_goes_by_and_nothing_is_lost(ctx: Context, life: Living) -> None:
    for _ in range(4):
        observed(ctx)
    live(ctx, life, minutes=8 * 60)
    assert [str(one) for one in services.checking.check(ctx.database.path)] == []
    rows = services.history.recent(ctx, 10_000)
    assert all(after.at >= before.at for after, before in pairwise(rows))
    assert not services.watchlist.running(ctx)


@pytest.mark.parametrize("level", list(Level))
def test_a_round_comes_to_the_level_that_is_wanted(ctx: Context, level: Level) -> None:
    for protocol in ctx.pack.protocols:
        for seed in range(20):
            seen = readings(protocol, random.Random(seed), 40 * MINUTE, level)
            found = worst(protocol, seen, 40 * MINUTE)
            assert found <= level
            assert not missing(protocol, seen)
            if protocol.code == "post_op":
                assert found is level


def test_a_ward_round_goes_on_for_days(ctx: Context) -> None:
    assert usual_rounds(ctx.pack.protocol("ward")) is None
