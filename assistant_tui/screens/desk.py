"""The desk: the one screen, with what is always in view around the numbered panes.

Data flows one way: an action calls a service, the board is read anew, every line and the pane in view are
shown the new board. Nothing on the screen is changed in any other way.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from assistant_tui import services
from assistant_tui.actions import BY_ID, SCREENS, Action, Scope, in_scope
from assistant_tui.domain.clock import PacedClock
from assistant_tui.domain.saying import RuleError, Saying, say
from assistant_tui.readmodels.board import Board, VisitRow
from assistant_tui.readmodels.shell import AlertItem, RoomLabel
from assistant_tui.screens.alarm import Alarm
from assistant_tui.screens.applicable import applies, hints, on_selection, visit_of, why_not
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.pane import MenuAsked, Pane, bindings_of
from assistant_tui.screens.panes import pane_class
from assistant_tui.screens.tabs import tabs_of
from assistant_tui.services.context import Context
from assistant_tui.services.pulse import Pulse
from assistant_tui.widgets.alert_line import AlertChosen, AlertLine
from assistant_tui.widgets.footer_bar import ActionChosen, FooterBar
from assistant_tui.widgets.header_bar import HeaderBar
from assistant_tui.widgets.plain import words
from assistant_tui.widgets.screen_line import ScreenChosen, ScreenLine
from assistant_tui.widgets.whole_lines import Ground

if TYPE_CHECKING:
    from assistant_tui.screens.slip_lines import SlipLine

Answer = TypeVar("Answer")

REREAD_SECONDS = 15
"""The order of service and the estimates follow the clock: the board is read anew this often."""
_NEWS_SECONDS, _REFUSAL_SECONDS = 4, 8


class Panes(ContentSwitcher, Ground):
    """The numbered screens, one of them in view."""


class Desk(Screen[None]):
    """Header, screen line, alert line, the pane in view, footer."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(Scope.EVERYWHERE))
    AUTO_FOCUS = ""  # the pane in view puts the cursor where work goes on
    # What gets or loses the focus repaints itself; Textual would repaint the whole screen.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    DEFAULT_CSS = """
    Desk { background: $background; }
    Desk ContentSwitcher { height: 1fr; }
    """

    def __init__(self, ctx: Context, *, hide_names: bool, bell: bool, pulse: Pulse | None = None) -> None:
        super().__init__()
        self.ctx = ctx
        self._pulse = pulse
        self.hide_names = hide_names
        self._alarm = Alarm(self, bell=bell)
        self.unfinished_drafts: dict[int, str] = {}
        """Lines of slips that were typed and not drafted, by visit."""
        self._selected: int | None = None
        self._patient: int | None = None
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
        """Bring a numbered screen into view, with the cursor on the selected patient if she is there."""
        switcher = self.query_one("#panes", ContentSwitcher)
        if not switcher.query(f"#{pane_id}"):
            await switcher.add_content(pane_class(pane_id)(self.ctx, self.follow, id=pane_id))
        switcher.current = pane_id
        selected = self._selected
        self.show_board()
        if selected is not None:
            self.pane.select_visit(selected)
        self.pane.focus_list()

    def tick(self) -> None:
        """Once a second: the clock, what counts time, and what others have done."""
        something_happened = self._pulse is not None and self._pulse(self.ctx)
        now = self.ctx.now()
        self.query_one(HeaderBar).tick(now.astimezone(self.ctx.zone))
        changes = self.ctx.database.changes_of_others()
        stale = (now - self.board.at).total_seconds() >= REREAD_SECONDS or now < self.board.at
        if something_happened or changes != self._seen_changes or stale or self.board.day != self.ctx.today():
            self._seen_changes = changes
            self.refresh_board()
        else:
            self.pane.tick(now)
            self._alarm.look(self.board.alerts, now)

    def refresh_board(self) -> None:
        """Read the day anew and show it."""
        try:
            self.board = services.board.read(self.ctx)
        except RuleError as error:
            self.refuse(error.saying)
            return
        self.show_board()

    def show_board(self) -> None:
        """Show the board on every line and in the pane in view."""
        board, pane = self.board, self.pane
        pane.look_at(board, self.lens, self.ctx.now())
        self._look_at_cursor()
        self.query_one(HeaderBar).tick(self.ctx.now().astimezone(self.ctx.zone))
        self.query_one(ScreenLine).show(tabs_of(board), pane.id or "")
        self.query_one(AlertLine).show(
            [AlertItem(alert.saying, alert.priority == 1, alert.visit_id) for alert in board.alerts]
        )
        self._alarm.look(board.alerts, self.ctx.now())
        self._show_keys()

    def retitle(self) -> None:
        """The language has changed: everything is said anew."""
        self.refresh_board()
        self.refresh(layout=True, recompose=False)

    def _show_keys(self) -> None:
        self.query_one(FooterBar).show(hints(self.pane.SCOPE, self.applicable()))

    # What is selected.

    @property
    def selected_visit(self) -> VisitRow | None:
        """The visit under the cursor; among the patients, the one for which the patient is inside now."""
        if self._patient is None:
            return self.board.visit(self._selected)
        return next((visit for visit in self.board.inside if visit.patient_id == self._patient), None)

    def select(self, visit_id: int) -> None:
        """Put the cursor on this visit where the pane shows it: what is selected is always in view."""
        if self.pane.select_visit(visit_id):
            self._selected = visit_id
            self._show_keys()

    def open_record(self, patient_id: int) -> None:
        """Open this patient's record; whoever is selected stays so."""
        from assistant_tui.screens.handlers.people import show_record  # noqa: PLC0415 - as for all handlers

        self.run_worker(self._carried_out(partial(show_record, patient_id=patient_id)), exclusive=False)

    def require_visit(self) -> VisitRow:
        """The selected visit. Raises RuleError when none is, in words."""
        visit = self.selected_visit
        if visit is None:
            raise RuleError(say("Select a patient first"))
        return visit

    @property
    def _of_row(self) -> frozenset[str]:
        """What holds of the selected slip, task or watch, where rows are such."""
        row = self.pane.selected_row
        return row.facts if row else frozenset()

    def require_slip(self) -> SlipLine:
        """The selected slip, or item of one. Raises RuleError when none is, in words."""
        slip = self.pane.selected_slip
        if slip is None:
            raise RuleError(say("Select a slip first"))
        return slip

    def require_patient(self) -> int:
        """The selected patient's number. Raises RuleError when none is, in words."""
        if self._patient is not None:
            return self._patient
        return self.require_visit().patient_id

    def follow(self) -> None:
        """The cursor of the pane in view has moved."""
        self._look_at_cursor()
        self._show_keys()

    def _look_at_cursor(self) -> None:
        selection = self.pane.selection
        self._patient = selection.patient_id
        if selection.patient_id is None:
            self._selected = selection.visit_id

    @on(MenuAsked)
    def _open_menu(self) -> None:
        self.action_carry_out("menu")

    @on(ScreenChosen)
    def _screen_chosen(self, event: ScreenChosen) -> None:
        self.action_carry_out(SCREENS[event.screen_id][1])

    @on(ActionChosen)
    def _action_chosen(self, event: ActionChosen) -> None:
        self.action_carry_out(event.action_id)

    @on(AlertChosen)
    def _alert_chosen(self, event: AlertChosen) -> None:
        if event.alert.visit_id is not None:
            self.go_to(event.alert.visit_id)

    def go_to(self, visit_id: int) -> None:
        """Bring this visit into view and select it."""
        self.run_worker(self._show_visit(visit_id), exclusive=False)

    async def _show_visit(self, visit_id: int) -> None:
        """Select this visit, on the screen that shows everybody if this one does not show her."""
        if not self.pane.select_visit(visit_id):
            self._selected = visit_id
            await self.open_pane("whereabouts")

    # What can be done, and doing it.

    def applicable(self) -> list[Action]:
        """The actions that make sense now: the screen's own, then those that work everywhere."""
        visit, of_row = self.selected_visit, self._of_row
        return [action for action in in_scope(self.pane.SCOPE) if applies(action, self.board, visit, of_row)]

    def on_selection(self) -> list[Action]:
        """What can be done with the selected visit, patient, slip or task."""
        return on_selection(self.pane.SCOPE, self.board, self.selected_visit, self._of_row)

    def subject_of(self, action_id: str) -> VisitRow:
        """Whose visit this action is about now. Raises RuleError when there is none, in words."""
        visit = visit_of(BY_ID[action_id], self.board, self.selected_visit)
        if visit is None:
            raise RuleError(self._why_not(BY_ID[action_id]))
        return visit

    def action_carry_out(self, action_id: str) -> None:
        """Do what a key, a click or a menu line asks for."""
        from assistant_tui.screens.handlers import HANDLERS  # noqa: PLC0415 - dialogs are read when first used

        action = BY_ID[action_id]
        self.query_one(FooterBar).forget_news()
        if not applies(action, self.board, self.selected_visit, self._of_row):
            self.refuse(self._why_not(action))
            return
        handler = HANDLERS[action_id]
        if inspect.iscoroutinefunction(handler):
            self.run_worker(self._carried_out(handler), exclusive=False)
            return
        try:
            handler(self)
        except RuleError as error:
            self.refuse(error.saying)

    async def _carried_out(self, handler: Callable[[Desk], object]) -> None:
        try:
            answer = handler(self)
            assert inspect.isawaitable(answer)
            await answer
        except RuleError as error:
            self.refuse(error.saying)

    def _why_not(self, action: Action) -> Saying:
        return why_not(action, self.selected_visit, self.pane.selected_row)

    def perform(self, service: Callable[..., Answer], *args: object, **values: object) -> Answer | None:
        """Run one service and show what it has changed; a refusal is said, and answers None."""
        try:
            answer = service(self.ctx, *args, **values)
        except RuleError as error:
            self.refuse(error.saying)
            return None
        self.refresh_board()
        return answer

    async def ask(self, dialog: ModalScreen[Answer | None]) -> Answer | None:
        """Ask in a dialog; the dialog runs the service and stays open, with what was typed, if it refuses."""
        answer = await self.app.push_screen_wait(dialog)
        if answer is not None:
            self.refresh_board()
        return answer

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

    def open_filter(self) -> None:
        """Ask the pane for its filter line."""
        self.pane.open_filter()
