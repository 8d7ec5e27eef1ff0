"""Whom a typed line means: somebody known, or somebody new. When in doubt it asks, never guesses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant_tui.cli.wording import person
from assistant_tui.domain.phone import mask_phone
from assistant_tui.domain.saying import InputError, say
from assistant_tui.services.arrivals import owns, same_name
from assistant_tui.services.records import find

if TYPE_CHECKING:
    from assistant_tui.domain.quickentry import QuickEntry
    from assistant_tui.readmodels.patients import PatientRow
    from assistant_tui.services.context import Context

_HITS = 200
_LISTED = 10


def recognised(desk: Context, entry: QuickEntry) -> int | None:
    """The known patient whom the line means, or None for somebody new.

    A telephone or card number that is known means its owner, if the name (where one was typed) is the same:
    a family may share a telephone. A known name alone may be a namesake. Raises InputError, listing whom it
    may mean, when that leaves a doubt.
    """
    owners = _owners(desk, entry)
    namesakes = [owner for owner in owners if not entry.name or same_name(owner.name, entry.name)]
    if len(namesakes) == 1:
        return namesakes[0].patient_id
    if owners:
        raise _doubt(desk, namesakes or owners)
    if entry.phone or entry.card or not entry.name:
        return None
    namesakes = _matching(desk, entry.name, lambda patient: same_name(patient.name, entry.name))
    if namesakes:
        raise _doubt(desk, namesakes)
    return None


def _owners(desk: Context, entry: QuickEntry) -> list[PatientRow]:
    numbers = (number for number in (entry.phone, entry.card) if number)
    found = [
        one for number in numbers for one in _matching(desk, number, lambda patient: owns(patient, entry))
    ]
    return list({patient.patient_id: patient for patient in found}.values())


def _matching(desk: Context, text: str, fits: Callable[[PatientRow], bool]) -> list[PatientRow]:
    return [patient for patient in find(desk, text, limit=_HITS) if fits(patient)]


def _doubt(desk: Context, candidates: Sequence[PatientRow]) -> InputError:
    listed = "\n".join(f"  {_described(desk, patient)}" for patient in candidates[:_LISTED])
    return InputError(
        say("This may be somebody known. Add --patient with the number, or --new:\n{listed}", listed=listed)
    )


def _described(desk: Context, patient: PatientRow) -> str:
    facts = (
        str(patient.patient_id),
        patient.name,
        person(patient.sex, patient.born, desk.today()),
        mask_phone(patient.phone or ""),
        patient.last_day.isoformat() if patient.last_day else "",
    )
    return "  ".join(fact for fact in facts if fact)
