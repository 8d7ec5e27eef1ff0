"""The watches of a past visit: who was treated or operated on was observed before she left.

Most rounds were done in time, a few late or not at all; where a reading was alarming the doctor came.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from assistant_tui.domain.protocols import Level, Protocol, Reading, offered_after, worst
from assistant_tui.domain.watches import RoundStatus
from assistant_tui.services.context import Context
from assistant_tui.services.demo.carewords import CareWords
from assistant_tui.services.demo.observed import (
    level_by_chance,
    points,
    readings,
    resting_place,
    usual_rounds,
)
from assistant_tui.services.demo.pastvisit import (
    PastCall,
    PastItem,
    PastRound,
    PastStay,
    PastVisit,
    PastWatch,
)

_MISSED, _LATE = 0.04, 0.12  # of the rounds, up to this chance
_SECONDS_LATE = {True: (310, 560), False: (10, 240)}
_CALLED, _CAME, _LET_GO = (20, 150), (60, 420), (60, 300)  # seconds after what came before


class PastWatches:
    """Writes watches into the visits of past days, in the name of the nurse."""

    def __init__(self, ctx: Context, rng: random.Random, language: str, nurse: str) -> None:
        self._pack, self._zone, self._doctor = ctx.pack, ctx.zone, ctx.doctor_name
        self._rng, self._nurse, self._language = rng, nurse, language
        self._words = CareWords(language, rng)
        self._offered = {
            code: protocol
            for protocol in ctx.pack.protocols
            for code in protocol.after
            if usual_rounds(protocol) and offered_after(ctx.pack.protocols, code) is protocol
        }

    def observed(self, visit: PastVisit, latest: datetime) -> PastVisit:
        """The visit with a watch after what was done last, if somebody is observed after it and the watch is
        over by `latest`.
        """
        for number, item in enumerate(visit.items):
            protocol = self._offered.get(item.drafted.service.code)
            if protocol is not None and item.facts.get("performed_at") == visit.stays[-1].until:
                watch = self._watch(number, item, protocol, visit.stays[-1].until)
                if watch.ended_at < latest:
                    return replace(visit, watches=(watch,), stays=self._rested(visit, watch))
        return visit

    def _rested(self, visit: PastVisit, watch: PastWatch) -> tuple[PastStay, ...]:
        last = visit.stays[-1]
        rest = resting_place(self._pack, last.location)
        if rest == last.location:
            return (*visit.stays[:-1], replace(last, until=watch.ended_at))
        return (*visit.stays, PastStay(rest, last.until, watch.ended_at))

    def _watch(self, number: int, item: PastItem, protocol: Protocol, started: datetime) -> PastWatch:
        rounds = tuple(self._rounds(protocol, started))
        call = self._call(rounds)
        last = max([started, *(one.happened_at or one.due_at for one in rounds)])
        ended = max(last, call.arrived_at if call else last) + self._seconds(*_LET_GO)
        if following := protocol.timetable.passed(started, ended, self._zone) - len(rounds):
            ended = protocol.timetable.due(started, len(rounds) + following, self._zone) - timedelta(
                seconds=1
            )
        given = points(protocol, self._rng)
        named = item.drafted.service.name.said_in(self._language)
        return PastWatch(protocol, number, named, started, ended, self._nurse, rounds, call, given)

    def _rounds(self, protocol: Protocol, started: datetime) -> Iterator[PastRound]:
        for number in range(1, (usual_rounds(protocol) or 0) + 1):
            due_at = protocol.timetable.due(started, number, self._zone)
            chance = self._rng.random()
            if chance < _MISSED:
                yield PastRound(number, due_at, RoundStatus.MISSED)
                continue
            happened = due_at + self._seconds(*_SECONDS_LATE[chance < _LATE])
            since = happened - started
            seen: dict[str, Reading] = readings(protocol, self._rng, since, level_by_chance(self._rng))
            yield PastRound(number, due_at, RoundStatus.DONE, happened, seen, worst(protocol, seen, since))

    def _call(self, rounds: tuple[PastRound, ...]) -> PastCall | None:
        """The doctor's one visit, after the first alarming round."""
        for one in rounds:
            if one.level is Level.ALARM and one.happened_at is not None:
                called = one.happened_at + self._seconds(*_CALLED)
                arrived = called + self._seconds(*_CAME)
                return PastCall(one.number, self._doctor, called, arrived, self._words.ordered())
        return None

    def _seconds(self, least: int, most: int) -> timedelta:
        return timedelta(seconds=self._rng.randint(least, most))
