"""Quick entry: one typed line registers a patient, its parts in any order.

`王芳 女34 13800001111 复诊 下腹痛` is understood while it is typed. Nothing typed is lost: every
character that is no space belongs to exactly one `Part`, and what is no fact is the complaint.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from assistant_tui.domain.birth import age_on, born_by_age
from assistant_tui.domain.quickages import (
    Sex,
    SexAndAge,
    take_bare_age,
    take_born,
    take_sex,
    take_sex_and_age,
)
from assistant_tui.domain.quickfacts import Card, CardKind, drop_labels, take_card, take_phone, take_slot
from assistant_tui.domain.quickline import END, START, Line, Part, What
from assistant_tui.domain.quicknames import looks_like_name, take_companion, take_name
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.spelling import is_han

__all__ = ["KindWords", "Part", "QuickEntry", "What", "parse"]

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class KindWords:
    """A visit kind's code and the words that mean it, in every language: `复诊`, `fz`, `return`."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """What a line says. Texts are empty and facts None where nothing was typed.

    `born` is FHIR partial date text (`1990`, `1990-05`, `1990-05-03`), from the age if no date was
    typed; `age_years` and `age_months` (beyond the years) are of the day of typing. `phone` is kept as
    by `domain.phone.kept_phone`, `slot` is the clinic's local time. `problems` say what was doubted.
    """

    name: str = ""
    sex: Sex | None = None
    born: str | None = None
    age_years: int | None = None
    age_months: int | None = None
    phone: str | None = None
    card: str | None = None
    card_kind: CardKind | None = None
    kind: str | None = None
    slot: time | None = None
    companion: str = ""
    complaint: str = ""
    parts: tuple[Part, ...] = ()
    problems: tuple[Saying, ...] = ()


def parse(text: str, *, kinds: Sequence[KindWords], now_local: datetime) -> QuickEntry:
    """Understand a typed line; never raises, whatever was typed.

    `now_local` is the clinic's local time: an age becomes a birth year by its date. The rules go
    from the unmistakable (identity number, phone) to the vague (a bare number, the name).
    """
    line = Line(text)
    today = now_local.date()
    drop_labels(line)
    card = take_card(line)
    slot = take_slot(line)
    born = take_born(line, today)
    phone = take_phone(line)
    person = take_sex_and_age(line)
    kind = _take_kind(line, kinds)
    sex = take_sex(line, person.sex)
    companion = take_companion(line)
    if person.years is None and born is None and _card_born(card) is None:
        bare = take_bare_age(line)
        person = bare if bare.years is not None else person
    kind = kind or _take_glued_kind(line, kinds)
    name = take_name(line)
    line.claim_rest()
    born, age = _birth(line, born or _card_born(card), person, today)
    return QuickEntry(
        name=name,
        sex=_agreed_sex(line, sex, card),
        born=born,
        age_years=age.years,
        age_months=age.months,
        phone=phone,
        card=card.number if card else None,
        card_kind=card.kind if card else None,
        kind=kind,
        slot=slot,
        companion=companion,
        complaint=line.complaint(),
        parts=tuple(line.parts),
        problems=tuple(line.problems),
    )


def _take_kind(line: Line, kinds: Sequence[KindWords]) -> str | None:
    """The kind whose word stands alone."""
    pattern, codes = _kind_words(tuple(kinds))
    if pattern and (match := pattern.search(line.free)):
        line.claim(match.span(), "kind")
        return codes.get(match[0].casefold())
    return None


def _take_glued_kind(line: Line, kinds: Sequence[KindWords]) -> str | None:
    """The kind whose Chinese word was typed on to a name or a complaint: `王芳复诊`, `复诊下腹痛`.

    安复诊 stays a name: 安 alone would be none.
    """
    _, codes = _kind_words(tuple(kinds))
    chinese = [word for word in codes if is_han(word[0])]
    for run in _HAN_RUN.finditer(line.free):
        for word in chinese:
            rest = len(run[0]) - len(word)
            if run[0].endswith(word) and looks_like_name(run[0][:rest]):
                span = (run.end() - len(word), run.end())
            elif run[0].startswith(word) and rest > 1:
                span = (run.start(), run.start() + len(word))
            else:
                continue
            line.claim(span, "kind")
            return codes[word]
    return None


@lru_cache(maxsize=16)
def _kind_words(kinds: tuple[KindWords, ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """A pattern for any of the words, the longest first, and the code of each word."""
    # NFKC, as the line that it is compared with.
    codes = {
        usual: kind.code
        for kind in kinds
        for word in kind.words
        if (usual := unicodedata.normalize("NFKC", word).strip().casefold())
    }
    longest_first = sorted(codes, key=lambda word: (-len(word), word))
    codes = {word: codes[word] for word in longest_first}
    if not codes:
        return None, codes
    return re.compile(
        START + "(?:" + "|".join(map(re.escape, longest_first)) + ")" + END, re.IGNORECASE
    ), codes


def _card_born(card: Card | None) -> str | None:
    """The birth date that an identity number tells."""
    return card.facts.born.isoformat() if card and card.facts else None


def _birth(line: Line, born: str | None, told: SexAndAge, today: date) -> tuple[str | None, SexAndAge]:
    """Birth date and age from whichever was typed; a birth date outweighs an age that disagrees."""
    if born is None:
        return (None if told.years is None else born_by_age(told.years, told.months, today)), told
    age = age_on(born, today)
    # People count a year more, or less, before the birthday.
    if told.years is not None and abs(told.years - age.years) > 1:
        line.problems.append(say("The age and the birth date do not agree"))
    return born, SexAndAge(None, age.years, age.months)


def _agreed_sex(line: Line, typed: Sex | None, card: Card | None) -> Sex | None:
    facts = card.facts if card else None
    if facts is None:
        return typed
    if typed not in (None, facts.sex):
        said = say("female") if facts.sex == "female" else say("male")
        line.problems.append(say("The ID number says {sex}", sex=said))
    return typed or facts.sex
