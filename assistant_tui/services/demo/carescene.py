"""What the demo's morning has of care: watches that run, one that has ended, triages, and two incidents.

Beside `scene`, and as there each part is played only if there is time for it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services import incidents, queue, triage, whereabouts
from assistant_tui.services.demo.carewords import CareWords
from assistant_tui.services.demo.kinds import booked_kinds
from assistant_tui.services.demo.morning import MINUTE, Errand, Morning
from assistant_tui.services.demo.observed import vitals
from assistant_tui.services.demo.operation import Operating, Operation

# Before the end: when somebody begins to be observed. The rounds fall due so that none stands open at the
# end, and the next ones within the first minutes of watching.
_ENDED, _OPERATED, _ON_A_DRIP, _WITHOUT_SCORE = 72 * MINUTE, 57 * MINUTE, 37 * MINUTE, 24 * MINUTE
_ROUNDS_UNTIL_ENDED = 3
_TO_PREPARE = 20 * MINUTE  # the least between the doctor's beginning and a surgery


def plan(morning: Morning, rng: random.Random, words: CareWords) -> None:
    """Plan all parts; `rng` is of their own, so that who comes to the demo does not depend on it."""
    _plan_watches(morning, words)
    _plan_triages(morning, rng, words)
    _plan_incidents(morning, words)


# Watches.


def _plan_watches(morning: Morning, words: CareWords) -> None:
    at, wishes = morning.hours.at, morning.slips.wishes
    operations = [
        (wishes.watched_surgery(scored=True), _OPERATED, None, True),
        (wishes.watched_surgery(scored=True), _ENDED, _ROUNDS_UNTIL_ENDED, False),
    ]
    if treated := wishes.watched_treatment():
        morning.errands.append(_on_a_drip(morning, treated))
    else:
        operations.append((wishes.watched_surgery(scored=False), _WITHOUT_SCORE, None, False))
    operating = Operating(morning.ctx, morning.schedule, morning.slips, morning.watching, words)
    for wanted, ago, rounds, troubled in operations:
        if not wanted:
            continue
        operation = Operation(wanted, at - ago, rounds, troubled)
        if operation.begins >= morning.hours.begins + _TO_PREPARE:
            _comes_for(morning, operating, operation)


def _comes_for(morning: Morning, operating: Operating, operation: Operation) -> None:
    """She is booked for the first minutes of the doctor's day."""

    def come() -> None:
        kind = morning.rng.choice(booked_kinds(morning.ctx.pack, shorter=True))
        row = morning.register(kind, slot_at=morning.hours.begins)
        morning.briefly[row.visit_id] = lambda seen: operating.go_on(seen, operation)

    morning.schedule.at(morning.hours.opens + MINUTE, come)


def _on_a_drip(morning: Morning, wanted: Sequence[Drafted]) -> Errand:
    """From the consultation to the cashier and to where it is given; she is observed from then on."""
    work, begins_at = morning.slips, morning.hours.at - _ON_A_DRIP

    def begin(row: VisitRow) -> None:
        items = work.order(row, wanted)
        place = wanted[0].service.location or morning.ctx.pack.waiting.code
        queue.finish(morning.ctx, row.visit_id, to=morning.ctx.pack.map.cashier or place)

        given_at = max(begins_at, morning.schedule.now + 5 * MINUTE)

        def paid() -> None:
            work.pay(items)
            whereabouts.move(morning.ctx, row.visit_id, morning.ctx.pack.waiting.code)

        def given() -> None:
            work.perform(items)
            morning.watching.observe(items)

        morning.schedule.after(2 * MINUTE, paid)
        morning.schedule.at(given_at - 2 * MINUTE, lambda: whereabouts.move(morning.ctx, row.visit_id, place))
        morning.schedule.at(given_at, given)

    return Errand(begins_at - 5 * MINUTE, begin)


# Triages.


def _plan_triages(morning: Morning, rng: random.Random, words: CareWords) -> None:
    for ago, level in (
        (46 * MINUTE, Acuity.ROUTINE),
        (21 * MINUTE, Acuity.ROUTINE),
        (9 * MINUTE, Acuity.URGENT),
        (3.5 * MINUTE, Acuity.SEVERE),
    ):
        at = morning.hours.at - ago
        if at > morning.hours.begins:
            morning.schedule.at(at, partial(_look_at_one, morning, level, rng, words))


def _look_at_one(morning: Morning, level: Acuity, rng: random.Random, words: CareWords) -> None:
    """Somebody who waits is looked at: who was registered as grave, or one who came last."""
    severe = level is Acuity.SEVERE
    line = [
        row.visit
        for row in morning.ready()
        if row.entry.status == EntryStatus.WAITING
        and row.entry.kind != EntryKind.RETURN
        and (row.visit.acuity == Acuity.SEVERE) == severe
    ]
    if line:
        chosen = max(line, key=lambda visit: visit.arrived_at)
        triage.triage(
            morning.ctx, chosen.visit_id, level=level, reason=words.triage(level), vitals=vitals(level, rng)
        )


# Incidents.


def _plan_incidents(morning: Morning, words: CareWords) -> None:
    """One that was reported in time and is closed, and one of which nobody has been told yet."""
    ctx, at, begins = morning.ctx, morning.hours.at, morning.hours.begins
    broken, near_miss = words.mishap(IncidentKind.DAMAGE), words.mishap(IncidentKind.NEAR_MISS)

    def breaks() -> None:
        place = ctx.pack.room.name.said_in(morning.slips.wishes.language)
        noted = incidents.report(ctx, broken.kind, broken.what, place=place)
        after = morning.schedule.after
        after(9 * MINUTE, lambda: incidents.reported(ctx, noted.incident_id, to=broken.told))
        after(
            34 * MINUTE, lambda: incidents.follow_up(ctx, noted.incident_id, action=broken.done, closed=True)
        )

    if at - 65 * MINUTE > begins:
        morning.schedule.at(at - 65 * MINUTE, breaks)
    if at - 13 * MINUTE > begins:
        morning.schedule.at(at - 13 * MINUTE, lambda: incidents.report(ctx, near_miss.kind, near_miss.what))
