"""How people are named in what leaves the program: by the file's own numbers, openly, or by pseudonyms.

Pseudonyms are keyed (HMAC-SHA-256): the same person has the same one in every export of the clinic, and
nobody without the key can find out whose it is, not even by trying all numbers. GB/T 37964-2019 and the
GDPR, article 4 (5), call this pseudonymised, not anonymous.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant_tui.domain.birth import age_on

OLDEST_TOLD = 89
"""Above this age in years the year of birth tells too much: HIPAA, 45 CFR 164.514 (b)(2)(i)(C)."""
_DIGITS = 16  # 64 bits: among a million visits two alike are less likely than one in ten million


class Names(StrEnum):
    """What an export may say of people; the values are what the journal keeps."""

    NUMBERS = "no identifiers"
    IDENTIFIERS = "with identifiers"
    PSEUDONYMS = "pseudonymised"


class Kind(StrEnum):
    """What has a pseudonym; the value is its first letter."""

    PATIENT = "P"
    VISIT = "V"
    SLIP = "S"
    STAFF = "W"


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The pseudonyms of one file under one key. `file` tells files apart: they count from 1 each."""

    key: bytes
    file: str

    def of(self, kind: Kind, identity: int | str) -> str:
        """The pseudonym of a row, by its number in the file, or of staff, by name; of nobody it is empty."""
        if identity == "":
            return ""
        return f"{kind}-{self.digest(f'{kind}:{identity}').hex()[:_DIGITS]}"

    def digest(self, text: str) -> bytes:
        """32 bytes that stand for the text in this file."""
        import hmac  # noqa: PLC0415 - most exports have no key

        return hmac.digest(self.key, f"{self.file}|{text}".encode(), "sha256")


@dataclass(frozen=True, slots=True)
class Naming:
    """How an export names people; `pseudonyms` are there when it uses them."""

    names: Names = Names.NUMBERS
    pseudonyms: Pseudonyms | None = None

    @property
    def open(self) -> bool:
        """Whether direct identifiers may be told: name, telephone, card, date of birth."""
        return self.names is Names.IDENTIFIERS

    def reason(self, what: str) -> str:
        """What the journal says of the export: `fhir 2026-11-01..2026-11-30, no identifiers`."""
        return f"{what}, {self.names}"

    def row(self, kind: Kind, number: int) -> int | str:
        """The row's own number, or the pseudonym in its place."""
        return number if self.pseudonyms is None else self.pseudonyms.of(kind, number)

    def staff(self, name: str) -> str:
        """Who works here, by name or by pseudonym."""
        return name if self.pseudonyms is None else self.pseudonyms.of(Kind.STAFF, name)

    def prose(self, text: str) -> str:
        """What somebody wrote freely; nothing beside pseudonyms: it may name people."""
        return text if self.pseudonyms is None else ""

    def born(self, born: str | None, on: date) -> str | None:
        """The date of birth as far as it may be told: openly all of it, otherwise the year.

        None where it is not known, and without identifiers for whoever is older than 89 on that day.
        """
        if born is None or self.open:
            return born
        return None if is_very_old(born, on) else born[:4]


def is_very_old(born: str, on: date) -> bool:
    """Whether the age itself nearly identifies: above 89 on that day, or in that year."""
    return max(age_on(born, on).years, on.year - int(born[:4])) > OLDEST_TOLD
