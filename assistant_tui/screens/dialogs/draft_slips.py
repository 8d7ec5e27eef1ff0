"""Drafting slips: one typed line, shown item by item as it is understood, with what is unsure on top."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant_tui.domain.money import money_text
from assistant_tui.domain.saying import Saying
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.draft_columns import columns
from assistant_tui.screens.dialogs.drafting import Candidate, Drafting, Row
from assistant_tui.screens.facts import title_of
from assistant_tui.screens.lens import Lens
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import LineTable, RowActivated

_ALT_DIGITS = "¡™£¢∞§¶•ª"
"""What Textual makes of Alt and 1 to 9 where the terminal sends Esc and the digit."""


class DraftLine(PlainInput):
    """The line, which leaves Alt and a digit to the dialog."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key is typed text: Textual asks, to keep bindings from taking it."""
        return character not in tuple(_ALT_DIGITS) and super().check_consume_key(key, character)


class DraftSlips(Dialog[tuple[SlipRow, ...]]):
    """Answers the new slips.

    Enter drafts all of the line or, on a candidate, puts it in place of the doubtful word; so does Alt and
    its digit. `unfinished` keeps what was typed and not drafted, by visit: Esc loses nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        *(
            Binding(f"alt+{number},{sign}", f"mean({number})", show=False, priority=True)
            for number, sign in enumerate(_ALT_DIGITS, 1)
        ),
    ]

    def __init__(self, ctx: Context, lens: Lens, visit: VisitRow, unfinished: MutableMapping[int, str]):
        super().__init__(_("Slips for {who}", who=title_of(visit, lens)), "")
        self._unfinished = unfinished
        self._visit_id = visit.visit_id
        self._drafting = Drafting(ctx, visit.visit_id, unfinished.get(visit.visit_id, ""))

    def body(self) -> Iterable[Widget]:
        """The line, what is to be looked at in it, the items, and the sum."""
        yield DraftLine(
            self._drafting.line, placeholder=_("Such as: cbc ecg ultrasound x2 #fasting"), max_length=500
        )
        yield Static(classes="draft-check", markup=False)
        yield LineTable[Row](columns(), key=lambda row: row.key, empty=_nothing_typed, header=False)
        yield Static(classes="draft-sum", markup=False)

    def on_mount(self) -> None:
        """Ready to type on."""
        self._table.can_focus = False  # its cursor moves while the line is typed in
        self._line.focus()
        self._line.action_end()
        self._show()

    # What the user does

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._drafting.line:
            return
        self._drafting.type(event.value)
        self._keep(event.value)
        self._show()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        row = self._table.cursor_row
        if isinstance(row, Candidate):
            self._mean(row)
        else:
            self.attempt(self._draft)

    @on(RowActivated)
    def _picked(self, event: RowActivated[Row]) -> None:
        event.stop()
        if isinstance(event.row, Candidate):
            self._mean(event.row)

    def action_step(self, by: int) -> None:
        """Another row, while the line is typed in."""
        self._table.action_step(by)
        self._say_keys()

    def action_page(self, direction: int) -> None:
        """So many rows as are in view."""
        self._table.action_page(direction)
        self._say_keys()

    def action_mean(self, number: int) -> None:
        """The candidate of this number is what was meant."""
        meant = self._drafting.candidate(number)
        if meant:
            self._mean(meant)

    def refused(self, saying: Saying) -> None:
        """Why not, below the line."""
        self._check_line.update(plain("! " + spoken(saying), "$error"))

    def _mean(self, meant: Candidate) -> None:
        self._line.value = self._drafting.with_meant(meant)
        self._line.action_end()

    def _draft(self) -> tuple[SlipRow, ...]:
        slips = self._drafting.draft()
        self._keep("")
        return slips

    def _keep(self, line: str) -> None:
        if line.strip():
            self._unfinished[self._visit_id] = line
        else:
            self._unfinished.pop(self._visit_id, None)

    # What is shown

    def _show(self) -> None:
        now = self._drafting
        self._table.show(now.rows)
        self._table.action_first()
        self._check_line.update(plain(self._check(), "$warning"))
        self.query_one(".draft-sum", Static).update(plain(self._sum()))
        self._say_keys()

    def _check(self) -> str:
        """The first thing to look at; what she has today already is only pointed out."""
        now = self._drafting
        if now.hindrance:
            return spoken(now.hindrance)
        again = ", ".join(one.name for one in now.picked if one.again)
        return _("Had today already: {items}", items=again) if again else ""

    def _sum(self) -> str:
        now = self._drafting
        amount = money_text(now.amount)
        brought = sum(one.brought for one in now.picked)
        if brought:
            return _(
                "Items: {count}, and {brought} that come along. {amount} yuan in all",
                count=len(now.picked) - brought,
                brought=brought,
                amount=amount,
            )
        return _("Items: {count}. {amount} yuan in all", count=len(now.picked), amount=amount)

    def _say_keys(self) -> None:
        on_candidate = isinstance(self._table.cursor_row, Candidate)
        keys = [_("Enter: this is meant") if on_candidate else _("Enter: draft")]
        if self._drafting.candidates:
            keys.append(_("Up/Down or Alt+1-9: what is meant"))
        keys.append(_("Esc: back, the line is kept"))
        self.query_one(".dialog-hint", Static).update(plain("   ".join(keys)))

    # Parts of the dialog

    @property
    def _line(self) -> DraftLine:
        return self.query_one(DraftLine)

    @property
    def _check_line(self) -> Static:
        return self.query_one(".draft-check", Static)

    @property
    def _table(self) -> LineTable[Row]:
        return self.query_one(LineTable)


def _nothing_typed() -> str:
    return _(
        "Type codes, names or initials, with a space between them. x2: how many, @25.50: the price,"
        " 0.5g tid 7d: the dose, #...: a note. A set brings all its items."
    )
