"""Two records of one person become one: find the other, compare, choose which one stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from assistant_tui import services
from assistant_tui.domain.saying import InputError, RuleError, Saying, say
from assistant_tui.i18n import _
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.readmodels.shell import Fact, Section
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.patient_columns import PatientColumns
from assistant_tui.screens.record_facts import card_seen, title_of_patient
from assistant_tui.services.context import Context
from assistant_tui.widgets.fact_panel import FactPanel
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import LineTable

_CANDIDATES = 20


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
            follow=self._moved,
            id="merge-others",
        )
        with Horizontal(id="merge-compared"):
            yield FactPanel(id="merge-stays")
            yield FactPanel(id="merge-goes")

    def on_mount(self) -> None:
        """Those who may be the same person come first."""
        for shown in (self._others, *self.query(FactPanel)):
            shown.can_focus = False  # the keys are for the line, and for the list through the dialog
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
        self._moved()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.attempt(self._merge)

    def _moved(self) -> None:
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
        stays, goes = self._pair() or (self._patient, None)
        for panel, title, row, other in (
            ("#merge-stays", _("Stays"), stays, goes),
            ("#merge-goes", _("Goes into it"), goes, stays),
        ):
            facts = _facts(row, self._lens) if row else {}
            others = _facts(other, self._lens) if other else {}
            self.query_one(panel, FactPanel).show(
                f"{title}: {title_of_patient(row, self._lens)}" if row else "",
                [Section("", tuple(_fact(label, text, others) for label, text in facts.items()))],
            )

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


def _facts(row: PatientRow, lens: Lens) -> dict[str, str]:
    """What tells two records apart, by label."""
    return {
        _("Record no."): str(row.patient_id),
        _("Born"): row.born or "",
        _("Phone"): lens.phone(row.phone),
        _("Card"): card_seen(row.card, lens),
        _("Last visit"): lens.day(row.last_day),
        _("Visits"): str(row.visits),
        _("Note"): row.note,
    }


def _fact(label: str, text: str, others: dict[str, str]) -> Fact:
    """A fact that the other record has otherwise stands out: that could be another person."""
    other = others.get(label) if label in (_("Born"), _("Phone"), _("Card")) else None
    if not text:
        return Fact(label, "-", "muted")
    return Fact(label, text, "warn" if other and other != text else "")
