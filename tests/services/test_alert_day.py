"""The alerts of a played demo day: each is followed until it is over, and it is said what settled it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.escalation import Loudness
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.supplies import SupplyKind
from assistant_tui.pack.load import load
from assistant_tui.paths import data_folder
from assistant_tui.readmodels.alertday import KIND_WORDS, AlertDay, AlertStory, kind_of
from assistant_tui.services.context import Context
from assistant_tui.services.demo import make_demo
from assistant_tui.services.demo.alertday import play_on
from assistant_tui.services.demo.tally import SETTLED_BY, Tally
from tests.factory import register

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPENS = datetime(2026, 11, 20, 10, 42, tzinfo=SHANGHAI)
MINUTE = timedelta(minutes=1)


def only(tally: Tally) -> AlertStory:
    """The one alert that there was."""
    (story,) = tally.day().stories
    return story


def passes(ctx: Context, tally: Tally, *, minutes: int) -> None:
    """So many minutes pass, with a look each."""
    assert isinstance(ctx.clock, FixedClock)
    for _ in range(minutes):
        ctx.clock.advance(minutes=1)
        tally.look(ctx)


# One alert.


def test_what_an_action_about_the_same_visit_settles_was_acted_on(ctx: Context) -> None:
    tally, visit = Tally(), register(ctx)
    passes(ctx, tally, minutes=65)
    assert only(tally).ended_at is None
    services.queue.call_next(ctx)
    tally.look(ctx)
    story = only(tally)
    assert (story.kind, story.visit_id, story.deed, story.actor) == (
        "wait",
        visit.visit_id,
        Deed.CALL,
        ctx.actor,
    )
    assert story.ended_at is not None
    assert story.ended_at - story.raised_at == 4 * MINUTE
    assert not story.by_itself


def test_what_the_clock_takes_away_ended_by_itself_though_others_were_busy(ctx: Context) -> None:
    tally, visit = Tally(), register(ctx)
    watch = services.watches.start(ctx, visit.visit_id, "post_op")
    passes(ctx, tally, minutes=21)
    assert only(tally).key == f"round/{watch.watch_id}/1"
    passes(ctx, tally, minutes=18)
    register(ctx, "曾敏")
    passes(ctx, tally, minutes=2)
    first, second = (one for one in tally.day().stories if one.kind == "round")
    assert first.by_itself
    assert first.loudest is Loudness.OVERLAY
    assert second.ended_at is None
    (rounds,) = (one for one in tally.day().kinds if one.kind == "round")
    assert (rounds.raised, rounds.acted_on, rounds.by_itself, rounds.standing) == (2, 0, 1, 1)


def test_an_action_of_another_kind_about_the_visit_settles_nothing(ctx: Context) -> None:
    """Family that nobody asked in before the consultation was over."""
    tally, visit = Tally(), register(ctx)
    services.companions.add_companion(ctx, visit.visit_id, name="李伟", invite=True)
    services.queue.call_next(ctx)
    services.queue.start(ctx, visit.visit_id)
    passes(ctx, tally, minutes=1)
    services.queue.finish(ctx, visit.visit_id, to="waiting")
    tally.look(ctx)
    assert only(tally).kind == "family"
    assert only(tally).by_itself


def test_an_incident_and_a_task_are_of_no_visit_and_settled_by_their_own_deeds(ctx: Context) -> None:
    tally = Tally()
    noted = services.incidents.report(ctx, IncidentKind.DAMAGE, "袖带漏气")
    tally.look(ctx)
    services.supplies.enter(ctx, SupplyKind.COUNT, {ctx.pack.supplies[0].code: 1})
    tally.look(ctx)
    services.incidents.reported(ctx, noted.incident_id, to="设备科")
    tally.look(ctx)
    assert only(tally).deed == Deed.FOLLOW_INCIDENT


def test_the_kind_of_an_alert_about_slips_is_what_is_late() -> None:
    assert kind_of("order/17/unpaid") == "unpaid"
    assert kind_of("round/3/2") == "round"
    assert set(SETTLED_BY) == set(KIND_WORDS)


# A stretch of the demo.


def played(folder: Path, *, pack: str, minutes: int) -> tuple[AlertDay, str]:
    """A stretch of the demo from when it opens, and the last hash of its journal."""
    tally, clock = Tally(), FixedClock(OPENS)
    ctx = make_demo(
        folder / "demo.db",
        load(data_folder() / "packs" / pack),
        language="zh_CN",
        at=OPENS,
        zone=SHANGHAI,
        clock=clock,
    )
    ctx.database.raw.execute("PRAGMA synchronous = OFF")
    play_on(ctx, clock, tally, seed=1, language="zh_CN", until=OPENS + minutes * MINUTE)
    last = services.history.recent(ctx, 1)[0].hash
    assert [str(one) for one in services.checking.check(ctx.database.path)] == []
    ctx.database.close()
    return tally.day(), last


@pytest.mark.parametrize("pack", ["general", "gynecology", "dental", "proctology"])
def test_in_the_demo_alerts_are_few_and_none_goes_by_itself(tmp_path: Path, pack: str) -> None:
    day, _ = played(tmp_path, pack=pack, minutes=40)
    assert day.all.raised == day.all.acted_on + day.all.by_itself + day.all.standing
    assert day.all.acted_on >= 5
    assert day.all.by_itself == 0
    assert day.most_at_once <= 9
    assert {"round", "family", "incident"} <= {one.kind for one in day.kinds}


def test_the_same_seed_plays_the_same_alerts(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    assert played(folders[0], pack="general", minutes=15) == played(folders[1], pack="general", minutes=15)


def test_the_morning_s_alerts_are_counted_too(tmp_path: Path) -> None:
    tally = Tally()
    ctx = make_demo(
        tmp_path / "demo.db",
        load(data_folder() / "packs" / "dental"),
        language="zh_CN",
        at=OPENS,
        zone=SHANGHAI,
        clock=FixedClock(OPENS),
        look=tally.look,
    )
    day, now = tally.day(), services.board.read(ctx)
    ctx.database.close()
    assert day.began.astimezone(SHANGHAI).hour == 7
    assert day.ended == now.at
    assert {story.key for story in day.stories if story.ended_at is None} == {one.key for one in now.alerts}
    assert day.all.acted_on >= 5
