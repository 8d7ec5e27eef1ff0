"""What the demo's doctor orders, picked from the pack's catalogue by what things are, not by their codes."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from datetime import timedelta

from assistant_tui.domain.catalogue import Category, Service
from assistant_tui.domain.dosage import Dosage
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.orders import ResultStatus
from assistant_tui.domain.protocols import offered_after
from assistant_tui.pack.model import LocationKind, Pack
from assistant_tui.paths import data_folder
from assistant_tui.services.demo.observed import usual_rounds

_AWAITED = timedelta(hours=1)  # a test with a longer wait is for another day
_TAKEN = (("qd", 7), ("bid", 5), ("bid", 7), ("tid", 3), ("tid", 5), ("qn", 7))
_NORMAL, _ABNORMAL = 0.75, 0.95
# Whom it would suit, a catalogue does not say: nobody invented is given a pregnancy by chance.
_OF_PREGNANCY = re.compile("孕|胎|娩|流产")


class Wishes:
    """Picks, with reasons and results in one language; the same `rng` picks the same.

    A pack without such services, or without the place where they are done, is wished nothing of.
    """

    def __init__(self, pack: Pack, language: str, rng: random.Random) -> None:
        self.rng, self.language = rng, language
        self._catalogue, self._protocols = pack.catalogue, pack.protocols
        self._kinds = {place.code: place.kind for place in pack.locations}
        self._column = 0 if language == "zh_CN" else 1
        self._words = tomllib.loads((data_folder() / "demo" / "slips.toml").read_text("utf-8"))

    def tests(self, place: str, most: int, within: timedelta = _AWAITED) -> list[Drafted]:
        """One test at this place or some, soonest back first, and `within` so long as a rule."""
        offered = [
            one for one in self._offered(self._is_test) if one.location == place and one.usual <= within
        ]
        picked = self._some(offered, most)
        return [Drafted(one) for one in sorted(picked, key=lambda one: (one.usual, one.code))]

    def medicines(self, most: int) -> list[Drafted]:
        """One medicine or some, with their doses."""
        return [
            Drafted(one, self.rng.choice((1, 1, 2)), dosage=Dosage(times=times, days=days))
            for one in self._some(self._offered(lambda one: one.category is Category.PRESCRIPTION), most)
            for times, days in (self.rng.choice(_TAKEN),)
        ]

    def treatment(self) -> list[Drafted]:
        """One treatment that is over soon."""
        return [Drafted(one) for one in self._some(self._offered(self._is_treatment), 1)]

    def watched_treatment(self) -> list[Drafted]:
        """One treatment after which somebody is observed, the longest that there is: an infusion."""
        offered = self._offered(lambda one: self._is_watched(one) and one.category is Category.TREATMENT)
        longest = max((one.usual for one in offered if _plain(one)), default=None)
        return [Drafted(one) for one in self._some([one for one in offered if one.usual == longest], 1)]

    def watched_surgery(self, *, scored: bool) -> list[Drafted]:
        """One of the shorter surgeries after which somebody is observed and let go by a score, or without."""
        offered = self._offered(
            lambda one: (
                self._is_surgery(one)
                and self._kinds[one.location or ""] is not LocationKind.ROOM
                and self._is_watched(one, scored=scored)
            )
        )
        shortest = min((one.usual for one in offered), default=None)
        return [Drafted(one) for one in self._some([one for one in offered if one.usual == shortest], 1)]

    def surgery(self) -> list[Drafted]:
        """A surgery on the same day, which brings a consent and whatever else belongs to it."""
        return [Drafted(one) for one in self._some(self._offered(self._is_surgery), 1)]

    def result(self, category: Category) -> tuple[ResultStatus, str]:
        """What comes back of a test or an examination, mostly that all is well."""
        chance = self.rng.random()
        if chance < _NORMAL:
            return ResultStatus.NORMAL, ""
        status = ResultStatus.ABNORMAL if chance < _ABNORMAL else ResultStatus.TEXT
        return status, self.finding(status, category)

    def finding(self, status: ResultStatus, category: Category) -> str:
        """What a result of this kind says."""
        return self._said(self._words[status.value][category.value])

    def reason(self, what: str) -> str:
        """Why something is refused, voided, done `early` or left for `later`."""
        return self._said(self._words["reasons"][what])

    def with_brought(self, picked: Drafted) -> list[Drafted]:
        """An item and what it brings, in the order in which they are drafted."""
        return [picked, *(Drafted(service) for service in self._catalogue.with_brought(picked.service))]

    # What is offered.

    def _offered(self, fits: Callable[[Service], bool]) -> list[Service]:
        return [
            one
            for one in self._catalogue.services
            if not one.retired and one.price and one.location in self._kinds and fits(one)
            if not _OF_PREGNANCY.search(one.name.zh_CN + (one.purpose.zh_CN if one.purpose else ""))
        ]

    def _is_test(self, one: Service) -> bool:
        return one.gives_result and one.usual <= _AWAITED and one.signature and one.pay_first and _plain(one)

    def _is_treatment(self, one: Service) -> bool:
        elsewhere = self._kinds[one.location or ""] is not LocationKind.ROOM
        return one.category is Category.TREATMENT and one.usual <= _AWAITED and elsewhere and _plain(one)

    def _is_surgery(self, one: Service) -> bool:
        brought = self._catalogue.with_brought(one)
        return (
            one.category is Category.SURGERY
            and one.consent is not None
            and one.location in self._kinds
            and len(brought) > 1
            and all(other.price is not None and other.location in self._kinds for other in brought)
            and all(other.category is not Category.ADMISSION for other in brought)
        )

    def _is_watched(self, one: Service, *, scored: bool = False) -> bool:
        protocol = offered_after(self._protocols, one.code)
        return protocol is not None and bool(usual_rounds(protocol)) and bool(protocol.discharge) == scored

    def _some(self, offered: list[Service], most: int) -> list[Service]:
        number = min(len(offered), self.rng.randint(1, most))
        return self.rng.sample(offered, number)

    def _said(self, pairs: list[list[str]]) -> str:
        return self.rng.choice(pairs)[self._column]


def _plain(one: Service) -> bool:
    return one.consent is None and not one.brings
