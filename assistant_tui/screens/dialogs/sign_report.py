"""The doctor signs the day: what is signed, by whom, with a PIN or as signed on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _
from assistant_tui.readmodels.reports import DayReport, ReportState, SignedReport
from assistant_tui.readmodels.shell import Fact, Section
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.doctor_pin import DoctorPin
from assistant_tui.screens.dialogs.form import Field, Form, options_of
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.report_lines import OPEN, said, with_unit
from assistant_tui.services import reports
from assistant_tui.services.context import Context
from assistant_tui.widgets.fact_panel import FactPanel
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.weekdays import weekday

_PIN, _PAPER = "pin", "paper"
_HOW: tuple[tuple[str, Saying], ...] = ((_PIN, say("by PIN")), (_PAPER, say("on paper")))
_GLANCE = ("visits", "noshow", "wait", "wait_p90", "incidents")
"""The figures shown before it is signed, by their codes at a glance."""


class SignReport(Dialog[SignedReport]):
    """It cannot be taken back, so it asks: for the name and the PIN."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "sign", show=False),
        Binding("ctrl+g", "set_pin", show=False),
    ]

    def __init__(self, ctx: Context, lens: Lens, state: ReportState) -> None:
        day = state.now.day
        title = _("Sign the report of {day}", day=f"{lens.day(day)} {weekday(day)}")
        super().__init__(title, _("Enter: next line, then sign   Ctrl+G: set a PIN   Esc: back"))
        self._ctx = ctx
        self._state = state

    def body(self) -> Iterable[Widget]:
        """What is signed, then by whom and how."""
        yield FactPanel()
        doctors = options_of((name, name) for name in reports.doctors(self._ctx))
        yield Form(
            [
                Field("doctor", say("Doctor"), options=doctors),
                Field("how", say("Signs"), options=options_of(_HOW)),
                Field("pin", say("PIN"), ascii_keys=True, secret=True),
            ]
        )
        yield Static(classes="sign-pin", markup=False)

    def on_mount(self) -> None:
        """The room's doctor, by PIN."""
        facts = tuple(_facts(self._state))
        panel = self.query_one(FactPanel)
        panel.styles.height = len(facts) + 1
        panel.show(say("What is signed cannot be taken back"), (Section("", facts),))
        self._form.fill({"doctor": self._ctx.doctor_name, "how": _PIN})
        self._form.focus_on("pin")
        self._say_whether_pin()

    def action_set_pin(self) -> None:
        """Over this dialog, which stays as it is."""
        self.app.push_screen(DoctorPin(self._ctx, self._form.values["doctor"]), self._pin_set)

    @on(Form.Finished)
    def action_sign(self) -> None:
        """Sign, or say why not; what was typed stays."""
        self.attempt(self._signed)

    def refused(self, saying: Saying) -> None:
        """At the PIN, if it is about that."""
        if self._form.values["how"] == _PIN:
            self._form.complain("pin", saying)
        else:
            super().refused(saying)

    @on(Form.Changed)
    def _say_whether_pin(self) -> None:
        values = self._form.values
        missing = values["how"] == _PIN and not reports.has_pin(self._ctx, values["doctor"])
        words = _("{doctor} has no PIN yet: Ctrl+G sets one; or sign on paper", doctor=values["doctor"])
        self.query_one(".sign-pin", Static).update(plain(words if missing else ""))

    def _pin_set(self, doctor: str | None) -> None:
        if doctor is not None:
            self._say_whether_pin()

    def _signed(self) -> SignedReport:
        values = self._form.values
        on_paper = values["how"] == _PAPER
        pin = None if on_paper else values["pin"]
        seen = self._state.now
        return reports.sign(self._ctx, seen.day, values["doctor"], pin=pin, on_paper=on_paper, seen=seen)

    @property
    def _form(self) -> Form:
        return self.query_one(Form)


def _facts(state: ReportState) -> Iterator[Fact]:
    """The day in a few figures, what is open, what was changed, and the remark."""
    yield from _glance(state.now)
    section = state.now.section(OPEN)
    count = len(section.lines) if section else 0
    if count:
        yield Fact(say("Still open"), str(count), "warn")
    else:
        yield Fact(say("Still open"), _("nothing"), "good")
    if state.signed is not None:
        yield Fact(say("Changed since"), str(len(state.amendments)), "accent")
    remark = state.now.remark
    yield Fact(say("Remark"), remark or _("none"), "" if remark else "muted")


def _glance(report: DayReport) -> Iterator[Fact]:
    glance = report.section("glance")
    for block in glance.blocks if glance else ():
        for line in block.lines:
            if line.code in _GLANCE:
                (head,) = block.heads
                yield Fact(said(line.words), with_unit(line.cells[0], head.unit))
