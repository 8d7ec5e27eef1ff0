"""Two records of one person become one: find the other, compare, choose which one stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from assistant_tui import services
from assistant_tui.domain.saying import InputError, RuleError, Saying, say
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.patient_columns import PatientColumns
from assistant_tui.screens.record_facts import card_seen, title_of_patient
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import Cell, Column, LineTable, RowHighlighted

_CANDIDATES = 20


class Compared(NamedTuple):
    """One fact in both records: in the one that stays and in the one that goes into it."""

    label: Saying
    stays: str
    goes: str


class MergeRecords(Dialog[PatientRow]):
    """Answers the record that stays. Up and Down choose the other one while its name is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "list(1)", show=False),
        Binding("up", "list(-1)", show=False),
        Binding("f2", "swap", show=False),
    ]

    def __init__(self, ctx: Context, lens: Lens, patient: PatientRow) -> None:
        super().__init__(
            _("Merge {who} with", who=title_of_patient(patient, lens)),
            _("Enter: merge   Up/Down: the other record   F2: swap which one stays   Esc: back"),
        )
        self._ctx = ctx
        self._lens = lens
        self._patient = patient
        self._swapped = False

    def body(self) -> Iterable[Widget]:
        """The search, its hits, and both records side by side."""
        yield PlainInput(placeholder=_("Search: name, pinyin initials, phone or card"))
        yield LineTable[PatientRow](
            PatientColumns(lambda: self._lens).columns(),
            key=lambda row: row.patient_id,
            empty=lambda: _("Nobody else has this name, phone or card. Type to search."),
            id="merge-others",
        )
        yield LineTable[Compared](
            [
                Column("label", lambda: "", lambda row: Cell(spoken(row.label), "muted"), 8, priority=2),
                Column("stays", lambda: _("Stays"), lambda row: Cell(row.stays), 10, weight=1, priority=3),
                Column("goes", lambda: _("Goes into it"), _going, 10, weight=1, priority=3),
            ],
            key=lambda row: row.label.template,
            empty=str,
            id="merge-compared",
        )

    def on_mount(self) -> None:
        """Those who may be the same person come first."""
        for table in self.query(LineTable):
            table.can_focus = False
        self._others.show(self._alike())
        self._compare()
        self.query_one(PlainInput).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        sought = event.value.strip()
        try:
            found = services.records.find(self._ctx, sought, limit=_CANDIDATES) if sought else self._alike()
        except RuleError as error:
            self.refused(error.saying)
            return
        self._others.show([row for row in found if row.patient_id != self._patient.patient_id])
        self._others.action_first()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.attempt(self._merge)

    @on(RowHighlighted, "#merge-others")
    def _moved(self, event: RowHighlighted[PatientRow]) -> None:
        event.stop()
        self._swapped = False
        self._compare()

    def action_list(self, by: int) -> None:
        """Another candidate."""
        self._others.action_step(by)

    def action_swap(self) -> None:
        """Let the other one stay."""
        self._swapped = not self._swapped
        self._compare()

    def refused(self, saying: Saying) -> None:
        """Why not, below what was typed."""
        self.query_one(PlainInput).problem = saying

    def _merge(self) -> PatientRow:
        pair = self._pair()
        if pair is None:
            raise InputError(say("Choose the other record first: type its name, phone or card"))
        stays, goes = pair
        return services.patients.merge(self._ctx, keep=stays.patient_id, other=goes.patient_id)

    def _pair(self) -> tuple[PatientRow, PatientRow] | None:
        """Which stays and which goes: the one with more visits stays, of equals the older record."""
        other = self._others.cursor_row
        if other is None:
            return None
        first, second = sorted((self._patient, other), key=lambda row: (-row.visits, row.patient_id))
        return (second, first) if self._swapped else (first, second)

    def _compare(self) -> None:
        pair = self._pair()
        self._compared.show(_side_by_side(*pair, self._lens) if pair else [])

    def _alike(self) -> list[PatientRow]:
        """Others with the same name, phone or card."""
        mine = self._patient
        found: dict[int, PatientRow] = {}
        for sought in filter(None, (mine.name, mine.phone, mine.card)):
            for row in services.records.find(self._ctx, sought, limit=_CANDIDATES):
                same = row.name == mine.name or sought in (row.phone, row.card)
                if same and row.patient_id != mine.patient_id:
                    found.setdefault(row.patient_id, row)
        return list(found.values())

    @property
    def _others(self) -> LineTable[PatientRow]:
        return self.query_one("#merge-others", LineTable)

    @property
    def _compared(self) -> LineTable[Compared]:
        return self.query_one("#merge-compared", LineTable)


def _side_by_side(stays: PatientRow, goes: PatientRow, lens: Lens) -> list[Compared]:
    def seen(row: PatientRow) -> tuple[str, ...]:
        return (
            str(row.patient_id),
            lens.name(row.name),
            lens.person(row),
            row.born or "",
            lens.phone(row.phone),
            card_seen(row.card, lens),
            f"{row.visits}, {lens.day(row.last_day)}" if row.last_day else str(row.visits),
            row.note,
        )

    labels = (
        say("Record no."),
        say("Name"),
        say("Sex, age"),
        say("Born"),
        say("Phone"),
        say("Card"),
        say("Visits"),
        say("Note"),
    )
    return [Compared(*line) for line in zip(labels, seen(stays), seen(goes), strict=True)]


def _going(row: Compared) -> Cell:
    return Cell(row.goes, "warn" if row.goes and row.stays and row.goes != row.stays else "")
