"""Watches: a Task for the watch, one for each round on record, an Observation for each reading."""

from __future__ import annotations

from collections.abc import Iterator

from assistant_tui.domain.protocols import Observation, ObservationKind
from assistant_tui.domain.watches import ON_TIME, EndKind, RoundStatus
from assistant_tui.export.fhir.frame import Frame
from assistant_tui.export.fhir.parts import HL7, OURS, Json, concept, element, in_order
from assistant_tui.readmodels.visitexport import VisitFacts
from assistant_tui.readmodels.watches import RoundRow, WatchRow

_ROUND = {RoundStatus.DONE: "completed", RoundStatus.MISSED: "failed", RoundStatus.CANCELLED: "cancelled"}


def of_watches(frame: Frame, visit: VisitFacts) -> Iterator[Json]:
    """Everything that the visit's watches come to."""
    for watch in visit.watches:
        yield _watch(frame, visit, watch)
        for one in watch.rounds:
            readings = list(_readings(frame, visit, watch, one))
            yield _round(frame, visit, watch, one, [str(reading["id"]) for reading in readings])
            yield from readings


def _watch(frame: Frame, visit: VisitFacts, watch: WatchRow) -> Json:
    ended = {None: "in-progress", EndKind.CANCELLED: "cancelled"}.get(watch.end_kind, "completed")
    item = {one.item_id for slip in visit.slips for one in slip.items} & {watch.item_id}
    return _task(
        frame, visit, f"watch {watch.watch_id}",
        basedOn=[frame.reference("ServiceRequest", one) for one in item],
        status=ended,
        statusReason={"text": watch.end_reason} if watch.end_reason else None,
        businessStatus=concept(f"{OURS}:watch-end", watch.end_kind.value) if watch.end_kind else None,
        code=concept(f"{OURS}:watch", watch.protocol.code, watch.protocol.name.zh_CN),
        executionPeriod=frame.period(watch.started_at, watch.ended_at),
        authoredOn=frame.at(watch.started_at),
        requester=frame.staff(watch.started_by),
        owner=frame.staff(watch.responsible),
    )  # fmt: skip


def _round(frame: Frame, visit: VisitFacts, watch: WatchRow, one: RoundRow, readings: list[str]) -> Json:
    """On time is within the restriction's period; one without a period was looked at in between."""
    due = frame.period(one.due_at, one.due_at + ON_TIME) if one.due_at else None
    return _task(
        frame, visit, f"round {one.round_id}",
        partOf=[frame.reference("Task", f"watch {watch.watch_id}")],
        status=_ROUND[one.status],
        statusReason={"text": one.reason} if one.reason else None,
        businessStatus=concept(f"{OURS}:level", one.level.name.lower()) if one.happened_at else None,
        code=concept(f"{OURS}:task", "watch-round"),
        executionPeriod=frame.period(one.happened_at, one.happened_at) if one.happened_at else None,
        authoredOn=frame.at(watch.started_at),
        lastModified=frame.at(in_order(watch.started_at, one.entered_at)),
        owner=frame.staff(one.by),
        restriction={"period": due} if due else None,
        output=[
            element(type={"text": "reading"}, valueReference={"reference": f"urn:uuid:{reading}"})
            for reading in readings
        ],
        note=[{"text": one.note}] if one.note else [],
    )  # fmt: skip


def _task(frame: Frame, visit: VisitFacts, identity: str, **told: object) -> Json:
    return frame.resource(
        "Task",
        identity,
        intent="order",
        for_=frame.reference("Patient", visit.patient_id),
        encounter=frame.reference("Encounter", visit.visit_id),
        **told,
    )


def _readings(frame: Frame, visit: VisitFacts, watch: WatchRow, one: RoundRow) -> Iterator[Json]:
    for code, reading in one.readings.items() if one.happened_at else ():
        observation = watch.protocol.observation(code)
        if reading:
            yield frame.resource(
                "Observation",
                f"round {one.round_id} {code}",
                status="final",
                category=[concept(f"{HL7}/observation-category", "exam", display="Exam")],
                code=concept(
                    f"{OURS}:watch-observation", code, observation.name.zh_CN if observation else code
                ),
                subject=frame.reference("Patient", visit.patient_id),
                encounter=frame.reference("Encounter", visit.visit_id),
                effectiveDateTime=frame.at(one.happened_at),
                issued=frame.at(in_order(one.happened_at, one.entered_at)) if one.happened_at else None,
                performer=[who for who in [frame.staff(one.by)] if who],
                **_value(observation, reading),
            )


def _value(observation: Observation | None, reading: str) -> Json:
    """A choice by its code, a number with its unit as the pack writes it, anything else as it stands."""
    choice = observation.choice(reading) if observation else None
    if choice is not None:
        return {"valueCodeableConcept": concept(f"{OURS}:watch-answer", choice.code, choice.name.zh_CN)}
    if observation is not None and observation.kind in {ObservationKind.SCALE, ObservationKind.NUMBER}:
        value = float(reading)
        return {
            "valueQuantity": element(value=int(value) if value.is_integer() else value, unit=observation.unit)
        }
    return {"valueString": reading}
