"""Sending a patient on with two keys, F4 and the location's own; with an escort and a time if wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input

from assistant_tui import services
from assistant_tui.domain.queue import ACTIVE
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean
from assistant_tui.i18n import _, language
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.shell import Words
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.exit_gate import Held, or_held
from assistant_tui.screens.lens import Lens
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import words
from assistant_tui.widgets.plain_input import PlainInput, half_width
from assistant_tui.widgets.table import Cell, Column, LineTable, RowActivated

LEAVES = ""
"""Stands for the way out among the location codes, which are never empty."""

LEAVES_KEY = "0"
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Way:
    """One place to go: the key that picks it at once (None: only the cursor does), and what it is called."""

    code: str
    key: str | None
    text: Words
    note: Words = ""
    here: bool = False


class MoveTo(Dialog[VisitRow | Held[VisitRow]]):
    """The locations with the keys that the pack gives them, always the same; a key moves at once.

    Tab, Ctrl+O or F4 opens two lines for the escort and the minutes until she is back. They count for the
    location picked after that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,ctrl+o,f4", "options", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    def __init__(self, ctx: Context, lens: Lens, visit: VisitRow) -> None:
        title = _("{ticket} {name} goes to", ticket=visit.ticket, name=lens.name(visit.name))
        super().__init__(title, _("Key or Enter: go there   Tab: escort, back in   Esc: back"))
        self._ctx = ctx
        self._lens = lens
        self._visit = visit
        self._ways = tuple(_ways(lens, visit))

    def body(self) -> Iterable[Widget]:
        """The options, folded away, and the locations."""
        with Container(classes="move-options"):
            yield PlainInput(placeholder=_("Escort (may stay empty)"), id="escort")
            yield PlainInput(placeholder=_("Back in (minutes)"), ascii_keys=True, id="back-in")
        yield LineTable[Way](
            [
                Column("key", lambda: "", lambda way: Cell(way.key or "", "accent"), 1, priority=3),
                Column("text", lambda: "", _name, 12, weight=1, priority=3),
                Column("note", lambda: "", lambda way: Cell(words(way.note), "muted"), 12, weight=1),
            ],
            key=lambda way: way.code,
            empty=lambda: "",
            header=False,
        )

    def on_mount(self) -> None:
        """Ready for the second key."""
        self._table.show([way for way in self._ways if way.code != self._lens.pack.room.code])
        self._table.focus()

    def on_key(self, event: events.Key) -> None:
        """A location's key, also full-width, goes there, save while something is being typed.

        The consulting room is not on the list, but its key gets an answer: how one comes in there.
        """
        if not self._table.has_focus or event.character is None:
            return
        typed = half_width(event.character).lower()
        way = next((way for way in self._ways if way.key == typed), None)
        if way:
            event.stop()
            event.prevent_default()
            self._go(way)

    def action_options(self) -> None:
        """Open the lines; when they are open, on to the next."""
        options = self.query_one(".move-options")
        if options.has_class("-open"):
            self.focus_next()
            return
        options.add_class("-open")
        self.query_one("#escort").focus()

    @on(Input.Submitted, "#escort")
    def _to_minutes(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#back-in").focus()

    @on(Input.Submitted, "#back-in")
    def _to_ways(self, event: Input.Submitted) -> None:
        event.stop()
        if self._minutes_make_sense():
            self._table.focus()

    @on(RowActivated)
    def _picked(self, event: RowActivated[Way]) -> None:
        event.stop()
        self._go(event.row)

    @property
    def _table(self) -> LineTable[Way]:
        return self.query_one(LineTable)

    @property
    def _minutes(self) -> PlainInput:
        return self.query_one("#back-in", PlainInput)

    def _go(self, way: Way) -> None:
        if self._minutes_make_sense():
            self.attempt(lambda: self._gone(way))

    def _gone(self, way: Way) -> VisitRow | Held[VisitRow]:
        visit = self._visit
        if way.code == LEAVES:
            return or_held(lambda: services.whereabouts.depart(self._ctx, visit.visit_id))
        escort = clean(self.query_one("#escort", PlainInput).value)
        back_in = self._back_in()
        if way.here and not escort and back_in is None:
            raise RuleError(
                say("{ticket} is there already: Tab adds an escort or a time", ticket=visit.ticket)
            )
        return services.whereabouts.move(self._ctx, visit.visit_id, way.code, escort=escort, back_in=back_in)

    def _minutes_make_sense(self) -> bool:
        """Whether the minutes can be used; if not, say so where they stand, and go there."""
        try:
            self._back_in()
        except InputError as error:
            self._minutes.problem = error.saying
            self._minutes.focus()
            return False
        return True

    def _back_in(self) -> timedelta | None:
        typed = clean(self._minutes.value)
        if not typed:
            return None
        number = int(typed) if typed.isdecimal() and len(typed) <= _MOST_DIGITS else 0
        back_in = timedelta(minutes=number)
        if not timedelta(0) < back_in <= services.whereabouts.LONGEST_AWAY:
            raise InputError(say("Type 1 to 1440 minutes"))
        return back_in


def _ways(lens: Lens, visit: VisitRow) -> Iterator[Way]:
    """Every location of the pack in its order, then the way out; where the patient is comes last."""
    at = visit.stay.location if visit.stay else ""
    here: list[Way] = []
    for place in sorted(lens.pack.locations, key=lambda place: place.order):
        way = Way(place.code, place.key, place.name.said_in(language()))
        if place.code == at:
            here.append(replace(way, note=_note_of_stay(lens, visit), here=True))
        else:
            yield way
    if visit.entry is None or visit.entry.status not in ACTIVE:
        taken = any(place.key == LEAVES_KEY for place in lens.pack.locations)
        yield Way(LEAVES, None if taken else LEAVES_KEY, say("Leaves the clinic"))
    yield from here


def _note_of_stay(lens: Lens, visit: VisitRow) -> str:
    """`here now, with 李护士, back by 10:30`."""
    notes = [_("here now")]
    if visit.stay and visit.stay.escort:
        notes.append(_("with {escort}", escort=lens.name(visit.stay.escort)))
    if visit.stay and visit.stay.back_by:
        notes.append(_("back by {time}", time=lens.time(visit.stay.back_by)))
    return ", ".join(notes)


def _name(way: Way) -> Cell:
    return Cell(words(way.text), "muted" if way.here else "")
