"""The desk: the one screen, where a key, a click or a menu line becomes an action.

An action calls a service, the board is read anew, every line and the pane in view are shown the new board.
Nothing on the screen is changed in any other way.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.binding import BindingType
from textual.screen import ModalScreen

from assistant_tui.actions import BY_ID, SCREENS, Action, Scope, in_scope
from assistant_tui.domain.saying import RuleError, Saying
from assistant_tui.domain.targets import Walk
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.alarm import Alarm
from assistant_tui.screens.applicable import applies, hints, on_selection, visit_of, why_not
from assistant_tui.screens.pane import RowEntered, bindings_of
from assistant_tui.screens.selecting import Selecting
from assistant_tui.screens.signals import Signals
from assistant_tui.services.context import Context
from assistant_tui.services.pulse import Pulse
from assistant_tui.widgets.alert_line import AlertChosen
from assistant_tui.widgets.footer_bar import ActionChosen, FooterBar
from assistant_tui.widgets.screen_line import ScreenChosen

if TYPE_CHECKING:
    from datetime import datetime

    from assistant_tui.domain.attention import Alert

Answer = TypeVar("Answer")


class Desk(Selecting):
    """Carries actions out, and leads from alerts to what settles them."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(Scope.EVERYWHERE))

    def __init__(
        self, ctx: Context, signals: Signals, *, hide_names: bool, pulse: Pulse | None = None
    ) -> None:
        super().__init__(ctx, hide_names=hide_names, pulse=pulse)
        self.signals = signals
        self.walk = Walk()
        """Where the key for alerts has been."""
        self.unfinished_drafts: dict[int, str] = {}
        """Lines of slips that were typed and not drafted, by visit."""
        self._alarm = Alarm(self, signals)

    # What can be done, and doing it.

    def applicable(self) -> list[Action]:
        """The actions that make sense now: the screen's own, then those that work everywhere."""
        visit, of_row = self.selected_visit, self.of_row
        return [action for action in in_scope(self.pane.SCOPE) if applies(action, self.board, visit, of_row)]

    def on_selection(self) -> list[Action]:
        """What can be done with the selected visit, patient, slip or task."""
        return on_selection(self.pane.SCOPE, self.board, self.selected_visit, self.of_row)

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
        if not applies(action, self.board, self.selected_visit, self.of_row):
            self.refuse(self._why_not(action))
            return
        handler = HANDLERS[action_id]
        if inspect.iscoroutinefunction(handler):
            self._in_time(handler)
            return
        try:
            handler(self)
        except RuleError as error:
            self.refuse(error.saying)

    def _in_time(self, handler: Callable[[Desk], object]) -> None:
        """Do what may ask in dialogs, while the desk goes on."""
        self.run_worker(self._carried_out(handler), exclusive=False)

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

    # Where things lead.

    def follow(self) -> None:
        """The cursor of the pane in view has moved: the keys are about another row."""
        super().follow()
        self.query_one(FooterBar).show(hints(self.pane.SCOPE, self.applicable()))

    def open_record(self, patient_id: int) -> None:
        """Open this patient's record; whoever is selected stays so."""
        from assistant_tui.screens.handlers.people import show_record  # noqa: PLC0415 - as for all handlers

        self._in_time(partial(show_record, patient_id=patient_id))

    def look_for_alerts(self, now: datetime) -> None:
        """Ring, and lay what is long overdue over everything."""
        self._alarm.look(self.board, now)

    def lead_to(self, alert: Alert) -> None:
        """On to what settles this alert."""
        from assistant_tui.screens.handlers.alerting import settle  # noqa: PLC0415 - as for all handlers

        self._in_time(partial(settle, alert=alert))

    @on(AlertChosen)
    def _alert_chosen(self, event: AlertChosen) -> None:
        alert = next((one for one in self.board.alerts if one.key == event.alert.key), None)
        if alert is not None:
            self.lead_to(alert)

    @on(RowEntered)
    def _row_entered(self) -> None:
        self.action_carry_out(self.pane.ON_ENTER)

    @on(ScreenChosen)
    def _screen_chosen(self, event: ScreenChosen) -> None:
        self.action_carry_out(SCREENS[event.screen_id][1])

    @on(ActionChosen)
    def _action_chosen(self, event: ActionChosen) -> None:
        self.action_carry_out(event.action_id)
