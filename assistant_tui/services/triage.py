"""Triage: how urgent a visit is, with what was measured, in one action."""

from __future__ import annotations

from dataclasses import asdict

from assistant_tui.domain.acuity import FIRST_SERVED, Acuity
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean_prose
from assistant_tui.domain.vitals import Vitals, checked
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services import triages, visits
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.store.tables import Triage

NOTHING_MEASURED = Vitals()


def triage(
    ctx: Context,
    visit_id: int,
    *,
    level: int,
    reason: str = "",
    vitals: Vitals = NOTHING_MEASURED,
    red_flag: str = "",
    pregnant: bool = False,
) -> VisitRow:
    """Set the level, 1 (gravest) to 4, with why: in words, by vitals or by a red flag of the pack (its code).

    Levels 1 and 2 go before everybody else. Raises InputError for a level or value that cannot be, without
    any reason, or for a red flag with level 3 or 4; MissingError for a red flag that the pack has not.
    """
    if level not in set(Acuity):
        raise InputError(say("A level is 1, 2, 3 or 4"))
    flag = ctx.pack.red_flag(red_flag) if red_flag else None
    measured = checked(vitals)
    if not (clean_prose(reason) or measured.measured or flag):
        raise InputError(say("Say why: a reason, vital signs or a red flag"))
    if flag is not None and level not in FIRST_SERVED:
        raise InputError(say("A red flag is level 1 or 2: {flag}", flag=flag.name))
    before = visit_row(ctx, visit_id)
    found = triages.assess(measured, flag, before.born, ctx.today(), pregnant=pregnant)
    with ctx.work(Deed.TRIAGE, reason=reason) as work:
        visit = visits.visit_in(work, visit_id)
        work.change(visit, acuity=int(level))
        work.add(
            Triage(
                visit_id=visit.key,
                at=work.heading.at,
                by=work.heading.actor,
                level=int(level),
                reason=work.heading.reason,
                red_flag=red_flag,
                pregnant=pregnant,
                news2=found.score.score if found.score else None,
                **asdict(measured),
            )
        )
        work.commit()
    return visit_row(ctx, visit_id)
