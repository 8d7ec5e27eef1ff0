"""What the numbered screens have in common: a pane shows the board and says what is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol

from textual import on
from textual.binding import Binding
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widget import Widget

from assistant_tui.actions import ACTIONS, Action, Scope
from assistant_tui.domain.saying import Saying
from assistant_tui.i18n import language
from assistant_tui.readmodels.board import Board
from assistant_tui.screens.filter_line import FilterLine
from assistant_tui.screens.lens import Lens
from assistant_tui.services.context import Context
from assistant_tui.widgets.table import RowActivated
from assistant_tui.widgets.whole_lines import Ground

if TYPE_CHECKING:
    from assistant_tui.domain.targets import Target
    from assistant_tui.screens.duty_lines import DutyLine
    from assistant_tui.screens.slip_lines import SlipLine
    from assistant_tui.screens.watch_lines import WatchLine


def bindings_of(scope: Scope) -> list[Binding]:
    """The keys of a scope's actions, all of which the desk carries out."""
    return [
        Binding(key, f"screen.carry_out('{action.id}')", show=False)
        for action in ACTIONS
        if action.scope is scope
        for key in action.keys
        if key != "enter"  # the lists' own key; activating a row opens its menu
    ]


class Selection(NamedTuple):
    """Whom the cursor is on: a visit or, among the patients, a patient; in an empty list neither."""

    visit_id: int | None = None
    patient_id: int | None = None


class Line(Protocol):
    """A row that actions of its own are about."""

    @property
    def facts(self) -> frozenset[str]:
        """What actions apply by."""
        ...

    def why_not(self, action: Action) -> Saying:
        """Why the action cannot be done to this row now."""
        ...


class RowEntered(Message):
    """Enter or a double click on a row: what the pane does with it."""


class PaneMain(Vertical, Ground):
    """What stands beside the panel: the list, and lines above it."""

    def __init__(self, *children: Widget) -> None:
        super().__init__(*children, classes="pane-main")


class Pane(Container, Ground):
    """One numbered screen. The desk hands it the board; `ctx` is for reading what the board does not have.

    `follow` is the desk's: a pane calls it when its cursor has moved, so that all that follows the cursor is
    painted at once.
    """

    SCOPE: ClassVar[Scope]
    ON_ENTER: ClassVar[str] = "menu"
    """The action of Enter or a double click on a row."""

    _looked_at: tuple[Board, Lens, str] | None = None

    def __init__(self, ctx: Context, follow: Callable[[], None], *, id: str) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self.ctx = ctx
        self._follow = follow

    @property
    def selection(self) -> Selection:
        """Whom the cursor is on."""
        raise NotImplementedError

    @property
    def selected_row(self) -> Line | None:
        """The row under the cursor, on the screens whose rows are slips, tasks or watches."""
        return self.selected_slip or self.selected_task or self.selected_watch

    @property
    def selected_slip(self) -> SlipLine | None:
        """The row under the cursor, on the screen whose rows are slips."""
        return None

    @property
    def selected_task(self) -> DutyLine | None:
        """The row under the cursor, on the screen whose rows are tasks."""
        return None

    @property
    def selected_watch(self) -> WatchLine | None:
        """The row under the cursor, on the screen whose rows are watches."""
        return None

    def look_at(self, board: Board, lens: Lens, now: datetime) -> None:
        """Show this board; coming back into view with the one that it has shown, only what counts time."""
        before = self._looked_at
        if before is None or before[0] is not board or before[1:] != (lens, language()):
            self._looked_at = board, lens, language()
            self.show(board, lens)
        self.tick(now)

    def show(self, board: Board, lens: Lens) -> None:
        """Show this board; called after every action and whenever another program has written."""
        raise NotImplementedError

    def tick(self, now: datetime) -> None:
        """A second has passed: repaint what counts time."""

    @on(FilterLine.Narrowed)
    def _narrowed(self, event: FilterLine.Narrowed) -> None:
        self.narrow(event.text)

    @on(FilterLine.Done)
    def _to_list(self) -> None:
        self.focus_list()

    @on(RowActivated)
    def _activated(self, event: RowActivated[Any]) -> None:
        event.stop()
        self.post_message(RowEntered())

    def focus_list(self) -> None:
        """Let the keys go where work goes on."""
        raise NotImplementedError

    def select_visit(self, visit_id: int) -> bool:
        """Put the cursor on this visit; answers whether the pane shows it."""
        raise NotImplementedError

    def select_target(self, target: Target) -> bool:
        """Put the cursor on where an alert is settled; answers whether the pane shows it now."""
        return isinstance(target.row, int) and self.select_visit(target.row)

    def open_filter(self) -> None:
        """Let the user type what the rows are to contain."""
        raise NotImplementedError

    def narrow(self, text: str) -> None:
        """Show only rows that contain this."""
        raise NotImplementedError

    def show_all(self) -> None:
        """Leave the filter: something is to be found that it may hide."""
        self.query_one(FilterLine).shut()
        self.narrow("")


def contains(text: str, fields: Iterable[str | None]) -> bool:
    """Whether any of the fields contains the text, whatever its case."""
    sought = text.casefold()
    return not sought or any(sought in (field or "").casefold() for field in fields)
