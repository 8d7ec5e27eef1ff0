"""One visit as an answer: what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant_tui.cli.packwords import location_name
from assistant_tui.cli.shapes import Shapes
from assistant_tui.i18n import _, spoken

if TYPE_CHECKING:
    from assistant_tui.cli.session import Session
    from assistant_tui.readmodels.board import VisitRow
    from assistant_tui.services.context import Context


def show_visit(session: Session, desk: Context, visit: VisitRow) -> None:
    """Print ticket, name, state and place of the visit."""
    if session.out.json:
        session.out.document(Shapes(session.zone).visit(visit))
        return
    from assistant_tui.domain.queue import STATUS_WORDS, EntryStatus  # noqa: PLC0415

    state = spoken(STATUS_WORDS[EntryStatus(visit.entry.status)]) if visit.entry else ""
    if not visit.inside:
        where = _("left the clinic")
    else:
        where = location_name(desk.pack, visit.stay.location) if visit.stay else ""
    session.out.line("  ".join(part for part in (visit.ticket, visit.name, state, where) if part))
