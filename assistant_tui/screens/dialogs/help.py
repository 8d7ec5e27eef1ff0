"""Help that runs: every action with its keys and what it does; Enter does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from assistant_tui.actions import Action, Scope, in_scope, key_name
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _, spoken
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.pane import contains
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import Cell, Column, Heading, LineTable, RowActivated

SCOPE_WORDS: dict[Scope, Saying] = {
    Scope.EVERYWHERE: say("Everywhere"),
    Scope.QUEUE: say("Queue"),
    Scope.WHEREABOUTS: say("Whereabouts"),
    Scope.PATIENTS: say("Patients"),
}


class Help(Dialog[str]):
    """The actions of the screen in view, then those that work everywhere; typing narrows them down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "list('step', 1)", show=False),
        Binding("up", "list('step', -1)", show=False),
        Binding("pagedown", "list('page', 1)", show=False),
        Binding("pageup", "list('page', -1)", show=False),
    ]

    def __init__(self, scope: Scope) -> None:
        super().__init__(_("Help"), _("Type to search   Up/Down: choose   Enter: run it   Esc: back"))
        self._actions = tuple(in_scope(scope))

    def body(self) -> Iterable[Widget]:
        """A line to search with, and the table."""
        yield PlainInput(placeholder=_("Search"))
        yield LineTable[Action](
            [
                Column("keys", lambda: _("Keys"), _keys, 12, priority=9),
                Column("words", lambda: _("Action"), lambda row: Cell(spoken(row.words)), 16, priority=9),
                Column("help", lambda: "", lambda row: Cell(spoken(row.help), "muted"), 20, weight=1),
            ],
            key=lambda action: action.id,
            empty=lambda: _("Nothing matches. Backspace widens the search."),
        )

    def on_mount(self) -> None:
        """Show all."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow down."""
        event.stop()
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Run the action under the cursor."""
        event.stop()
        chosen = self._table.cursor_row
        if chosen:
            self.dismiss(chosen.id)

    def on_row_activated(self, event: RowActivated[Action]) -> None:
        """A double click runs it, too."""
        event.stop()
        self.dismiss(event.row.id)

    def action_list(self, what: str, by: int) -> None:
        """Move in the list while typing in the line above."""
        (self._table.action_step if what == "step" else self._table.action_page)(by)

    @property
    def _table(self) -> LineTable[Action]:
        return self.query_one(LineTable)

    def _show(self, sought: str) -> None:
        self._table.show(list(_rows(self._actions, sought.strip())))


def _rows(actions: Sequence[Action], sought: str) -> Iterable[Action | Heading]:
    scope: Scope | None = None
    for action in actions:
        keys = " ".join(map(key_name, action.keys))
        if not contains(sought, (spoken(action.words), spoken(action.help), keys)):
            continue
        if action.scope is not scope:
            scope = action.scope
            yield Heading(SCOPE_WORDS[scope])
        yield action


def _keys(action: Action) -> Cell:
    return Cell(" ".join(key_name(key) for key in action.keys if key.isascii()), "accent")
