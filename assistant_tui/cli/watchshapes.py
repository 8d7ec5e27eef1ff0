"""The JSON of watches, rounds and protocols; otherwise as in `shapes`."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from assistant_tui.cli.shapes import Shape, Shapes
from assistant_tui.cli.wording import masked_name

if TYPE_CHECKING:
    from assistant_tui.domain.protocols import Protocol
    from assistant_tui.readmodels.watches import CallRow, Recorded, RoundRow, WatchRow


class WatchShapes:
    """Makes documents of watches as they stand at `now`; with `masked`, names as others may see them."""

    def __init__(self, zone: tzinfo, now: datetime, *, masked: bool = False) -> None:
        self._at = Shapes(zone).at
        self._now = now
        self._masked = masked

    def watch(self, row: WatchRow) -> Shape:
        """A watch with all its rounds; `due` is the round to be done now, `next` the one to come."""
        stands = row.standing(self._now)
        going_on = row.ended_at is None
        return {
            "watch_id": row.watch_id,
            "visit_id": row.visit_id,
            "patient_id": row.patient_id,
            "ticket": row.ticket,
            "name": masked_name(row.patient) if self._masked else row.patient,
            "location": row.place or None,
            "protocol": row.protocol.code,
            "procedure": row.procedure,
            "surgeon": row.surgeon,
            "responsible": row.responsible,
            "started_at": self._at(row.started_at),
            "started_by": row.started_by,
            "due_round": stands.due if going_on else None,
            "due_since": self._at(stands.since) if going_on else None,
            "next_round": stands.ahead if going_on else None,
            "next_at": self._at(stands.ahead_at) if going_on else None,
            "missed": row.missed(row.ended_at or self._now),
            "instructions": sorted(row.instructions),
            "call": self._call(row.call),
            "ended_at": self._at(row.ended_at),
            "ended_by": row.ended_by,
            "end": row.end_kind.value if row.end_kind else None,
            "end_reason": row.end_reason,
            "score": row.score,
            "score_parts": dict(row.score_parts),
            "rounds": [self.round(one) for one in row.rounds],
        }

    def round(self, one: RoundRow) -> Shape:
        """A round; one without a `number` is a look in between."""
        return {
            "round_id": one.round_id,
            "number": one.number,
            "due_at": self._at(one.due_at),
            "status": one.status.value,
            "happened_at": self._at(one.happened_at),
            "entered_at": self._at(one.entered_at),
            "by": one.by,
            "readings": dict(one.readings),
            "level": one.level.name.lower(),
            "partial": one.partial,
            "reason": one.reason,
            "note": one.note,
        }

    def recorded(self, answer: Recorded) -> Shape:
        """A round just written, whether it calls for the doctor, and its watch."""
        return {
            "alarm": answer.alarming,
            "round": self.round(answer.round),
            "watch": self.watch(answer.watch),
        }

    def _call(self, call: CallRow | None) -> Shape | None:
        if call is None:
            return None
        return {
            "doctor": call.doctor,
            "called_at": self._at(call.called_at),
            "called_by": call.called_by,
            "arrived_at": self._at(call.arrived_at),
            "ordered": call.ordered,
        }


def protocol(one: Protocol) -> Shape:
    """A protocol: when its rounds are due and what is observed."""
    return {
        "code": one.code,
        "name_zh": one.name.zh_CN,
        "name_en": one.name.en,
        "timetable": str(one.timetable),
        "observations": [
            {
                "code": each.code,
                "name_zh": each.name.zh_CN,
                "name_en": each.name.en,
                "kind": each.kind.value,
                "choices": [choice.code for choice in each.choices],
                "usual": each.usual,
                "optional": each.optional,
            }
            for each in one.observations
        ],
        "after": sorted(one.after),
        "discharge_from": one.discharge_from or None,
    }
