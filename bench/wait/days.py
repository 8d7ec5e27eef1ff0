"""Simulated sessions: a plain doctor, and many on whom the estimate's own picture of a session is wrong.

The estimate believes in lognormal times around a pace that lasts as long as the session, and in kinds whose
usual times stay. Each scenario but the first breaks some of that on purpose. All people are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from math import exp

from assistant_tui.domain.pace import Served
from bench.wait.log import Session

Noise = Callable[[random.Random], float]
"""Draws how long a consultation takes, as a multiple of what is usual: about 1 on average."""
Course = Callable[[random.Random, int, int], Iterator[float]]
"""The log pace of each consultation of a session, from the number of the session and of its patients."""
Mix = Callable[[random.Random, int], Mapping[str, float]]
"""The shares of the visit kinds in a session, from its number."""

USUAL = {"first": 720.0, "again": 360.0, "result": 240.0, "treatment": 1500.0}
"""Seconds that a consultation of the kind takes on average."""


def lognormal(spread: float) -> Noise:
    """Heavy tails of the usual sort, with this standard deviation of the logarithm."""
    return lambda rng: rng.lognormvariate(-(spread**2) / 2, spread)


def gamma(shape: float) -> Noise:
    """Lighter tails."""
    return lambda rng: rng.gammavariate(shape, 1 / shape)


def pareto(index: float) -> Noise:
    """Much heavier tails: the rare consultation that takes an hour."""
    return lambda rng: rng.paretovariate(index) * (index - 1) / index


def bimodal(rng: random.Random) -> float:
    """A quick word or a real consultation, and nothing tells beforehand which."""
    return rng.lognormvariate(0.0, 0.25) * (0.35 if rng.random() < _QUICK_SHARE else 1.85)


def interrupted(rng: random.Random) -> float:
    """Ordinary times, but now and then the doctor is called away for long."""
    return rng.lognormvariate(-0.1, 0.45) + (rng.uniform(1.0, 5.0) if rng.random() < _CALLED_AWAY else 0.0)


def lasting(spread: float) -> Course:
    """One pace from the beginning of the session to its end."""

    def course(rng: random.Random, _session: int, patients: int) -> Iterator[float]:
        yield from [rng.gauss(0.0, spread)] * patients

    return course


def no_pace(_rng: random.Random, _session: int, patients: int) -> Iterator[float]:
    """Sessions do not differ."""
    yield from [0.0] * patients


def drifting(rng: random.Random, _session: int, patients: int) -> Iterator[float]:
    """Slower and slower, or quicker and quicker, by half either way."""
    start, slope = rng.gauss(0.0, 0.2), rng.gauss(0.0, 0.4)
    yield from (start + slope * (n / patients - 0.5) for n in range(patients))


def wandering(rng: random.Random, _session: int, patients: int) -> Iterator[float]:
    """A pace that is forgotten after some ten patients."""
    pace = rng.gauss(0.0, 0.35)
    for _ in range(patients):
        yield pace
        pace = 0.9 * pace + rng.gauss(0.0, 0.35 * (1 - 0.81) ** 0.5)


def noon(rng: random.Random, _session: int, patients: int) -> Iterator[float]:
    """Another pace from about the middle on, which the first half does not tell."""
    turn = patients * rng.uniform(0.4, 0.6)
    before, after = rng.gauss(0.1, 0.3), rng.gauss(-0.2, 0.3)
    yield from (before if n < turn else after for n in range(patients))


def hurried(rng: random.Random, _session: int, patients: int) -> Iterator[float]:
    """Late to begin with, and quick at the end because the day is over: the same on all days."""
    pace = rng.gauss(0.0, 0.25)
    yield from (pace + 0.35 - 0.7 * n / patients for n in range(patients))


def changing(rng: random.Random, session: int, patients: int) -> Iterator[float]:
    """A doctor who grows quicker over the months, with steps."""
    pace = rng.gauss(0.0, 0.2) - 0.004 * session - 0.15 * (session // 50 % 2)
    yield from [pace] * patients


def usual_mix(_rng: random.Random, _session: int) -> Mapping[str, float]:
    """Mostly follow-ups."""
    return {"first": 0.35, "again": 0.4, "result": 0.15, "treatment": 0.1}


def shifting_mix(rng: random.Random, session: int) -> Mapping[str, float]:
    """Every session has its own mix, and treatments are new after a while."""
    shares = {kind: rng.gammavariate(1.0, share) for kind, share in usual_mix(rng, session).items()}
    return {**shares, "treatment": shares["treatment"] * (session >= _TREATMENTS_BEGIN)}


def one_kind(_rng: random.Random, _session: int) -> Mapping[str, float]:
    """Nobody notes kinds: there is one, though consultations differ."""
    return {"first": 1.0}


_TREATMENTS_BEGIN = 35
_QUICK_SHARE = 0.6
_CALLED_AWAY = 0.04


@dataclass(frozen=True, slots=True)
class Scenario:
    """How a doctor's sessions come about; `patients` is the range of how many there are in one."""

    name: str
    noise: Noise = field(default=lognormal(0.55))
    course: Course = field(default=lasting(0.3))
    mix: Mix = usual_mix
    patients: tuple[int, int] = (15, 35)

    def sessions(self, rng: random.Random) -> Iterator[Session]:
        """Sessions without end, in time order."""
        number = 0
        while True:
            yield self._session(rng, number)
            number += 1

    def _session(self, rng: random.Random, number: int) -> Session:
        patients = rng.randint(*self.patients)
        shares = self.mix(rng, number)
        kinds = rng.choices(list(shares), list(shares.values()), k=patients)
        paces = self.course(rng, number, patients)
        return [
            Served(kind, USUAL[kind] * exp(pace) * self.noise(rng))
            for kind, pace in zip(kinds, paces, strict=True)
        ]


SCENARIOS = (
    Scenario("as believed"),
    Scenario("one kind", mix=one_kind),
    Scenario("light tails", noise=gamma(4.0)),
    Scenario("heavy tails", noise=pareto(1.8)),
    Scenario("bimodal", noise=bimodal),
    Scenario("called away", noise=interrupted),
    Scenario("no session effect", course=no_pace),
    Scenario("drift in the session", course=drifting),
    Scenario("wandering pace", course=wandering),
    Scenario("another pace at noon", course=noon),
    Scenario("hurry at the end", course=hurried),
    Scenario("change over months", course=changing),
    Scenario("kinds shift", mix=shifting_mix),
    Scenario("short sessions", patients=(4, 12)),
)


def simulated(scenario: Scenario, seed: int, number: int) -> list[Session]:
    """The first sessions of a scenario; the same seed gives the same ones."""
    rng = random.Random(f"{seed} {scenario.name}")
    return list(islice(scenario.sessions(rng), number))
