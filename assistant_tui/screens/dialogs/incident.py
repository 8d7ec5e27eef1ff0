"""Noting an incident in a few fields, and following it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from assistant_tui import services
from assistant_tui.domain.incidents import INCIDENT_WORDS, IncidentKind
from assistant_tui.domain.saying import InputError, MissingError, Saying, say
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.incidents import IncidentRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.draft import slot_typed
from assistant_tui.screens.dialogs.form import Field, Form, options_of
from assistant_tui.screens.lens import Lens
from assistant_tui.services.answers import find_ticket
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_input import half_width

_NO, _YES = "no", "yes"
_SELECTED = frozenset({".", "。"})
_ENDS: tuple[tuple[str, Saying], ...] = ((_NO, say("still open")), (_YES, say("closed")))


class _IncidentDialog(Dialog[IncidentRow]):
    """Enter goes to the next line and, on the last, saves; Ctrl+S saves from any line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False)]

    @on(Form.Finished)
    def action_save(self) -> None:
        """Try what was entered."""
        if self._form.approve():
            self.attempt(self.saved)

    def saved(self) -> IncidentRow:
        """Do it. Raises RuleError."""
        raise NotImplementedError

    @property
    def _form(self) -> Form:
        return self.query_one(Form)


class IncidentForm(_IncidentDialog):
    """What happened, where, to whom, and when if not now. A point stands for whoever is selected.

    Nobody is filled in: a broken thermometer would soon be somebody's.
    """

    def __init__(self, ctx: Context, selected: VisitRow | None) -> None:
        super().__init__(_("What happened?"), _("1-6: kind   Enter: next line   Ctrl+S: save   Esc: back"))
        self._ctx = ctx
        self._selected = selected

    def body(self) -> Iterable[Widget]:
        """The fields."""
        kinds = options_of((one.value, INCIDENT_WORDS[one]) for one in IncidentKind)
        whom = _("A ticket of today")
        if self._selected is not None:
            whom = _("A ticket of today; . for {ticket}", ticket=self._selected.ticket)
        when = _("Now; or a time of today: 10:30")
        yield Form(
            [
                Field("kind", say("Kind"), options=kinds),
                Field("what", say("Event"), check=_required(say("Say what happened"))),
                Field("place", say("Where")),
                Field("ticket", say("Whom"), check=self._visit, hint=whom, ascii_keys=True),
                Field("at", say("When"), check=self._at, hint=when, ascii_keys=True),
            ]
        )

    def on_mount(self) -> None:
        """Begin with the kind: a digit."""
        self._form.focus_first()

    def saved(self) -> IncidentRow:
        """Note it."""
        values = self._form.values
        return services.incidents.report(
            self._ctx,
            IncidentKind(values["kind"]),
            values["what"],
            place=values["place"],
            visit_id=self._visit(values["ticket"]),
            happened_at=slot_typed(self._ctx, values["at"]),
        )

    def _visit(self, typed: str) -> int | None:
        """The visit of the ticket. Raises InputError."""
        ticket = half_width(typed).strip()
        if ticket in _SELECTED and self._selected is not None:
            return self._selected.visit_id
        try:
            return find_ticket(self._ctx, ticket).visit_id if ticket else None
        except MissingError as error:
            raise InputError(error.saying) from None

    def _at(self, typed: str) -> None:
        at = slot_typed(self._ctx, typed)
        if at is not None and at > self._ctx.now():
            raise InputError(say("This time is still to come"))


class FollowUp(_IncidentDialog):
    """Who was told, what was done, why it happened, how not again; and whether that is all."""

    def __init__(self, ctx: Context, lens: Lens, incident: IncidentRow) -> None:
        super().__init__(
            _(
                "{kind} {time}: {what}",
                kind=INCIDENT_WORDS[incident.kind],
                time=lens.time(incident.happened_at),
                what=incident.what,
            ),
            _("Enter: next line   Ctrl+S: save   Space: change   Esc: back"),
        )
        self._ctx = ctx
        self._incident = incident

    def body(self) -> Iterable[Widget]:
        """The fields; who was told cannot be told twice."""
        told = [Field("to", say("Reported to"), hint=_("Who was told, now"))]
        yield Form(
            [
                *(told if self._incident.reported_at is None else ()),
                Field("action", say("Action taken")),
                Field("root_cause", say("Cause"), hint=_("May follow later")),
                Field("prevention", say("Prevention"), hint=_("May follow later")),
                Field("end", say("State"), options=options_of(_ENDS)),
            ]
        )

    def on_mount(self) -> None:
        """What is known already."""
        row = self._incident
        self._form.fill(
            {"action": row.action, "root_cause": row.root_cause, "prevention": row.prevention, "end": _NO}
        )
        self._form.focus_first()

    def saved(self) -> IncidentRow:
        """Keep it, all in one action."""
        values = self._form.values
        return services.incidents.follow_up(
            self._ctx,
            self._incident.incident_id,
            to=values.get("to") or None,
            action=values["action"],
            root_cause=values["root_cause"],
            prevention=values["prevention"],
            closed=values["end"] == _YES,
        )


def _required(why_not: Saying) -> Callable[[str], None]:
    def check(typed: str) -> None:
        if not typed.strip():
            raise InputError(why_not)

    return check
