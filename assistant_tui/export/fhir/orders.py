"""Items of slips: ServiceRequest, the Task of doing it, and the Observation that came back."""

from __future__ import annotations

from collections.abc import Iterator

from assistant_tui.domain.catalogue import CATEGORY_WORDS, Category
from assistant_tui.domain.naming import Kind
from assistant_tui.domain.orders import ResultStatus, status
from assistant_tui.export.fhir.frame import Frame
from assistant_tui.export.fhir.parts import HL7, OURS, Json, concept, element, identifier
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.readmodels.visitexport import VisitFacts

_INTERPRETED = {ResultStatus.NORMAL: ("N", "Normal"), ResultStatus.ABNORMAL: ("A", "Abnormal")}
_OBSERVED = {Category.LAB: ("laboratory", "Laboratory"), Category.EXAM: ("procedure", "Procedure")}


def of_slips(frame: Frame, visit: VisitFacts) -> Iterator[Json]:
    """Everything that the visit's slips come to."""
    known = {item.item_id for slip in visit.slips for item in slip.items}
    for slip in visit.slips:
        for item in slip.items:
            yield _request(frame, visit, slip, item, known)
            if item.facts.begun:
                yield _doing(frame, visit, item)
            if item.facts.resulted_at is not None:
                yield _result(frame, visit, item)


def _request(frame: Frame, visit: VisitFacts, slip: SlipRow, item: ItemRow, known: set[int]) -> Json:
    facts = item.facts
    return frame.resource(
        "ServiceRequest",
        item.item_id,
        basedOn=[frame.reference("ServiceRequest", item.part_of)] if item.part_of in known else [],
        requisition=_requisition(frame, slip),
        status=status(facts).value,
        intent="order",
        category=[concept(f"{OURS}:category", item.category.value, str(CATEGORY_WORDS[item.category]))],
        code=_service(item),
        orderDetail=[{"text": item.dosage}] if item.dosage else [],
        quantityQuantity={"value": item.quantity} if item.quantity > 1 else None,
        subject=frame.reference("Patient", visit.patient_id),
        encounter=frame.reference("Encounter", visit.visit_id),
        authoredOn=frame.at(facts.drafted_at),
        requester=frame.staff(item.signed_by or slip.doctor),
        performer=[one for one in [frame.staff(item.performed_by)] if one],
        locationReference=[frame.place(item.location)] if item.location else [],
        note=[{"text": item.note}] if item.note else [],
    )


def _requisition(frame: Frame, slip: SlipRow) -> Json:
    """What the items of one slip share: its number of the day, or its pseudonym."""
    number = frame.naming.row(Kind.SLIP, slip.slip_id)
    return identifier("slip", number if isinstance(number, str) else f"{slip.day.isoformat()}/{slip.number}")


def _service(item: ItemRow) -> Json:
    return concept(f"{OURS}:service", item.code, item.name.zh_CN, display=item.name.en)


def _doing(frame: Frame, visit: VisitFacts, item: ItemRow) -> Json:
    """When it was done and by whom, which a ServiceRequest has no place for."""
    facts = item.facts
    began = facts.started_at or facts.performed_at
    return frame.resource(
        "Task",
        f"doing {item.item_id}",
        status="in-progress" if facts.performed_at is None else "completed",
        intent="order",
        code=concept("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"),
        focus=frame.reference("ServiceRequest", item.item_id),
        for_=frame.reference("Patient", visit.patient_id),
        encounter=frame.reference("Encounter", visit.visit_id),
        executionPeriod=frame.period(began, facts.performed_at),
        owner=frame.staff(item.performed_by or item.started_by),
    )


def _result(frame: Frame, visit: VisitFacts, item: ItemRow) -> Json:
    """What came back: judged normal or abnormal, in words, or, where the words are kept back, neither."""
    told = _INTERPRETED.get(item.result) if item.result else None
    system = f"{HL7}/v3-ObservationInterpretation"
    hidden = not told and not item.result_text
    observed = _OBSERVED.get(item.category)
    return frame.resource(
        "Observation",
        f"result {item.item_id}",
        basedOn=[frame.reference("ServiceRequest", item.item_id)],
        status="final",
        category=[concept(f"{HL7}/observation-category", observed[0], display=observed[1])]
        if observed
        else [],
        code=_service(item),
        subject=frame.reference("Patient", visit.patient_id),
        encounter=frame.reference("Encounter", visit.visit_id),
        effectiveDateTime=frame.at(item.facts.performed_at),
        issued=frame.at(item.facts.resulted_at),
        performer=[one for one in [frame.staff(item.resulted_by)] if one],
        valueString=item.result_text,
        dataAbsentReason=concept(f"{HL7}/data-absent-reason", "masked") if hidden else None,
        interpretation=[element(coding=[{"system": system, "code": told[0], "display": told[1]}])]
        if told
        else [],
    )
