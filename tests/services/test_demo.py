"""The demo: a day that shows what the program can do, the same every time, and sound like any other."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant_tui import services
from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.clock import FixedClock, PacedClock
from assistant_tui.domain.duties import Phase, TaskState
from assistant_tui.domain.escalation import Loudness, loudness
from assistant_tui.domain.metrics import PROMISE_GRACE
from assistant_tui.domain.orders import Question, ResultStatus
from assistant_tui.domain.protocols import Level
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.saying import InputError
from assistant_tui.domain.typedtimes import instant_typed
from assistant_tui.domain.watches import EndKind, on_time
from assistant_tui.domain.whereabouts import DwellState, Stay, dwell
from assistant_tui.pack.load import load
from assistant_tui.pack.model import LocationKind, Pack
from assistant_tui.paths import data_folder
from assistant_tui.readmodels.board import Board
from assistant_tui.services.context import Context
from assistant_tui.services.demo import USUAL_TIME, make_demo
from assistant_tui.store.database import Database

PACKS = ("general", "gynecology", "dental", "proctology")
DAY = date(2026, 11, 21)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ERRANDS = {LocationKind.CASHIER, LocationKind.LAB, LocationKind.IMAGING}

Making = Callable[..., Context]


@pytest.fixture(scope="module")
def made() -> Iterator[list[Context]]:
    """The demos made so far; they are closed at the end."""
    contexts: list[Context] = []
    yield contexts
    for ctx in contexts:
        ctx.database.close()


@pytest.fixture(scope="module")
def making(made: list[Context], tmp_path_factory: pytest.TempPathFactory) -> Making:
    """Makes demos in folders of their own, by default the usual one of `general`."""

    def make(
        pack: str | Pack = "general",
        seed: int = 1,
        time: str = USUAL_TIME,
        *,
        language: str = "zh_CN",
        zone: ZoneInfo = SHANGHAI,
        day: date = DAY,
    ) -> Context:
        at = instant_typed(time, day, zone)
        ctx = make_demo(
            tmp_path_factory.mktemp("demo") / "demo.db",
            load(data_folder() / "packs" / pack) if isinstance(pack, str) else pack,
            language=language,
            seed=seed,
            at=at,
            zone=zone,
            clock=FixedClock(at),
        )
        made.append(ctx)
        return ctx

    return make


@pytest.fixture(scope="module", params=[(pack, seed) for pack in PACKS for seed in (1, 2)], ids=str)
def usual(request: pytest.FixtureRequest, making: Making) -> Context:
    """The demo at its usual time, for all packs; only to be looked at."""
    return making(*request.param)


def names_of_today(board: Board) -> Counter[str]:
    return Counter(visit.name for visit in (*board.inside, *board.gone))


def faults(ctx: Context) -> list[str]:
    return [str(finding) for finding in services.checking.check(ctx.database.path)]


def content(ctx: Context) -> str:
    """Everything in the file, as one hash."""
    digest = hashlib.sha256()
    for line in ctx.reading.iterdump():
        digest.update(line.encode())
    return digest.hexdigest()


def test_the_usual_demo_has_one_of_everything(usual: Context) -> None:
    ctx, board = usual, services.board.read(usual)
    rules = ctx.pack.queue

    assert board.serving is not None
    assert board.serving.entry.started_at is not None
    assert (board.at - board.serving.entry.started_at) // timedelta(minutes=1) == 11
    assert any(one.invite and one.invited_at is None for one in board.serving.visit.companions)
    assert board.called is not None
    assert board.called.entry.called_at is not None
    assert timedelta(0) < board.at - board.called.entry.called_at < rules.call_interval

    assert 7 <= len(board.line) <= 10
    slots = [row.entry.slot_at for row in board.line if row.entry.slot_at]
    assert min(slots) <= board.at < max(slots)
    assert any(row.entry.kind == EntryKind.RETURN for row in board.line)
    assert any(row.entry.status == EntryStatus.SKIPPED for row in board.line)
    first = ctx.pack.visit_kinds[0].code
    walk_ins = {row.visit.kind == first for row in board.line if row.entry.slot_at is None}
    assert walk_ins == {True, False}, "first visits and return visits wait"
    assert any(board.at - row.entry.waits_from > rules.max_wait for row in board.line)
    assert len(board.aside) == 1
    assert sum(row.visit.promise is not None for row in board.line) >= 3
    assert any(
        row.visit.promise and board.at > row.visit.promise.high_at + PROMISE_GRACE for row in board.line
    )
    ends = Counter(visit.entry.status for visit in board.gone if visit.entry)
    assert ends[EntryStatus.LEFT] == ends[EntryStatus.NOSHOW] == 1
    assert ends[EntryStatus.COMPLETED] >= 2
    assert any(row.undoes for row in services.history.recent(ctx, 1000)), "something was undone"


def test_some_are_on_errands_one_late_and_one_far_too_long(usual: Context) -> None:
    ctx, board = usual, services.board.read(usual)
    states = []
    for visit in board.inside:
        assert visit.stay is not None
        place = ctx.pack.location(visit.stay.location)
        if place.kind in ERRANDS:
            stay = Stay(visit.visit_id, place.code, visit.stay.since, None, "", visit.stay.back_by)
            states.append(dwell(stay, place.dwell, board.at).state)
    assert 3 <= len(states) <= 4
    assert {DwellState.USUAL, DwellState.LATE, DwellState.ALERT} == set(states)
    assert any(visit.stay and visit.stay.escort and visit.stay.back_by for visit in board.inside)


def test_screen_4_has_something_under_every_question(usual: Context) -> None:
    board = services.board.read(usual)
    asked = {question: services.slips.asking(board.slips, question) for question in Question}
    assert all(asked.values()), asked
    items = [item for slip in services.slips.of_day(usual) for item in slip.items]
    assert len(items) / len([*board.inside, *board.gone]) > 0.5
    assert any(item.refusal_form and item.refusal_reason for item in items)
    assert any(item.facts.void_at and Question.REFUND in item.questions for item in items)
    unread = [item for slip in asked[Question.READ] for item in slip.asking(Question.READ)]
    assert any(item.result is ResultStatus.ABNORMAL for item in unread)
    assert board.serving is not None
    drafted = [slip for slip in asked[Question.SIGN] if slip.visit_id == board.serving.visit.visit_id]
    assert {Category.SURGERY, Category.CONSENT} <= {slip.category for slip in drafted}
    assert any(item.on_paper for item in items)
    assert any(item.category is Category.PRESCRIPTION and item.dosage for item in items)


def test_the_alerts_about_slips_are_few(usual: Context) -> None:
    alerts = [alert for alert in services.board.read(usual).alerts if alert.key.startswith("order/")]
    assert [alert.key.rpartition("/")[2] for alert in alerts] == ["result"]


def test_watches_run_and_one_has_ended_with_its_score(usual: Context) -> None:
    begun = services.watchlist.of_day(usual)
    running = [watch for watch in begun if watch.ended_at is None]
    scored = [watch for watch in begun if watch.score is not None]
    assert len(running) >= 2
    assert [watch.score >= watch.protocol.discharge_from for watch in scored if watch.score] == [True]
    assert scored[0].end_kind is EndKind.DISCHARGED
    assert scored[0].instructions
    rounds = [one for watch in begun for one in watch.done if one.due_at and one.happened_at]
    late = [one for one in rounds if not on_time(one.due_at or one.entered_at, one.entered_at)]
    assert len(rounds) >= 5
    assert len(late) == 1
    assert sum(one.level is Level.WARN for one in rounds) == 1
    assert all(watch.item_id and watch.procedure for watch in begun)


def test_no_round_stands_open_when_it_opens_and_the_next_ones_are_near(usual: Context) -> None:
    running = services.watchlist.running(usual)
    assert all(watch.standing(usual.now()).due is None for watch in running)
    ahead = [at for watch in running if (at := watch.standing(usual.now()).ahead_at)]
    assert min(ahead) - usual.now() <= timedelta(minutes=5)


def test_one_incident_was_reported_in_time_and_one_waits_for_it(usual: Context) -> None:
    first, second = services.incidentlist.of_day(usual)
    assert first.reported_at is not None
    assert first.reported_at <= first.report_by
    assert first.closed_at is not None
    assert second.reported_at is None
    assert usual.now() + timedelta(minutes=10) < second.report_by


def test_some_were_measured_and_who_cannot_wait_is_one_of_them(usual: Context) -> None:
    rows = usual.reading.execute("SELECT level, news2 FROM triage WHERE pulse IS NOT NULL").fetchall()
    assert {level for level, _ in rows} == {2, 3, 4}
    assert all(news2 is not None for _, news2 in rows)


def test_the_desk_is_calm_when_it_opens(usual: Context) -> None:
    board = services.board.read(usual)
    loud = [alert for alert in board.alerts if loudness(alert, board.at, {}) > Loudness.LINE]
    assert len(board.alerts) <= 6
    assert loud == []


def test_nobody_has_left_the_demo_with_something_open(usual: Context) -> None:
    gone = [visit.visit_id for visit in services.board.read(usual).gone]
    assert not [visit for visit in gone if services.gate.points(usual, visit)]


def test_names_that_are_hard_on_software_are_there(usual: Context) -> None:
    names = names_of_today(services.board.read(usual))
    assert names["王芳"] == 2
    assert {"欧阳若兰", "阿依古丽·买买提", "陈㛃", "Emma Clarke"} <= set(names)


def test_an_english_demo_has_no_chinese_words(making: Making) -> None:
    board = services.board.read(making(language="en"))
    words = "".join(
        f"{visit.name}{visit.complaint}{visit.entry.reason if visit.entry else ''}"
        f"{visit.stay.escort if visit.stay else ''}{''.join(one.name for one in visit.companions)}"
        for visit in (*board.inside, *board.gone)
    )
    assert names_of_today(board)["Fang Wang"] == 2
    assert not [char for char in words if "\u3400" <= char <= "\u9fff"]


def test_the_usual_file_is_sound(usual: Context) -> None:
    assert faults(usual) == []


@pytest.mark.parametrize(
    ("pack", "time"),
    [
        *((pack, time) for pack in ("gynecology", "dental") for time in ("07:46", "08:05", "08:40")),
        *(("general", time) for time in ("00:00", "08:00", "08:16", "23:59")),
    ],
)
def test_the_file_is_sound_at_any_time_of_day(making: Making, pack: str, time: str) -> None:
    ctx = making(pack, 5, time)
    board = services.board.read(ctx)
    assert faults(ctx) == []
    (last,) = ctx.reading.execute("SELECT MAX(at) FROM journal").fetchone()
    assert last < board.at.timestamp() * 1000, "nothing was done in the future"
    assert bool(board.inside) == (time >= "07:46")
    assert (board.serving is not None) == (time > "08:00")


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8)),
    ],
)
@pytest.mark.parametrize("time", ["02:30", "09:00"])
def test_a_change_of_the_clocks_does_no_harm(making: Making, zone: str, day: date, time: str) -> None:
    ctx = making(zone=ZoneInfo(zone), day=day, time=time)
    assert faults(ctx) == []
    assert (services.board.read(ctx).serving is not None) == (time == "09:00")


def test_the_same_seed_makes_the_same_file_and_another_one_another(making: Making) -> None:
    same, again, other = (making(seed=seed, time="08:40") for seed in (7, 7, 8))
    assert content(same) == content(again)
    assert content(same) != content(other)


def test_a_pack_with_next_to_nothing_in_it_has_a_demo_too(making: Making, pack: Pack) -> None:
    bare = replace(pack, code="own", visit_kinds=pack.visit_kinds[:1], locations=(pack.waiting, pack.room))
    ctx = making(bare)
    assert faults(ctx) == []
    assert services.board.read(ctx).serving is not None


def test_it_has_some_weeks_behind_it(making: Making) -> None:
    ctx = making()
    past = ctx.reading.execute(
        "SELECT day, COUNT(*) FROM visit WHERE day < ? GROUP BY day", (DAY.isoformat(),)
    ).fetchall()
    assert len(past) == 15
    assert all(visits >= 4 for _, visits in past)
    assert all(date.fromisoformat(day).weekday() != 6 for day, _ in past), "closed on Sundays"
    returned = {visit.patient_id for visit in services.board.read(ctx).inside} & {
        row[0]
        for row in ctx.reading.execute("SELECT patient_id FROM visit WHERE day < ?", (DAY.isoformat(),))
    }
    assert len(returned) >= 2


@pytest.mark.parametrize("pack", PACKS)
def test_its_past_days_have_watches_a_checklist_and_supplies(making: Making, pack: str) -> None:
    ctx = making(pack)
    before = (DAY.isoformat(),)
    for table in ("watch", "task_record", "supply_entry"):
        (count,) = ctx.reading.execute(f"SELECT COUNT(*) FROM {table} WHERE day < ?", before).fetchone()
        assert count > 0, table


def test_it_is_marked_as_a_demo_and_writes_nothing_else(making: Making) -> None:
    ctx = making(time="08:05")
    assert ctx.database.is_demo
    folder = ctx.database.path.parent
    ctx.database.close()
    assert [path.name for path in folder.iterdir()] == ["demo.db"]


def test_its_writes_are_durable_again_once_it_is_made(making: Making) -> None:
    made = making(time="00:00")
    with closing(Database.open(made.database.path)) as opened:
        usual = opened.raw.execute("PRAGMA synchronous").fetchone()
    assert made.reading.execute("PRAGMA synchronous").fetchone() == usual


def test_its_time_runs_on_from_where_it_opens(tmp_path: Path) -> None:
    at = instant_typed(USUAL_TIME, DAY, SHANGHAI)
    pack = load(data_folder() / "packs" / "general")
    ctx = make_demo(tmp_path / "demo.db", pack, language="en", at=at, zone=SHANGHAI)
    with closing(ctx.database):
        assert isinstance(ctx.clock, PacedClock)
        assert timedelta(0) <= ctx.now() - at < timedelta(seconds=20)
        called = services.board.read(ctx).called
        assert called is not None
        assert services.queue.resume(ctx, called.visit.visit_id).ticket == called.visit.ticket


def test_a_time_of_day_is_that_of_the_clinic() -> None:
    assert instant_typed("10:42", DAY, SHANGHAI) == datetime(2026, 11, 21, 2, 42, tzinfo=UTC)
    assert instant_typed(" 8：05 ", DAY, SHANGHAI) == datetime(2026, 11, 21, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "25:00", "10.42", "10", "now", "10:42:00"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="write one like 10:42"):
        instant_typed(text, DAY, SHANGHAI)


@pytest.mark.parametrize("name", PACKS)
def test_the_assistants_duties_until_now_are_done_and_what_is_due_is_left(making: Making, name: str) -> None:
    ctx = making(pack=name, time="12:20")
    listed, now = services.checklist.today(ctx), ctx.now()
    states = Counter(row.state(now) for row in listed.of(Phase.OPENING))
    assert set(states) == {TaskState.DONE, TaskState.SKIPPED}
    assert states[TaskState.SKIPPED] == 1
    assert all(row.record and row.record.by and row.record.at for row in listed.of(Phase.OPENING))
    assert [row.record.reason for row in listed.rows if row.record and row.record.reason] != []
    assert {"uv", "lunch"} <= {row.task.code for row in listed.open(now)}
    assert not [alert for alert in services.board.read(ctx).alerts if alert.key.startswith("task/")]
    assert services.supplies.restock(ctx)
