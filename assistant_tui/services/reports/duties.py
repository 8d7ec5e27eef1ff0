"""The report's duties: the checklist, supplies and incidents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant_tui.domain.duties import PHASE_WORDS, Phase, TaskState, TaskStatus
from assistant_tui.domain.incidents import INCIDENT_WORDS, STATE_WORDS, IncidentKind
from assistant_tui.domain.saying import say
from assistant_tui.domain.supplies import SUPPLY_WORDS
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.checklist import TaskRow
from assistant_tui.readmodels.incidents import IncidentRow
from assistant_tui.readmodels.reports import Behind, Block, Head, Line, Rows, Section, Text
from assistant_tui.services.reports.facts import DayFacts
from assistant_tui.services.reports.tables import rows_of, same

_PHASE = (
    Head("tasks", say("Tasks")),
    Head("on_time", say("On time")),
    Head("late", say("Late")),
    Head("skipped", say("Left out")),
    Head("undone", say("Not done")),
)
_MOVED = (
    Head("received", say("Received")),
    Head("used", say("Used")),
    Head("lost", say("Found short")),
    Head("level", say("There")),
)
_FETCH = (Head("level", say("There")), Head("par", say("Par")), Head("fetch", say("To fetch")))
_INCIDENTS = (
    Head("count", say("Count")),
    Head("in_time", say("In time")),
    Head("late", say("Late")),
    Head("open", say("Not closed")),
)


class Duties(NamedTuple):
    """What became of tasks: done within their window, done after it, left out with a reason, not done."""

    tasks: int
    on_time: int
    late: int
    skipped: int
    undone: int


def checklist(facts: DayFacts) -> Section:
    """The tasks by phase, and those left out or not done, with the reason.

    A task that is still ahead, or runs, counts as not done until it is.
    """
    rows = facts.checklist.rows
    phases = [(phase, facts.checklist.of(phase)) for phase in Phase]
    return Section(
        "checklist",
        say("Checklist"),
        (
            Block(
                "phase",
                say("By phase"),
                _PHASE,
                tuple(
                    Line(
                        phase.value, PHASE_WORDS[phase], tuple(duties_of(of_phase)), behind=_behind(of_phase)
                    )
                    for phase, of_phase in phases
                    if of_phase
                ),
            ),
            Block("undone", say("Left out or not done"), (), tuple(_undone(facts, rows))),
        ),
    )


def duties_of(rows: Sequence[TaskRow]) -> Duties:
    """What became of these tasks."""
    done = [row for row in rows if _status(row) is TaskStatus.DONE]
    late = sum(map(_late, done))
    skipped = sum(_status(row) is TaskStatus.SKIPPED for row in rows)
    return Duties(len(rows), len(done) - late, late, skipped, len(rows) - len(done) - skipped)


def supplies(facts: DayFacts) -> Section:
    """What was received, used and found missing; on the day itself also what is to be fetched."""
    return Section(
        "supplies",
        say("Supplies"),
        (
            Block(
                "moved",
                say("Today's changes") if facts.today else say("The day's changes"),
                _MOVED,
                tuple(
                    Line(
                        row.code,
                        Words(row.name_zh, row.name_en),
                        (row.received, row.used, row.lost, row.level),
                        behind=_entered(facts, row.code),
                    )
                    for row in facts.usage
                ),
            ),
            Block(
                "fetch",
                say("To fetch"),
                _FETCH,
                tuple(
                    Line(
                        row.supply.code,
                        row.supply.name,
                        (row.level, row.supply.par, row.fetch),
                        behind=_entered(facts, row.supply.code),
                    )
                    for row in facts.to_fetch
                ),
            ),
        ),
    )


def incidents(facts: DayFacts) -> Section:
    """Incidents by kind, and each with what happened."""
    found = facts.incidents
    return Section(
        "incidents",
        say("Incidents"),
        (
            Block("kind", say("By kind"), _INCIDENTS, tuple(_kinds(facts, found))),
            Block("each", say("What happened"), (), tuple(_each(found))),
        ),
    )


def _undone(facts: DayFacts, rows: Sequence[TaskRow]) -> Iterator[Line]:
    for row in rows:
        record = row.record
        if record is not None and record.status is TaskStatus.SKIPPED:
            note: Text = say("left out: {reason}", reason=record.reason)
        elif record is None and row.state(facts.now) is TaskState.OVERDUE:
            note = say("not done, was due by {until}", until=row.until)
        else:
            continue
        yield Line(row.task.code, row.task.name, (), note)


def _behind(rows: Sequence[TaskRow]) -> Rows:
    return rows_of(rows, lambda row: Behind(row.record.at if row.record else None, "", _became(row)))


def _became(row: TaskRow) -> Text:
    record = row.record
    if record is None:
        return say("{task}: not done", task=row.task.name)
    if record.status is TaskStatus.SKIPPED:
        return say("{task}: left out, {reason}", task=row.task.name, reason=record.reason)
    if record.status is TaskStatus.RUNNING:
        return say("{task}: running", task=row.task.name)
    if _late(row):
        return say("{task}: late, by {name}", task=row.task.name, name=record.by)
    return say("{task}: done by {name}", task=row.task.name, name=record.by)


def _entered(facts: DayFacts, code: str) -> tuple[Behind, ...]:
    return tuple(
        Behind(
            one.at,
            "",
            say(
                "{what} {quantity}, by {name}",
                what=SUPPLY_WORDS[one.kind],
                quantity=one.quantity,
                name=one.by,
            ),
        )
        for one in facts.supply_entries
        if one.code == code
    )


def _kinds(facts: DayFacts, found: Sequence[IncidentRow]) -> Iterator[Line]:
    for kind in IncidentKind:
        of_kind = [one for one in found if one.kind is kind]
        if of_kind:
            late = sum(one.late(facts.now) for one in of_kind)
            reported = sum(one.reported_at is not None and not one.late(facts.now) for one in of_kind)
            still_open = sum(one.closed_at is None for one in of_kind)
            behind = tuple(
                Behind(one.happened_at, one.ticket, _happened(one), one.visit_id) for one in of_kind
            )
            yield Line(
                kind.value, INCIDENT_WORDS[kind], (len(of_kind), reported, late, still_open), behind=behind
            )


def _each(found: Sequence[IncidentRow]) -> Iterator[Line]:
    for number, one in enumerate(found, start=1):
        yield Line(
            f"{number:03}", INCIDENT_WORDS[one.kind], (), _happened(one),
            (Behind(one.happened_at, one.ticket, _happened(one), one.visit_id),),
        )  # fmt: skip


def _happened(one: IncidentRow) -> Text:
    return say("{what}, {state}", what=same(one.what), state=STATE_WORDS[one.state])


def _status(row: TaskRow) -> TaskStatus | None:
    return row.record.status if row.record else None


def _late(row: TaskRow) -> bool:
    """Whether it was done after its window."""
    return row.record is not None and row.record.at is not None and row.record.at > row.due.until
