"""Triage at the desk: level by digit, why, what was measured, and what that suggests while it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant_tui import services
from assistant_tui.domain.acuity import ACUITY_WORDS, FIRST_SERVED
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.triage import RedFlag
from assistant_tui.i18n import _, language
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.triage import Assessment
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.form import options_of
from assistant_tui.screens.dialogs.one_of import OneOf, Option
from assistant_tui.screens.dialogs.vital_fields import VitalFields, labelled
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.triage_facts import score_line, suggestion_line
from assistant_tui.services.context import Context
from assistant_tui.widgets.choice import Choice, Offer, OfferPicked
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput, half_width

_AS_SUGGESTED = "0"
_NO, _YES = "no", "yes"


class LevelOf(OneOf):
    """The four levels; a digit decides and goes on, 0 takes what is suggested."""

    class Decided(Message):
        """A digit was typed; `as_suggested` for 0."""

        def __init__(self, *, as_suggested: bool) -> None:
            super().__init__()
            self.as_suggested = as_suggested

    def __init__(self) -> None:
        levels = [(str(int(level)), words) for level, words in ACUITY_WORDS.items()]
        super().__init__([Option(value, text) for value, text in levels])

    def on_key(self, event: events.Key) -> None:
        """A digit decides; everything else as for every choice."""
        typed = half_width(event.character or "")
        super().on_key(event)
        if typed == _AS_SUGGESTED or typed in {str(int(level)) for level in ACUITY_WORDS}:
            event.stop()
            event.prevent_default()
            self.post_message(self.Decided(as_suggested=typed == _AS_SUGGESTED))


class TriageForm(Dialog[VisitRow]):
    """Level, reason, vital signs, red flag. Enter in the reason saves, Ctrl+S from anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, ctx: Context, lens: Lens, visit: VisitRow, *, pregnant: bool = False) -> None:
        super().__init__(
            _("Triage {ticket} {name}", ticket=visit.ticket, name=lens.name(visit.name)),
            _("1-4: level, 0: as suggested   Tab: next field   Ctrl+S: save   Esc: back"),
        )
        self._ctx = ctx
        self._visit = visit
        self._pregnant = pregnant
        self._flag: RedFlag | None = None

    def body(self) -> Iterable[Widget]:
        """The fields, what they suggest, and the red flags."""
        yield labelled(say("Level"), LevelOf())
        yield labelled(say("Reason"), PlainInput(id="triage-reason", max_length=200))
        yield VitalFields()
        if self._visit.sex != "male":
            yield labelled(
                say("Pregnant"),
                OneOf(options_of([(_NO, say("no or not known")), (_YES, say("yes"))]), id="triage-pregnant"),
            )
        yield Static("", id="triage-score", markup=False)
        yield Static("", id="triage-suggestion", markup=False)
        yield Static("", id="triage-problem", markup=False)
        if self._ctx.pack.red_flags:
            yield Choice(self._flag_title, notes=False)

    def on_mount(self) -> None:
        """Begin with the level that she has."""
        self._level.value = str(self._visit.acuity)
        for choice in self.query("#triage-pregnant").results(OneOf):
            choice.value = _YES if self._pregnant else _NO
        self._offer_flags()
        self._consider()
        self._level.focus()

    # What is typed.

    @on(LevelOf.Decided)
    def _decided(self, event: LevelOf.Decided) -> None:
        event.stop()
        if event.as_suggested:
            suggestion = self._assess().suggestion
            if suggestion is None:
                self.refused(say("Nothing is suggested yet: measure, or choose a red flag"))
                return
            self._level.value = str(int(suggestion.level))
        self._reason.focus()

    @on(VitalFields.Changed)
    @on(OneOf.Changed)
    def _consider(self) -> None:
        """Say what the fields come to."""
        found = self._assess()
        self.query_one("#triage-score", Static).update(plain(*score_line(found)))
        self.query_one("#triage-suggestion", Static).update(plain(*suggestion_line(found)))
        self._say("" if self._vitals.being_typed else self._wrong())

    def on_descendant_blur(self) -> None:
        """A field was left: what cannot be right in it is said now."""
        self._say(self._wrong())

    @on(OfferPicked)
    def _flag_picked(self, event: OfferPicked) -> None:
        """The red flag, or none if it was that one; with one the level is 1 or 2."""
        event.stop()
        picked = self._ctx.pack.red_flag(event.offer.id)
        self._flag = None if self._flag == picked else picked
        if self._flag is not None and int(self._level.value) not in set(FIRST_SERVED):
            self._level.value = str(int(self._flag.level))
        self._offer_flags()
        self._consider()
        self._reason.focus()

    @on(Input.Submitted, "#triage-reason")
    def _reason_given(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Decide."""
        vitals, wrong = self._vitals.read()
        if wrong is not None:
            self._vitals.focus_wrong()
            self.refused(wrong.saying)
            return
        self.attempt(
            lambda: services.triage.triage(
                self._ctx,
                self._visit.visit_id,
                level=int(self._level.value),
                reason=self._reason.value,
                vitals=vitals,
                red_flag=self._flag.code if self._flag else "",
                pregnant=self._is_pregnant,
            )
        )

    def refused(self, saying: Saying) -> None:
        """Why not, below the fields."""
        self._say(saying)

    # What is there.

    @property
    def _level(self) -> LevelOf:
        return self.query_one(LevelOf)

    @property
    def _reason(self) -> PlainInput:
        return self.query_one("#triage-reason", PlainInput)

    @property
    def _vitals(self) -> VitalFields:
        return self.query_one(VitalFields)

    @property
    def _is_pregnant(self) -> bool:
        return any(choice.value == _YES for choice in self.query("#triage-pregnant").results(OneOf))

    def _assess(self) -> Assessment:
        vitals, _wrong = self._vitals.read()
        today: date = self._ctx.today()
        return services.triages.assess(
            vitals, self._flag, self._visit.born, today, pregnant=self._is_pregnant
        )

    def _wrong(self) -> Saying | str:
        _vitals, wrong = self._vitals.read()
        return wrong.saying if wrong else ""

    def _say(self, problem: Saying | str) -> None:
        self.query_one("#triage-problem", Static).update(plain(problem, "bold $error"))

    def _offer_flags(self) -> None:
        for choice in self.query(Choice):
            choice.offer([self._offer(flag) for flag in self._ctx.pack.red_flags])

    def _offer(self, flag: RedFlag) -> Offer:
        mark = "* " if flag == self._flag else ""
        name = flag.name.said_in(language())
        return Offer(flag.code, mark + _("{flag} (level {level})", flag=name, level=int(flag.level)))

    def _flag_title(self) -> str:
        if self._flag is None:
            return _("Red flags")
        return _("Red flag: {flag}", flag=self._flag.name.said_in(language()))
