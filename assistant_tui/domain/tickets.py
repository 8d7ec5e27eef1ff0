"""Ticket numbers: `A012` is number 12 of series A on one day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from assistant_tui.domain.saying import InputError, say

WIDTH = 3
LONGEST_ECHO = 20
"""So much of what was typed is repeated in a refusal."""
_NUMBER_MARK = "号"
# After NFKC full-width letters, digits and dashes are plain; these dashes and dots stay.
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—−_.]+")
_TICKET = re.compile(r"([A-Z]{1,4})([0-9]{1,6})")


def format_ticket(series: str, number: int, width: int = WIDTH) -> str:
    """`A`, 12 -> `A012`; a number wider than `width` digits is written in full.

    Raises ValueError for a number below 1: tickets count from 1.
    """
    if number < 1:
        raise ValueError(f"tickets count from 1, not {number}")
    return f"{series}{number:0{width}d}"


def parse_ticket(text: str) -> tuple[str, int]:
    """Series and number of a ticket as people type it: `a12`, `A-012`, `Ａ０１２`, `A12号`.

    Raises InputError, showing what a ticket looks like, for anything else.
    """
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper().removesuffix(_NUMBER_MARK)
    match = _TICKET.fullmatch(plain)
    if match is None or int(match[2]) == 0:
        raise InputError(say("“{text}” is no ticket: type one like A012", text=text.strip()[:LONGEST_ECHO]))
    return match[1], int(match[2])


def next_number(last: int | None) -> int:
    """The number after the last one given in the series today; the first is 1."""
    return 1 if last is None else last + 1


def gaps(numbers: Iterable[int]) -> list[int]:
    """The numbers that are missing between 1 and the largest, ascending; empty when the series is gapless."""
    missing: list[int] = []
    expected = 1
    for number in sorted(set(numbers)):
        missing.extend(range(expected, number))
        expected = max(expected, number + 1)
    return missing
