"""Whom a typed line may mean: the known patients whom its phone, card, name or initials find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant_tui import services
from assistant_tui.domain.quickentry import Part, QuickEntry
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.services.arrivals import owns, same_name
from assistant_tui.services.context import Context

MOST = 5
_LOOKED_AT = 20  # a family shares a phone; more records than this share none
_LOOKUP = re.compile(r"[A-Za-z]{2,8}|\d{3,}")
"""What may be meant to find somebody, where it is no name: initials, or the beginning or end of a number."""
_LOOKUP_NAME = re.compile(r"[a-z]{1,8}")


@dataclass(frozen=True, slots=True)
class Match:
    """A known patient, the part of the line that found her, and whether there is no doubt that it is she."""

    patient: PatientRow
    by: Part
    certain: bool


def matches_of(ctx: Context, entry: QuickEntry) -> list[Match]:
    """At most `MOST` patients, those beyond doubt first.

    Beyond doubt is who has the typed phone or card and the typed name, or the only one who has them where no
    name was typed: a family may share a phone, and a name alone may be a namesake's.
    """
    found: dict[int, tuple[PatientRow, Part]] = {}
    for part in _looked_up(entry):
        for patient in services.records.find(ctx, str(part.shown), limit=_LOOKED_AT):
            found.setdefault(patient.patient_id, (patient, part))
    owners = [patient for patient, _part in found.values() if owns(patient, entry)]
    meant = {
        patient.patient_id
        for patient in owners
        if same_name(patient.name, entry.name) or (not entry.name and len(owners) == 1)
    }
    rows = [Match(patient, part, patient.patient_id in meant) for patient, part in found.values()]
    return sorted(rows, key=lambda match: not match.certain)[:MOST]


def is_lookup(name: str) -> bool:
    """Whether a typed name looks like pinyin or initials that were typed to find somebody."""
    return _LOOKUP_NAME.fullmatch(name) is not None


def _looked_up(entry: QuickEntry) -> Iterator[Part]:
    """The parts to search with, the surest first."""
    for what in ("phone", "card", "name"):
        yield from (part for part in entry.parts if part.what == what)
    for part in entry.parts:
        if part.what in ("complaint", "unsure") and _LOOKUP.fullmatch(str(part.shown)):
            yield part
