"""What FHIR resources are made of: elements, codes and the systems that they are from."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

Json: TypeAlias = "dict[str, object]"

HL7 = "http://terminology.hl7.org/CodeSystem"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
OURS = "urn:assistant-tui"
"""Codes and numbers that only this program gives: `urn:assistant-tui:ticket`, ..."""


def element(**fields: object) -> Json:
    """The fields that say something, in their order: FHIR knows no null and nothing empty.

    A field called like a word of Python has an underscore after it.
    """
    return {
        name.rstrip("_"): value
        for name, value in fields.items()
        if value is not None and value not in ("", [], {})
    }


def coding(system: str, code: str, display: str = "") -> Json:
    """A code of a system."""
    return element(system=system, code=code, display=display)


def concept(system: str, code: str, text: str = "", *, display: str = "") -> Json:
    """A CodeableConcept of one code, and what people call it."""
    return element(coding=[coding(system, code, display)], text=text)


def identifier(system: str, value: str) -> Json:
    """A number or name that one of our systems gives."""
    return element(system=f"{OURS}:{system}", value=value)


def quantity(value: float, unit: str, code: str) -> Json:
    """An amount, its unit as people write it and as UCUM does; whole numbers without a point."""
    return element(value=int(value) if value == int(value) else value, unit=unit, system=UCUM, code=code)


def in_order(start: datetime, end: datetime | None) -> datetime | None:
    """The end of a period: no sooner than its start (FHIR's per-1), although clocks are set back."""
    return None if end is None else max(start, end)
