"""A visit: Encounter with its history of statuses and locations, and the Appointment that it kept."""

from __future__ import annotations

from datetime import datetime

from assistant_tui.domain.naming import Kind
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.visits import VisitStatus
from assistant_tui.export.fhir.frame import Frame
from assistant_tui.export.fhir.parts import HL7, OURS, Json, coding, concept, element, identifier
from assistant_tui.readmodels.visitexport import EntryFacts, VisitFacts

_SEEN = (EntryStatus.IN_PROGRESS, EntryStatus.COMPLETED)


def encounter(frame: Frame, visit: VisitFacts) -> Json:
    """The visit, from arrival to departure."""
    return frame.resource(
        "Encounter",
        visit.visit_id,
        identifier=[_identifier(frame, visit)],
        status=visit.status.value,
        statusHistory=_history(frame, visit),
        class_=coding(f"{HL7}/v3-ActCode", "AMB", "ambulatory"),
        type=[concept(f"{OURS}:visit-kind", visit.kind, visit.kind_name.zh_CN)],
        priority=concept(f"{OURS}:acuity", str(visit.acuity)),
        subject=frame.reference("Patient", visit.patient_id),
        participant=[
            element(
                type=[concept(f"{HL7}/v3-ParticipationType", "ATND", display="attender")],
                period=_consultation(frame, visit),
                individual=frame.staff(visit.doctor),
            )
        ],
        appointment=[frame.reference("Appointment", visit.visit_id)] if visit.slot_at else [],
        period=frame.period(visit.arrived_at, visit.departed_at),
        reasonCode=[{"text": visit.complaint}] if visit.complaint else [],
        location=[
            element(
                location=frame.place(stay.location, stay.room_id),
                status="active" if stay.until is None else "completed",
                period=frame.period(stay.since, stay.until),
            )
            for stay in visit.stays
        ],
        serviceProvider=frame.organization(),
    )


def appointment(frame: Frame, visit: VisitFacts, slot: datetime) -> Json:
    """The booked time. Its end, which FHIR wants (app-2), is by the usual length of a visit of the kind."""
    return frame.resource(
        "Appointment",
        visit.visit_id,
        status=_kept(visit),
        start=frame.at(slot),
        end=frame.at(slot + visit.usual),
        participant=[
            element(actor=frame.reference("Patient", visit.patient_id), status="accepted"),
            element(actor=frame.staff(visit.doctor), status="accepted"),
        ],
    )


def _identifier(frame: Frame, visit: VisitFacts) -> Json:
    """Day and ticket, which whoever stood in the queue may know; or the pseudonym."""
    if frame.naming.pseudonyms is None:
        return identifier("ticket", f"{visit.day.isoformat()} {visit.ticket}")
    return identifier("visit", frame.naming.pseudonyms.of(Kind.VISIT, visit.visit_id))


def _valid(visit: VisitFacts) -> list[EntryFacts]:
    return [one for one in visit.entries if one.status is not EntryStatus.ENTERED_IN_ERROR]


def _first_seen(visit: VisitFacts) -> datetime | None:
    return min((one.started_at for one in _valid(visit) if one.started_at), default=None)


def _history(frame: Frame, visit: VisitFacts) -> list[Json]:
    """The statuses that are over: arrived until the doctor began, then in progress until she left."""
    seen, gone = _first_seen(visit), visit.departed_at
    over = [(VisitStatus.ARRIVED, visit.arrived_at, seen or gone)]
    if seen is not None:
        over.append((VisitStatus.IN_PROGRESS, seen, gone))
    return [
        element(status=status.value, period=frame.period(since, until))
        for status, since, until in over
        if until is not None and status is not visit.status
    ]


def _consultation(frame: Frame, visit: VisitFacts) -> Json:
    """From the first time that the doctor had her to the last; open while she is inside."""
    with_doctor = [one for one in _valid(visit) if one.started_at is not None]
    ends = [one.ended_at for one in with_doctor]
    last = None if None in ends else max((end for end in ends if end), default=None)
    return frame.period(_first_seen(visit), last)


def _kept(visit: VisitFacts) -> str:
    """Codes of AppointmentStatus. Who is registered has come: none is merely `booked`."""
    statuses = {one.status for one in _valid(visit)}
    if visit.status is VisitStatus.ENTERED_IN_ERROR:
        return "entered-in-error"
    if not statuses.isdisjoint(_SEEN) or _first_seen(visit) is not None:
        return "fulfilled"
    if EntryStatus.NOSHOW in statuses:
        return "noshow"
    if visit.status is VisitStatus.ARRIVED:
        return "arrived"
    return "cancelled" if visit.status is VisitStatus.CANCELLED else "fulfilled"
