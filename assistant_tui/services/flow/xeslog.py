"""An event log in XES (IEEE 1849), read as it streams by.

A document type, which could hide a bomb, is refused.

The attributes of a trace are kept with each of its events, as `case:NAME`. Attributes that are no plain text,
or have others in them, are kept whole.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from assistant_tui.domain.saying import InputError, say
from assistant_tui.readmodels.flow import Attribute
from assistant_tui.services.flow.eventrows import EventRow, EventTable, Role, roles_of
from assistant_tui.services.importing.encoding import decoded

_KINDS = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container"})
_DEEPEST = 20
_ENCODING = re.compile(rb"""^<\?xml[^>]{0,80}encoding=["']([A-Za-z0-9._-]{1,40})["']""")
_OF_CASE = "case:"
_KEPT_BY_KEY = {
    "concept:name": Role.ACTIVITY,
    "time:timestamp": Role.TIME,
    "lifecycle:transition": Role.LIFECYCLE,
    "org:resource": Role.RESOURCE,
}


def is_xes(data: bytes) -> bool:
    """Whether the file begins like XML."""
    return data[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").startswith(b"<")


def read_xes(data: bytes, told: Mapping[Role, str]) -> EventTable:
    """All events, trace by trace. Raises InputError for what is no XES, with the line, and for no columns."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, cells: reader.start(name, cells, parser.CurrentLineNumber)
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = _refuse
    parser.buffer_text = True
    try:
        parser.Parse(_text(data), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise InputError(
            say("The file is no sound XES: line {line}: {reason}", line=error.lineno, reason=reason)
        ) from error
    if not reader.is_log:
        raise InputError(say("The file is no event log: its outermost element must be log"))
    return _table(reader, told)


def _text(data: bytes) -> str:
    """Decoded by what the file says of itself, otherwise as any text: expat knows few encodings."""
    declared = _ENCODING.match(data)
    if declared is not None:
        try:
            return data.decode(codecs.lookup(declared[1].decode("ascii")).name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data).removeprefix("\ufeff")


def _refuse(*_declaration: object) -> None:
    raise InputError(say("The file has a document type, which no event log needs: it is not read"))


@dataclass(slots=True)
class _Holder:
    """An element with attributes in it, and where they go; a `kind` of "" is the event or trace itself."""

    kind: str
    value: str = ""
    key: str = ""
    held: list[tuple[str, Attribute]] = field(default_factory=list)

    def attribute(self) -> Attribute:
        if self.kind == "string" and not self.held:
            return self.value
        told: dict[str, object] = {"type": self.kind, "value": self.value}
        if self.held:
            told["of"] = [[key, attribute] for key, attribute in self.held]
        return told


@dataclass(slots=True)
class _Found:
    line: int
    cells: dict[str, Attribute]


class _Reader:
    """Collects events while expat walks through the file."""

    def __init__(self) -> None:
        self.is_log = False
        self.found: list[_Found] = []
        self.faults: list[EventRow] = []
        self._depth = 0
        self._trace: _Holder | None = None
        self._event: _Holder | None = None
        self._open: list[_Holder] = []
        self._waiting: list[_Found] = []  # events of the trace, whose attributes may follow
        self._line = 0
        self._trace_line = 0

    def start(self, name: str, cells: Mapping[str, str], line: int) -> None:
        tag = name.rpartition(" ")[2]
        self._depth += 1
        if self._depth == 1:
            self.is_log = tag == "log"
        elif tag == "trace":
            self._trace, self._trace_line = _Holder(""), line
        elif tag == "event" and self._trace is not None:
            self._event, self._line = _Holder(""), line
        elif tag in _KINDS and self._trace is not None:
            if len(self._open) >= _DEEPEST:
                raise InputError(say("The attributes at line {line} are nested too deep", line=line))
            self._open.append(_Holder(tag, cells.get("value", ""), cells.get("key", "")))

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        self._depth -= 1
        if self._trace is None:
            return
        if tag == "trace":
            self._close_trace(self._trace)
            self._trace = None
        elif tag == "event" and self._event is not None:
            self._waiting.append(_Found(self._line, _cells(self._event)))
            self._event = None
        elif tag in _KINDS:
            done = self._open.pop()
            holder = self._open[-1] if self._open else self._event or self._trace
            holder.held.append((done.key, done.attribute()))

    def _close_trace(self, trace: _Holder) -> None:
        of_case = {f"{_OF_CASE}{key}": attribute for key, attribute in _cells(trace).items()}
        if not self._waiting:
            self.faults.append(EventRow(self._trace_line, fault=say("The case has no events")))
        self.found += [_Found(one.line, {**of_case, **one.cells}) for one in self._waiting]
        self._waiting = []


def _cells(holder: _Holder) -> dict[str, Attribute]:
    cells: dict[str, Attribute] = {}
    for key, attribute in holder.held:
        own, count = key, 1
        while own in cells:
            count += 1
            own = f"{key} {count}"
        cells[own] = attribute
    return cells


def _table(reader: _Reader, told: Mapping[Role, str]) -> EventTable:
    keys = list(dict.fromkeys(key for one in reader.found for key in one.cells))
    if not reader.found:
        raise InputError(say("The file has no events"))
    roles = {role: keys[place] for role, place in roles_of(keys, told).items()}
    taken = set(roles.values())
    rows = [_row(one, roles, taken) for one in reader.found]
    further = dict.fromkeys(key for row in rows for key in row.more)
    return EventTable(sorted([*rows, *reader.faults], key=lambda row: row.line), tuple(further))


def _row(found: _Found, roles: Mapping[Role, str], taken: set[str]) -> EventRow:
    def plain(role: Role) -> str:
        value = found.cells.get(roles.get(role, ""), "")
        return value if isinstance(value, str) else str(value["value"])

    more = {
        key: attribute
        for key, attribute in found.cells.items()
        if key not in taken or not _is_told_by_its_text(key, attribute)
    }
    return EventRow(
        found.line,
        plain(Role.CASE),
        plain(Role.ACTIVITY),
        plain(Role.LIFECYCLE),
        plain(Role.TIME),
        plain(Role.RESOURCE),
        more,
    )


def _is_told_by_its_text(key: str, attribute: Attribute) -> bool:
    """Whether the text alone is enough to write the attribute again as it was."""
    if isinstance(attribute, str):
        return True
    return attribute["type"] == "date" and "of" not in attribute and _KEPT_BY_KEY.get(key) is Role.TIME
