"""Quick entry: what stands for itself. Form labels, cards, phones and appointment times.

Every function looks at what is free of the line, claims what it understands and answers with it.
What looks like a fact and cannot be one is doubted, never dropped.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Literal, NamedTuple

from assistant_tui.domain.nationalid import IdFacts, read_national_id
from assistant_tui.domain.phone import MOBILE, kept_phone
from assistant_tui.domain.quickline import END, START, Line
from assistant_tui.domain.saying import say
from assistant_tui.domain.typedtimes import clock_time

CardKind = Literal["national_id", "card"]


class Card(NamedTuple):
    """A card number and what kind of card it is; what it says about its holder, if anything."""

    number: str
    kind: CardKind
    facts: IdFacts | None = None


_ID = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}\s?\d{8}\s?\d{3}[\dXx](?![0-9A-Za-z])", re.ASCII)
_CARD = re.compile(
    START
    + r"(?:#|card(?:\s?no\.?)?|就诊卡号?|医保卡号?|社保卡号?|卡号?)\s?[:#]?\s?([0-9A-Z-]*[0-9][0-9A-Z-]*)"
    + END,
    re.ASCII | re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.+-])"
    r"((?:(?:\+|00)?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}"
    r"|(?:\+86[\s-]?|\()?0\d{2,3}\)?[\s-]?\d{7,8}"
    r"|\+(?!86)\d[\d\s-]{6,16}\d"
    r"|[2-8]\d{6,7})"
    r"(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_LIKE_MOBILE = re.compile(r"(?<![\w.+-])(?:\+?86)?1[3-9]\d{6,13}(?![\w-])", re.ASCII)
_LABELS = re.compile(
    START + r"(?:(?:姓名|性别|年龄|(?:联系)?电话|手机)(?:号码?)?(?:\s?:|(?=\s?[\d+男女]))"
    r"|(?:name|sex|age|tel|phone|mobile|complaint)\s?:)",
    re.IGNORECASE,
)
_TIME = (
    r"(?:今[天日])?\s?(上午|早上|下午|中午|晚上)?\s?(\d{1,2})"
    r"(?:[:.](\d{2})(?!\d)|[点时](?:(\d{1,2})分?|(半|一刻|三刻))?|(?=\s?[ap]m))\s?([ap]m)?"
)
_BOOKED = r"(?:预约|约|appt\.?|appointment|booked)"
_SLOTS = (
    re.compile(START + rf"(?:{_BOOKED}|@)\s*[:@]?\s*{_TIME}(?![\w:])", re.ASCII | re.IGNORECASE),
    re.compile(START + rf"{_TIME}\s*{_BOOKED}" + END, re.ASCII | re.IGNORECASE),
)
_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}
_NOON = 12
# Nobody is booked for three in the morning: 3点 is in the afternoon.
_FIRST_MORNING_HOUR = 7


def drop_labels(line: Line) -> None:
    """Pass over the words of a form (`性别:`, `电话`, `Name:`) that were pasted with what they announce."""
    for match in _LABELS.finditer(line.free):
        line.claim(match.span(), "ignored")


def take_card(line: Line) -> Card | None:
    """An identity number, or what stands behind `#`, `卡` or `card`; the identity number goes first."""
    card: Card | None = None
    for match in _ID.finditer(line.free):
        number = "".join(match[0].split()).upper()
        facts = read_national_id(number)
        if facts is None:
            line.doubt(
                match.span(),
                say("The ID number {number} cannot be right", number=number),
            )
        elif card is None:
            card = Card(number, "national_id", facts)
            line.claim(match.span(), "card", number)
        else:
            line.doubt(match.span(), say("There are two ID numbers; {number} is used", number=card.number))
    for match in _CARD.finditer(line.free):
        if card is None:
            card = Card(match[1].upper(), "card")
            line.claim(match.span(), "card", card.number)
        else:
            line.doubt(match.span(), say("There are two card numbers; {number} is used", number=card.number))
    return card


def take_phone(line: Line) -> str | None:
    """The first telephone number as it is kept (`domain.phone`); further and mistyped ones are doubted."""
    phone: str | None = None
    for match in _PHONE.finditer(line.free):
        number = kept_phone(match[1])
        if phone in (None, number):
            phone = number
            line.claim(match.span(), "phone", number)
        else:
            line.doubt(match.span(), say("There are two phone numbers; {phone} is used", phone=phone))
    for match in _LIKE_MOBILE.finditer(line.free):
        if not MOBILE.fullmatch(kept_phone(match[0])):
            count = len(kept_phone(match[0]))
            line.doubt(match.span(), say("A mobile number has 11 digits, this one has {count}", count=count))
    return phone


def take_slot(line: Line) -> time | None:
    """The local time behind or before `预约`, `约`, `appt` or `@`."""
    for pattern in _SLOTS:
        if match := pattern.search(line.free):
            half, hour, minute, minute_2, quarter, noon = match.groups()
            minutes = int(minute or minute_2 or _MINUTES.get(quarter, 0))
            slot = _clock_time(int(hour), minutes, half or (noon or "").lower(), spoken=minute is None)
            if slot is None:
                line.doubt(match.span(), say("There is no such time: {time}", time=match[0].strip()))
            else:
                line.claim(match.span(), "slot", f"{slot:%H:%M}")
            return slot
    return None


def _clock_time(hour: int, minute: int, half: str, *, spoken: bool) -> time | None:
    afternoon = half in ("下午", "晚上", "pm") or (half == "中午" and hour < _FIRST_MORNING_HOUR)
    if afternoon or (spoken and not half and hour < _FIRST_MORNING_HOUR):
        hour += _NOON if hour < _NOON else 0
    elif half == "am" and hour == _NOON:
        hour = 0
    return clock_time(hour, minute)
