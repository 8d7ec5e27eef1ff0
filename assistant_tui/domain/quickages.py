"""Quick entry: who the patient is by sex, age and birth date.

As in `quickfacts`, every function claims what it understands. A number is an age only where nothing
around it says that it counts something else.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from assistant_tui.domain.birth import OLDEST
from assistant_tui.domain.quickline import END, START, Line
from assistant_tui.domain.quicknames import looks_like_name
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.spelling import is_han

Sex = Literal["female", "male"]
_END = re.compile(END)
_MONTHS = 12

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
