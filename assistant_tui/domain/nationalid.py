"""Chinese citizen identity numbers (GB 11643-1999): 18 characters that tell birth date and sex.

Six digits of region, eight of birth date, three of order (odd: male) and a check character by
ISO 7064 MOD 11-2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

NATIONAL_ID = re.compile(r"[1-9][0-9]{16}[0-9X]")
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class IdFacts:
    """What an identity number says about its holder."""

    born: date
    sex: Literal["female", "male"]


def check_character(first_17: str) -> str:
    """The 18th character that belongs to the first 17 digits."""
    return _CHECKS[sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(first_17)) % 11]


def read_national_id(number: str) -> IdFacts | None:
    """The facts in a number in capitals without spaces; None if its form, check or date is wrong."""
    if not NATIONAL_ID.fullmatch(number) or check_character(number[:17]) != number[17]:
        return None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return IdFacts(born, "male" if int(number[16]) % 2 else "female")
