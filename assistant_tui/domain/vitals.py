"""Vital signs: what can be measured, within which bounds a value is believed, and how one is typed.

Breaths and beats per minute, SpO2 in per cent, pressures in mmHg, temperature in degrees Celsius with one
decimal, consciousness by ACVPU, pain from 0 to 10. The bounds keep slips of the pen out, not danger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeVar

from assistant_tui.domain.saying import InputError, Saying, say

Number = TypeVar("Number", int, float)


class Vital(StrEnum):
    """What can be measured; the names of the fields of `Vitals`."""

    RESPIRATION = "respiration"
    OXYGEN = "oxygen"
    SYSTOLIC = "systolic"
    DIASTOLIC = "diastolic"
    PULSE = "pulse"
    CONSCIOUSNESS = "consciousness"
    TEMPERATURE = "temperature"
    PAIN = "pain"


VITAL_WORDS: dict[Vital, Saying] = {
    Vital.RESPIRATION: say("Breaths"),
    Vital.OXYGEN: say("SpO2"),
    Vital.SYSTOLIC: say("Systolic pressure"),
    Vital.DIASTOLIC: say("Diastolic pressure"),
    Vital.PULSE: say("Pulse"),
    Vital.CONSCIOUSNESS: say("Consciousness"),
    Vital.TEMPERATURE: say("Temperature"),
    Vital.PAIN: say("Pain"),
}

UNITS: dict[Vital, str] = {
    Vital.RESPIRATION: "/min",
    Vital.OXYGEN: "%",
    Vital.SYSTOLIC: "mmHg",
    Vital.DIASTOLIC: "mmHg",
    Vital.PULSE: "/min",
    Vital.CONSCIOUSNESS: "",
    Vital.TEMPERATURE: "",  # the degree sign is two cells wide on many Chinese terminals
    Vital.PAIN: "/10",
}

BOUNDS: dict[Vital, tuple[int, int]] = {
    Vital.RESPIRATION: (3, 80),
    Vital.OXYGEN: (50, 100),
    Vital.SYSTOLIC: (40, 300),
    Vital.DIASTOLIC: (20, 200),
    Vital.PULSE: (20, 250),
    Vital.TEMPERATURE: (30, 43),
    Vital.PAIN: (0, 10),
}
"""The least and the greatest value that is believed, both included."""


class Consciousness(StrEnum):
    """ACVPU: alert, newly confused, or what the patient responds to."""

    ALERT = "A"
    CONFUSED = "C"
    VOICE = "V"
    PAIN = "P"
    UNRESPONSIVE = "U"


CONSCIOUSNESS_WORDS: dict[Consciousness, Saying] = {
    Consciousness.ALERT: say("alert"),
    Consciousness.CONFUSED: say("newly confused"),
    Consciousness.VOICE: say("responds to voice"),
    Consciousness.PAIN: say("responds to pain"),
    Consciousness.UNRESPONSIVE: say("unresponsive"),
}


@dataclass(frozen=True, slots=True)
class Vitals:
    """What was measured; None for what was not.

    `on_oxygen` breathes supplemental oxygen, otherwise air. `oxygen_scale_2` is for somebody with known
    hypercapnic respiratory failure, whose SpO2 is to be 88-92 %, as a doctor has decided.
    """

    respiration: int | None = None
    oxygen: int | None = None
    on_oxygen: bool = False
    oxygen_scale_2: bool = False
    systolic: int | None = None
    diastolic: int | None = None
    pulse: int | None = None
    consciousness: Consciousness | None = None
    temperature: float | None = None
    pain: int | None = None

    @property
    def measured(self) -> tuple[Vital, ...]:
        """What is known."""
        return tuple(vital for vital in Vital if getattr(self, vital) is not None)


def checked(vitals: Vitals) -> Vitals:
    """The same, temperature to one decimal. Raises InputError for a value that cannot be right."""
    for vital, (least, most) in BOUNDS.items():
        value = getattr(vitals, vital)
        if value is not None and not least <= value <= most:
            raise _out_of_bounds(vital)
    if vitals.systolic is not None and vitals.diastolic is not None and vitals.diastolic >= vitals.systolic:
        raise InputError(say("The systolic pressure is the greater one: 120/80"))
    if vitals.temperature is None:
        return vitals
    values = {field.name: getattr(vitals, field.name) for field in fields(Vitals)}
    return Vitals(**{**values, "temperature": round(vitals.temperature, 1)})


def read_number(vital: Vital, typed: str) -> int | None:
    """A whole number as typed, None for nothing. Raises InputError with what to type instead."""
    text = typed.strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,3}", text):
        raise _out_of_bounds(vital)
    return _within(vital, int(text))


def read_temperature(typed: str) -> float | None:
    """Degrees Celsius as typed, `36.8` or `368`, None for nothing. Raises InputError."""
    text = typed.strip()
    if not text:
        return None
    if re.fullmatch(r"[34][0-9]{2}", text):  # the point left out
        text = f"{text[:2]}.{text[2]}"
    if not re.fullmatch(r"[0-9]{2}(\.[0-9]?)?", text):
        raise _out_of_bounds(Vital.TEMPERATURE)
    return _within(Vital.TEMPERATURE, float(text))


def read_pressure(typed: str) -> tuple[int | None, int | None]:
    """Systolic and diastolic as typed, `120/80`, `120 80` or `120` alone. Raises InputError."""
    text = typed.strip()
    if not text:
        return None, None
    found = re.fullmatch(r"([0-9]{2,3})(?:[/ -]+([0-9]{2,3}))?", text)
    if found is None:
        raise InputError(say("Type the pressure like 120/80"))
    systolic = read_number(Vital.SYSTOLIC, found[1])
    diastolic = read_number(Vital.DIASTOLIC, found[2] or "")
    checked(Vitals(systolic=systolic, diastolic=diastolic))
    return systolic, diastolic


def _within(vital: Vital, value: Number) -> Number:
    least, most = BOUNDS[vital]
    if not least <= value <= most:
        raise _out_of_bounds(vital)
    return value


def _out_of_bounds(vital: Vital) -> InputError:
    least, most = BOUNDS[vital]
    return InputError(
        say("{vital} is between {least} and {most}", vital=VITAL_WORDS[vital], least=least, most=most)
    )
