"""Incidents as they stand. What is done with them is `services.incidents`."""

from __future__ import annotations

from datetime import date

from assistant_tui.domain.incidents import Contact, IncidentKind, to_call
from assistant_tui.domain.saying import MissingError, say
from assistant_tui.i18n import language
from assistant_tui.readmodels.incidents import IncidentRow
from assistant_tui.services.context import Context
from assistant_tui.store.queries.incidents import incident_by_id, incidents_of_day, open_incidents


def incident(ctx: Context, incident_id: int) -> IncidentRow:
    """One incident. Raises MissingError."""
    found = incident_by_id(ctx.reading, incident_id)
    if found is None:
        raise MissingError(say("There is no incident {number}", number=incident_id))
    return found


def still_open(ctx: Context) -> tuple[IncidentRow, ...]:
    """The room's incidents that are not closed, of whatever day."""
    return tuple(open_incidents(ctx.reading, ctx.room_id))


def of_day(ctx: Context, day: date | None = None) -> tuple[IncidentRow, ...]:
    """The room's incidents entered on that day, today unless another is asked for."""
    return tuple(incidents_of_day(ctx.reading, ctx.room_id, day or ctx.today()))


def contacts(ctx: Context, kind: IncidentKind | None = None) -> tuple[Contact, ...]:
    """Whom to call for support, those for the kind of incident first."""
    return ctx.pack.contacts if kind is None else to_call(ctx.pack.contacts, kind)


def phrases(ctx: Context, kind: IncidentKind, *, place: str = "") -> tuple[tuple[str, str], ...]:
    """What to say after an incident of this kind, step by step: what it is for, and the sentence."""
    said = language()
    return tuple(
        (
            one.name.said_in(said),
            one.said_in(said, room=ctx.room_name, **({"location": place} if place else {})),
        )
        for one in ctx.pack.phrases
        if one.incident is kind
    )
