"""Random days of watches: across restarts, clock steps and undo they stand as a plain model says."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
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
from assistant_tui.domain.protocols import Level
from assistant_tui.domain.saying import RuleError
from assistant_tui.domain.watches import EndKind
from assistant_tui.pack.model import Pack
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services.context import Context
from assistant_tui.services.setup import open_desk
from assistant_tui.store.database import Database
from tests.conftest import NINE
from tests.factory import register

MINUTE = timedelta(minutes=1)
FIRST_AND_EVERY = {"post_op": (20 * MINUTE, 20 * MINUTE), "infusion": (15 * MINUTE, 30 * MINUTE)}
READINGS = {
    "post_op": {"bleeding": "none", "urination": "yes", "pain": "2", "consciousness": "awake"},
    "infusion": {"flow": "right", "reaction": "none", "access": "fine"},
}
BAD = {"post_op": {"bleeding": "heavy"}, "infusion": {"reaction": "severe"}}
STEPS = [timedelta(hours=1), timedelta(days=1)]
which = st.integers(0, 20)


@dataclass(frozen=True)
class Thing:
    """A watch as the model has it: how each round ended and when that was written; the looks in between."""

    visit: int
    protocol: str
    started: datetime
    rounds: dict[int, tuple[str, datetime]] = field(default_factory=dict)
    looks: int = 0
    called: bool = False
    ended: datetime | None = None

    def due_at(self, number: int) -> datetime:
        first, every = FIRST_AND_EVERY[self.protocol]
        return self.started + first + (number - 1) * every

    def passed(self, moment: datetime) -> int:
        number = 0
        while self.due_at(number + 1) <= moment:
            number += 1
        return number

    def over(self, number: int, now: datetime) -> bool:
        """On record for good: a miss that a clock ahead of this one wrote is not."""
        status, entered = self.rounds.get(number, ("", now))
        return bool(status) and (status != "missed" or entered <= now)

    def belongs_to(self, seen: datetime, now: datetime) -> int | None:
        """The round that was due then, if it may still be done; or the next, from half way to it on."""

        def may(number: int) -> bool:
            return not self.over(number, now) or self.rounds[number][0] == "missed"

        passed = self.passed(seen)
        if passed and may(passed):
            return passed
        since = self.due_at(passed) if passed else self.started
        half_way = since + (self.due_at(passed + 1) - since) / 2
        return passed + 1 if seen >= half_way and may(passed + 1) else None

    def with_missed(self, below: int, but: int | None, now: datetime) -> Thing:
        missed = {
            number: ("missed", now)
            for number in range(1, below)
            if number not in self.rounds and number != but
        }
        return replace(self, rounds={**self.rounds, **missed})

    def with_round(self, number: int, status: str, now: datetime) -> Thing:
        return replace(self, rounds={**self.rounds, number: (status, now)})


class WatchesAtWork(RuleBasedStateMachine):
    """One workstation and whatever its assistant may do with watches, whatever the clock does."""

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
        self.things: dict[int, Thing] = {}
        self.past: list[tuple[int, dict[int, Thing]]] = []
        self.visits: list[int] = []

    def _opened(self) -> Context:
        database = Database.open(self.path)
        database.raw.execute("PRAGMA synchronous = OFF")
        return open_desk(database, self.pack, assistant="李敏", clock=self.clock, zone=self.zone)

    def teardown(self) -> None:
        try:
            assert [str(finding.saying) for finding in services.checking.check(self.path)] == []
        finally:
            self.ctx.database.close()
            self.folder.cleanup()

    def _act(self, act: Callable[[], object], allowed: bool, key: int | None, after: Thing | None) -> None:
        """Act, and let the model do the same; both agree on whether it may be done."""
        try:
            answer = act()
        except RuleError:
            assert not allowed
            return
        assert allowed
        assert after is not None
        if key is None:
            assert isinstance(answer, WatchRow)
            key = answer.watch_id
        self.past.append((services.history.recent(self.ctx, 1)[0].number, dict(self.things)))
        self.things[key] = after

    def _one(self, number: int) -> tuple[int, Thing, datetime]:
        """A watch, preferably one that goes on, and the time as it sees it."""
        chosen = [key for key, one in self.things.items() if one.ended is None] or list(self.things)
        key = chosen[number % len(chosen)]
        return key, self.things[key], max(self.clock.at, self.things[key].started)

    @initialize()
    def two_have_come(self) -> None:
        self.visits = [register(self.ctx).visit_id for _ in range(2)]
        self.begins(0, "post_op", 0)

    @rule(number=which, protocol=st.sampled_from(sorted(READINGS)), ago=st.sampled_from([0, 0, 0, 5, 50]))
    def begins(self, number: int, protocol: str, ago: int) -> None:
        visit = self.visits[number % len(self.visits)]
        now = max(self.clock.at, NINE)
        since = now - ago * MINUTE
        goes_on = any(
            one.visit == visit and one.protocol == protocol and one.ended is None
            for one in self.things.values()
        )
        self._act(
            lambda: services.watches.start(self.ctx, visit, protocol, started_at=since if ago else None),
            not goes_on and since >= NINE,
            None,
            Thing(visit, protocol, since),
        )

    @precondition(lambda self: bool(self.things))
    @rule(number=which, ago=st.sampled_from([0, 0, 0, 3, 17, 70, -5]), alarming=st.booleans())
    def is_looked_at(self, number: int, ago: int, *, alarming: bool) -> None:
        key, thing, now = self._one(number)
        seen = now - ago * MINUTE
        readings = {**READINGS[thing.protocol], **(BAD[thing.protocol] if alarming else {})}
        round_number = thing.belongs_to(seen, now)
        after = thing.with_missed(thing.passed(now), round_number, now)
        if round_number is None:
            after = replace(after, looks=after.looks + 1)
        else:
            after = after.with_round(round_number, "done", now)

        def record() -> None:
            answer = services.watches.record(self.ctx, key, readings, happened_at=seen if ago else None)
            assert answer.round.number == round_number
            assert answer.round.happened_at == seen
            assert answer.round.level is (Level.ALARM if alarming else Level.USUAL)
            assert answer.alarming == (alarming and not thing.called)

        self._act(record, thing.ended is None and thing.started <= seen <= now, key, after)

    @precondition(lambda self: bool(self.things))
    @rule(number=which, reason=st.sampled_from(["在睡", "", " "]))
    def a_round_is_left_out(self, number: int, reason: str) -> None:
        key, thing, now = self._one(number)
        chosen = max(thing.passed(now), 1)
        while thing.over(chosen, now):
            chosen += 1
        after = thing.with_missed(thing.passed(now), chosen, now).with_round(chosen, "cancelled", now)
        self._act(
            lambda: services.watches.cancel_round(self.ctx, key, reason=reason),
            thing.ended is None and bool(reason.strip()),
            key,
            after,
        )

    @precondition(lambda self: bool(self.things))
    @rule(number=which)
    def the_doctor_is_called(self, number: int) -> None:
        key, thing, _ = self._one(number)
        self._act(
            lambda: services.watches.call_doctor(self.ctx, key),
            thing.ended is None and not thing.called,
            key,
            replace(thing, called=True),
        )

    @precondition(lambda self: bool(self.things))
    @rule(number=which)
    def the_doctor_comes(self, number: int) -> None:
        key, thing, _ = self._one(number)
        self._act(
            lambda: services.watches.doctor_came(self.ctx, key, ordered="观察"),
            thing.ended is None and thing.called,
            key,
            replace(thing, called=False),
        )

    @precondition(lambda self: bool(self.things))
    @rule(number=which, reason=st.sampled_from(["转科", ""]), kind=st.sampled_from(EndKind))
    def ends(self, number: int, reason: str, kind: EndKind) -> None:
        key, thing, now = self._one(number)
        seen = [row.happened_at for row in services.watchlist.watch(self.ctx, key).done if row.happened_at]
        end = max([now, *seen])
        free = kind is EndKind.DISCHARGED and thing.protocol == "infusion"
        self._act(
            lambda: services.watches.stop(self.ctx, key, kind, reason=reason),
            thing.ended is None and (free or bool(reason)),
            key,
            replace(thing.with_missed(thing.passed(end) + 1, None, end), ended=end),
        )

    @precondition(lambda self: bool(self.past))
    @rule()
    def the_last_action_is_taken_back(self) -> None:
        number, before = self.past.pop()
        services.history.undo_row(self.ctx, number)
        self.things = before

    @rule(minutes=st.sampled_from([1, 4, 10, 19, 20, 45, 120]))
    def time_passes(self, minutes: int) -> None:
        self.clock.at += minutes * MINUTE

    @rule(step=st.sampled_from(STEPS), back=st.booleans())
    def the_clock_is_set(self, step: timedelta, back: bool) -> None:
        self.clock.at = self.clock.at - step if back else self.clock.at + step

    @precondition(lambda self: bool(self.things))
    @rule(step=st.sampled_from(STEPS), number=which)
    def the_clock_ran_ahead_while_somebody_was_looked_at(self, step: timedelta, number: int) -> None:
        self.clock.at += step
        self.is_looked_at(number, 0, alarming=False)
        self.clock.at -= step

    @rule()
    def restart(self) -> None:
        self.ctx.database.close()
        self.ctx = self._opened()

    @invariant()
    def every_watch_is_what_the_model_says(self) -> None:
        running = {row.watch_id: row for row in services.board.read(self.ctx).watches}
        assert set(running) == {key for key, one in self.things.items() if one.ended is None}
        for key, thing in self.things.items():
            row = services.watchlist.watch(self.ctx, key)
            numbers = [one.number for one in row.rounds if one.number is not None]
            assert len(numbers) == len(set(numbers)), "a round is twice on record"
            assert {
                one.number: (one.status.value, one.entered_at) for one in row.rounds if one.number
            } == thing.rounds
            assert sum(1 for one in row.rounds if one.number is None) == thing.looks
            assert (row.called, row.ended_at) == (thing.called, thing.ended)
            assert all(one.due_at == thing.due_at(one.number) for one in row.rounds if one.number)

    @invariant()
    def what_is_due_is_what_the_model_says_and_nothing_else(self) -> None:
        now = self.clock.at
        for row in services.watchlist.running(self.ctx):
            thing, stands = self.things[row.watch_id], row.standing(now)
            passed = thing.passed(now)
            assert stands.due == (passed if passed and not thing.over(passed, now) else None)
            assert stands.missed == tuple(n for n in range(1, passed) if not thing.over(n, now))


@pytest.fixture
def watches(new_file: Path, pack: Pack, zone: ZoneInfo) -> type[WatchesAtWork]:
    class Watches(WatchesAtWork):
        template = new_file

    Watches.pack, Watches.zone = pack, zone
    return Watches


def play(watches: type[WatchesAtWork], examples: int, steps: int) -> None:
    """Play so many days of so many actions."""
    run_state_machine_as_test(
        watches,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_whatever_is_done_and_whatever_the_clock_does_watches_stand_as_a_plain_model_says(
    watches: type[WatchesAtWork],
) -> None:
    play(watches, examples=25, steps=30)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_the_same_for_many_long_days(watches: type[WatchesAtWork]) -> None:
    play(watches, examples=300, steps=80)
