"""A past day beside its patients: the checklist, what was counted and used, and what went wrong."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from assistant_tui.domain.duties import Task, TaskKind, TaskStatus, window
from assistant_tui.domain.incidents import report_by
from assistant_tui.domain.supplies import Supply, SupplyKind
from assistant_tui.services.context import Context
from assistant_tui.services.demo.carewords import KINDS, CareWords
from assistant_tui.services.demo.duties import Words
from assistant_tui.store.tables import Incident, SupplyEntry, TaskRecord
from assistant_tui.store.work import UnitOfWork

_MINUTE = timedelta(minutes=1)
_FORGOTTEN, _SKIPPED, _LATE = 0.03, 0.06, 0.1  # of the tasks, up to this chance
_HERS = 0.6  # of the tasks are the assistant's, the others the nurse's
_COUNTED_ON = 1  # Mondays everything is counted, on other days a part of it
_COUNTED, _USED, _LOST = 0.25, 0.25, 0.05
_FETCHED_BELOW = 0.6  # of the par
_COUNTS, _FETCHES, _USES = -10 * _MINUTE, 150 * _MINUTE, 360 * _MINUTE  # after the doctor has come
_INCIDENTS, _REPORTED_LATE = 0.2, 0.12
_HAPPENS = (30, 460)  # minutes after the doctor has come
_REPORTED, _TOO_LATE, _CLOSED = (2, 24), (32, 75), (20, 90)  # minutes


class PastCare:
    """Writes past days, one after the other: what was there at the end of one is there on the next."""

    def __init__(self, ctx: Context, rng: random.Random, language: str, nurse: str) -> None:
        self._ctx, self._rng, self._nurse = ctx, rng, nurse
        self._said, self._words = CareWords(language, rng), Words.of(language)
        self._levels: dict[str, int] = {}

    def write(self, work: UnitOfWork, day: date) -> None:
        """Write the day into the unit of work."""
        begins = datetime.combine(day, self._ctx.pack.hours.doctor, self._ctx.zone)
        work.add_many(TaskRecord, list(self._tasks(day)))
        work.add_many(SupplyEntry, list(self._supplies(day, begins)))
        work.add_many(Incident, list(self._incidents(day, begins)))

    # The checklist.

    def _tasks(self, day: date) -> Iterator[dict[str, object]]:
        for task in self._ctx.pack.checklist:
            if not task.weekdays or day.isoweekday() in task.weekdays:
                facts = self._task(task, day)
                if facts:
                    yield {
                        **self._here(day),
                        "code": task.code,
                        "title": task.name.zh_CN,
                        "phase": task.phase.value,
                        "by": self._ctx.actor if self._rng.random() < _HERS else self._nurse,
                        **facts,
                    }

    def _task(self, task: Task, day: date) -> dict[str, object]:
        """What became of it; nothing at all for one that was forgotten."""
        due, chance, note = window(task, day, self._ctx.pack.hours, self._ctx.zone), self._rng.random(), ""
        if task.kind is TaskKind.NOTE:
            note = self._words.notes.get(task.code, "")
        if chance < _FORGOTTEN or (task.kind is TaskKind.NOTE and not note):
            return {}
        at = due.since + (due.until - due.since) * self._rng.uniform(0.05, 0.95)
        if _SKIPPED <= chance < _LATE:
            at = due.until + self._minutes(2, 20)
        if chance < _SKIPPED:
            return {"status": TaskStatus.SKIPPED, "ended_at": at, "reason": self._said.reason("skipped")}
        if task.kind is TaskKind.SPAN:
            over = at + (task.length or _MINUTE) + self._minutes(0, 3)
            return {"status": TaskStatus.DONE, "started_at": at, "ended_at": over}
        return {"status": TaskStatus.DONE, "ended_at": at, "note": note}

    # Supplies.

    def _supplies(self, day: date, begins: datetime) -> Iterator[dict[str, object]]:
        everything = day.isoweekday() == _COUNTED_ON or not self._levels
        for supply in self._ctx.pack.supplies:
            level = self._levels.setdefault(supply.code, supply.par + self._rng.randrange(3))
            if everything or self._rng.random() < _COUNTED:
                level = max(0, level - (self._rng.random() < _LOST))
                yield self._entry(day, supply, SupplyKind.COUNT, level, begins + _COUNTS)
            if level < supply.par * _FETCHED_BELOW:
                yield self._entry(day, supply, SupplyKind.RECEIVED, supply.par - level, begins + _FETCHES)
                level = supply.par
            used = self._rng.randint(1, max(1, supply.par // 4))
            if self._rng.random() < _USED and used <= level:
                yield self._entry(day, supply, SupplyKind.USED, used, begins + _USES)
                level -= used
            self._levels[supply.code] = level

    def _entry(
        self, day: date, supply: Supply, kind: SupplyKind, quantity: int, at: datetime
    ) -> dict[str, object]:
        facts = {"code": supply.code, "kind": kind.value, "quantity": quantity, "at": at}
        return {**self._here(day), **facts, "by": self._ctx.actor}

    # Incidents.

    def _incidents(self, day: date, begins: datetime) -> Iterator[dict[str, object]]:
        if self._rng.random() >= _INCIDENTS:
            return
        mishap = self._said.mishap(self._rng.choice(KINDS))
        happened = begins + self._minutes(*_HAPPENS)
        late = self._rng.random() < _REPORTED_LATE
        reported = happened + self._minutes(*(_TOO_LATE if late else _REPORTED))
        yield {
            **self._here(day),
            "kind": mishap.kind.value,
            "what": mishap.what,
            "happened_at": happened,
            "entered_at": happened,
            "by": self._ctx.actor,
            "report_by": report_by(happened),
            "reported_at": reported,
            "reported_to": mishap.told,
            "action": mishap.done,
            "closed_at": reported + self._minutes(*_CLOSED),
            "closed_by": self._ctx.actor,
        }

    def _here(self, day: date) -> dict[str, object]:
        return {"room_id": self._ctx.room_id, "day": day}

    def _minutes(self, least: int, most: int) -> timedelta:
        return self._rng.randint(least, most) * _MINUTE
