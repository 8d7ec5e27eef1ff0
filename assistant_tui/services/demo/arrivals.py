"""When the next one comes to the living demo: by chance, about as many as the doctor can see."""

from __future__ import annotations

import random
from datetime import datetime, timedelta, tzinfo

from assistant_tui.domain.clock import day_of
from assistant_tui.services.demo.hours import closing, opening

_FIRST_WITHIN = (20, 50)  # seconds: who opens the demo soon sees that it lives
_PER_SERVICE = 1.4  # the mean gap, in usual consultations: returns take the doctor's time too
_LEAST = timedelta(seconds=30)
_AT_LEAST_OPEN = timedelta(hours=4)


class Arrivals:
    """The instants at which somebody comes, one after the other; the same seed gives the same.

    People come from opening to closing, on the first day for some hours at least, on later days again.
    """

    def __init__(self, seed: int, *, began: datetime, service: timedelta, zone: tzinfo) -> None:
        self._rng = random.Random(f"{seed} arrivals")
        self._mean, self._zone = service * _PER_SERVICE, zone
        self._first_opening = opening(day_of(began, zone), zone)
        self._open_until = began + _AT_LEAST_OPEN
        soon = timedelta(seconds=self._rng.uniform(*_FIRST_WITHIN))
        self.next_at = self._when_open(began + soon)

    def due(self, now: datetime) -> bool:
        """Whether somebody comes now; the next one's instant is then drawn.

        However late it is found out, it is one: those who would have come meanwhile have gone elsewhere.
        """
        if now < self.next_at:
            return False
        gap = max(_LEAST, self._mean * self._rng.expovariate(1))
        self.next_at = self._when_open(max(self.next_at, now - self._mean) + gap)
        return True

    def _when_open(self, moment: datetime) -> datetime:
        """This instant, or when the clinic opens next if it is closed then."""
        day = day_of(moment, self._zone)
        opens, closes = opening(day, self._zone), closing(day, self._zone)
        if self._first_opening <= moment <= self._open_until or opens <= moment <= closes:
            return moment
        return opens if moment < opens else opening(day + timedelta(days=1), self._zone)
