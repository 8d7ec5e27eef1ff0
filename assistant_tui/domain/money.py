"""Amounts: whole numbers of the currency's minor unit (分), so that no sum is ever rounded."""

from __future__ import annotations

import re

from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean

DEAREST = 99_999_999
"""Minor units; a larger price on a slip is a slip of the finger."""
# A comma parts thousands and nothing else: 12,50 is neither 12.50 nor 1250.
_TYPED = re.compile(r"¥?([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?元?")


def money_text(amount: int) -> str:
    """The amount in major units with two decimals, as it stands in tables and files: `1250` is `12.50`."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def amount_of(text: str) -> int:
    """The minor units of an amount typed in major units.

    `12.5`, `¥12.50` and `12.5元` are 1250, `1,200` is 120000.
    Raises InputError for anything else, a negative amount or one above `DEAREST`.
    """
    found = _TYPED.fullmatch(clean(text))
    if found is None:
        raise InputError(say("“{text}” is no amount: type one like 35 or 12.50", text=clean(text)))
    amount = int(found[1].replace(",", "")) * 100 + int((found[2] or "0").ljust(2, "0"))
    if amount > DEAREST:
        raise InputError(say("{amount} is more than a slip can have", amount=money_text(amount)))
    return amount
