"""A registration while it is being written: the same facts as a typed line and as a form.

Every fact is text as typed. `registration` makes the service's values of it and raises InputError where the
text cannot be understood, so nothing that was typed is ever dropped on the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.birth import born_by_age
from assistant_tui.domain.quickentry import Part, QuickEntry, parse
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean, clean_prose
from assistant_tui.i18n import _, language
from assistant_tui.services.arrivals import slot_at, understood
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.registration import Registration

_YEARS = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, fact by fact; empty where nothing was. `kind` is a code, `level` 1 to 4."""

    name: str = ""
    sex: str = ""
    born: str = ""
    phone: str = ""
    card: str = ""
    kind: str = ""
    slot: str = ""
    complaint: str = ""
    level: str = ""
    companion: str = ""
    relation: str = ""

    def as_fields(self) -> dict[str, str]:
        """The facts by name, for a form."""
        return asdict(self)

    def with_(self, changes: Mapping[str, str]) -> Draft:
        """The same but for these."""
        return replace(self, **changes)

    def over(self, base: Draft, seen: Draft) -> Draft:
        """`base` with every fact of this one that differs from `seen`: what was typed since."""
        changed = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(seen, field.name)
        }
        return base.with_(changed)


def draft_of(entry: QuickEntry) -> Draft:
    """What a line says."""
    return Draft(
        name=entry.name,
        sex=entry.sex or "",
        born=entry.born or "",
        phone=entry.phone or "",
        card=entry.card or "",
        kind=entry.kind or "",
        slot=f"{entry.slot:%H:%M}" if entry.slot else "",
        complaint=entry.complaint,
        companion=entry.companion,
    )


def line_of(ctx: Context, draft: Draft) -> str:
    """The facts as one line; what quick entry would read otherwise stays out, and `Draft.over` keeps it."""
    line, so_far = "", Draft()
    for changes, text in _typed(ctx, draft):
        longer = f"{line} {text}".strip()
        meant = so_far.with_(changes)
        if text and draft_of(understood(ctx, longer)) == meant:
            line, so_far = longer, meant
    return line


def _typed(ctx: Context, draft: Draft) -> list[tuple[dict[str, str], str]]:
    """The facts and how each is typed, in the usual order of a line."""
    kinds = {kind.code: kind.name.said_in(language()) for kind in ctx.pack.visit_kinds}
    born = born_typed(draft.born, ctx.today()) or ""
    only_year = born.isdecimal()  # known by the age, and typed as one
    return [
        ({"name": draft.name}, draft.name),
        ({"sex": draft.sex}, {"female": _("F"), "male": _("M")}.get(draft.sex, "")),
        ({"born": born}, str(ctx.today().year - int(born)) if only_year else born),
        ({"phone": draft.phone}, draft.phone),
        ({"card": draft.card}, draft.card),
        ({"card": draft.card}, f"#{draft.card}" if draft.card else ""),
        ({"kind": draft.kind}, kinds.get(draft.kind, "")),
        ({"slot": draft.slot}, f"@{draft.slot}" if draft.slot else ""),
        ({"companion": draft.companion}, draft.companion),
        ({"complaint": draft.complaint}, draft.complaint),
    ]


def complaint_of(line: str, entry: QuickEntry, *, known: bool, without: Part | None) -> str:
    """The complaint of a patient who is known.

    Where it was settled beforehand who comes (`known`), nothing in the line is a name; otherwise the part
    that only served to find her is no complaint.
    """
    kept = ("complaint", "unsure", "name") if known else ("complaint", "unsure")
    parts = (part for part in entry.parts if part.what in kept and part != without)
    return clean_prose(" ".join(line[part.start : part.end] for part in parts), limit=500)


def registration(ctx: Context, draft: Draft, patient_id: int | None) -> Registration:
    """The draft for the service. Raises InputError for a booked time that cannot be understood."""
    return Registration(
        PatientFacts(
            draft.name,
            draft.sex or None,
            born_typed(draft.born, ctx.today()),
            draft.phone or None,
            draft.card or None,
        ),
        patient_id=patient_id,
        kind=draft.kind or None,
        complaint=draft.complaint,
        slot_at=slot_typed(ctx, draft.slot),
        acuity=int(draft.level or Acuity.ROUTINE),
        companion=draft.companion,
        relation=draft.relation,
    )


def born_typed(typed: str, today: date) -> str | None:
    """The birth date that a date or an age (`34`, `8个月`) stands for; what is neither stays as typed."""
    tidy = clean(typed)
    if _YEARS.fullmatch(tidy):
        return born_by_age(int(tidy), None, today)
    entry = parse(tidy, kinds=(), now_local=datetime(today.year, today.month, today.day, tzinfo=UTC))
    understood_whole = all(part.what in ("age", "born", "ignored") for part in entry.parts)
    return (entry.born if understood_whole else tidy) or None


def slot_typed(ctx: Context, typed: str) -> datetime | None:
    """A booked time of today. Raises InputError for a text that is no time of day."""
    tidy = clean(typed)
    if not tidy:
        return None
    entry = parse(f"@{tidy}", kinds=(), now_local=ctx.now().astimezone(ctx.zone))
    if entry.slot is None or any(part.what not in ("slot", "ignored") for part in entry.parts):
        raise InputError(say("“{text}” is no time of day: write one like 10:42", text=tidy))
    return slot_at(ctx, entry.slot)
