"""The user's part of a demo day, played: the assistant and the doctor at work, one thing at a time.

She keeps the room going, and answers alerts as somebody does who is interrupted all the time: each a while
after it was raised, sooner the graver it is. What others do by themselves she leaves to them for so long.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant_tui.domain.attention import NOTE, SOON, Alert
from assistant_tui.domain.saying import RuleError
from assistant_tui.readmodels.board import Board
from assistant_tui.services.context import Context
from assistant_tui.services.demo.answering import Answers
from assistant_tui.services.demo.carewords import CareWords
from assistant_tui.services.demo.consulting import Consulting
from assistant_tui.services.demo.step import Deed
from assistant_tui.services.demo.tidying import Tidying
from assistant_tui.services.demo.wishes import Wishes

_ANSWERS_AFTER = {SOON: (20, 60, 300), NOTE: (60, 240, 900)}  # seconds: at least, most often, at most
_AT_ONCE = (15, 40, 90)
_ROUND_AFTER = (150, 240, 300)  # the nurse goes the rounds; then she goes herself
_TRIES_AGAIN = timedelta(minutes=2)


class Assistant:
    """Plays the user of that demo; the same seed and the same day play the same."""

    def __init__(self, ctx: Context, *, seed: int, language: str) -> None:
        self._seed = seed
        rng = random.Random(f"{seed} assistant")
        words, wishes = CareWords(language, rng), Wishes(ctx.pack, language, rng)
        self._answers = Answers(words, wishes)
        self._consulting = Consulting(seed, wishes, ctx.now())
        self._tidying = Tidying(seed, language, wishes)
        self._seen_at: dict[str, datetime] = {}
        self._not_before: dict[str, datetime] = {}

    def act(self, ctx: Context, seen: Board) -> bool:
        """Do the next thing, if there is one to do now, with the board as it stands; answers whether anything
        was done.
        """
        now = ctx.now()
        for about, do in self._next(ctx, seen, now):
            if now < self._not_before.get(about, now):
                continue
            try:
                do(ctx)
            except RuleError:  # not now: somebody else was first, or something is missing
                self._not_before[about] = now + _TRIES_AGAIN
                continue
            return True
        return False

    def _next(self, ctx: Context, seen: Board, now: datetime) -> Iterator[tuple[str, Deed]]:
        keys = {alert.key for alert in seen.alerts}
        self._seen_at = {key: at for key, at in self._seen_at.items() if key in keys}
        for alert in seen.alerts:
            since = self._seen_at.setdefault(alert.key, now)
            if now >= since + self._answers_after(alert):
                do = self._answers.to(ctx, alert, seen)
                if do is not None:
                    yield alert.key, do
        yield from self._consulting.next(ctx, seen, now)
        yield from self._tidying.next(ctx, seen, now)

    def _answers_after(self, alert: Alert) -> timedelta:
        least, most_often, most = (
            _ROUND_AFTER if alert.key.startswith("round/") else _ANSWERS_AFTER.get(alert.priority, _AT_ONCE)
        )
        rng = random.Random(f"{self._seed} answers {alert.key}")
        return timedelta(seconds=rng.triangular(least, most, most_often))
