"""What somebody in the living demo does next of her own accord, and when.

Nothing is planned ahead and kept: the next step follows from where she is, since when, how her wait stands,
and the seed. So it is always in keeping with what the user has done with her, and there is nothing to take
back when the user undoes it.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from assistant_tui.domain.queue import ACTIVE, EntryKind, EntryStatus
from assistant_tui.pack.model import Location, LocationKind, Pack
from assistant_tui.readmodels.board import EntryRow, VisitRow
from assistant_tui.readmodels.orders import VisitOrders
from assistant_tui.services import queue, whereabouts
from assistant_tui.services.demo import slipfate
from assistant_tui.services.demo.observed import resting_place
from assistant_tui.services.demo.slipfate import Here
from assistant_tui.services.demo.step import Deed, Step, of_visit

_QUICKEST, _SLOWEST = 0.5, 1.3  # of a location's normal dwell: some are late
_SETTLES = timedelta(minutes=2)  # until somebody is brought to where she is observed
_RESTS = timedelta(minutes=6)  # about so long somebody who is done sits on in the waiting area
_TESTED = 0.4  # of those who pay after the first consultation: they have paid for a test
_TESTS = frozenset({LocationKind.LAB, LocationKind.IMAGING})
_BRINGS_RESULTS = _TESTS | {LocationKind.AWAY}
_WITH_THE_DOCTOR = frozenset({EntryStatus.CALLED, EntryStatus.IN_PROGRESS})


def next_step(
    pack: Pack,
    seed: int,
    visit: VisitRow,
    *,
    results: str,
    slips: VisitOrders | None = None,
    watched: bool = False,
) -> Step | None:
    """The patient's next step; None for who waits to be called, is with the doctor or has left.

    `results` is the reason noted for her return to the queue where no slip brings her back. Who is `watched`
    goes to where she is observed, and stays there.
    """
    stay = visit.stay
    place = next((one for one in pack.locations if stay and one.code == stay.location), None)
    if not visit.inside or stay is None or place is None or place.kind is LocationKind.ROOM:
        return None
    chance = random.Random(f"{seed} {visit.visit_id} {place.code}")
    pace = chance.uniform(_QUICKEST, _SLOWEST)
    if watched:
        return _to_rest(pack, visit, stay.since)
    if visit.entry is not None and visit.entry.status in ACTIVE:
        here = Here(place, stay.back_by or stay.since + place.dwell * pace)
        return _while_queueing(pack, visit, visit.entry, slips, here)
    usual = _RESTS if place.kind is LocationKind.WAITING else place.dwell
    here = Here(place, stay.since + usual * pace)
    if slips is not None:
        return _by_slips(pack, visit, slips, here)
    return Step(here.done_at, of_visit(visit.visit_id), _when_done(pack, visit, place, chance, results))


def _to_rest(pack: Pack, visit: VisitRow, since: datetime) -> Step | None:
    here = visit.stay.location if visit.stay else ""
    rest = resting_place(pack, here)
    if here == rest:
        return None
    return Step(since + _SETTLES, of_visit(visit.visit_id), _go(visit, pack.location(rest)))


def _while_queueing(
    pack: Pack, visit: VisitRow, entry: EntryRow, slips: VisitOrders | None, here: Here
) -> Step | None:
    """Where she was sent while she waits she has done what is to be done there, and comes back."""
    if entry.status in _WITH_THE_DOCTOR:
        return None
    if slips is not None and (step := slipfate.done_here(pack, visit, slips, here)):
        return step
    if here.place.kind is LocationKind.WAITING:
        return None
    return Step(here.done_at, of_visit(visit.visit_id), _go(visit, pack.waiting))


def _by_slips(pack: Pack, visit: VisitRow, slips: VisitOrders, here: Here) -> Step:
    """What she does whose slips say where to go. Else she leaves, if the exit gate lets her: something may be
    open that only the user can do, or let pass.
    """
    leaves = Step(here.done_at, of_visit(visit.visit_id), lambda ctx: whereabouts.depart(ctx, visit.visit_id))
    return (
        slipfate.done_here(pack, visit, slips, here) or slipfate.goes_on(pack, visit, slips, here) or leaves
    )


def _when_done(pack: Pack, visit: VisitRow, place: Location, chance: random.Random, results: str) -> Deed:
    """What she does who has been seen, once she has done what she came to this place for."""
    if place.kind in _BRINGS_RESULTS and visit.entry is not None:
        return lambda ctx: queue.queue_again(ctx, visit.visit_id, reason=results)
    tests = [one for one in pack.locations if one.kind in _TESTS]
    if place.kind is LocationKind.CASHIER and tests and _first_time_seen(visit.entry):
        test = chance.choice(tests)
        if chance.random() < _TESTED:
            return _go(visit, test)
    return lambda ctx: whereabouts.depart(ctx, visit.visit_id)


def _first_time_seen(entry: EntryRow | None) -> bool:
    return entry is not None and entry.kind != EntryKind.RETURN


def _go(visit: VisitRow, place: Location) -> Deed:
    return lambda ctx: whereabouts.move(ctx, visit.visit_id, place.code)
