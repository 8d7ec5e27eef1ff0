"""How long the demo's consultations take: heavy-tailed, and together slow or quick on one day."""

from __future__ import annotations

import random
from datetime import timedelta
from math import exp, log, sqrt
from statistics import NormalDist

from assistant_tui.pack.model import VisitKind

_OF_A_DAY = 0.25  # standard deviation of the log pace of whole days: a slow morning stays slow
_NINE_IN_TEN = NormalDist().inv_cdf(0.9)
_LONGEST = 3.0


def day_pace(rng: random.Random) -> float:
    """How many times the usual time everything takes on this day."""
    return exp(rng.gauss(0, _OF_A_DAY))


def consultation(kind: VisitKind, rng: random.Random) -> timedelta:
    """Lognormal with the kind's mean and spread, at the usual pace."""
    # The spread is p90 over mean, so its log is z * sigma - sigma^2 / 2: solved for sigma.
    sigma = _NINE_IN_TEN - sqrt(max(0.0, _NINE_IN_TEN**2 - 2 * log(kind.spread)))
    return kind.service * min(_LONGEST, exp(rng.gauss(-sigma * sigma / 2, sigma)))
