"""`locations.toml`: the places where a patient can be."""

from __future__ import annotations

import re
from itertools import count

from assistant_tui.domain.saying import say
from assistant_tui.pack.model import Location, LocationKind
from assistant_tui.pack.parts import entries, used_once, words
from assistant_tui.toml import Shape, Table

LONGEST_DWELL = 7 * 24 * 60  # minutes: a week on the ward
LOWEST_FLOOR, HIGHEST_FLOOR = -5, 60
LONGEST_WALK = 30  # minutes

_KEY = Shape(re.compile(r"[a-z0-9]"), say("one small letter or digit"))


def read_locations(top: Table) -> tuple[Location, ...]:
    """The locations in the order of the file; one of them is where patients wait, one the consulting room."""
    numbers = count()
    found = entries(top, "location", lambda table: _location(table, next(numbers)))
    used_once("code", ((table, location.code) for table, location in found))
    used_once("key", ((table, location.key or "") for table, location in found))
    for kind in (LocationKind.WAITING, LocationKind.ROOM):
        of_kind = [table for table, location in found if location.kind is kind]
        if found and not of_kind:
            top.wrong(None, say("One location must be of the kind {kind}", kind=kind))
        for table in of_kind[1:]:
            table.wrong("kind", say("Only one location can be of the kind {kind}", kind=kind))
    return tuple(location for _, location in found)


def _location(table: Table, order: int) -> Location:
    return Location(
        code=table.code("code"),
        name=words(table, "name"),
        kind=table.choice("kind", LocationKind),
        dwell=table.minutes("dwell_minutes", most=LONGEST_DWELL),
        order=order,
        key=table.code("key", _KEY) if "key" in table else None,
        floor=table.whole("floor", 1, LOWEST_FLOOR, HIGHEST_FLOOR),
        walk=table.number("walk_minutes", 0, 0, LONGEST_WALK),
    )
