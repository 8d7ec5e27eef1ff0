"""Triages as they stand, and what measurements suggest. What changes one is `services.triage`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.birth import age_on
from assistant_tui.domain.news2 import news2, not_for
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.triage import RedFlag, TriagedPatient, suggest
from assistant_tui.domain.vitals import Vitals
from assistant_tui.i18n import language
from assistant_tui.pack.model import Pack
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.triage import Assessment, TriageRow
from assistant_tui.services.context import Context
from assistant_tui.store.queries.triage import triages_of_visit

_WAITS = frozenset({EntryStatus.WAITING, EntryStatus.SKIPPED, EntryStatus.ON_HOLD})


def history(ctx: Context, visit_id: int) -> tuple[TriageRow, ...]:
    """All triages of a visit, the newest first: that is the one that counts."""
    return tuple(triages_of_visit(ctx.reading, visit_id))


def assess(
    vitals: Vitals, flag: RedFlag | None, born: str | None, today: date, *, pregnant: bool = False
) -> Assessment:
    """What the vitals and a red flag come to for somebody born then; nothing is stored."""
    age = years(born, today)
    excluded = not_for(age, pregnant=pregnant)
    score = None if excluded else news2(vitals)
    return Assessment(score, excluded, suggest(vitals, score, flag, age=age))


def years(born: str | None, today: date) -> int | None:
    """Completed years; None while the birth date is not known."""
    try:
        return age_on(born, today).years if born else None
    except ValueError:
        return None


def flag_of(pack: Pack, code: str) -> RedFlag | None:
    """The pack's red flag of that code; None for one that it no longer has."""
    return next((flag for flag in pack.red_flags if flag.code == code), None)


def waiting(
    ctx: Context, visits: Iterable[VisitRow], triages: Mapping[int, TriageRow]
) -> Iterator[TriagedPatient]:
    """Those who were triaged and still wait for the room."""
    for visit in visits:
        triage = triages.get(visit.visit_id)
        if triage is None or visit.entry is None or visit.entry.status not in _WAITS:
            continue
        flag = flag_of(ctx.pack, triage.red_flag) if triage.red_flag else None
        yield TriagedPatient(
            visit.visit_id,
            visit.ticket,
            Acuity(visit.acuity),
            triage.at,
            flag.name.said_in(language()) if flag else triage.red_flag,
        )
