"""The program itself: undo, screens, help, language, colours."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.deeds import deed_words
from assistant_tui.domain.saying import say
from assistant_tui.i18n import LANGUAGES, language, use_language
from assistant_tui.readmodels.journal import JournalRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.help import Help
from assistant_tui.screens.dialogs.menu import PatientMenu
from assistant_tui.screens.dialogs.palette import Palette
from assistant_tui.screens.facts import title_of
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.screens.record_facts import title_of_patient
from assistant_tui.screens.slip_facts import title_of_slip
from assistant_tui.styles.theme import next_theme


@handles("undo")
def undo(desk: Desk) -> None:
    """Take the last action back."""
    row = desk.perform(services.history.undo)
    if row:
        _follow(desk, row)
        desk.tell(
            say("Undone: {ticket} {deed}", ticket=row.ticket or "", deed=deed_words(row.action)),
        )


@handles("redo")
def redo(desk: Desk) -> None:
    """Do again what was undone last."""
    row = desk.perform(services.history.redo)
    if row:
        _follow(desk, row)
        desk.tell(say("Redone: {ticket}", ticket=row.ticket or ""))


def _follow(desk: Desk, row: JournalRow) -> None:
    if row.visit_id is not None and desk.board.visit(row.visit_id):
        desk.select(row.visit_id)


@handles("screen_checklist")
async def screen_checklist(desk: Desk) -> None:
    """The duties of the day."""
    await desk.open_pane("checklist")


@handles("screen_queue")
async def screen_queue(desk: Desk) -> None:
    """The queue."""
    await desk.open_pane("queue")


@handles("screen_whereabouts")
async def screen_whereabouts(desk: Desk) -> None:
    """Where everyone is."""
    await desk.open_pane("whereabouts")


@handles("screen_orders")
async def screen_orders(desk: Desk) -> None:
    """What the slips wait for."""
    await desk.open_pane("orders")


@handles("screen_patients")
async def screen_patients(desk: Desk) -> None:
    """All patients."""
    await desk.open_pane("patients")


@handles("menu")
async def menu(desk: Desk) -> None:
    """What can be done with the selected patient, slip or task."""
    visit, slip, task = desk.selected_visit, desk.pane.selected_slip, desk.pane.selected_task
    if task:
        title = task.name
    elif slip:
        title = title_of_slip(slip.slip, desk.lens)
    elif visit:
        title = title_of(visit, desk.lens)
    else:
        patient = services.records.glance(desk.ctx, desk.require_patient()).patient
        title = title_of_patient(patient, desk.lens)
    chosen = await desk.ask(PatientMenu(title, desk.pane.SCOPE, desk.on_selection()))
    if chosen:
        desk.action_carry_out(chosen)


@handles("help")
async def show_help(desk: Desk) -> None:
    """Explain the keys, and run what is chosen."""
    chosen = await desk.ask(Help(desk.pane.SCOPE))
    if chosen:
        desk.action_carry_out(chosen.id)


@handles("palette")
async def palette(desk: Desk) -> None:
    """Find any action or patient."""
    chosen = await desk.ask(Palette(desk))
    if chosen:
        chosen.run()


@handles("filter")
def narrow(desk: Desk) -> None:
    """Show only rows that contain what is typed."""
    desk.open_filter()


@handles("hide_names")
def hide_names(desk: Desk) -> None:
    """Mask all names, or show them again."""
    desk.hide_names = not desk.hide_names
    desk.refresh_board()


@handles("language")
def switch_language(desk: Desk) -> None:
    """The other language, at once everywhere."""
    use_language(LANGUAGES[1 - LANGUAGES.index(language())])
    desk.remember(language=language())
    desk.retitle()


@handles("theme")
def switch_theme(desk: Desk) -> None:
    """The next colours."""
    desk.app.theme = next_theme(desk.app.theme)
    desk.remember(theme=desk.app.theme)


@handles("quit")
def leave(desk: Desk) -> None:
    """Close; the app makes its backup on the way out."""
    desk.app.exit()
