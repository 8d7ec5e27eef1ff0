"""A question with a few answers to pick from, by one digit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from textual.widget import Widget

from assistant_tui.i18n import _, language
from assistant_tui.pack.model import Location
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens
from assistant_tui.widgets.choice import Choice, Offer, OfferPicked

Answer = TypeVar("Answer")


class Pick(Dialog[Answer]):
    """Picking an offer does it."""

    def __init__(self, title: str, offers: Sequence[Offer], do: Callable[[str], Answer]) -> None:
        super().__init__(title, _("1-9 or Enter: choose   letters: search   Esc: back"))
        self._offers = offers
        self._do = do

    def body(self) -> Iterable[Widget]:
        """The offers; without notes the texts have the whole width."""
        yield Choice(lambda: "", notes=any(offer.note for offer in self._offers))

    def on_mount(self) -> None:
        """Offer them."""
        choice = self.query_one(Choice)
        choice.offer(self._offers)
        choice.focus()

    def on_offer_picked(self, event: OfferPicked) -> None:
        """Try it."""
        event.stop()
        self.attempt(lambda: self._do(event.offer.id))


def location_offers(lens: Lens, *, without: Location) -> tuple[Offer, ...]:
    """The pack's locations in the order of its board, save one."""
    return tuple(
        Offer(place.code, place.name.said_in(language()), search=f"{place.code} {place.name.en}")
        for place in sorted(lens.pack.locations, key=lambda place: place.order)
        if place.code != without.code
    )
