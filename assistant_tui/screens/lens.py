"""How things are written on the screen: names masked or not, local times, codes in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from assistant_tui.domain.birth import age_on
from assistant_tui.domain.names import mask
from assistant_tui.domain.phone import mask_phone
from assistant_tui.i18n import _, language
from assistant_tui.pack.model import Location, Pack
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.patients import PatientRow

MINUTE = timedelta(minutes=1)
_FOUR_DIGITS = 1000


class Lens(NamedTuple):
    """Turns what the board knows into what a person reads, at one moment."""

    pack: Pack
    zone: tzinfo
    room_name: str
    today: date
    hide_names: bool = False

    def name(self, name: str) -> str:
        """The name, masked while names are hidden."""
        return mask(name) if self.hide_names else name

    def phone(self, phone: str | None) -> str:
        """The phone, masked while names are hidden; empty when there is none."""
        if not phone:
            return ""
        return mask_phone(phone) if self.hide_names else phone

    def time(self, moment: datetime | None) -> str:
        """`09:05`, the clinic's time; empty for None."""
        return "" if moment is None else f"{moment.astimezone(self.zone):%H:%M}"

    def day(self, day: date | None) -> str:
        """`11-21` in this year, `2025-11-21` in others; empty for None."""
        if day is None:
            return ""
        return f"{day:%m-%d}" if day.year == self.today.year else day.isoformat()

    def span(self, low: datetime | None, high: datetime | None) -> str:
        """`10:46-51`, `10:58-11:04` across the hour, or `10:46` when both are the same minute."""
        if low is None or high is None:
            return ""
        first, last = low.astimezone(self.zone), high.astimezone(self.zone)
        if high - low < MINUTE and first.minute == last.minute:
            return f"{first:%H:%M}"
        same_hour = first.date() == last.date() and first.hour == last.hour
        return f"{first:%H:%M}-{last:%M}" if same_hour else f"{first:%H:%M}-{last:%H:%M}"

    def person(self, row: VisitRow | PatientRow) -> str:
        """`女34` or `F 34`: sex and age, as far as they are known."""
        return f"{self.sex(row.sex)}{self.age(row.born)}".strip()

    def sex(self, sex: str) -> str:
        """Sex in one letter, empty when unknown."""
        return {"female": _("F "), "male": _("M ")}.get(sex, "")

    def age(self, born: str | None) -> str:
        """Completed years, or months for an infant; empty when unknown."""
        if not born:
            return ""
        try:
            age = age_on(born, self.today)
        except ValueError:
            return ""
        if age.years == 0 and age.months is not None:
            return _("{months} months", months=age.months)
        return str(age.years)

    def kind(self, code: str) -> str:
        """A visit kind's name; a code that the pack no longer has speaks for itself."""
        for kind in self.pack.visit_kinds:
            if kind.code == code:
                return kind.name.said_in(language())
        return code

    def place(self, code: str, room_id: int | None = None) -> str:
        """A location's name, the room's own for the consulting room."""
        if room_id is not None and code == self.pack.room.code:
            return self.room_name
        location = self.location(code)
        return location.name.said_in(language()) if location else code

    def location(self, code: str) -> Location | None:
        """The pack's location, None for a code that it no longer has."""
        return next((one for one in self.pack.locations if one.code == code), None)


def minutes(since: datetime, now: datetime) -> int:
    """Whole minutes from `since` to `now`; none when the clock was set back."""
    return max(0, (now - since) // MINUTE)


def in_three_cells(spent: int) -> str:
    """Minutes as they are or, from a thousand on, as hours: somebody is still here from yesterday."""
    return str(spent) if spent < _FOUR_DIGITS else f"{spent // 60}h"
