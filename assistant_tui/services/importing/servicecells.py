"""From the cells of one row to a service, or why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from assistant_tui.domain.catalogue import CATEGORY_WORDS, PREPARATION_WORDS, Category, Preparation, Service
from assistant_tui.domain.money import amount_of
from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.domain.text import clean, for_sheet
from assistant_tui.domain.words import Words
from assistant_tui.pack.model import Location
from assistant_tui.services.importing.servicecolumns import Part

Choice = TypeVar("Choice", bound=StrEnum)

CATEGORIES: dict[Category, tuple[str, ...]] = {
    Category.LAB: ("化验", "检验", "检验类", "lab test"),
    Category.EXAM: ("检查", "检查类", "examination"),
    Category.TREATMENT: ("治疗", "治疗类", "处置"),
    Category.PRESCRIPTION: ("处方", "药品", "西药", "中成药", "medicine"),
    Category.SURGERY: ("手术", "手术类", "operation"),
    Category.ANAESTHESIA: ("麻醉", "麻醉类", "anesthesia"),
    Category.ADMISSION: ("住院", "入院"),
    Category.CONSENT: ("同意书", "知情同意", "知情同意书"),
}
"""What lists call a category, besides its code and its English words; the first is documented."""
_PREPARATIONS: dict[Preparation, tuple[str, ...]] = {
    Preparation.FASTING: ("空腹", "禁食"),
    Preparation.FULL_BLADDER: ("憋尿", "充盈膀胱", "full bladder"),
}
_YES = frozenset({"true", "yes", "y", "1", "是", "需", "需要", "√"})
_NO = frozenset({"false", "no", "n", "0", "否", "无", "不需要", "×"})
_BETWEEN = re.compile(r"[,;、|]+|\s+")
_BETWEEN_PREPARATIONS = re.compile(r"[,;、|]+")
_NUMBER = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)(?:分钟|min)?")
_NEEDLESS_ZEROS = re.compile(r"(\.\d\d)0+$")


def code_of(cells: Mapping[Part, str]) -> str:
    """The code of a row, in small letters; empty if it has none."""
    return clean(cells.get(Part.CODE, "")).casefold()


def service_of(
    cells: Mapping[Part, str],
    given: Collection[Part],
    known: Service | None,
    locations: Sequence[Location],
) -> Service:
    """The service that a row means, over the `known` one of its code.

    It is not tidied yet. `given` are the parts that have a column: of these a blank cell means none, the
    others stay as they are; but name, category, initials, minutes and the flags are never taken away by a
    blank. Raises InputError.
    """
    told = {part: _undisarmed(cells.get(part, "")) for part in given}
    base = _based(told, known)
    changes: dict[str, Any] = {}
    for part, (attribute, understood) in _SIMPLE.items():
        if told.get(part, "").strip():
            changes[attribute] = understood(told[part])
        elif part in told and part in _TAKEN_AWAY:
            changes[attribute] = _TAKEN_AWAY[part]
    if Part.LOCATION in told:
        changes["location"] = _location(told[Part.LOCATION], locations)
    for part, english, attribute in (
        (Part.PURPOSE, Part.PURPOSE_EN, "purpose"),
        (Part.ADVICE, Part.ADVICE_EN, "advice"),
    ):
        changes[attribute] = _sentence(told, part, english, getattr(base, attribute))
    return replace(base, **changes)


def _based(told: Mapping[Part, str], known: Service | None) -> Service:
    """The known service, or a new one, with the row's name and category."""
    chinese, english = clean(told.get(Part.NAME, "")), clean(told.get(Part.NAME_EN, ""))
    category = clean(told.get(Part.CATEGORY, ""))
    if known is not None:
        name = Words(chinese or known.name.zh_CN, english or known.name.en)
        kept = known.initials if name.zh_CN == known.name.zh_CN else ""
        return replace(
            known, name=name, initials=kept, category=_category(category) if category else known.category
        )
    if not (chinese or english):
        raise InputError(say("A name is needed"))
    if not category:
        raise InputError(say("A new service needs a category"))
    return Service(
        clean(told[Part.CODE]).casefold(),
        Words(chinese or english, english or chinese),
        _category(category),
        price=None,
    )


