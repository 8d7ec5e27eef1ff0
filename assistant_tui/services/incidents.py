"""Incidents: noted in four fields, reported within half an hour, followed up, closed."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.incidents import IncidentKind, report_by
from assistant_tui.domain.saying import InputError, MissingError, RuleError, say
from assistant_tui.domain.text import clean, clean_prose
from assistant_tui.readmodels.incidents import IncidentRow
from assistant_tui.services import incidentlist, visits
from assistant_tui.services.context import Context
from assistant_tui.store.tables import Incident, OrderSlip
from assistant_tui.store.work import UnitOfWork

LONGEST = 500
"""Characters of what happened and of what followed."""


def report(
    ctx: Context,
    kind: IncidentKind,
    what: str,
    *,
    place: str = "",
    visit_id: int | None = None,
    slip_id: int | None = None,
    happened_at: datetime | None = None,
) -> IncidentRow:
    """Note an incident: what happened, where, to whom or with which slip, and when if not now.

    From now on it is to be reported within 30 minutes. A slip brings its visit with it. Raises InputError
    without saying what happened, or for an instant to come; MissingError for a visit or slip that is not.
    """
    told = clean_prose(what, limit=LONGEST)
    if not told:
        raise InputError(say("Say what happened"))
    with ctx.work(Deed.REPORT_INCIDENT) as work:
        at = work.heading.at
        if happened_at is not None and happened_at > at:
            raise InputError(say("This time is still to come"))
        if slip_id is not None:
            visit_id = _slip(work, slip_id).visit_id
        if visit_id is not None:
            visits.visit_in(work, visit_id)
        incident = work.add(
            Incident(
                room_id=ctx.room_id,
                day=work.heading.day,
                kind=kind.value,
                what=told,
                place=clean(place),
                visit_id=visit_id,
                slip_id=slip_id,
                happened_at=happened_at or at,
                entered_at=at,
                by=work.heading.actor,
                report_by=report_by(at),
            )
        )
        work.commit()
    return incidentlist.incident(ctx, incident.key)


def reported(ctx: Context, incident_id: int, *, to: str, at: datetime | None = None) -> IncidentRow:
    """Somebody was told of it, now or at an earlier time; see `follow_up`."""
    return follow_up(ctx, incident_id, to=to, at=at)


def close(ctx: Context, incident_id: int) -> IncidentRow:
    """Nothing is left to do; see `follow_up`."""
    return follow_up(ctx, incident_id, closed=True)


def follow_up(
    ctx: Context,
    incident_id: int,
    *,
    to: str | None = None,
    at: datetime | None = None,
    action: str | None = None,
    root_cause: str | None = None,
    prevention: str | None = None,
    closed: bool = False,
) -> IncidentRow:
    """All that may follow, in one action: who was told, what was done, why, how not again, the end.

    None leaves what stands there. Raises InputError for a report to nobody, before it happened or to come;
    RuleError for an incident that is closed, for a second report, and for an end without report or action.
    """
    given = {"action": action, "root_cause": root_cause, "prevention": prevention}
    with ctx.work(Deed.FOLLOW_INCIDENT) as work:
        incident = _open(work, incident_id)
        if to is not None:
            work.change(incident, **_report(work, incident, to, at))
        texts = {key: clean_prose(text, limit=LONGEST) for key, text in given.items() if text is not None}
        work.change(incident, **texts)
        if closed:
            work.change(incident, **_end(work, incident))
        work.commit()
    return incidentlist.incident(ctx, incident_id)


def _open(work: UnitOfWork, incident_id: int) -> Incident:
    found = work.find(Incident, col(Incident.id) == incident_id)
    if not found or found[0].voided:
        raise MissingError(say("There is no incident {number}", number=incident_id))
    if found[0].closed_at is not None:
        raise RuleError(say("Incident {number} is closed", number=incident_id))
    return found[0]


def _report(work: UnitOfWork, incident: Incident, to: str, at: datetime | None) -> dict[str, object]:
    """The columns of a report. Raises RuleError."""
    name = clean(to)
    if not name:
        raise InputError(say("Say to whom it was reported"))
    if incident.reported_at is not None:
        raise RuleError(say("It was reported to {name} already", name=incident.reported_to))
    now = max(work.heading.at, incident.happened_at)  # the clock may have been set back
    if at is not None and not incident.happened_at <= at <= now:
        raise InputError(say("It was reported after it happened and not in the future"))
    return {"reported_to": name, "reported_at": at or now}


def _end(work: UnitOfWork, incident: Incident) -> dict[str, object]:
    """The columns of the end. Raises RuleError."""
    if incident.reported_at is None:
        raise RuleError(say("Report it first: to whom?"))
    if not incident.action:
        raise RuleError(say("Note first what was done about it"))
    return {"closed_at": work.heading.at, "closed_by": work.heading.actor}


def _slip(work: UnitOfWork, slip_id: int) -> OrderSlip:
    slip = work.get(OrderSlip, slip_id)
    if slip.voided:
        raise MissingError(say("This slip does not exist any more"))
    return slip
