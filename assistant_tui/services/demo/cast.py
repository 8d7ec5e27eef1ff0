"""Who comes to the demo: invented people and what brings them, put together from `data/demo/`."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from assistant_tui.domain.birth import age_on
from assistant_tui.pack.model import Pack, VisitKind
from assistant_tui.paths import data_folder
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.setup import Desk

_YOUNG, _OLD = 30, 60  # years: up to the one a mother comes along, from the other on a daughter
_WITH_PHONE = 0.9
_PHONES_AT_ONCE = 1_000
_UNLIKE_OTHERS = 20  # tries at a name that nobody has; then there are namesakes, as there are in a big clinic


class Part(StrEnum):
    """Whose remarkable names are taken first; see `[remarkable]` in `data/demo/people.toml`."""

    FIRST_COME = "first_come"
    LATE_COME = "late_come"
    KNOWN = "known"
    BOOKED_EARLY = "booked_early"
    BOOKED_DUE = "booked_due"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented: the facts as an assistant would enter them, and the age in years."""

    facts: PatientFacts
    age: int


class Cast:
    """Invents people and words, in one language, for one pack; the same `rng` invents the same.

    `named` are names that somebody has already. Telephone numbers begin with 138 and this `block`, or a later
    one: two casts of one file are given blocks that are far apart.
    """

    def __init__(
        self,
        pack: Pack,
        language: str,
        rng: random.Random,
        today: date,
        *,
        named: Iterable[str] = (),
        block: int = 0,
    ) -> None:
        self._column = 0 if language == "zh_CN" else 1
        self._rng = rng
        self._today = today
        self._people = _read("people.toml")
        complaints = _read("complaints.toml")
        self._complaints = complaints.get(pack.code, complaints["general"])
        self._remarkable = {part: list(self._people["remarkable"][part]) for part in Part}
        self._named = {self._said(pair) for pairs in self._remarkable.values() for pair in pairs} | set(named)
        self._block, self._phones = block, rng.sample(range(10_000), _PHONES_AT_ONCE)

    def desk(self) -> Desk:
        """The room, the doctor and the assistant."""
        staff = self._people["staff"]
        return Desk(*(self._said(staff[name]) for name in ("room", "doctor", "assistant")))

    def person(self, part: Part | None = None) -> Person:
        """Somebody new; one with a remarkable name as long as there are any for this part."""
        remarkable = self._remarkable[part] if part else []
        woman = bool(remarkable) or self._rng.random() < self._complaints["women"]
        sex = "female" if woman else "male"
        name = self._said(remarkable.pop(0)) if remarkable else self._new_name(sex)
        youngest, oldest = self._complaints["ages"]
        age = round(self._rng.triangular(youngest, oldest, youngest + (oldest - youngest) / 3))
        born = self._today - timedelta(days=age * 366 + self._rng.randrange(300))
        phone = self._new_phone() if self._rng.random() < _WITH_PHONE else None
        return Person(PatientFacts(name, sex, born.isoformat(), phone), age)

    def complaint(self, kind: VisitKind, *, known: bool, urgent: bool = False) -> str:
        """What brings her, in a few words."""
        usual = "urgent" if urgent else "again" if known else "new"
        of_kind = None if urgent else self._complaints.get(kind.code)
        return self._one(of_kind or self._complaints[usual])

    def age(self, born: str | None) -> int:
        """The age in years of somebody of the cast; of one whose birth is not known, middle age."""
        return age_on(born, self._today).years if born else (_YOUNG + _OLD) // 2

    def relation(self, sex: str, age: int) -> str:
        """Who comes along with somebody of this sex and age."""
        relations = self._people["relations"]
        who = "young" if age <= _YOUNG else "old" if age >= _OLD else sex
        return self._one(relations[who])

    def reason(self, what: str) -> str:
        """A reason, as an assistant types it, for `hold`, `leave` or `results`."""
        return self._one(self._people["reasons"][what])

    def escort(self) -> str:
        """Who takes the patient there."""
        return self._one(self._people["staff"]["escorts"])

    def front_desk(self) -> str:
        """Who acts in the living demo beside the user."""
        return self._said(self._people["staff"]["front_desk"])

    def nurse(self) -> str:
        """Who goes the rounds, beside the user."""
        return self._said(self._people["staff"]["nurse"])

    def _new_name(self, sex: str) -> str:
        name = ""
        for _ in range(_UNLIKE_OTHERS):
            family = self._rng.choice(self._people["family"])
            given = self._rng.choice(self._people["given"][sex])
            name = f"{family[0]}{given[0]}" if self._column == 0 else f"{given[1]} {family[1]}"
            if name not in self._named:
                break
        self._named.add(name)
        return name

    def _new_phone(self) -> str:
        if not self._phones:
            self._block, self._phones = self._block + 1, self._rng.sample(range(10_000), _PHONES_AT_ONCE)
        return f"138{self._block:04d}{self._phones.pop():04d}"

    def _one(self, pairs: list[list[str]]) -> str:
        return self._said(self._rng.choice(pairs))

    def _said(self, pair: list[str]) -> str:
        return pair[self._column]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((data_folder() / "demo" / name).read_text("utf-8"))
