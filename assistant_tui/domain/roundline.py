"""A round typed as digits: `1 2 4`, one answer for each observation in the order of the protocol.

A choice is the digit of its place, a scale or number itself; spaces may be left out after a choice and after
a scale: `124`. `-` leaves an observation out, `@10:42` anywhere is when it was. Words behind the last answer
are the note or, where something is left out, the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from assistant_tui.domain.protocols import Observation, ObservationKind, Protocol, Reading, missing
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean_prose
from assistant_tui.domain.typedtimes import time_typed

LEFT_OUT = "-"
_DIGITS = "0123456789"
_AT = re.compile(r"[@＠](\d{1,2})[:：]?(\d{2})(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """What a line says: the readings, which of them were only taken as usual, the words, and when it was."""

    readings: Mapping[str, Reading]
    taken: frozenset[str]
    words: str
    at: time | None = None

    def reason(self, protocol: Protocol) -> str:
        """The words, where they say why something was left out."""
        return self.words if missing(protocol, self.readings) else ""

    def note(self, protocol: Protocol) -> str:
        """The words, where nothing was left out."""
        return "" if missing(protocol, self.readings) else self.words


def read_round(protocol: Protocol, typed: str) -> RoundLine:
    """The readings in a line; an observation without an answer is taken as usual, if it has a usual value.

    Raises InputError for an answer that its observation does not have, or a time that is none.
    """
    rest, at = _time_in(clean_prose(typed))  # full-width digits are plain ones from here on
    readings: dict[str, Reading] = {}
    left_out: set[str] = set()
    for observation in protocol.observations:
        rest = rest.lstrip(" ,")
        if observation.kind is ObservationKind.TEXT or not _begins_an_answer(rest):
            continue
        answer, rest = _next_answer(observation, rest)
        if answer == LEFT_OUT:
            left_out.add(observation.code)
        else:
            readings[observation.code] = _reading(observation, answer)
    taken = {
        one.code: one.usual
        for one in protocol.observations
        if one.usual is not None and one.code not in readings and one.code not in left_out
    }
    return RoundLine({**readings, **taken}, frozenset(taken), rest.strip(" ,"), at)


def _time_in(line: str) -> tuple[str, time | None]:
    """The line without its `@10:42`, and that time."""
    found = _AT.search(line)
    if found is None:
        return line, None
    at = time_typed(f"{found[1]}:{found[2]}")
    return f"{line[: found.start()]} {line[found.end() :]}", at


def _begins_an_answer(rest: str) -> bool:
    return bool(rest) and rest[0] in _DIGITS + LEFT_OUT


def _next_answer(observation: Observation, rest: str) -> tuple[str, str]:
    """The next answer, and what follows it."""
    length = 1
    if rest[0] != LEFT_OUT:
        match observation.kind:
            case ObservationKind.SCALE:
                most = f"{observation.most:g}"
                length = len(most) if rest.startswith(most) else 1
            case ObservationKind.NUMBER:
                length = len(rest) - len(rest.lstrip(_DIGITS + "."))
    return rest[:length], rest[length:]


def _reading(observation: Observation, answer: str) -> Reading:
    """The answer as it is kept. Raises InputError for a digit behind which there is no choice."""
    if observation.kind is not ObservationKind.CHOICE:
        return answer
    place = int(answer)
    if not 1 <= place <= len(observation.choices):
        most = len(observation.choices)
        raise InputError(say("{what}: type 1 to {most}", what=observation.name, most=most))
    return observation.choices[place - 1].code


def read_score(protocol: Protocol, typed: str) -> dict[str, int]:
    """The points of the discharge score, a digit for each part in its order: `22122`.

    Raises InputError when there are more or fewer than there are parts.
    """
    digits = [char for char in clean_prose(typed) if char not in " ,"]
    parts = protocol.discharge
    if len(digits) != len(parts) or not all(char in _DIGITS for char in digits):
        raise InputError(say("Type {count} digits, one for each part of the score", count=len(parts)))
    return {part.code: int(char) for part, char in zip(parts, digits, strict=True)}