def _sentence(told: Mapping[Part, str], part: Part, english: Part, known: Words | None) -> Words:
    was = known or Words("", "")
    return Words(told.get(part, was.zh_CN), told.get(english, was.en))


def _category(text: str) -> Category:
    return _one_of(text, CATEGORIES, CATEGORY_WORDS)


def _preparations(text: str) -> tuple[Preparation, ...]:
    # Two words may be one: "full bladder". Codes parted by a space are told apart too.
    words = clean(text).replace("full bladder", "full-bladder")
    parts = [one for piece in _BETWEEN_PREPARATIONS.split(words) for one in piece.split()]
    return tuple(dict.fromkeys(_one_of(one, _PREPARATIONS, PREPARATION_WORDS) for one in parts if one))


def _one_of(text: str, words: Mapping[Choice, Sequence[str]], said: Mapping[Choice, Saying]) -> Choice:
    wanted = clean(text).casefold()
    for choice, known in words.items():
        if wanted in {choice.value, str(said[choice]).casefold(), *known}:
            return choice
    listed = ", ".join(f"{choice} ({known[0]})" for choice, known in words.items())
    raise InputError(say("“{text}” is none of: {listed}", text=clean(text, limit=40), listed=listed))


def _price(text: str) -> int:
    return amount_of(_NEEDLESS_ZEROS.sub(r"\1", clean(text)))


def _flag(text: str) -> bool:
    word = clean(text).casefold()
    if word in _YES | _NO:
        return word in _YES
    raise InputError(say("“{text}” is neither yes nor no", text=clean(text, limit=40)))


def _minutes(text: str) -> timedelta:
    minutes = timedelta(minutes=_amount(text))
    if minutes % timedelta(minutes=1):
        raise InputError(say("“{text}” is no number of minutes", text=clean(text, limit=40)))
    return minutes


def _amount(text: str) -> float:
    found = _NUMBER.fullmatch(clean(text).casefold())
    if found is None:
        raise InputError(say("“{text}” is no number", text=clean(text, limit=40)))
    return float(found[1])


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in _BETWEEN.split(clean(text).casefold()) if code))


def _location(text: str, locations: Sequence[Location]) -> str | None:
    wanted = clean(text).casefold()
    if not wanted:
        return None
    for one in locations:
        if wanted in {one.code, clean(one.name.zh_CN).casefold(), clean(one.name.en).casefold()}:
            return one.code
    listed = ", ".join(f"{one.code} ({one.name.zh_CN})" for one in locations)
    raise InputError(
        say("There is no location “{typed}”. There are: {listed}", typed=clean(text, limit=40), listed=listed)
    )


def _undisarmed(cell: str) -> str:
    """The text of a cell without the apostrophe that an export puts before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and for_sheet(cell[1:]) == cell else cell


_SIMPLE: dict[Part, tuple[str, Callable[[str], object]]] = {
    Part.PRICE: ("price", _price),
    Part.INITIALS: ("initials", lambda text: clean(text).casefold()),
    Part.PREPARATIONS: ("preparations", _preparations),
    Part.MINUTES: ("usual", _minutes),
    Part.SIGNATURE: ("signature", _flag),
    Part.PAY_FIRST: ("pay_first", _flag),
    Part.CONSENT: ("consent", lambda text: clean(text).casefold()),
    Part.BRINGS: ("brings", _codes),
    Part.UNIT: ("unit", lambda text: clean(text).casefold()),
    Part.LARGEST_DOSE: ("largest_dose", _amount),
    Part.RETIRED: ("retired", _flag),
}
"""Parts that one cell says by itself: the attribute of a service, and how the cell is understood."""

_TAKEN_AWAY: dict[Part, object] = {
    Part.PRICE: None,
    Part.PREPARATIONS: (),
    Part.CONSENT: None,
    Part.BRINGS: (),
    Part.UNIT: None,
    Part.LARGEST_DOSE: None,
}
"""What a blank cell of such a part makes of it."""
