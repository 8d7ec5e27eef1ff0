"""FHIR R4 (4.0.1) as far as the public models leave it out: required bindings, invariants, references.

The codes are those of the value sets at hl7.org/fhir/R4 to which the elements are bound with the strength
`required`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

Json = dict[str, Any]

_REQUEST = "draft active on-hold revoked completed entered-in-error unknown"
_TASK = (
    "draft requested received accepted rejected ready cancelled in-progress on-hold failed completed"
    " entered-in-error"
)
_ENCOUNTER = "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown"
_INTENT = "proposal plan directive order original-order reflex-order filler-order instance-order option"
BINDINGS = {
    "Bundle.type": "document message transaction transaction-response batch batch-response history"
    " searchset collection",
    "Patient.gender": "male female other unknown",
    "Patient.telecom.system": "phone fax email pager url sms other",
    "Encounter.status": _ENCOUNTER,
    "Encounter.statusHistory.status": _ENCOUNTER,
    "Encounter.location.status": "planned active reserved completed",
    "Appointment.status": "proposed pending booked arrived fulfilled cancelled noshow entered-in-error"
    " checked-in waitlist",
    "Appointment.participant.status": "accepted declined tentative needs-action",
    "ServiceRequest.status": _REQUEST,
    "ServiceRequest.intent": _INTENT,
    "Task.status": _TASK,
    "Task.intent": f"unknown {_INTENT}",
    "Observation.status": "registered preliminary final amended corrected cancelled entered-in-error unknown",
    "Location.status": "active suspended inactive",
    "Location.mode": "instance kind",
}
REQUIRED = {
    "Bundle": "type",
    "Encounter": "status class",
    "Encounter.statusHistory": "status period",
    "Encounter.location": "location",
    "Appointment": "status participant start end",  # app-2 and app-3: both ends, unless proposed or cancelled
    "Appointment.participant": "status actor",
    "ServiceRequest": "status intent subject",
    "Task": "status intent",
    "Task.output": "type",
    "Observation": "status code",
}
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def validated(bundle: Json) -> list[str]:
    """What the public models say: SMART's `fhirclient` for 4.0.1, `fhir.resources` for 4.3 (R4B).

    R4B changed none of the resources that are exported; its models also look at ids and at the form of dates.
    """
    smart = importlib.import_module("fhirclient.models.bundle").Bundle
    pydantic = importlib.import_module("fhir.resources.R4B.bundle").Bundle
    return [said for read in (smart, pydantic.model_validate) if (said := _refusal(read, bundle))]


def _refusal(read: Callable[[Json], object], bundle: Json) -> str:
    try:
        read(bundle)
    except Exception as error:  # noqa: BLE001 - each library has its own
        return str(error)
    return ""


def problems(bundle: Json) -> list[str]:
    """What our own look finds wrong."""
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    found = [f"twice: {url}" for url in sorted(set(urls)) if urls.count(url) > 1]
    found += [f"no urn:uuid: {url}" for url in urls if not _UUID.fullmatch(url)]
    for entry in bundle["entry"]:
        if entry["fullUrl"] != f"urn:uuid:{entry['resource']['id']}":
            found.append(f"another id: {entry['fullUrl']}")
    for path, value in _walk("Bundle", {**bundle, "entry": None}):
        found += _wrong(path, value, set(urls))
    for entry in bundle["entry"]:
        resource = entry["resource"]
        for path, value in _walk(resource["resourceType"], resource):
            found += _wrong(path, value, set(urls))
    return found


def _walk(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            if inner is not None:
                yield from _walk(f"{path}.{name}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(path, inner)


def _wrong(path: str, value: Any, urls: set[str]) -> Iterator[str]:
    if value in ("", [], {}):
        yield f"{path} is empty"  # ele-1
    if isinstance(value, str) and path in BINDINGS and value not in BINDINGS[path].split():
        yield f"{path}: {value}"
    if path.endswith(".reference") and value not in urls:
        yield f"{path} leads nowhere: {value}"
    if isinstance(value, dict):
        yield from (
            f"{path}.{name} is missing" for name in REQUIRED.get(path, "").split() if name not in value
        )
        if path.lower().endswith("period") and "end" in value and "start" in value:
            start, end = (datetime.fromisoformat(value[name]) for name in ("start", "end"))
            if start > end:
                yield f"{path} ends before it starts"  # per-1
        if path == "Task" and "lastModified" in value and value["lastModified"] < value["authoredOn"]:
            yield "inv-1: a Task was modified before it was made"
        if (
            path == "Observation"
            and "dataAbsentReason" in value
            and any(k.startswith("value") for k in value)
        ):
            yield "obs-6: a value that is absent"
