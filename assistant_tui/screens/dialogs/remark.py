"""What there is to say of a day, in several lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.readmodels.reports import DayReport
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens
from assistant_tui.services import reports
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_area import PlainArea


class RemarkDialog(Dialog[str]):
    """Answers the remark as it is kept; an empty one takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", show=False, priority=True)]

    _filled_in = ""
    _warned_of: str | None = None

    def __init__(self, ctx: Context, lens: Lens, report: DayReport) -> None:
        super().__init__(
            _("Remark on {day}", day=lens.day(report.day)),
            _("Ctrl+S or F2: keep it   Enter: new line   empty: take it away   Esc: back"),
        )
        self._ctx = ctx
        self._report = report

    def body(self) -> Iterable[Widget]:
        """What is kept already."""
        yield PlainArea(self._report.remark, placeholder=_("What was out of the ordinary?"))

    def on_mount(self) -> None:
        """Type on at its end."""
        self._filled_in = self._area.text
        self._area.move_cursor(self._area.document.end)
        self._area.focus()

    def action_save(self) -> None:
        """Keep it."""
        self.attempt(self._saved)

    def action_leave(self) -> None:
        """Back; a first Esc over what was typed only warns."""
        if self._area.text in {self._filled_in, self._warned_of}:
            super().action_leave()
        else:
            self._warned_of = self._area.text
            self.refused(say("Not saved. Ctrl+S saves, Esc again leaves without saving"))

    def _saved(self) -> str:
        return reports.remark(self._ctx, self._area.text, self._report.day)

    @property
    def _area(self) -> PlainArea:
        return self.query_one(PlainArea)
