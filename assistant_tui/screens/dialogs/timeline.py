"""A visit from arrival to now, as a timeline: each stay, and below it what was done meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from textual.widget import Widget

from assistant_tui.domain.deeds import deed_words
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.patients import Timeline, TimelineItem, TimelineStay
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens, minutes
from assistant_tui.widgets.table import Cell, Column, Heading, LineTable


@dataclass(frozen=True, slots=True)
class _Line:
    """One action, and its place among all of them."""

    number: int
    item: TimelineItem


class VisitTimeline(Dialog[None]):
    """Stays are headings, actions the rows below: nothing can be changed here, and Esc closes it."""

    def __init__(self, timeline: Timeline, lens: Lens, title: str, *, now: datetime) -> None:
        super().__init__(title, _("Up/Down, PgUp/PgDn: read on   Esc: back"))
        self._timeline = timeline
        self._lens = lens
        self._now = now

    def body(self) -> Iterable[Widget]:
        """The table."""
        yield LineTable[_Line](
            [
                Column("at", lambda: _("Time"), self._at, 5, priority=9),
                Column("what", lambda: _("What was done"), self._what, 24, weight=2, priority=9),
                Column("who", lambda: _("Who"), self._who, 8, priority=5),
                Column("why", lambda: _("Reason"), self._why, 8, weight=1, priority=7),
            ],
            key=lambda line: line.number,
            empty=lambda: _("Nothing is known of this visit."),
        )

    def on_mount(self) -> None:
        """Show it from the arrival on."""
        table = self.query_one(LineTable)
        table.show(list(self._lines()))
        table.focus()

    def _lines(self) -> Iterator[_Line | Heading]:
        """Each stay with the actions from its beginning to that of the next."""
        stays = self._timeline.stays
        rest = [_Line(number, item) for number, item in enumerate(self._timeline.actions)]
        for stay, following in zip(stays, (*stays[1:], None), strict=True):
            yield self._heading(stay)
            ends = following.since if following else None
            yield from (line for line in rest if ends is None or line.item.at < ends)
            rest = [line for line in rest if ends is not None and line.item.at >= ends]
        yield from rest

    def _heading(self, stay: TimelineStay) -> Heading:
        lens = self._lens
        times = f"{lens.time(stay.since)}-{lens.time(stay.until)}"
        place = lens.place(stay.location, stay.room_id)
        return Heading(f"{times:<11}  {place}", self._note(stay))

    def _note(self, stay: TimelineStay) -> Saying:
        spent = minutes(stay.since, stay.until or self._now)
        if stay.escort:
            escort = self._lens.name(stay.escort)
            return say("{minutes} min, with {escort}", minutes=spent, escort=escort)
        return say("{minutes} min", minutes=spent)

    def _at(self, line: _Line) -> Cell:
        return Cell(self._lens.time(line.item.at), "muted")

    def _what(self, line: _Line) -> Cell:
        """The action; where it led stands in the heading above, save for a move that was undone."""
        item = line.item
        what = spoken(deed_words(item.action))
        if not item.undone:
            return Cell(what)
        if item.location:
            what = _("{what}: {place}", what=what, place=self._lens.place(item.location))
        return Cell(_("(undone) {what}", what=what), "muted")

    def _who(self, line: _Line) -> Cell:
        return Cell(line.item.actor, "muted")

    def _why(self, line: _Line) -> Cell:
        return Cell(line.item.reason, "muted" if line.item.undone else "")
