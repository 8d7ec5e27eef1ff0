"""An arrival as typed in one line: what it says in this clinic's words, and whose numbers it has."""

from __future__ import annotations

from datetime import UTC, datetime, time

from assistant_tui.domain.quickentry import KindWords, QuickEntry, parse
from assistant_tui.domain.text import clean
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.services.context import Context


def understood(ctx: Context, line: str) -> QuickEntry:
    """The line as quick entry reads it with the words of this clinic's pack."""
    kinds = [
        KindWords(kind.code, (kind.name.zh_CN, kind.name.en, *kind.words)) for kind in ctx.pack.visit_kinds
    ]
    return parse(line, kinds=kinds, now_local=ctx.now().astimezone(ctx.zone))


def slot_at(ctx: Context, slot: time | None) -> datetime | None:
    """The instant of a booked local time of today; None for none."""
    return None if slot is None else datetime.combine(ctx.today(), slot, ctx.zone).astimezone(UTC)


def owns(patient: PatientRow, entry: QuickEntry) -> bool:
    """Whether the typed phone or card is this patient's; a family may share a phone."""
    return bool(
        (entry.phone and patient.phone == entry.phone)
        or (entry.card and patient.card and patient.card.casefold() == entry.card.casefold())
    )


def same_name(name: str, other: str) -> bool:
    """Whether two names are written alike, but for case and spaces."""
    return clean(name).casefold() == clean(other).casefold()
