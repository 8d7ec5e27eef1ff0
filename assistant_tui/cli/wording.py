"""Facts in short words for the tables that people read."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from assistant_tui.domain.birth import age_on
from assistant_tui.i18n import _

_MINUTE = timedelta(minutes=1)


def person(sex: str, born: str | None, today: date) -> str:
    """Sex and age: `F 34`; what is not known is left out."""
    words = {"female": _("F"), "male": _("M")}.get(sex, "")
    age = str(age_on(born, today).years) if born else ""
    return " ".join(word for word in (words, age) if word)


def clock_time(moment: datetime | None, zone: tzinfo) -> str:
    """`10:42` in the clinic's zone; nothing for no instant."""
    return "" if moment is None else f"{moment.astimezone(zone):%H:%M}"


def date_and_time(moment: datetime, zone: tzinfo) -> str:
    """`2026-11-21 10:42:07` in the clinic's zone."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def minutes(since: datetime, until: datetime) -> str:
    """Whole minutes between two instants, never negative."""
    return str(max(0, (until - since) // _MINUTE))


def masked_name(name: str) -> str:
    """The name as others may see it."""
    from assistant_tui.domain.names import mask  # noqa: PLC0415 - knows pinyin; most lists are in full

    return mask(name)


def masked_number(number: str) -> str:
    """A telephone or card number as others may see it."""
    from assistant_tui.domain.phone import mask_phone  # noqa: PLC0415

    return mask_phone(number)
