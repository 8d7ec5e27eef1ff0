"""Incidents and calling for support, from wherever the cursor is."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.incidents import INCIDENT_WORDS, STATE_WORDS
from assistant_tui.domain.saying import RuleError, Saying, say
from assistant_tui.i18n import _
from assistant_tui.readmodels.incidents import IncidentRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.incident import FollowUp, IncidentForm
from assistant_tui.screens.dialogs.pick import Pick
from assistant_tui.screens.dialogs.support import Support
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.screens.lens import Lens
from assistant_tui.widgets.choice import Offer


@handles("incident")
async def incident(desk: Desk) -> None:
    """Note what happened, then whom to tell."""
    lens = desk.lens
    noted = await desk.ask(IncidentForm(desk.ctx, desk.selected_visit))
    if noted is not None:
        desk.tell(_noted(noted, lens))
        told = await desk.ask(Support(desk.ctx, lens, noted))
        if told is not None:
            desk.tell(say("Reported to {name}", name=told.reported_to))


def _noted(row: IncidentRow, lens: Lens) -> Saying:
    return say(
        "{kind} noted: report it by {time}", kind=INCIDENT_WORDS[row.kind], time=lens.time(row.report_by)
    )


@handles("incidents")
async def incidents(desk: Desk) -> None:
    """What is open: pick one and follow it up."""
    open_now = services.incidentlist.still_open(desk.ctx)
    if not open_now:
        raise RuleError(say("No incident is open"))
    lens = desk.lens
    offers = [_offer(row, lens) for row in open_now]
    by_id = {str(row.incident_id): row for row in open_now}
    chosen = await desk.ask(Pick(_("Open incidents"), offers, lambda picked: by_id[picked]))
    if chosen is not None:
        await follow_up(desk, chosen)


async def follow_up(desk: Desk, row: IncidentRow) -> None:
    """What is known of it by now."""
    followed = await desk.ask(FollowUp(desk.ctx, desk.lens, row))
    if followed is not None:
        desk.tell(
            say("{kind}: {state}", kind=INCIDENT_WORDS[followed.kind], state=STATE_WORDS[followed.state])
        )


def _offer(row: IncidentRow, lens: Lens) -> Offer:
    when = lens.time(row.happened_at) if row.day == lens.today else lens.day(row.day)
    kind, state = INCIDENT_WORDS[row.kind], STATE_WORDS[row.state]
    what = say("{time} {kind}, {state}: {what}", time=when, kind=kind, state=state, what=row.what)
    return Offer(str(row.incident_id), what)


@handles("support")
async def support(desk: Desk) -> None:
    """Whom to call, and what to say."""
    await desk.ask(Support(desk.ctx, desk.lens))
