"""Whom to call for support and what to say; a digit notes that somebody was told of an incident."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from assistant_tui import services
from assistant_tui.domain.incidents import INCIDENT_WORDS, IncidentKind
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _, language
from assistant_tui.readmodels.incidents import IncidentRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens
from assistant_tui.services.context import Context
from assistant_tui.widgets.choice import Choice, Offer, OfferPicked
from assistant_tui.widgets.plain import plain, plain_lines


class Support(Dialog[IncidentRow]):
    """The contacts of the pack. With an incident, those for its kind first, and picking one reports it."""

    def __init__(self, ctx: Context, lens: Lens, incident: IncidentRow | None = None) -> None:
        if incident is None:
            super().__init__(_("Call for support"), _("Esc: back"))
        else:
            kind, by = INCIDENT_WORDS[incident.kind], lens.time(incident.report_by)
            super().__init__(
                _("{kind}: whom have you told? To be reported by {time}", kind=kind, time=by),
                _("1-9 or Enter: told now   Esc: not yet, the time runs on"),
            )
        self._ctx = ctx
        self._incident = incident
        self._kind = incident.kind if incident else None

    def body(self) -> Iterable[Widget]:
        """The contacts, and below them what to say."""
        yield Choice(lambda: "")
        place = self._incident.place if self._incident else ""
        steps = services.incidentlist.phrases(self._ctx, self._kind or IncidentKind.EMERGENCY, place=place)
        with_names = [line for name, sentence in steps for line in (f"{name}:", f"  {sentence}")]
        yield VerticalScroll(
            Static(plain_lines(with_names), markup=False), classes="support-says", can_focus=False
        )

    def on_mount(self) -> None:
        """Offer them."""
        choice = self.query_one(Choice)
        contacts = services.incidentlist.contacts(self._ctx, self._kind)
        if not contacts:
            self.query_one(".dialog-hint", Static).update(plain(_("The pack names nobody: escalation.toml")))
        choice.offer(
            [
                Offer(one.code, one.name.said_in(language()), one.number or say("no number yet"))
                for one in contacts
            ]
        )
        choice.focus()

    @on(OfferPicked)
    def _told(self, event: OfferPicked) -> None:
        """They know of it now; without an incident there is nothing to note."""
        event.stop()
        if self._incident is not None:
            number = self._incident.incident_id
            to = str(event.offer.text)
            self.attempt(lambda: services.incidents.reported(self._ctx, number, to=to))
