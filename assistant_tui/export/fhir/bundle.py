"""A Bundle of visits, written as they come: only staff and places already written are remembered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import TextIO

from assistant_tui.domain.naming import Naming
from assistant_tui.export.fhir import orders, people, visits, vitals, watches
from assistant_tui.export.fhir.frame import Frame
from assistant_tui.export.fhir.parts import HL7, Json, coding, element
from assistant_tui.readmodels.visitexport import PatientFacts, PlaceFacts, VisitFacts


def write_bundle(
    facts: Iterable[PatientFacts | VisitFacts],
    stream: TextIO,
    *,
    file: str,
    places: Iterable[PlaceFacts],
    zone: tzinfo,
    naming: Naming,
) -> int:
    """Write a Bundle of the type `collection`, a resource a line; answers how many.

    The same file, days and naming give the same bytes: nothing in it says when it was made. `file` is the
    file's identity. Open the stream as UTF-8 with `newline=""`.
    """
    frame = Frame(file, zone, naming)
    frame.know(places)
    count = 0
    stream.write(_head(naming))
    for resource in _resources(frame, facts):
        stream.write(",\n" if count else "\n")
        entry = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        stream.write(json.dumps(entry, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
        count += 1
    stream.write("\n]}\n")
    return count


def _head(naming: Naming) -> str:
    """The bundle up to its entries; pseudonymised ones bear HL7's own mark."""
    mark = coding(f"{HL7}/v3-ObservationValue", "PSEUDED", "pseudonymized")
    meta = {"security": [mark]} if naming.pseudonyms else None
    head = json.dumps({"resourceType": "Bundle", **element(meta=meta), "type": "collection"})
    return f'{head[:-1]}, "entry": ['


def _resources(frame: Frame, facts: Iterable[PatientFacts | VisitFacts]) -> Iterator[Json]:
    yield people.organization(frame)
    for one in facts:
        if isinstance(one, PatientFacts):
            yield people.patient(frame, one)
        else:
            yield from _of_visit(frame, one)
        yield from frame.written()


def _of_visit(frame: Frame, visit: VisitFacts) -> Iterator[Json]:
    yield visits.encounter(frame, visit)
    if visit.slot_at is not None:
        yield visits.appointment(frame, visit, visit.slot_at)
    yield from vitals.of_triages(frame, visit)
    yield from orders.of_slips(frame, visit)
    yield from watches.of_watches(frame, visit)
