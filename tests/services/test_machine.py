"""Random days at one desk: after every action the board is what a plain model says, and the file is sound."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.saying import RuleError
from assistant_tui.pack.model import Pack
from assistant_tui.readmodels.board import Board, QueueRow, VisitRow
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.setup import open_desk
from assistant_tui.store.database import Database
from tests.conftest import NINE
from tests.factory import register
from tests.store.looking import contents

NAMES = ("王芳", "曾敏", "单于飞", "[TODO] 张三", "=cmd()")
PLACES = ("waiting", "room", "lab", "cashier", "nowhere")
WHO = ("any", "called", "in the room", "first", "waiting", "aside", "seen")
names, places = st.sampled_from(NAMES), st.sampled_from(PLACES)
reasons = st.sampled_from(["", "  ", "不适", "家属要求", "[/]", "迟到"])
one = st.tuples(st.sampled_from(WHO), st.integers(0, 30))


def likely(kind: str) -> st.SearchStrategy[tuple[str, int]]:
    """Mostly one of this kind, for whom the action is meant; now and then somebody else."""
    return st.tuples(st.sampled_from([*[kind] * len(WHO), *WHO]), st.integers(0, 30))


LONGEST_DAY = timedelta(hours=12)
MANY = 15

One = tuple[str, int]


@dataclass(frozen=True)
class Shown:
    """What the board shows of a visit."""

    ticket: str
    patient: int
    name: str
    level: int = 4
    status: str = "waiting"
    calls: int = 0
    place: str = "waiting"
    departed: bool = False
    told: bool = False
    companions: tuple[tuple[str, bool], ...] = ()


State = dict[int, Shown]


def shown(board: Board) -> State:
    """The board as the model would put it."""
    return {visit.visit_id: _shown(visit) for visit in (*board.inside, *board.gone)}


def _shown(visit: VisitRow) -> Shown:
    assert visit.entry
    assert visit.stay
    companions = tuple((companion.name, companion.invited_at is not None) for companion in visit.companions)
    return Shown(
        visit.ticket,
        visit.patient_id,
        visit.name,
        visit.acuity,
        visit.entry.status,
        visit.entry.calls,
        visit.stay.location,
        not visit.inside,
        visit.promise is not None,
        companions,
    )


class DayAtTheDesk(RuleBasedStateMachine):
    """One workstation, whatever its assistant may do in whatever order."""

    template: ClassVar[Path]
    pack: ClassVar[Pack]
    zone: ClassVar[ZoneInfo]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "clinic.db"
        shutil.copy(self.template, self.path)
        self.clock = FixedClock(NINE)
        self.ctx = self._opened()
        self.state: State = {}
        self.past: list[State | None] = []  # before each action that an undo would take back; None: not known
        self.future: list[State | None] = []
        self.tickets = {"A": 0, "B": 0}
        self.visits: list[int] = []

    def _opened(self) -> Context:
        database = Database.open(self.path)
        database.raw.execute("PRAGMA synchronous = OFF")
        return open_desk(database, self.pack, assistant="李敏", clock=self.clock, zone=self.zone)

    def teardown(self) -> None:
        self.ctx.database.close()
        self.folder.cleanup()

    def _do(self, act: Callable[[], object]) -> bool:
        """Act; a refusal must change nothing, which is looked at in every table."""
        before = contents(self.ctx.reading)
        try:
            act()
        except RuleError:
            assert contents(self.ctx.reading) == before
            assert not self.ctx.reading.in_transaction
            return False
        return True

    def _act(self, act: Callable[[], object], effect: Callable[[], State]) -> bool:
        """Act, and let the model do the same."""
        if not self._do(act):
            return False
        before, self.state = self.state, effect()
        if services.history.recent(self.ctx, 1)[0].changes:
            self.past.append(before)
            self.future.clear()
        return True

    def _visit(self, who: One) -> int:
        kind, number = who
        board = services.board.read(self.ctx)
        rows: dict[str, Sequence[QueueRow]] = {
            "called": [board.called] if board.called else [],
            "in the room": [row for row in (board.serving or board.called,) if row is not None],
            "first": board.line[:1],
            "waiting": board.line,
            "aside": board.aside,
        }
        chosen = [row.visit.visit_id for row in rows.get(kind, ())]
        if kind == "seen":
            chosen = [visit.visit_id for visit in board.inside if visit.entry and visit.entry.ended_at]
        chosen = chosen or self.visits or [999]
        return chosen[number % len(chosen)]

    def _with(self, visit_id: int, **facts: object) -> Callable[[], State]:
        # Looked up once the action is done: a refused one may speak of a visit that is not there.
        return lambda: {**self.state, visit_id: replace(self.state[visit_id], **facts)}  # type: ignore[arg-type]

    # Coming

    @initialize()
    def three_have_come(self) -> None:
        for name in NAMES[:3]:
            self.register_somebody(name, False, 4)

    @rule(name=names, booked=st.booleans(), level=st.sampled_from([4, 4, 4, 3, 2, 1, 9]))
    def a_patient_comes(self, name: str, booked: bool, level: int) -> None:
        self.register_somebody(name, booked, level)

    def register_somebody(self, name: str, booked: bool, level: int) -> None:
        kind = "booked" if booked else "first"
        slot = self.clock.at + timedelta(minutes=20) if booked else None
        self._register(partial(register, self.ctx, name, kind=kind, slot_at=slot, acuity=level), level)

    @rule(who=one)
    def register_somebody_known(self, who: One) -> None:
        visit = self.state.get(self._visit(who))
        self._register(partial(register, self.ctx, "", patient_id=visit.patient if visit else 999), 4)

    def _register(self, act: Callable[[], VisitRow], level: int) -> None:
        rows: list[VisitRow] = []

        def effect() -> State:
            row = rows[0]
            series = row.ticket[0]
            self.tickets[series] += 1
            assert row.ticket == f"{series}{self.tickets[series]:03d}"
            assert row.visit_id not in self.visits
            self.visits.append(row.visit_id)
            return {**self.state, row.visit_id: Shown(row.ticket, row.patient_id, row.name, level)}

        self._act(lambda: rows.append(act()), effect)

    # The queue

    @rule()
    @precondition(lambda self: EntryStatus.CALLED not in {one.status for one in self.state.values()})
    def call_next(self) -> None:
        line = services.board.read(self.ctx).line
        self._call(partial(services.queue.call_next, self.ctx), line[0].visit.visit_id if line else 0)

    @rule(who=likely("waiting"), reason=reasons)
    def call(self, who: One, reason: str) -> None:
        visit_id = self._visit(who)
        self._call(partial(services.queue.call, self.ctx, visit_id, reason=reason), visit_id)

    def _call(self, act: Callable[[], VisitRow], visit_id: int) -> None:
        door_free = all(one.status != "called" for one in self.state.values())
        done = self._act(act, self._with(visit_id, status="called", place="room", calls=1))
        assert door_free or not done

    @rule(who=likely("called"))
    def recall(self, who: One) -> None:
        visit_id = self._visit(who)
        calls = self.state[visit_id].calls + 1 if visit_id in self.state else 0
        self._act(
            partial(services.queue.recall, self.ctx, visit_id),
            self._with(visit_id, status="called", place="room", calls=calls),
        )
        assert all(one.calls <= self.pack.queue.calls_before_skip for one in self.state.values())

    @rule(who=likely("called"))
    def start(self, who: One) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.queue.start, self.ctx, visit_id),
            self._with(visit_id, status="in-progress", place="room"),
        )

    @rule(who=likely("in the room"), to=st.none() | places)
    def finish(self, who: One, to: str | None) -> None:
        visit_id = self._visit(who)
        where = {"departed": True} if to is None else {"place": to}
        self._act(
            partial(services.queue.finish, self.ctx, visit_id, to=to),
            self._with(visit_id, status="completed", **where),
        )

    @rule(who=likely("called"))
    def skip(self, who: One) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.queue.skip, self.ctx, visit_id),
            self._with(visit_id, status="skipped", place="waiting"),
        )

    @rule(who=likely("waiting"), reason=reasons)
    def hold(self, who: One, reason: str) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.queue.hold, self.ctx, visit_id, reason=reason),
            self._with(visit_id, status="on-hold"),
        )

    @rule(who=likely("aside"))
    def resume(self, who: One) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.queue.resume, self.ctx, visit_id),
            self._with(visit_id, status="waiting", place="waiting"),
        )

    @rule(who=likely("waiting"), reason=reasons)
    def leave(self, who: One, reason: str) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.queue.leave, self.ctx, visit_id, reason=reason),
            self._with(visit_id, status="left", departed=True),
        )

    @rule(who=one)
    def no_show(self, who: One) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.queue.no_show, self.ctx, visit_id),
            self._with(visit_id, status="noshow", departed=True),
        )

    @rule(who=one, reason=reasons)
    def enter_in_error(self, who: One, reason: str) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.queue.enter_in_error, self.ctx, visit_id, reason=reason),
            lambda: {number: one for number, one in self.state.items() if number != visit_id},
        )

    @rule(who=likely("waiting"), position=st.integers(0, 6), reason=reasons)
    def move_in_line(self, who: One, position: int, reason: str) -> None:
        visit_id = self._visit(who)
        if self._act(
            partial(services.queue.move_in_line, self.ctx, visit_id, position=position, reason=reason),
            self._with(visit_id, status="waiting"),
        ):
            line = services.board.read(self.ctx).line
            assert line[position - 1].visit.visit_id == visit_id

    @rule(who=likely("seen"))
    def queue_again(self, who: One) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.queue.queue_again, self.ctx, visit_id),
            self._with(visit_id, status="waiting", place="waiting", calls=0, told=False),
        )

    @rule(who=one, level=st.integers(0, 5), reason=reasons)
    def set_acuity(self, who: One, level: int, reason: str) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.queue.set_acuity, self.ctx, visit_id, level=level, reason=reason),
            self._with(visit_id, level=level),
        )

    @rule(to=st.none() | places)
    def see_the_next(self, to: str | None) -> None:
        self.call_next()
        self.start(("called", 0))
        self.finish(("in the room", 0), to)

    # Where they are, what they are told, who is with them

    @rule(who=likely("seen"), to=places, minutes=st.none() | st.sampled_from([0, 20, 9999]))
    def move(self, who: One, to: str, minutes: int | None) -> None:
        visit_id = self._visit(who)
        back_in = None if minutes is None else timedelta(minutes=minutes)
        self._act(
            partial(services.whereabouts.move, self.ctx, visit_id, to, back_in=back_in),
            self._with(visit_id, place=to),
        )

    @rule(who=likely("seen"))
    def depart(self, who: One) -> None:
        visit_id = self._visit(who)
        self._act(
            partial(services.whereabouts.depart, self.ctx, visit_id), self._with(visit_id, departed=True)
        )

    @rule(who=likely("waiting"))
    def tell_the_wait(self, who: One) -> None:
        visit_id = self._visit(who)
        self._act(
            lambda: services.promises.tell(self.ctx, services.promises.offer(self.ctx, visit_id)),
            self._with(visit_id, told=True),
        )

    @rule(who=one, name=names)
    def add_companion(self, who: One, name: str) -> None:
        visit_id = self._visit(who)
        so_far = self.state[visit_id].companions if visit_id in self.state else ()
        self._act(
            partial(services.companions.add_companion, self.ctx, visit_id, name=name, invite=True),
            self._with(visit_id, companions=(*so_far, (name, False))),
        )

    @rule(who=one)
    def invite(self, who: One) -> None:
        visit_id = self._visit(who)
        visit = services.board.read(self.ctx).visit(visit_id)
        if visit is None or not visit.companions:
            return
        last, so_far = visit.companions[-1], self.state[visit_id].companions
        self._act(
            partial(services.companions.invite, self.ctx, last.companion_id),
            self._with(visit_id, companions=(*so_far[:-1], (last.name, True))),
        )

    # Records

    @rule(who=one, name=names)
    def edit(self, who: One, name: str) -> None:
        visit = self.state.get(self._visit(who))
        patient = visit.patient if visit else 999
        self._act(
            partial(services.patients.edit, self.ctx, patient, PatientFacts(name, "female")),
            lambda: {
                number: replace(one, name=name) if one.patient == patient else one
                for number, one in self.state.items()
            },
        )

    @rule(who=one, other=one)
    def merge(self, who: One, other: One) -> None:
        keep, gone = (self.state.get(self._visit(one)) for one in (who, other))
        if keep is None or gone is None:
            return
        self._act(
            partial(services.patients.merge, self.ctx, keep=keep.patient, other=gone.patient),
            lambda: {
                number: replace(one, patient=keep.patient, name=keep.name)
                if one.patient == gone.patient
                else one
                for number, one in self.state.items()
            },
        )

    @rule(who=one)
    def look_at_the_record(self, who: One) -> None:
        visit = self.state.get(self._visit(who))
        patient = visit.patient if visit else 999
        self._act(partial(services.patients.view, self.ctx, patient), lambda: self.state)

    # Taking back

    @rule()
    def undo(self) -> None:
        self._step(services.history.undo, self.past, self.future)

    @rule()
    @precondition(lambda self: bool(self.past or self.future))
    def redo(self) -> None:
        self._step(services.history.redo, self.future, self.past)

    def _step(
        self, act: Callable[[Context], object], come: list[State | None], go: list[State | None]
    ) -> None:
        known = None not in self.past + self.future
        done = self._do(lambda: act(self.ctx))
        if known:
            assert done == bool(come), "an undo or redo was refused, or there should have been none"
        if not done:
            return
        go.append(self.state if known else None)
        before = come.pop() if come else None
        self.state = shown(services.board.read(self.ctx)) if before is None else before

    @rule(back=st.integers(1, 12))
    @precondition(lambda self: len(self.past) > MANY)
    def undo_one_of_the_last(self, back: int) -> None:
        rows = services.history.recent(self.ctx, back)
        if self._do(lambda: services.history.undo_row(self.ctx, rows[-1].number)):
            # Not in order: from here on the file says what comes of an undo, and must only stay sound.
            self.past = [None for _ in self.past]
            self.future = [None for _ in self.future]
            self.past, self.future = self.past[1:], [*self.future, None]
            self.state = shown(services.board.read(self.ctx))

    # The world

    @rule(seconds=st.integers(1, 1800))
    def time_passes(self, seconds: int) -> None:
        self.clock.at = min(self.clock.at + timedelta(seconds=seconds), NINE + LONGEST_DAY)

    @rule(seconds=st.integers(1, 900))
    def the_clock_is_set_back(self, seconds: int) -> None:
        self.clock.at = max(self.clock.at - timedelta(seconds=seconds), NINE)

    @rule()
    @precondition(lambda self: bool(self.visits))
    def restart(self) -> None:
        self.ctx.database.close()
        self.ctx = self._opened()

    # What must hold after each of them

    @invariant()
    def the_board_is_what_the_model_says(self) -> None:
        board = services.board.read(self.ctx)
        assert shown(board) == self.state
        assert {row.visit.visit_id for row in board.line} == self._in(
            EntryStatus.WAITING, EntryStatus.SKIPPED
        )
        assert {row.visit.visit_id for row in board.aside} == self._in(EntryStatus.ON_HOLD)
        assert {row.visit.visit_id for row in (board.called,) if row} == self._in(EntryStatus.CALLED)
        assert {row.visit.visit_id for row in (board.serving,) if row} == self._in(EntryStatus.IN_PROGRESS)

    def _in(self, *statuses: EntryStatus) -> set[int]:
        return {number for number, one in self.state.items() if one.status in statuses and not one.departed}

    @invariant()
    def the_file_is_sound(self) -> None:
        assert [str(finding.saying) for finding in services.checking.check(self.path)] == []


@pytest.fixture
def day(new_file: Path, pack: Pack, zone: ZoneInfo) -> type[DayAtTheDesk]:
    class Day(DayAtTheDesk):
        template = new_file

    Day.pack, Day.zone = pack, zone
    return Day


def test_whatever_is_done_the_board_agrees_with_a_plain_model(day: type[DayAtTheDesk]) -> None:
    run_state_machine_as_test(
        day,
        settings=settings(
            max_examples=18,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
