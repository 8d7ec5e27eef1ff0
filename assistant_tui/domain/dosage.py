"""A prescription's dose as it is typed and checked: how much, how often, how many days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.domain.text import clean

TIMES_A_DAY: dict[str, Saying] = {
    "qd": say("once a day"),
    "bid": say("twice a day"),
    "tid": say("three times a day"),
    "qid": say("four times a day"),
    "qn": say("every night"),
    "q6h": say("every 6 hours"),
    "q8h": say("every 8 hours"),
    "q12h": say("every 12 hours"),
    "qod": say("every other day"),
    "prn": say("when needed"),
    "st": say("at once"),
}
"""Latin abbreviations of the prescribing rules (处方管理办法), with their words."""
MOST_DAYS = 180
_SPELLED = {
    "μg": "ug",
    "mcg": "ug",
    "微克": "ug",
    "毫克": "mg",
    "克": "g",
    "毫升": "ml",
    "u": "iu",
    "单位": "iu",
}
"""Other ways to write a unit; the micro sign becomes a Greek letter when case is folded."""
_UNITS = ("mg", "ug", "g", "ml", "l", "iu", *"片粒支包袋丸滴枚贴", "tab", "cap", "drop", "drops", *_SPELLED)
_DOSE = re.compile(rf"([0-9]{{1,5}}(?:\.[0-9]{{1,3}})?)({'|'.join(_UNITS)})")
_DAYS = re.compile(r"([0-9]{1,4})(?:d|天|日)")


@dataclass(frozen=True, slots=True)
class Dosage:
    """How a medicine is taken; a part that is None was not said. `times` is a key of `TIMES_A_DAY`."""

    amount: Decimal | None = None
    unit: str | None = None
    times: str | None = None
    days: int | None = None

    @property
    def text(self) -> str:
        """As it is kept and typed: `0.5g tid 7d`; empty when nothing was said."""
        days = "" if self.days is None else f"{self.days}d"
        return " ".join(part for part in (self.dose, self.times or "", days) if part)

    @property
    def dose(self) -> str:
        """What is taken at once: `0.5g`; empty when it was not said."""
        return "" if self.amount is None else f"{self.amount.normalize():f}{self.unit}"


def read_dosage(word: str) -> Dosage | None:
    """What one typed word says of a dose: `0.5g`, `tid` or `7d`; None when it says nothing of one."""
    word = clean(word).casefold()
    if found := _DOSE.fullmatch(word):
        return Dosage(amount=Decimal(found[1]), unit=_unit(found[2]))
    if found := _DAYS.fullmatch(word):
        return Dosage(days=int(found[1]))
    return Dosage(times=word) if word in TIMES_A_DAY else None


def together(one: Dosage, other: Dosage) -> Dosage:
    """Both said of one medicine. Raises InputError when a part is said twice."""
    parts = {}
    for name in ("amount", "unit", "times", "days"):
        first, second = getattr(one, name), getattr(other, name)
        if first is not None and second is not None:
            raise InputError(say("The dose is given twice: {one}, {other}", one=one.text, other=other.text))
        parts[name] = first if second is None else second
    return Dosage(**parts)


def dosage_of(text: str) -> Dosage:
    """The inverse of `Dosage.text`. Raises InputError for words that say nothing of a dose."""
    dosage = Dosage()
    for word in clean(text).split():
        part = read_dosage(word)
        if part is None:
            raise InputError(say("“{text}” is no dose: write it like 0.5g tid 7d", text=word))
        dosage = together(dosage, part)
    return dosage


def require_plausible(dosage: Dosage, *, name: object, unit: str | None, largest: float | None) -> None:
    """Let a dose pass that can be meant.

    `unit` and `largest` (a single dose in that unit) are the catalogue's, None where it sets none.
    Raises InputError, naming the medicine, for another unit (0.5mg for 0.5g is the slip that it is there to
    catch, so nothing is converted), a dose of 0 or above the largest, or days that are not between 1 and 180.
    What was not said passes: the doctor who signs may write it by hand.
    """
    if dosage.days is not None and not 1 <= dosage.days <= MOST_DAYS:
        raise InputError(say("{name}: for 1 to {most} days", name=name, most=MOST_DAYS))
    if dosage.amount is None:
        return
    if dosage.amount <= 0:
        raise InputError(say("{name}: a dose must be more than 0", name=name))
    if unit is not None and dosage.unit != _unit(unit):
        raise InputError(say("{name} is given in {unit}", name=name, unit=unit))
    if largest is not None and dosage.amount > Decimal(str(largest)):
        raise InputError(
            say("{name}: {dose} is more than {largest}{unit} at once", name=name, dose=dosage.dose,
                largest=f"{largest:g}", unit=unit or dosage.unit)
        )  # fmt: skip


def _unit(written: str) -> str:
    unit = clean(written).casefold()
    return _SPELLED.get(unit, unit)
