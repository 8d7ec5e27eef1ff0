"""Watches with their rounds, as lists and panels show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from assistant_tui.domain.protocols import Level, Observation, ObservationKind, Protocol, Reading
from assistant_tui.domain.timetable import Timetable
from assistant_tui.domain.watches import EndKind, RoundStatus, Running, Standing, counts, standing


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round on record; one of no `number` was a look in between.

    `partial`: not everything was observed, for the `reason`.
    """

    round_id: int
    number: int | None
    due_at: datetime | None
    status: RoundStatus
    happened_at: datetime | None
    entered_at: datetime
    by: str
    readings: Mapping[str, Reading]
    level: Level
    partial: bool
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """The last time that the doctor was asked to come; `arrived_at` is None until then."""

    call_id: int
    doctor: str
    called_at: datetime
    called_by: str
    arrived_at: datetime | None
    ordered: str
    round_id: int | None


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A watch with its rounds in the order in which they were due or done.

    `place` is the code of the location where the patient is. The due times follow from `timetable`, whatever
    has become of the protocol since. `instructions` are the numbers of those given, from 1.
    """

    watch_id: int
    visit_id: int
    patient_id: int
    ticket: str
    patient: str
    place: str
    protocol: Protocol
    timetable: Timetable
    zone: tzinfo
    procedure: str
    surgeon: str
    item_id: int | None
    started_at: datetime
    started_by: str
    responsible: str
    instructions: frozenset[int]
    rounds: tuple[RoundRow, ...]
    call: CallRow | None
    score: int | None
    score_parts: Mapping[str, int]
    ended_at: datetime | None
    ended_by: str
    end_kind: EndKind | None
    end_reason: str

    @property
    def called(self) -> bool:
        """Whether the doctor was asked to come and has not come yet."""
        return self.call is not None and self.call.arrived_at is None

    @property
    def done(self) -> tuple[RoundRow, ...]:
        """What was seen, the oldest first; looks in between are among it."""
        seen = [one for one in self.rounds if one.happened_at is not None]
        return tuple(sorted(seen, key=lambda one: (one.happened_at, one.round_id)))

    @property
    def last(self) -> RoundRow | None:
        """What was seen last."""
        return self.done[-1] if self.done else None

    @property
    def scale(self) -> Observation | None:
        """The first scale that is observed: pain."""
        scales = (one for one in self.protocol.observations if one.kind is ObservationKind.SCALE)
        return next(scales, None)

    @property
    def trend(self) -> tuple[float, ...]:
        """The values so far of that scale, the oldest first."""
        scale = self.scale
        if scale is None:
            return ()
        return tuple(float(one.readings[scale.code]) for one in self.done if scale.code in one.readings)

    def round(self, number: int) -> RoundRow | None:
        """The round of this number, if it is on record."""
        return next((one for one in self.rounds if one.number == number), None)

    def running(self, now: datetime) -> Running:
        """The watch as the rules see it at `now`."""
        recorded = {
            one.number: one.status
            for one in self.rounds
            if one.number is not None and counts(one.status, one.entered_at, now)
        }
        return Running(self.started_at, self.timetable, self.zone, recorded)

    def standing(self, now: datetime) -> Standing:
        """Which round is due, and which is ahead."""
        return standing(self.running(now), now)

    def missed(self, now: datetime) -> int:
        """How many rounds nobody did."""
        written = sum(1 for status in self.running(now).recorded.values() if status is RoundStatus.MISSED)
        return written + len(self.standing(now).missed)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A round just written, and the watch with it: at `Level.ALARM` the doctor is to be asked to come."""

    watch: WatchRow
    round: RoundRow

    @property
    def alarming(self) -> bool:
        """Whether the doctor should be asked to come, and has not been yet."""
        return self.round.level is Level.ALARM and not self.watch.called


@dataclass(frozen=True, slots=True)
class Offer:
    """A watch that a service calls for, which nobody has begun yet."""

    item_id: int
    visit_id: int
    ticket: str
    patient: str
    protocol: Protocol
    procedure: str
    surgeon: str
    performed_at: datetime
