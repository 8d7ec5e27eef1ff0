"""The PIN by which a doctor signs: what it may be, what is kept of it, and how often it may be tried.

It tells that whoever signs knows the doctor's PIN, and puts that on record. It is no protection against
somebody who can write the file.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import timedelta
from typing import NamedTuple

from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean

FEWEST_DIGITS, MOST_DIGITS = 4, 12
WRONG_TRIES = 5
"""After so many wrong ones within `TRIES_WITHIN`, no PIN is taken."""
TRIES_WITHIN = timedelta(minutes=1)
SALT_BYTES = 16
# The least that OWASP's Password Storage Cheat Sheet (2024) recommends of scrypt with 16 MB.
_COST, _BLOCK, _LANES = 2**14, 8, 5
_MEMORY = 64 * 2**20


class KeptPin(NamedTuple):
    """What a PIN is checked against, in hex; the PIN itself is kept nowhere."""

    salt: str
    hash: str


def typed_pin(text: str) -> str:
    """The PIN that was typed, full-width digits too. Raises InputError for what can be none."""
    pin = clean(text)
    if not re.fullmatch(rf"[0-9]{{{FEWEST_DIGITS},{MOST_DIGITS}}}", pin):
        raise InputError(say("A PIN has {fewest} to {most} digits", fewest=FEWEST_DIGITS, most=MOST_DIGITS))
    return pin


def keep(pin: str, salt: bytes) -> KeptPin:
    """What to keep of a PIN; the salt is `SALT_BYTES` random bytes of its own."""
    return KeptPin(salt.hex(), _derived(pin, salt))


def fits(pin: str, kept: KeptPin) -> bool:
    """Whether this is the PIN."""
    return hmac.compare_digest(_derived(pin, bytes.fromhex(kept.salt)), kept.hash)


def _derived(pin: str, salt: bytes) -> str:
    key = hashlib.scrypt(
        pin.encode("ascii"), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=32
    )
    return key.hex()
