"""From the cells of one row to the facts of a person, or why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from assistant_tui.domain.birth import OLDEST, born_by_age
from assistant_tui.domain.nationalid import IdFacts, read_national_id
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean
from assistant_tui.services.importing.patientcolumns import Field
from assistant_tui.services.people import PatientFacts, checked

_LONGEST = 200  # characters
_LONGEST_NOTE = 2000
_SEXES = {
    **dict.fromkeys(("女", "女性", "女士", "female", "f", "woman", "2"), "female"),
    **dict.fromkeys(("男", "男性", "先生", "male", "m", "man", "1"), "male"),
    **dict.fromkeys(("未知", "不详", "未说明", "unknown", "u", "0", "9"), "unknown"),
}
"""Words, and the codes of GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated."""
_SHORTENED = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_POINT_ZERO = re.compile(r"([0-9]+)\.0+")
_SHEET_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
_ONLY_HASHES = re.compile(r"#{3,}")
_DATE = re.compile(
    r"([0-9]{4})(?:[-/.年] ?([0-9]{1,2})(?:[-/.月] ?([0-9]{1,2})日?|月)?|年)?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?"
)
_DIGITS_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_EARLIEST, _LATEST = 1800, 2999  # years that a number of four digits may mean
_AGE = re.compile(
    r"(?:([0-9]{1,3}) ?(?:岁|周岁|y|yrs?|years?)?)?(?: ?([0-9]{1,2}) ?(?:个月|月|mo|months?))?", re.IGNORECASE
)
_MONTHS = 12


def facts_of(cells: Mapping[Field, str], today: date) -> PatientFacts:
    """The facts in a row's cells, cleaned and checked. Raises InputError, saying what is wrong."""
    for field, text in cells.items():
        _require_sound(field, text)
    told = {field: clean(text, limit=_LONGEST_NOTE) for field, text in cells.items()}
    identity = _identity(told.get(Field.ID))
    born = _born(told.get(Field.BORN)) or _by_age(told.get(Field.AGE), today)
    sex = _sex(told.get(Field.SEX))
    if identity is not None:
        born = identity.born.isoformat() if born is None or len(born) < len("1990-01-01") else born
        sex = sex or identity.sex
    card = _number(told.get(Field.CARD)) or _number(told.get(Field.ID))
    return checked(
        PatientFacts(
            name=told.get(Field.NAME, ""),
            sex=sex,
            born=born,
            phone=_number(told.get(Field.PHONE)),
            card=card.upper() if card else None,
            note=cells.get(Field.NOTE),
        ),
        today,
    )


def _require_sound(field: Field, text: str) -> None:
    longest = _LONGEST_NOTE if field is Field.NOTE else _LONGEST
    if len(text.strip()) > longest:
        raise InputError(say("More than {most} characters in one cell", most=longest))
    if _SHEET_ERROR.fullmatch(text.strip()) or _ONLY_HASHES.fullmatch(text.strip()):
        raise InputError(say("The cell holds a spreadsheet's error: {text}", text=clean(text)))


def _number(text: str | None) -> str | None:
    """A telephone or card number, unless a spreadsheet has made something else of it."""
    if text is None:
        return None
    if _SHORTENED.fullmatch(text):
        raise InputError(
            say(
                "The spreadsheet has shortened a number to {text}: make the column text, type it again",
                text=text,
            )
        )
    whole = _POINT_ZERO.fullmatch(text)
    return whole[1] if whole else text


def _sex(text: str | None) -> str | None:
    if text is None:
        return None
    sex = _SEXES.get(_number(text.casefold()) or "")
    if sex is None:
        raise InputError(say("Sex is female, male or unknown, not {text}", text=clean(text, limit=20)))
    return None if sex == "unknown" else sex


def _identity(text: str | None) -> IdFacts | None:
    if text is None:
        return None
    number = (_number(text) or "").replace(" ", "").upper()
    facts = read_national_id(number)
    if facts is None:
        raise InputError(say("The ID number {number} is wrong", number=clean(text, limit=20)))
    return facts


def _born(text: str | None) -> str | None:
    """A FHIR partial date; which of 3/5/1990 is the month nobody can tell, so it is refused."""
    if text is None:
        return None
    plain = _number(text) or ""
    found = _DIGITS_DATE.fullmatch(plain) or _DATE.fullmatch(plain)
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        day = date(*parts, *(1,) * (3 - len(parts))) if parts else None
    except ValueError:
        day = None
    if day is None or not _EARLIEST <= day.year <= _LATEST:
        raise InputError(
            say(
                "Write the birth date like 1990, 1990-05 or 1990-05-21, not {text}",
                text=clean(text, limit=20),
            )
        )
    return day.isoformat()[: (4, 7, 10)[len(parts) - 1]]


def _by_age(text: str | None, today: date) -> str | None:
    if text is None:
        return None
    found = _AGE.fullmatch(_number(text) or "")
    years, months = found.groups() if found else (None, None)
    if years is None and months is None:
        raise InputError(say("Write the age like 34 or 8个月, not {text}", text=clean(text, limit=20)))
    if years is None:
        whole, rest = divmod(int(months or 0), _MONTHS)
        return born_by_age(whole, rest, today)
    if int(years) > OLDEST:
        raise InputError(say("Nobody is {years} years old: correct the age", years=years))
    return born_by_age(int(years), int(months) if months else None, today)
