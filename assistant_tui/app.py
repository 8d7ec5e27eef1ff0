"""The Textual app: opening the file, the desk on it, backups, and a calm end whatever happens."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.screen import Screen
from textual.timer import Timer
from textual.types import CSSPathType

from assistant_tui import paths, services
from assistant_tui.domain.clock import Clock, SystemClock
from assistant_tui.domain.saying import RuleError
from assistant_tui.errorlog import ProgramError, note_in_log
from assistant_tui.i18n import _, spoken
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.signals import Signal, Signals
from assistant_tui.services.context import Context
from assistant_tui.services.opening import open_workstation, with_backup
from assistant_tui.services.pulse import Pulse
from assistant_tui.settings import Resolved, SettingsError, save
from assistant_tui.store.connect import QUICKLY_CHECKED_BYTES
from assistant_tui.styles import theme
from assistant_tui.widgets.plain import drawable
from assistant_tui.widgets.scrollbar import use_whole_cells

if TYPE_CHECKING:
    from assistant_tui.desktop import Desktop

BACKUP_CHECK_SECONDS = 60
DAMAGE_SHOWN_SECONDS = 12 * 60 * 60
STYLES = Path(__file__).parent / "styles"
WIDE, HIGH = 100, 20
"""Columns and rows from which on a window is no longer narrow, no longer low."""


class Workstation(App[None]):
    """One workstation. Without a context it begins with the first run's questions.

    With a `pulse` there is more going on than what the user does: the living demo.
    """

    TITLE = "assistant-tui"
    CSS_PATH: ClassVar[CSSPathType | None] = [str(STYLES / "desk.tcss")]
    ENABLE_COMMAND_PALETTE = False  # ours speaks both languages and draws in cells
    # A press on a toast that is just going away breaks Textual's selection of text; terminals have their own.
    ALLOW_SELECT = False

    def __init__(
        self,
        resolved: Resolved,
        ctx: Context | None,
        clock: Clock,
        *,
        pulse: Pulse | None = None,
        desktop: Desktop | None = None,
    ) -> None:
        super().__init__()
        use_whole_cells()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]
        self._resolved = resolved
        self._clock = clock
        self._pulse = pulse
        self._desktop = desktop
        self._settings = resolved.settings
        self._backups: Timer | None = None
        self.ctx = ctx
        self.crashed = False
        self.refused: RuleError | None = None
        theme.register_themes(self)
        # Nothing is styled yet, so the styles have only to be read with the theme's colours, not read again.
        self.set_reactive(App.theme, str(self._settings.theme))
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        """The desk, or something empty below the first run's questions."""
        desk = self._desk(self.ctx) if self.ctx else None
        return desk or super().get_default_screen()

    def on_mount(self) -> None:
        """Begin the day, or ask the first run's questions."""
        if self.ctx is None:
            from assistant_tui.screens.first_run import FirstRun  # noqa: PLC0415 - for the first time only

            self._read_other_styles()
            self.push_screen(FirstRun(self._resolved, self._clock), self._opened)
        elif self.refused is not None:
            self.exit()
        else:
            self.call_after_refresh(self._read_other_styles)
            self._begin(self.ctx)

    def _opened(self, answer: tuple[Context, Pulse | None] | None) -> None:
        if answer is None:
            self.exit()
            return
        self.ctx, self._pulse = answer
        desk = self._desk(self.ctx)
        if desk is None:
            self.exit()
            return
        self.push_screen(desk)
        self._begin(self.ctx)

    def _desk(self, ctx: Context) -> Desk | None:
        try:
            desk = Desk(ctx, self._signals(), hide_names=self._settings.hide_names, pulse=self._pulse)
        except RuleError as error:  # a damaged page that only the board reads
            self.refused = error
            return None
        # The classes that Textual will find for this window: with them from the beginning, it styles once.
        width, height = self.size
        wide, high = "-wide" if width >= WIDE else "-narrow", "-high" if height >= HIGH else "-low"
        return desk.add_class(wide, high, update=False)

    def _signals(self) -> Signals:
        return Signals(
            self._find_desktop,
            bell=lambda: self._from_anywhere(self.bell),
            to_terminal=lambda text: self._from_anywhere(partial(self._show_in_terminal, text)),
            on=[signal for signal in Signal if getattr(self._settings, signal.value)],
        )

    def _from_anywhere(self, do: Callable[[], None]) -> None:
        """At once, or soon where another thread asks."""
        if threading.get_ident() == self._thread_id:
            do()
        else:
            self.call_later(do)

    def _show_in_terminal(self, text: str) -> None:
        """OSC 9: a message that many terminals show, also from the far end of a connection."""
        if self._driver is not None:
            self._driver.write(f"\x1b]9;{self.TITLE}: {drawable(text)}\x07")

    def _find_desktop(self) -> Desktop:
        if self._desktop is None:
            from assistant_tui.desktop import Desktop  # noqa: PLC0415 - for those who switch it on

            self._desktop = Desktop()
        return self._desktop

    def _read_other_styles(self) -> None:
        """Those of dialogs and of panes that are not in view: after the first frame."""
        read = {path for path, _class in self.stylesheet.source}
        self.stylesheet.read_all([path for path in sorted(STYLES.glob("*.tcss")) if str(path) not in read])
        self.stylesheet.parse()
        for screen in self.screen_stack[1:]:  # what was overdue at the start lies over the desk already
            self.stylesheet.update(screen)

    def _begin(self, ctx: Context) -> None:
        if ctx.database.path.stat().st_size > QUICKLY_CHECKED_BYTES:
            work = partial(self._look_for_damage, ctx.database.path)
            self.call_after_refresh(self.run_worker, work, thread=True, group="damage")
        # SQLModel and the spellings take half a second to import: after the first frame, as the user reads.
        self.call_after_refresh(self.run_worker, _warm_up, thread=True, group="warm-up")
        if not ctx.database.is_demo:
            self._backups = self.set_interval(BACKUP_CHECK_SECONDS, self._back_up_if_due)

    def _back_up_if_due(self) -> None:
        if self.ctx is None:
            return
        path, folder, now = self.ctx.database.path, self._resolved.backups_path, self.ctx.now()
        if services.backups.due(services.backups.last_backup(path, folder), now):
            work = partial(self._back_up, path, folder, self.ctx.zone)
            self.run_worker(work, thread=True, group="backup", exclusive=True)

    def _back_up(self, path: Path, folder: Path, zone: tzinfo) -> None:
        try:
            services.backups.back_up_file(path, folder, now=self._clock.now(), zone=zone)
        except RuleError as error:
            words = _("No backup could be made: {reason}", reason=spoken(error.saying))
            self.call_from_thread(self.notify, words, severity="warning", timeout=20, markup=False)

    def _look_for_damage(self, path: Path) -> None:
        found = services.checking.damage(path)
        if found is not None:
            words = spoken(with_backup(found, self._resolved))
            self.call_from_thread(
                self.notify, words, severity="error", timeout=DAMAGE_SHOWN_SECONDS, markup=False
            )

    def remember(self, changes: Mapping[str, object]) -> None:
        """Keep settings for the next start; a demo leaves them as they are."""
        self._settings = self._settings.with_(**changes)
        if self.ctx is None or self.ctx.database.is_demo:
            return
        try:
            save(self._resolved.config_path, self._settings)
        except (SettingsError, OSError) as error:
            reason = spoken(error.saying) if isinstance(error, RuleError) else str(error.strerror)
            words = _("The settings could not be saved: {reason}", reason=reason)
            self.notify(words, severity="warning", markup=False)

    def action_help_quit(self) -> None:
        """Ctrl+C, which many press to leave: say what does."""
        self.notify(_("Ctrl+Q closes the program"), markup=False)

    def _fatal_error(self) -> None:
        """A mistake of the program: close calmly and say where it is noted, never with a traceback."""
        error = sys.exc_info()[1]
        if error is not None:
            note_in_log(error, paths.log_path(), at=SystemClock().now())
        self.crashed = True
        self._close_messages_no_wait()


def run(resolved: Resolved, *, clock: Clock, pulse: Pulse | None = None) -> None:
    """Open the workstation and stay until the user leaves; then make a backup.

    Raises RuleError when the file, the pack or the settings cannot be used, ProgramError after our own
    mistake.
    """
    exists = resolved.database_path.exists()
    ctx = open_workstation(resolved, clock=clock) if exists else None
    app = Workstation(resolved, ctx, clock, pulse=pulse)
    try:
        app.run()
    finally:
        if app.ctx is not None:
            _close(app.ctx, resolved)
    if app.refused is not None:
        raise app.refused
    if app.crashed:
        raise ProgramError(paths.log_path())


def _close(ctx: Context, resolved: Resolved) -> None:
    try:
        if not ctx.database.is_demo:
            services.backups.back_up(ctx, resolved.backups_path)
    finally:
        ctx.database.close()


def _warm_up() -> None:
    from assistant_tui.store.readings import readings  # noqa: PLC0415

    for name in services.__all__:
        getattr(services, name)
    readings("王")
    gc.freeze()  # what was imported stays; looking through it takes a tenth of a second each time
