"""The facts of a person as entered, made safe and checked, for everything that writes a patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant_tui.domain.birth import OLDEST, age_on
from assistant_tui.domain.phone import kept_phone
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean, clean_lines

SEXES = ("female", "male", "unknown")
_FIRST_OF = {4: "-01-01", 7: "-01", 10: ""}  # completes a partial date, by its length
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15  # a local number in China; the most that ITU-T E.164 allows


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """What is known of a person; None means not said. `born` is a FHIR partial date."""

    name: str = ""
    sex: str | None = None
    born: str | None = None
    phone: str | None = None
    card: str | None = None
    note: str | None = None


def checked(facts: PatientFacts, today: date, *, known: bool = False) -> PatientFacts:
    """The facts cleaned. Raises InputError, naming what is wrong, unless they can be true.

    A name is needed except for a patient who is `known` already.
    """
    name = clean(facts.name)
    if not name and not known:
        raise InputError(say("A name is needed"))
    if facts.sex is not None and facts.sex not in SEXES:
        raise InputError(say("Sex is female, male or unknown"))
    born = _born(clean(facts.born), today) if facts.born else None
    phone = _phone(facts.phone) if facts.phone else None
    return PatientFacts(
        name=name,
        sex=facts.sex,
        born=born or None,
        phone=phone or None,
        card=(clean(facts.card) if facts.card else None) or None,
        note=None if facts.note is None else clean_lines(facts.note),
    )


def _born(typed: str, today: date) -> str | None:
    if not typed:
        return None
    try:
        date.fromisoformat(typed + _FIRST_OF[len(typed)])
        years = age_on(typed, today).years
    except (KeyError, ValueError):
        raise InputError(say("A birth date looks like 1990, 1990-05 or 1990-05-21")) from None
    if typed > today.isoformat():  # ISO text sorts like the dates it stands for
        raise InputError(say("The birth date {born} lies in the future: correct it", born=typed))
    if years > OLDEST:
        raise InputError(say("Nobody is {years} years old: correct the age", years=years))
    return typed


def _phone(typed: str) -> str:
    number = kept_phone(clean(typed))
    if not _FEWEST_DIGITS <= len(number.removeprefix("+")) <= _MOST_DIGITS:
        raise InputError(say("A telephone number has 7 to 15 digits: {typed}", typed=clean(typed)))
    return number
