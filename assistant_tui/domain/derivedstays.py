"""The stays of a case: where she was at each instant, from activities that may overlap or leave gaps.

At each instant she is at the activity that has begun last and is not over; where there is none she waits. So
the stays touch and do not overlap (I4), and an activity that another one interrupts goes on afterwards.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from assistant_tui.domain.eventlog import Adjustment, Performed


@dataclass(frozen=True, slots=True)
class DerivedStay:
    """An interval `[since, until)` at an activity; None is waiting."""

    activity: str | None
    since: datetime
    until: datetime


@dataclass(slots=True)
class _Piece:
    """A stretch of one performance, by its number; None is a gap."""

    number: int | None
    since: datetime
    until: datetime


def derive_stays(
    performances: Sequence[Performed], arrived: datetime, departed: datetime
) -> tuple[list[DerivedStay], Counter[Adjustment]]:
    """The stays from `arrived` to `departed`, which span all performances, and what was adjusted."""
    pieces = _pieces(performances, arrived, departed)
    names = [one.activity for one in performances]
    stays = [
        DerivedStay(None if piece.number is None else names[piece.number], piece.since, piece.until)
        for piece in pieces
    ]
    return stays, _adjusted(performances, pieces)


def _pieces(performances: Sequence[Performed], arrived: datetime, departed: datetime) -> list[_Piece]:
    lasting: defaultdict[datetime, list[int]] = defaultdict(list)
    instant: defaultdict[datetime, list[int]] = defaultdict(list)
    for number, one in enumerate(performances):
        (lasting if one.since < one.until else instant)[one.since].append(number)
    ends = {one.until for one in performances}
    bounds = sorted({arrived, departed, *ends, *lasting, *instant})
    pieces: list[_Piece] = []
    running: list[tuple[float, float, int, int]] = []
    for since, until in pairwise([*bounds, bounds[-1]]):
        pieces += [_Piece(number, since, since) for number in instant[since]]
        for number in lasting[since]:
            # Begun last comes first; of those begun together the one that is over first.
            end = performances[number].until
            heapq.heappush(running, (-since.timestamp(), end.timestamp(), -number, number))
        while running and performances[running[0][3]].until <= since:
            heapq.heappop(running)
        if since == until:
            break
        _go_on(pieces, running[0][3] if running else None, since, until)
    return pieces


def _go_on(pieces: list[_Piece], number: int | None, since: datetime, until: datetime) -> None:
    if pieces and pieces[-1].number == number and pieces[-1].until == since:
        pieces[-1].until = until
    else:
        pieces.append(_Piece(number, since, until))


def _adjusted(performances: Sequence[Performed], pieces: Sequence[_Piece]) -> Counter[Adjustment]:
    whole = {
        piece.number
        for piece in pieces
        if piece.number is not None
        and (piece.since, piece.until) == (performances[piece.number].since, performances[piece.number].until)
    }
    return Counter(
        {
            Adjustment.OVERLAP_CUT: len(performances) - len(whole),
            Adjustment.GAP_FILLED: sum(piece.number is None for piece in pieces),
            Adjustment.NO_LENGTH: sum(piece.since == piece.until for piece in pieces),
        }
    )
