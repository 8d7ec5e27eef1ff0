"""Quick entry: numbers and the words beside them. Cards, phones, appointment times, birth dates, sex and age.

Every function looks at what is free of the line, claims what it understands and answers with it.
What looks like a fact and cannot be one is doubted, never dropped.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import Literal, NamedTuple

from assistant_tui.domain.birth import OLDEST
from assistant_tui.domain.nationalid import IdFacts, read_national_id
from assistant_tui.domain.phone import MOBILE, kept_phone
from assistant_tui.domain.quickline import END, START, Line
from assistant_tui.domain.quicknames import looks_like_name
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.spelling import is_han

Sex = Literal["female", "male"]
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
_END = re.compile(END)
_NOON = 12
_MONTHS = 12
# Nobody is booked for three in the morning: 3点 is in the afternoon.
_FIRST_MORNING_HOUR = 7

_BORN = r"(?:(生于|出生于?|出生日期|生日|born(?:\s+on)?|dob)\s?:?\s?)?"
_DATE = re.compile(
    rf"(?<![0-9.]){_BORN}((?:19|20)\d\d)"
    r"(?:([-/.年])(\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|(\d\d)(\d\d)|年)?"
    r"\s?(出?生)?(?![0-9:]|[-/.]\d)",
    re.ASCII | re.IGNORECASE,
)
# 女1990-05-03 is typed as one word.
_DATE_START = re.compile(rf"(?:{START}|(?<=[男女性]))")
# A date behind these is no birth date.
_OTHER_DATE = re.compile(
    r"(?:月经|LMP|EDC|停经|预产期|手术|术后|上次|末次|复查|就诊|since|on|visit)[\s:]*\Z", re.IGNORECASE
)

_NO_AGE = (
    r"(?![\d:%°A-Za-z]|[./:-]\d|\s?(?:天|日|周|次|个|月|年|小时|分|度|days?|weeks?|months?|years?|hours?|times?"
    r"|mg|ml|cm|mm)(?![a-z]))"
)
_YEAR_UNIT = r"(?:周?岁半?|y/?o|yrs?(?:\s?old)?|years?\s?old|y)(?![a-z])"
_MONTH_UNIT = r"(?:个月龄?大?|月龄|mo|months?\s?old)(?![a-z])"
# Left open: each pattern adds its own further way to write an age and the closing bracket.
_AGE = (
    rf"(?P<age>(?P<years>\d{{1,3}})\s?{_YEAR_UNIT}(?:\s?(?P<plus>\d{{1,2}})\s?个月)?"
    rf"|(?P<months>\d{{1,3}})\s?{_MONTH_UNIT}"
)
_SEX_WORDS: dict[str, Sex] = {
    "女": "female", "女性": "female", "female": "female", "f": "female",
    "男": "male", "男性": "male", "male": "male", "m": "male",
}  # fmt: skip
_SEX = r"(?P<sex>女性?|男性?|female|male|f|m)"
_AFTER_SEX = r"(?![a-z0-9儿婿友孩朋士])"
_GAP = r"[\s,/、:]{0,2}"
_FLAGS = re.ASCII | re.IGNORECASE
_WITH_SEX = (
    re.compile(rf"(?<![A-Za-z0-9]){_SEX}{_GAP}{_AGE}|(?P<bare>\d{{1,3}}){_NO_AGE})", _FLAGS),
    re.compile(rf"(?<![\w.:#-]){_AGE}|(?P<bare>\d{{1,3}})){_GAP}{_SEX}{_AFTER_SEX}", _FLAGS),
    re.compile(rf"(?<=[\u3400-\u9fff]){_AGE}){_GAP}{_SEX}{_AFTER_SEX}", _FLAGS),
)
_AGE_ALONE = (
    re.compile(START + rf"(?:年龄|aged?)\s?:?\s?{_AGE}|(?P<bare>\d{{1,3}}){_NO_AGE})" + END, _FLAGS),
    re.compile(rf"(?<![\d.:#A-Za-z-]){_AGE})", _FLAGS),
)
_BARE_AGE = re.compile(
    rf"(?:{START}|(?<=[\u3400-\u9fff]))(?<!\d[:/])(?P<age>(?P<bare>\d{{1,3}}){_NO_AGE})" + END, _FLAGS
)
_SEX_ALONE = re.compile(START + r"(?P<sex>女性?|男性?|female|male|f|m)" + END, _FLAGS)


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


def take_born(line: Line, today: date) -> str | None:
    """A birth date, whole or in part, as FHIR partial date text."""
    for match in _DATE.finditer(line.free):
        before, year, sign, month, day, month_2, day_2, after = match.groups()
        told = bool(before or after)
        whole = bool(day or day_2 or (sign == "年" and month))
        attached = not _DATE_START.match(line.free, match.start())
        if not (told or whole) or (not told and (attached or _is_other_date(line, match.start()))):
            continue
        born = _partial_date(year, month or month_2, day or day_2, today)
        if born is None:
            line.doubt(match.span(), say("There is no such birth date: {date}", date=match[0].strip()))
            continue
        line.claim(match.span(), "born", born)
        return born
    return None


class SexAndAge(NamedTuple):
    """What was typed of both; an age below a few years may come in months."""

    sex: Sex | None = None
    years: int | None = None
    months: int | None = None


def take_sex_and_age(line: Line) -> SexAndAge:
    """Sex and age that stand together or have a unit: `女34`, `34岁女`, `F 34`, `8个月`."""
    for pattern in _WITH_SEX:
        for match in pattern.finditer(line.free):
            if _may_follow(line.free, match.start()):
                age = _take_age(line, match)
                return SexAndAge(_take_sex_word(line, match.span("sex")), *age)
    for pattern in _AGE_ALONE:
        for match in pattern.finditer(line.free):
            if match["months"] is None or _stands_alone(line.free, match.span()):
                return SexAndAge(None, *_take_age(line, match))
    return SexAndAge()


def take_sex(line: Line, known: Sex | None) -> Sex | None:
    """The sex where it stands alone; a second, different one is doubted."""
    for match in _SEX_ALONE.finditer(line.free):
        told = _SEX_WORDS[match["sex"].lower()]
        if _is_middle_initial(line.free, match.span()):
            continue
        if known not in (None, told):
            line.doubt(match.span(), say("Both female and male are typed"))
            continue
        known = _take_sex_word(line, match.span())
    return known


def _take_sex_word(line: Line, span: tuple[int, int]) -> Sex:
    """Claim one word that says the sex."""
    sex = _SEX_WORDS[line.plain[slice(*span)].lower()]
    line.claim(span, "sex", say("female") if sex == "female" else say("male"))
    return sex


def take_bare_age(line: Line) -> SexAndAge:
    """A number that stands alone, or behind a name, and could be an age, when nothing better was typed."""
    for match in _BARE_AGE.finditer(line.free):
        if int(match["bare"]) <= OLDEST and _may_follow(line.free, match.start()):
            return SexAndAge(None, *_take_age(line, match))
    return SexAndAge()


def _take_age(line: Line, match: re.Match[str]) -> tuple[int | None, int | None]:
    found = match.groupdict()
    months: int | None
    span = match.span("age")
    if found.get("months"):
        years, months = divmod(int(found["months"]), _MONTHS)
    else:
        years = int(found.get("years") or found.get("bare") or 0)
        months = int(found["plus"]) if found.get("plus") else None
    if years > OLDEST or (months or 0) >= _MONTHS:
        line.doubt(span, say("The age {age} cannot be right", age=match["age"]))
        return None, None
    line.claim(span, "age", _spoken_age(years, months))
    return years, months


def _spoken_age(years: int, months: int | None) -> Saying:
    """An age in words: years, or months too where they were told."""
    if months is not None and not years:
        return say("{months} months", months=months)
    return (
        say("{years} years {months} months", years=years, months=months)
        if months
        else say("{years} years", years=years)
    )


def _clock_time(hour: int, minute: int, half: str, *, spoken: bool) -> time | None:
    afternoon = half in ("下午", "晚上", "pm") or (half == "中午" and hour < _FIRST_MORNING_HOUR)
    if afternoon or (spoken and not half and hour < _FIRST_MORNING_HOUR):
        hour += _NOON if hour < _NOON else 0
    elif half == "am" and hour == _NOON:
        hour = 0
    try:
        return time(hour, minute)
    except ValueError:
        return None


def _partial_date(year: str, month: str | None, day: str | None, today: date) -> str | None:
    try:
        born = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if born > today or today.year - born.year > OLDEST:
        return None
    return born.isoformat()[: 10 if day else 7 if month else 4]


def _is_other_date(line: Line, start: int) -> bool:
    return _OTHER_DATE.search(line.plain, max(start - 16, 0), start) is not None


def _may_follow(text: str, start: int) -> bool:
    """Whether a sex or age may begin here: after a gap, or right behind a name of at least two characters."""
    end = start
    while start and is_han(text[start - 1]):
        start -= 1
    return start == end or looks_like_name(text[start:end])


def _stands_alone(text: str, span: tuple[int, int]) -> bool:
    """停经8个月 tells no age."""
    return bool(_DATE_START.match(text, span[0]) and _END.match(text, span[1]))


def _is_middle_initial(text: str, span: tuple[int, int]) -> bool:
    """Whether a lone letter stands between two words, as in John F Kennedy."""
    if span[1] - span[0] > 1 or not text[span[0]].isascii():
        return False
    before, behind = text[: span[0]].rstrip(" "), text[span[1] :].lstrip(" ")
    return before[-1:].isalpha() and before[-1:].isascii() and behind[:1].isalpha() and behind[:1].isascii()
