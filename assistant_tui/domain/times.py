"""Times of any number of visits: put together exactly, whichever way they were gathered."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from datetime import timedelta

from assistant_tui.domain.spread import Spread, quantile

_MILLISECOND = timedelta(milliseconds=1)
_MINUTE = 60_000


class Times:
    """Times to the millisecond, as the file keeps instants, in eight bytes each: ten years fit into memory.

    Their sum is kept beside them, and they are put in order when that is first asked for: times that came in
    order are as quick to summarise however many they are.
    """

    __slots__ = ("_in_order", "_total", "_values")

    def __init__(self, ordered: array[int] | None = None, total: int = 0) -> None:
        """None, or these in ascending order with their sum, all in milliseconds."""
        self._values = array("q") if ordered is None else ordered
        self._total, self._in_order = total, True

    def add(self, times: Iterable[timedelta | None]) -> None:
        """More times. None is left out, and so is what is negative: a wrong record, which `check` names."""
        self._take(
            array("q", (time // _MILLISECOND for time in times if time is not None and time.days >= 0))
        )

    def merge(self, others: Times) -> None:
        """All the times of others too."""
        if self._values:
            self._take(others.ordered)
        else:
            self._values, self._total, self._in_order = others.ordered[:], others.total, True

    def _take(self, more: array[int]) -> None:
        self._in_order = not more and self._in_order
        self._values.extend(more)
        self._total += sum(more)

    def __len__(self) -> int:
        return len(self._values)

    @property
    def total(self) -> int:
        """Their sum in milliseconds."""
        return self._total

    @property
    def ordered(self) -> array[int]:
        """In ascending order, in milliseconds."""
        if not self._in_order:
            self._values, self._in_order = array("q", sorted(self._values)), True
        return self._values

    def spread(self) -> Spread:
        """Their summary in minutes; of none, mean, median and p90 are None."""
        ordered = self.ordered
        if not ordered:
            return Spread(n=0, mean=None, median=None, p90=None)
        mean = self._total / len(ordered) / _MINUTE
        return Spread(len(ordered), mean, quantile(ordered, 0.5) / _MINUTE, quantile(ordered, 0.9) / _MINUTE)

    def longer_than(self, limit: timedelta) -> int:
        """How many are longer than the limit."""
        return len(self._values) - bisect_right(self.ordered, limit // _MILLISECOND)
