"""The alerts of a day: each from when it was raised until it was over, and how they sum up by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from assistant_tui.domain.escalation import Loudness
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.spread import Spread, spread

KIND_WORDS: dict[str, Saying] = {
    "wait": say("waits too long"),
    "call": say("does not come when called"),
    "stay": say("somewhere for too long"),
    "family": say("family to ask in"),
    "unpaid": say("not paid"),
    "result": say("result late"),
    "unsigned": say("not signed on the spot"),
    "round": say("round due"),
    "alarm": say("doctor to be called"),
    "doctor": say("doctor has not come"),
    "triage": say("to be looked at again"),
    "incident": say("incident to report"),
    "task": say("task late"),
    "report": say("report not signed"),
}
"""What an alert is about, by the kind that its key says; in the order in which they are listed."""


def kind_of(key: str) -> str:
    """The kind of an alert: the first part of its key; of one about slips, the last: what is late."""
    parts = key.split("/")
    return parts[-1] if parts[0] == "order" else parts[0]


class AlertStory(NamedTuple):
    """One alert from when it was raised.

    `ended_at` is None while it stands; `deed` is what was done that settled it, with whose it was. Both are
    empty for one that ended by itself.
    """

    key: str
    saying: Saying
    visit_id: int | None
    raised_at: datetime
    loudest: Loudness
    ended_at: datetime | None = None
    deed: str = ""
    actor: str = ""

    @property
    def kind(self) -> str:
        """What it was about."""
        return kind_of(self.key)

    @property
    def by_itself(self) -> bool:
        """Whether it ended without anybody having done what settles it."""
        return self.ended_at is not None and not self.deed


@dataclass(frozen=True, slots=True)
class AlertSum:
    """The alerts of one kind, or all. `minutes` is how long those stood that are over.

    `loudest` counts how loud each got; `deeds` and `actors` by what and by whom those were settled that were
    acted on.
    """

    kind: str
    raised: int
    acted_on: int
    by_itself: int
    standing: int
    loudest: Counter[Loudness]
    deeds: Counter[str]
    actors: Counter[str]
    minutes: Spread


@dataclass(frozen=True, slots=True)
class AlertDay:
    """A day's alerts in the order in which they were raised. `most_at_once` is how many stood together."""

    began: datetime
    ended: datetime
    stories: tuple[AlertStory, ...]
    most_at_once: int

    @property
    def kinds(self) -> tuple[AlertSum, ...]:
        """The sums of those kinds of which there were any."""
        met = {story.kind for story in self.stories}
        order = [*KIND_WORDS, *sorted(met - KIND_WORDS.keys())]
        return tuple(_sum(kind, self._of(kind)) for kind in order if kind in met)

    @property
    def all(self) -> AlertSum:
        """The sum of all."""
        return _sum("", self.stories)

    def _of(self, kind: str) -> list[AlertStory]:
        return [story for story in self.stories if story.kind == kind]


def _sum(kind: str, stories: Iterable[AlertStory]) -> AlertSum:
    listed = list(stories)
    over = [story for story in listed if story.ended_at is not None]
    return AlertSum(
        kind,
        len(listed),
        sum(bool(story.deed) for story in over),
        sum(story.by_itself for story in over),
        len(listed) - len(over),
        Counter(story.loudest for story in listed),
        Counter(story.deed for story in over if story.deed),
        Counter(story.actor for story in over if story.deed),
        spread((story.ended_at - story.raised_at) / timedelta(minutes=1) for story in over if story.ended_at),
    )
