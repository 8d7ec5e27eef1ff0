"""A registration under way: what has been typed as a line and in the form, and whom it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant_tui import services
from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.saying import InputError, say
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.dialogs.draft import (
    Draft,
    complaint_of,
    draft_of,
    line_of,
    registration,
)
from assistant_tui.screens.dialogs.matches import Match, is_lookup, matches_of
from assistant_tui.services.arrivals import understood
from assistant_tui.services.context import Context

NEW = 0
"""Stands for somebody new where known patients have their numbers, which begin at 1."""


@dataclass(frozen=True, slots=True)
class NewPatient:
    """The offer to register somebody new."""

    name: str


Row = NewPatient | Match


def key_of(row: Row) -> int:
    """The patient's number, or NEW."""
    return row.patient.patient_id if isinstance(row, Match) else NEW


class Registering:
    """The dialog without its widgets.

    Line and form are two ways to write one draft: `_base` is the draft as the form last had it, `_seen` what
    the line said then; the line changes only what it says otherwise since.
    """

    def __init__(self, ctx: Context, known: PatientRow | None = None) -> None:
        self._ctx = ctx
        self.known = known
        """Who comes, where that was settled beforehand."""
        self._base = self._seen = self._opened = Draft()
        self._settled: int | None = None
        self.type("")

    # Writing

    def type(self, line: str) -> None:
        """The line is now this."""
        self.line = line
        self.entry = understood(self._ctx, line)
        self.matches = [] if self.known else matches_of(self._ctx, self.entry)
        if self._settled not in {key_of(row) for row in self.rows}:
            self._settled = None

    def form(self) -> dict[str, str]:
        """What the form is to be filled with."""
        self._seen, self._base = self._said, self._said.over(self._base, self._seen)
        self._opened, self._opened_line = self._base, self.line
        usual = {"kind": self._ctx.pack.visit_kinds[0].code, "level": str(int(Acuity.ROUTINE))}
        return self._base.as_fields() | {
            key: getattr(self._base, key) or value for key, value in usual.items()
        }

    def fill(self, changes: Mapping[str, str]) -> None:
        """These fields of the form were changed since it was filled: the line is written anew."""
        base = self._opened.with_(changes)
        if base == self._base:
            return
        self._base = base
        self.type(line_of(self._ctx, base) if changes else self._opened_line)
        self._seen = self._said

    def choose(self, key: int) -> None:
        """The user has chosen a row; it stays chosen as long as it is there."""
        self._settled = key

    # Reading

    @property
    def rows(self) -> list[Row]:
        """Somebody new and the known patients; before somebody new those who are meant beyond doubt."""
        if self.known:
            return []
        certain = [match for match in self.matches if match.certain]
        others = [match for match in self.matches if not match.certain]
        return [*certain, NewPatient(self.draft_of_all.name), *others]

    @property
    def chosen_row(self) -> Row | None:
        """The row that Enter takes: the user's, otherwise the first."""
        rows = self.rows
        return next((row for row in rows if key_of(row) == self._settled), rows[0] if rows else None)

    @property
    def chosen(self) -> PatientRow | None:
        """The known patient whom Enter registers; None for somebody new."""
        row = self.chosen_row
        return row.patient if isinstance(row, Match) else self.known

    @property
    def draft_of_all(self) -> Draft:
        """Everything typed, in the line and in the form."""
        return self._said.over(self._base, self._seen)

    @property
    def draft(self) -> Draft:
        """What is registered: without what was typed only to find the chosen patient."""
        draft, row = self.draft_of_all, self.chosen_row
        if (
            isinstance(row, Match)
            and row.by.what in ("complaint", "unsure")
            and draft.complaint == self._said.complaint
        ):
            left = complaint_of(self.line, self.entry, known=False, without=row.by)
            return draft.with_({"complaint": left})
        return draft

    @property
    def _said(self) -> Draft:
        """What the line says by itself."""
        draft = draft_of(self.entry)
        if self.known is None:
            return draft
        return draft.with_(
            {"name": "", "complaint": complaint_of(self.line, self.entry, known=True, without=None)}
        )

    # Doing

    def register(self) -> VisitRow:
        """Register whoever is chosen. Raises RuleError, also for letters that were typed to find somebody."""
        if self._settled is None and self.chosen is None and self.matches and is_lookup(self.draft.name):
            raise InputError(
                say(
                    "“{typed}” finds known patients: Down chooses one, Ctrl+N registers a new one",
                    typed=self.draft.name,
                )
            )
        patient_id = self.chosen.patient_id if self.chosen else None
        return services.registration.register(self._ctx, registration(self._ctx, self.draft, patient_id))
