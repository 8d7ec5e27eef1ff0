"""What is always in view: header, screen line, alert line, the numbered panes, footer; and the one ticker.

Data flows one way: the board is read anew, and every line and the pane in view are shown it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from assistant_tui import services
from assistant_tui.domain.clock import PacedClock
from assistant_tui.domain.saying import RuleError, Saying
from assistant_tui.readmodels.board import Board
from assistant_tui.readmodels.shell import RoomLabel
from assistant_tui.screens.alert_items import alert_items
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.pane import Pane
from assistant_tui.screens.panes import pane_class
from assistant_tui.screens.tabs import tabs_of
from assistant_tui.services.context import Context
from assistant_tui.services.pulse import Pulse
from assistant_tui.widgets.alert_line import AlertLine
from assistant_tui.widgets.footer_bar import FooterBar
from assistant_tui.widgets.header_bar import HeaderBar
from assistant_tui.widgets.plain import words
from assistant_tui.widgets.screen_line import ScreenLine
from assistant_tui.widgets.whole_lines import Ground

if TYPE_CHECKING:
    from datetime import datetime

REREAD_SECONDS = 15
"""The order of service and the estimates follow the clock: the board is read anew this often."""
_NEWS_SECONDS, _REFUSAL_SECONDS = 4, 8


class Panes(ContentSwitcher, Ground):
    """The numbered screens, one of them in view."""


class Shell(Screen[None]):
    """The lines around the pane in view, and what is said in them. Whoever builds on it does something."""

    AUTO_FOCUS = ""  # the pane in view puts the cursor where work goes on
    # What gets or loses the focus repaints itself; Textual would repaint the whole screen.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    DEFAULT_CSS = """
    Shell { background: $background; }
    Shell ContentSwitcher { height: 1fr; }
    """

    def __init__(self, ctx: Context, *, hide_names: bool, pulse: Pulse | None = None) -> None:
        super().__init__()
        self.ctx = ctx
        self._pulse = pulse
        self.hide_names = hide_names
        self._seen_changes = -1
        self.board: Board = services.board.read(ctx)

    def compose(self) -> ComposeResult:
        """The frame; panes are mounted when they are first opened."""
        yield HeaderBar()
        yield ScreenLine()
        yield AlertLine()
        with Panes(id="panes", initial="queue"):
            yield pane_class("queue")(self.ctx, self.follow, id="queue")
        yield FooterBar()

    def on_mount(self) -> None:
        """Show the board that was read before the first frame, and start the one ticker."""
        ctx = self.ctx
        speed = ctx.clock.speed if isinstance(ctx.clock, PacedClock) else 1
        label = RoomLabel(ctx.room_name, ctx.doctor_name, ctx.actor, ctx.database.is_demo, speed)
        self.query_one(HeaderBar).show(label)
        self._seen_changes = self.ctx.database.changes_of_others()
        self.show_board()
        self.pane.focus_list()
        self.set_interval(1, self.tick)

    # What those that build on it add.

    def follow(self) -> None:
        """The cursor of the pane in view has moved, or the board is another."""
        raise NotImplementedError

    def look_for_alerts(self, now: datetime) -> None:
        """Once a second, and with every board: what is to be rung for?"""
        raise NotImplementedError

    # What is in view.

    @property
    def pane(self) -> Pane:
        """The numbered screen in view."""
        switcher = self.query_one("#panes", ContentSwitcher)
        return switcher.query_one(f"#{switcher.current}", Pane)

    @property
    def lens(self) -> Lens:
        """How things are written now."""
        return Lens(self.ctx.pack, self.ctx.zone, self.ctx.room_name, self.board.day, self.hide_names)

    async def open_pane(self, pane_id: str) -> None:
        """Bring a numbered screen into view."""
        switcher = self.query_one("#panes", ContentSwitcher)
        if not switcher.query(f"#{pane_id}"):
            await switcher.add_content(pane_class(pane_id)(self.ctx, self.follow, id=pane_id))
        switcher.current = pane_id
        self.show_board()

    def open_filter(self) -> None:
        """Ask the pane for its filter line."""
        self.pane.open_filter()

    # The board.

    def tick(self) -> None:
        """Once a second: the clock, what counts time, and what others have done."""
        something_happened = self._pulse is not None and self._pulse(self.ctx)
        now = self.ctx.now()
        self.query_one(HeaderBar).tick(now.astimezone(self.ctx.zone))
        changes = self.ctx.database.changes_of_others()
        if something_happened or changes != self._seen_changes or self._is_stale(now):
            self._seen_changes = changes
            self.refresh_board()
        else:
            self.pane.tick(now)
            self.look_for_alerts(now)

    def _is_stale(self, now: datetime) -> bool:
        """Whether the board is old, of another day or of a clock set back since, or a round is due."""
        board = self.board
        if now < board.at or (now - board.at).total_seconds() >= REREAD_SECONDS:
            return True
        due_since = board.next_round_at is not None and board.next_round_at <= now
        return due_since or board.day != self.ctx.today()

    def refresh_board(self) -> None:
        """Read the day anew and show it."""
        try:
            self.board = services.board.read(self.ctx)
        except RuleError as error:
            self.refuse(error.saying)
            self.look_for_alerts(self.ctx.now())  # by the board that there is: no alert falls silent for it
            return
        self.show_board()

    def show_board(self) -> None:
        """Show the board on every line and in the pane in view."""
        board, pane, now = self.board, self.pane, self.ctx.now()
        pane.look_at(board, self.lens, now)
        self.query_one(HeaderBar).tick(now.astimezone(self.ctx.zone))
        self.query_one(ScreenLine).show(tabs_of(board), pane.id or "")
        self.query_one(AlertLine).show(*alert_items(board.alerts))
        self.look_for_alerts(now)
        self.follow()

    def retitle(self) -> None:
        """The language has changed: everything is said anew."""
        self.refresh_board()
        self.refresh(layout=True, recompose=False)

    # What is said.

    def tell(self, saying: Saying) -> None:
        """Say quietly what was done: in the last line, where that is in view and has the room."""
        in_view = self.app.screen is self
        if not (in_view and self.query_one(FooterBar).tell(saying, seconds=_NEWS_SECONDS)):
            self.notify(words(saying), markup=False, timeout=_NEWS_SECONDS)

    def refuse(self, saying: Saying) -> None:
        """Say why not, and what to do instead."""
        self.notify(words(saying), severity="warning", markup=False, timeout=_REFUSAL_SECONDS)

    def remember(self, **settings: object) -> None:
        """Keep a choice for the next start."""
        self.app.remember(settings)  # type: ignore[attr-defined]  # the app is always ours
