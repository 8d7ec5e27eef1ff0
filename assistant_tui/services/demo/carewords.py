"""What is said in the demo about incidents, triages and watches; see `data/demo/care.toml`."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from typing import Any, NamedTuple

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.paths import data_folder


class Mishap(NamedTuple):
    """An incident in words: what happened, who is told of it, what was done about it."""

    kind: IncidentKind
    what: str
    told: str
    done: str


class CareWords:
    """Picks words; the same `rng` picks the same."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self._column, self._rng, self._words = 0 if language == "zh_CN" else 1, rng, _file()

    def mishap(self, kind: IncidentKind) -> Mishap:
        """An incident of this kind, one of `KINDS`."""
        said = self._words["incident"][kind.value]
        return Mishap(kind, *(self._one(said[part]) for part in ("what", "told", "done")))

    def reason(self, what: str) -> str:
        """Why: `tested` already, `away` at a round, a task `skipped`, a `tissue` report still to come."""
        return self._one(self._words["reasons"][what])

    def ordered(self) -> str:
        """What a doctor who was called orders."""
        return self._one(self._words["doctor"]["ordered"])

    def triage(self, level: Acuity) -> str:
        """Why somebody is of this level."""
        return self._one(self._words["triage"][str(int(level))])

    def _one(self, pairs: list[list[str]]) -> str:
        return self._rng.choice(pairs)[self._column]


KINDS = (IncidentKind.DAMAGE, IncidentKind.LOSS, IncidentKind.COMPLAINT, IncidentKind.NEAR_MISS)
"""The kinds of incidents that the demo has words for."""


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((data_folder() / "demo" / "care.toml").read_text("utf-8"))
