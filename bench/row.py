"""A row of the table: what is asked, what was measured, and whether that is enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from time import perf_counter

from assistant_tui.domain.spread import quantile

Measure = Callable[[], float]
"""Does the thing once and answers what it took, in the row's unit."""


class Judged(Enum):
    """Which figure is held against the goal."""

    RATIO = "ratio of the medians"
    P95_RATIO = "ratio of the 95th percentiles"
    VALUE = "the value itself"


class NotMeasuredError(Exception):
    """Something that the rows of a family need is not there; the text says what."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked: a figure of at most `most` or, with a `tolerance`, one no further from it than that."""

    name: str
    unit: str
    most: float
    judged: Judged = Judged.RATIO
    tolerance: float | None = None

    def reached_by(self, figure: float) -> bool:
        """Whether the figure is good enough."""
        return figure <= self.most if self.tolerance is None else abs(figure - self.most) <= self.tolerance


@dataclass(frozen=True, slots=True)
class Measured:
    """What the runs took, in the row's unit: ours, and the floor's where there is one."""

    ours: Sequence[float]
    floor: Sequence[float] = ()

    @property
    def value(self) -> float:
        """Our median."""
        return quantile(sorted(self.ours), 0.5)

    @property
    def p95(self) -> float:
        """Our 95th percentile."""
        return quantile(sorted(self.ours), 0.95)

    @property
    def floor_value(self) -> float | None:
        """The floor's median."""
        return quantile(sorted(self.floor), 0.5) if self.floor else None

    @property
    def ratio(self) -> float | None:
        """Our median in floor's medians."""
        return _divided(self.value, self.floor_value)

    @property
    def p95_ratio(self) -> float | None:
        """Our 95th percentile in floor's 95th percentiles."""
        return _divided(self.p95, quantile(sorted(self.floor), 0.95)) if self.floor else None


@dataclass(frozen=True, slots=True)
class Row:
    """A goal and what was measured, or in `note` why nothing was; `runs` where it is not the samples."""

    goal: Goal
    measured: Measured | None = None
    note: str = ""
    runs: int | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where nothing was measured."""
        if self.measured is None:
            return None
        figures = {
            Judged.RATIO: self.measured.ratio,
            Judged.P95_RATIO: self.measured.p95_ratio,
            Judged.VALUE: self.measured.value,
        }
        figure = figures[self.goal.judged]
        return None if figure is None else self.goal.reached_by(figure)

    def as_json(self) -> dict[str, str | float | bool | None]:
        """As it stands in `bench/results/latest.json`."""
        taken = self.measured
        return {
            "name": self.goal.name,
            "value": _rounded(taken.value if taken else None),
            "unit": self.goal.unit,
            "floor": _rounded(taken.floor_value if taken else None),
            "ratio": _rounded(taken.ratio if taken else None),
            "p95_ratio": _rounded(taken.p95_ratio if taken else None),
            "goal": self.goal.most,
            "reached": self.reached,
            "runs": self._runs(),
        }

    def _runs(self) -> int:
        if self.runs is not None:
            return self.runs
        return len(self.measured.ours) if self.measured else 0


def interleaved(ours: Measure, floor: Measure, runs: int, *, warm_up: int = 1) -> Measured:
    """Ours, floor, floor, ours, ...: whatever else the machine does meets both sides alike.

    The first `warm_up` runs of each side do not count.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    sides = ((ours, taken[0]), (floor, taken[1]))
    for run in range(-warm_up, runs):
        for measure, into in sides if run % 2 else reversed(sides):
            took = measure()
            if run >= 0:
                into.append(took)
    return Measured(*taken)


def milliseconds(work: Callable[[], object]) -> Measure:
    """Measures the work by the clock."""

    def measure() -> float:
        begin = perf_counter()
        work()
        return (perf_counter() - begin) * 1000

    return measure


def _divided(ours: float, floor: float | None) -> float | None:
    return ours / floor if floor else None


def _rounded(figure: float | None) -> float | None:
    """Four digits that count: more would be noise."""
    return None if figure is None else float(f"{figure:.4g}")
