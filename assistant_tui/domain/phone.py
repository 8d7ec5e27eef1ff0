"""Telephone numbers: one form to keep, whatever way they were typed."""

from __future__ import annotations

import re
import unicodedata

MOBILE = re.compile(r"1[3-9]\d{9}")
_CHINA = re.compile(r"(?:\+|00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)|(?:\+|00)86(?=\d)")


def kept_phone(text: str) -> str:
    """The number as it is kept: digits only, without China's +86; other countries keep their `+`.

    Empty if there is no digit in the text.
    """
    normal = unicodedata.normalize("NFKC", text).strip()
    digits = "".join(char for char in normal if char in "0123456789")
    plus = "+" if digits and normal.lstrip("( ").startswith("+") else ""
    return _CHINA.sub("", plus + digits, count=1)


def mask_phone(phone: str) -> str:
    """`13800001111` as `138****1111`: never more than the first three and last four digits of eleven or more.

    Of a shorter number the last four stay if at least three are hidden; otherwise nothing does.
    """
    digits = kept_phone(phone).removeprefix("+")
    head, tail = (3, 4) if len(digits) >= 11 else (0, 4) if len(digits) >= 7 else (0, 0)  # noqa: PLR2004
    hidden = len(digits) - head - tail
    return digits[:head] + "*" * hidden + digits[len(digits) - tail :]
