"""What becomes of the day's duties in the living demo: the nurse does a part of them, and leaves the others.

Tasks in their windows, an incident that the user has told nobody of for too long, and who was triaged and has
waited for so long that she is to be looked at again. As in `fate`, each step follows from the rows and the
seed alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.duties import TaskKind, TaskStatus, end_at
from assistant_tui.domain.incidents import UnreportedIncident
from assistant_tui.domain.triage import TriagedPatient, look_again_at
from assistant_tui.i18n import language
from assistant_tui.readmodels.checklist import TaskRow
from assistant_tui.services import checklist, incidents, triage
from assistant_tui.services.context import Context
from assistant_tui.services.demo.carewords import KINDS, CareWords
from assistant_tui.services.demo.duties import Words
from assistant_tui.services.demo.observed import vitals
from assistant_tui.services.demo.step import Deed, Step

_HERS, _SKIPPED = 0.65, 0.04  # of the tasks the nurse does, or leaves out for a reason
_WITHIN = (0.1, 0.85)  # of a task's window
_ENDS, _REPORTS, _LOOKS = (10, 150), (60, 240), (60, 300)  # seconds late


def tasks(
    seed: int, rows: Iterable[TaskRow], nurse: str, *, began: datetime, language: str
) -> Iterator[Step]:
    """The tasks whose windows were not over when the demo began: those that are the nurse's."""
    words = Words.of(language)
    for row in rows:
        about, record = f"task/{row.task.code}", row.record
        rng = random.Random(f"{seed} {row.due.since.isoformat()} {about}")
        hers, span = rng.random(), row.due.until - row.due.since
        at = row.due.since + span * rng.uniform(*_WITHIN)
        late = timedelta(seconds=rng.uniform(*_ENDS))
        if record is None:
            do = _task(row, hers, words)
            if do is not None and at > began:
                yield Step(at, about, do)
        elif record.status is TaskStatus.RUNNING and record.by == nurse:
            ends = end_at(row.task, record.doing)
            if ends is not None:
                yield Step(ends + late, about, partial(checklist.end, code=row.task.code))


def _task(row: TaskRow, hers: float, words: Words) -> Deed | None:
    """What the nurse does about it, if it is hers."""
    code = row.task.code
    if code in words.skipped or hers < _SKIPPED:
        return partial(_skip, code=code, reason=words.skipped.get(code, ""))
    if hers >= _HERS:
        return None
    if row.task.kind is TaskKind.SPAN:
        return lambda ctx: checklist.begin(ctx, code)
    if row.task.kind is TaskKind.NOTE:
        return (lambda ctx: checklist.do(ctx, code, words.notes[code])) if code in words.notes else None
    return lambda ctx: checklist.do(ctx, code)


def _skip(ctx: Context, *, code: str, reason: str) -> None:
    checklist.skip(ctx, code, reason or CareWords(language(), random.Random(code)).reason("skipped"))


def reports(seed: int, unreported: Iterable[UnreportedIncident]) -> Iterator[Step]:
    """Somebody is told at last of what the user has told nobody."""
    for one in unreported:
        about = f"incident/{one.incident_id}"
        at = one.report_by + _span(f"{seed} {about}", _REPORTS)
        yield Step(at, about, partial(_report, incident=one, seed=seed))


def _report(ctx: Context, *, incident: UnreportedIncident, seed: int) -> None:
    words = CareWords(language(), random.Random(f"{seed} told {incident.incident_id}"))
    kind = incident.kind if incident.kind in KINDS else KINDS[0]
    incidents.reported(ctx, incident.incident_id, to=words.mishap(kind).told)


def looked_at_again(seed: int, waiting: Iterable[TriagedPatient]) -> Iterator[Step]:
    """Who still waits when her level says that she should not is measured again."""
    for patient in waiting:
        if patient.level is Acuity.CRITICAL:
            continue  # to be called, not to be looked at
        chance = f"{seed} triage {patient.visit_id} {patient.at.isoformat()}"
        at = look_again_at(patient.level, patient.at) + _span(chance, _LOOKS)
        yield Step(at, f"triage/{patient.visit_id}", partial(_look, patient=patient, chance=chance))


def _look(ctx: Context, *, patient: TriagedPatient, chance: str) -> None:
    rng = random.Random(f"{chance} again")
    reason = CareWords(language(), rng).triage(patient.level)
    triage.triage(
        ctx, patient.visit_id, level=patient.level, reason=reason, vitals=vitals(patient.level, rng)
    )


def _span(chance: str, seconds: tuple[int, int]) -> timedelta:
    return timedelta(seconds=random.Random(chance).uniform(*seconds))
