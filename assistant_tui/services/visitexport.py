"""Whole visits for an export, with all that belongs to them; without SQLModel on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from assistant_tui.domain.clock import instant
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.naming import Naming, is_very_old
from assistant_tui.domain.protocols import Observation, ObservationKind
from assistant_tui.domain.visits import VisitStatus
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.readmodels.visitexport import PatientFacts, PlaceFacts, VisitFacts
from assistant_tui.readmodels.watches import RoundRow, WatchRow
from assistant_tui.services import watchlist
from assistant_tui.services.context import Context
from assistant_tui.services.stats import Days
from assistant_tui.store.journal import note
from assistant_tui.store.moment import one_state
from assistant_tui.store.queries import visitexport as queries
from assistant_tui.store.queries.orders import slips_of_visits_on
from assistant_tui.store.queries.rows import maybe_instant
from assistant_tui.store.queries.triage import triages_of_day

USUAL = timedelta(minutes=10)
"""How long a consultation of a kind that the pack no longer has is taken to last."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: `file` tells this file from others, `places` are those that the pack and rooms name."""

    file: str
    places: tuple[PlaceFacts, ...]


def source(ctx: Context) -> Source:
    """What every export of this file has, whatever the days."""
    found = [PlaceFacts(one.code, one.name) for one in ctx.pack.locations]
    found += [
        PlaceFacts(code, Words(name, name), room_id) for room_id, code, name in queries.rooms(ctx.reading)
    ]
    return Source(queries.file_identity(ctx.reading), tuple(found))


def export(ctx: Context, days: Days, naming: Naming) -> Iterator[PatientFacts | VisitFacts]:
    """Everybody who came in these days to any room, then the visits, day by day.

    The export is journalled first, with what it says of people: what cannot be put on record does not leave.
    What `naming` keeps back is not in the answer. Raises StoreError when the file cannot be written.
    """
    reason = naming.reason(f"fhir {days.first}..{days.last}")
    note(ctx.reading, ctx.heading(Deed.EXPORT, reason=reason))
    return _facts(ctx, days, naming)


def _facts(ctx: Context, days: Days, naming: Naming) -> Iterator[PatientFacts | VisitFacts]:
    with one_state(ctx.reading):
        for person in queries.patients_who_came(ctx.reading, days.first, days.last):
            yield _patient(person, days.last, naming)
        for day in queries.days_with_visits(ctx.reading, days.first, days.last):
            yield from _visits(ctx, day, naming)


def _patient(stored: queries.StoredPatient, on: date, naming: Naming) -> PatientFacts:
    very_old = not naming.open and stored.born is not None and is_very_old(stored.born, on)
    told = (stored.name, stored.phone or "", stored.card or "") if naming.open else ("", "", "")
    return PatientFacts(
        stored.patient_id, stored.sex, naming.born(stored.born, on), very_old, *told
    )  # fmt: skip


def _visits(ctx: Context, day: date, naming: Naming) -> Iterator[VisitFacts]:
    entries = queries.entries_on(ctx.reading, day)
    stays = queries.stays_on(ctx.reading, day)
    triages = _by_visit(triages_of_day(ctx.reading, day))
    slips = _by_visit(slips_of_visits_on(ctx.reading, day))
    watches = _by_visit(watchlist.of_visits_on(ctx, day))
    kinds = {kind.code: kind for kind in ctx.pack.visit_kinds}
    for stored in queries.visits_on(ctx.reading, day):
        kind, of = kinds.get(stored.kind), stored.visit_id
        yield VisitFacts(
            stored.visit_id,
            stored.patient_id,
            stored.room_id,
            stored.doctor,
            day,
            stored.ticket,
            stored.kind,
            kind.name if kind else Words(stored.kind, stored.kind),
            kind.service if kind else USUAL,
            VisitStatus(stored.status),
            naming.prose(stored.complaint),
            stored.acuity,
            instant(stored.arrived_at),
            maybe_instant(stored.slot_at),
            maybe_instant(stored.departed_at),
            entries.get(of, ()),
            stays.get(of, ()),
            triages.get(of, ()),
            [_slip(slip, naming) for slip in slips.get(of, ())],
            [_watch(watch, naming) for watch in watches.get(of, ())],
        )


def _slip(slip: SlipRow, naming: Naming) -> SlipRow:
    items = tuple(_item(item, naming) for item in slip.items)
    return slip._replace(patient="", note=naming.prose(slip.note), items=items)


def _item(item: ItemRow, naming: Naming) -> ItemRow:
    return item._replace(note=naming.prose(item.note), result_text=naming.prose(item.result_text))


def _watch(watch: WatchRow, naming: Naming) -> WatchRow:
    rounds = tuple(_round(watch, one, naming) for one in watch.rounds)
    return replace(watch, patient="", end_reason=naming.prose(watch.end_reason), rounds=rounds)


def _round(watch: WatchRow, one: RoundRow, naming: Naming) -> RoundRow:
    readings = {
        code: reading if _is_coded(watch.protocol.observation(code), reading) else naming.prose(reading)
        for code, reading in one.readings.items()
    }
    return replace(one, reason=naming.prose(one.reason), note=naming.prose(one.note), readings=readings)


def _is_coded(observation: Observation | None, reading: str) -> bool:
    """Whether it is one of the protocol's answers or a number, and not what somebody wrote."""
    if observation is None:
        return False
    measured = observation.kind in {ObservationKind.SCALE, ObservationKind.NUMBER}
    return measured or observation.choice(reading) is not None


def _by_visit(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.visit_id].append(row)
    return found
