"""The rows of an event log, alike whether they come from CSV or XES, and which column is what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.domain.text import clean
from assistant_tui.readmodels.flow import Attribute

_UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write, so that a log with it could not be handed on."""
_LONGEST = 200  # characters of a case, an activity or a resource
_LONGEST_MORE = 10_000
_SHOWN = 20


class Role(StrEnum):
    """What a column of an event log can be; named like the options of the command."""

    CASE = "case"
    ACTIVITY = "activity"
    TIME = "time"
    LIFECYCLE = "lifecycle"
    RESOURCE = "resource"


HEADINGS: dict[Role, tuple[str, ...]] = {
    Role.CASE: ("case", "case:concept:name", "case_id", "case id", "caseid"),
    Role.ACTIVITY: ("activity", "concept:name"),
    Role.TIME: ("time", "time:timestamp", "timestamp"),
    Role.LIFECYCLE: ("lifecycle", "lifecycle:transition"),
    Role.RESOURCE: ("resource", "org:resource"),
}
"""Headings that are understood without being told, in any case: those of our own export, of XES, of pm4py."""
_NEEDED = (Role.CASE, Role.ACTIVITY, Role.TIME)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as it is written, verbatim; `line` is where it begins in the file, from 1.

    `more` has the further columns that are not empty. `fault` says why the row cannot be read.
    """

    line: int
    case: str = ""
    activity: str = ""
    lifecycle: str = ""
    time: str = ""
    resource: str = ""
    more: Mapping[str, Attribute] = field(default_factory=dict)
    fault: Saying | None = None


@dataclass(frozen=True, slots=True)
class EventTable:
    """A log: its rows in the order of the file, and its further columns in theirs."""

    rows: Sequence[EventRow]
    further: tuple[str, ...]


def roles_of(headings: Sequence[str], told: Mapping[Role, str]) -> dict[Role, int]:
    """The place of each role's column: told by its heading, or else recognised.

    Headings are compared without regard to case and to spaces around them. Raises InputError, listing the
    columns there are, when one is not there or a needed one is not known.
    """
    plain = [_plain(heading) for heading in headings]
    listed = ", ".join(filter(None, (clean(one, limit=40) for one in headings[:_SHOWN])))
    listed += ", ..." if len(headings) > _SHOWN else ""
    found: dict[Role, int] = {}
    for role, heading in told.items():
        if _plain(heading) not in plain:
            raise InputError(
                say(
                    "There is no column {column}. The columns are: {columns}",
                    column=clean(heading),
                    columns=listed,
                )
            )
        found[role] = headings.index(heading) if heading in headings else plain.index(_plain(heading))
    taken = set(found.values())
    for role, known in HEADINGS.items():
        places = (plain.index(name) for name in known if name in plain)
        place = next((place for place in places if place not in taken), None)
        if role not in found and place is not None:
            found[role] = place
            taken.add(place)
    for role in _NEEDED:
        if role not in found:
            raise InputError(
                say(
                    "Say which column is the {what}: --{what} COLUMN. The columns are: {columns}",
                    what=role.value,
                    columns=listed,
                )
            )
    return found


def unique(names: Iterable[str]) -> list[str]:
    """The names with a number after each that was there before: a column's values are kept by its name."""
    seen: set[str] = set()
    told: list[str] = []
    for name in names:
        own, count = name, 1
        while own in seen:
            count += 1
            own = f"{name} {count}"
        seen.add(own)
        told.append(own)
    return told


def fault_of(row: EventRow) -> Saying | None:
    """What is wrong with a row, its time apart; None when nothing is."""
    texts = (row.case, row.activity, row.lifecycle, row.time, row.resource)
    faults = (
        (row.fault is not None, row.fault),
        (_has_unsound(row), say("There is a sign in it that no text has, such as NUL")),
        (not clean(row.case), say("No case is named")),
        (not clean(row.activity), say("No activity is named")),
        (not row.time.strip(), say("No time is given")),
        (max(map(len, texts)) > _LONGEST, say("More than {most} characters in one cell", most=_LONGEST)),
        (_has_long(row), say("More than {most} characters in one cell", most=_LONGEST_MORE)),
    )
    return next((fault for wrong, fault in faults if wrong), None)


def _has_unsound(row: EventRow) -> bool:
    # What is no plain text was read by an XML parser, which lets no such sign pass.
    plain = (text for pair in row.more.items() for text in pair if isinstance(text, str))
    texts = (row.case, row.activity, row.lifecycle, row.time, row.resource, *plain)
    return any(map(_UNSOUND.search, texts))


def _has_long(row: EventRow) -> bool:
    return any(isinstance(value, str) and len(value) > _LONGEST_MORE for value in row.more.values())


def _plain(heading: str) -> str:
    return clean(heading).casefold()
