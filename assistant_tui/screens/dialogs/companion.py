"""Who came along: a name, a relation, a phone, and whether to invite them in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant_tui import services
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain, segment
from assistant_tui.widgets.plain_input import PlainInput, half_width

RELATIONS: tuple[Saying, ...] = (
    say("husband"),
    say("wife"),
    say("mother"),
    say("father"),
    say("daughter"),
    say("son"),
    say("friend"),
)
"""What one digit enters as the relation, from 1."""


class InviteTick(Widget, can_focus=True):
    """`[x] Invite in once the patient is in the room`: Space or a click sets it and takes it back."""

    DEFAULT_CSS = """
    InviteTick { height: 1; background: $surface; color: $foreground; }
    InviteTick:focus { background: $panel; color: $accent; text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", show=False)]

    ticked: reactive[bool] = reactive(False)

    def render_line(self, y: int) -> Strip:
        """The mark and the words."""
        mark = "[x]" if self.ticked else "[ ]"
        text = f"{mark} {_('Invite in once the patient is in the room')}" if y == 0 else ""
        return Strip([segment(text, self.size.width, self.rich_style)])

    def action_turn(self) -> None:
        """Set it, or take it back."""
        self.ticked = not self.ticked

    def on_click(self, event: events.Click) -> None:
        """The mouse does it, too."""
        event.stop()
        self.action_turn()


class CompanionForm(Dialog[VisitRow]):
    """Enter goes to the next line and, on the last, saves; Ctrl+S saves from any line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False),
        Binding("enter", "next", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, ctx: Context, visit: VisitRow) -> None:
        super().__init__(
            _("Who came with {ticket}?", ticket=visit.ticket),
            _("Enter: next line, at the end save   Ctrl+S: save   Space: invite   Esc: back"),
        )
        self._ctx = ctx
        self._visit_id = visit.visit_id

    def body(self) -> Iterable[Widget]:
        """Line by line."""
        yield _field(_("Name"), PlainInput(id="name"))
        yield _field(_("Relation"), PlainInput(id="relation"))
        yield Static(plain(_numbered_relations()), classes="relations", markup=False)
        yield _field(_("Phone"), PlainInput(ascii_keys=True, id="phone"))
        yield InviteTick()

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name").focus()

    @on(Input.Changed, "#relation")
    def _spell_out(self, event: Input.Changed) -> None:
        """A single digit stands for the relation with that number."""
        event.stop()
        typed = half_width(event.value)
        if len(typed) == 1 and typed.isdecimal() and 1 <= int(typed) <= len(RELATIONS):
            event.input.value = spoken(RELATIONS[int(typed) - 1])
            event.input.cursor_position = len(event.input.value)

    @on(Input.Submitted)
    def _line_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def action_next(self) -> None:
        """Enter on the last line saves."""
        self.action_save()

    def action_save(self) -> None:
        """Note the companion."""
        self.attempt(self._saved)

    def refused(self, saying: Saying) -> None:
        """Say it below the line that is wrong: the phone if one was typed, otherwise the name."""
        wrong = "#phone" if self._text("#name") or self._text("#relation") else "#name"
        line = self.query_one(wrong, PlainInput)
        line.problem = saying
        line.focus()

    def _saved(self) -> VisitRow:
        return services.companions.add_companion(
            self._ctx,
            self._visit_id,
            name=self._text("#name"),
            relation=self._text("#relation"),
            phone=self._text("#phone"),
            invite=self.query_one(InviteTick).ticked,
        )

    def _text(self, line: str) -> str:
        return self.query_one(line, PlainInput).value.strip()


def _field(label: str, line: PlainInput) -> Container:
    return Container(Static(plain(label), classes="field-label", markup=False), line, classes="field")


def _numbered_relations() -> str:
    return "  ".join(f"{number} {spoken(relation)}" for number, relation in enumerate(RELATIONS, start=1))
