"""An event log as XES (IEEE 1849): what process-mining tools read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TextIO
from xml.sax.saxutils import quoteattr

from assistant_tui.readmodels.flow import Attribute, FlowEventRow

_OF_CASE = "case:"
_EXTENSIONS = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
)
_KINDS = frozenset({"string", "date", "int", "float", "boolean", "id", "list", "container"})
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
"""
# What every trace and event has, and that a classifier may therefore ask for; not each has a transition.
_GLOBALS = """  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
"""


def write_xes(rows: Iterable[FlowEventRow], stream: TextIO) -> int:
    """Write the events, those of a case one after the other, as traces; answers how many.

    A further column `case:NAME` that all events of a case share becomes the trace's attribute NAME.
    """
    stream.write(_HEAD)
    for name, prefix, address in _EXTENSIONS:
        stream.write(f'  <extension name="{name}" prefix="{prefix}" uri="{address}"/>\n')
    stream.write(_GLOBALS)
    count = 0
    for _, of_case in groupby(rows, key=lambda row: row.case.strip()):
        events = list(of_case)
        count += len(events)
        stream.writelines(_trace(events))
    stream.write("</log>\n")
    return count


def _trace(events: list[FlowEventRow]) -> Iterator[str]:
    shared = {
        key: attribute
        for key, attribute in events[0].more.items()
        if key.startswith(_OF_CASE) and all(row.more.get(key) == attribute for row in events)
    }
    yield "  <trace>\n"
    core: dict[str, Attribute] = {"concept:name": events[0].case}
    yield from _attributes(core, {key.removeprefix(_OF_CASE): one for key, one in shared.items()}, "    ")
    for row in events:
        yield "    <event>\n"
        own = {key: attribute for key, attribute in row.more.items() if key not in shared}
        yield from _attributes(_core(row), own, "      ")
        yield "    </event>\n"
    yield "  </trace>\n"


def _core(row: FlowEventRow) -> dict[str, Attribute]:
    """The attributes that tools look for; a time is one with a zone."""
    core: dict[str, Attribute] = {"concept:name": row.activity}
    if row.lifecycle:
        core["lifecycle:transition"] = row.lifecycle
    core["time:timestamp"] = {"type": "date", "value": row.time}
    if row.resource:
        core["org:resource"] = row.resource
    return core


def _attributes(core: Mapping[str, Attribute], more: Mapping[str, Attribute], indent: str) -> Iterator[str]:
    """The core and the further ones, which give way where the core has their key and says something else."""
    written = dict(core)
    for key, attribute in more.items():
        own = key
        if key in core and not _is_fuller(attribute, core[key]):
            own = f"{key} (2)"
        written[own] = attribute
    for key, attribute in written.items():
        yield from _attribute(key, attribute, indent)


def _is_fuller(attribute: Attribute, core: Attribute) -> bool:
    """Whether the further attribute is the core one as the log had it: typed, or with others in it."""
    value = core if isinstance(core, str) else core["value"]
    return isinstance(attribute, dict) and attribute["value"] == value


def _attribute(key: str, attribute: Attribute, indent: str) -> Iterator[str]:
    told: dict[str, object] = (
        {"type": "string", "value": attribute} if isinstance(attribute, str) else attribute
    )
    kind = str(told["type"])
    assert kind in _KINDS, f"XES has no attribute of the kind {kind}"
    value = "" if kind in {"list", "container"} else f" value={quoteattr(str(told['value']))}"
    start = f"{indent}<{kind} key={quoteattr(key)}{value}"
    within = told.get("of")
    if not isinstance(within, list):
        yield f"{start}/>\n"
        return
    yield f"{start}>\n"
    if kind == "list":
        yield f"{indent}  <values>\n"
    for inner_key, inner in within:
        yield from _attribute(str(inner_key), inner, indent + "  ")
    if kind == "list":
        yield f"{indent}  </values>\n"
    yield f"{indent}</{kind}>\n"
