"""How consultation times vary: within a session, and from one session to another.

Everything is in logarithms of ratios to the usual time, where a doctor's pace is a sum: the room's mean, what
a session adds to it, and what the single consultation adds. Estimated by the method of moments for unequal
groups (Searle, Casella and McCulloch, Variance Components, 1992), shrunk to what is usual while data are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

WITHIN, BETWEEN = 0.55**2, 0.25**2
"""Variances of single consultations and of sessions, where no history tells them."""
MEAN = -(WITHIN + BETWEEN) / 2
"""The mean logarithm that goes with them: the ratios themselves are 1 on average."""
SESSIONS_WORTH = 5
"""Sessions after which what they tell weighs as much as what is usual, for the variance between sessions."""
CONSULTATIONS_WORTH = 20
"""Consultations after which they do, for the mean and for the variance within sessions."""
FADING = 0.93
"""How much less each consultation of a session tells of its pace than the one after it."""


@dataclass(frozen=True, slots=True)
class Variation:
    """The mean log ratio of a room, and the variances around it."""

    mean: float = MEAN
    within: float = WITHIN
    between: float = BETWEEN

    def levels(self, logs: Sequence[float]) -> list[float]:
        """How far a session's pace seems above the mean: before each of its consultations, and after all.

        The best linear prediction: of little seen little is believed, and where sessions hardly differ, less.
        """
        doubt, mean = self.within / self.between, self.mean
        total = weight = 0.0
        levels = [0.0]
        for one in logs:
            total = total * FADING + one - mean
            weight = weight * FADING + 1.0
            levels.append(total / (weight + doubt))
        return levels

    def doubt(self, seen: int) -> float:
        """The standard deviation of a session's pace that is left after so many of its consultations."""
        weight = (1 - FADING**seen) / (1 - FADING)
        return sqrt(self.between * self.within / (self.within + weight * self.between))


def variation(sessions: Sequence[Sequence[float]]) -> Variation:
    """The variation in sessions of log ratios, none of them empty."""
    number = sum(map(len, sessions))
    totals = [fsum(one) for one in sessions]
    inside = fsum(
        (value - total / len(one)) ** 2 for one, total in zip(sessions, totals, strict=True) for value in one
    )
    return Variation(
        (fsum(totals) + CONSULTATIONS_WORTH * MEAN) / (number + CONSULTATIONS_WORTH),
        (inside + CONSULTATIONS_WORTH * WITHIN) / (number - len(sessions) + CONSULTATIONS_WORTH),
        (len(sessions) * _between(sessions, totals, inside) + SESSIONS_WORTH * BETWEEN)
        / (len(sessions) + SESSIONS_WORTH),
    )


def _between(sessions: Sequence[Sequence[float]], totals: Sequence[float], inside: float) -> float:
    number, groups = sum(map(len, sessions)), len(sessions)
    if groups < 2 or number == groups:  # noqa: PLR2004
        return BETWEEN
    mean = fsum(totals) / number
    outside = fsum(
        len(one) * (total / len(one) - mean) ** 2 for one, total in zip(sessions, totals, strict=True)
    )
    size = number - sum(len(one) ** 2 for one in sessions) / number
    return max(0.0, (outside - (groups - 1) * inside / (number - groups)) / size)
