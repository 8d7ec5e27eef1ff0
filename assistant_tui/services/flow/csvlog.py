"""An event log in CSV, or in the first sheet of a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from assistant_tui.domain.saying import InputError, say
from assistant_tui.readmodels.flow import Attribute
from assistant_tui.services.flow.eventrows import EventRow, EventTable, Role, roles_of, unique
from assistant_tui.services.importing.sheets import SheetRow, read_rows


def read_csv(data: bytes, told: Mapping[Role, str], *, delimiter: str | None = None) -> EventTable:
    """All rows; the first one is the header. Raises InputError for a file or header that is none."""
    rows = read_rows(data, delimiter=delimiter)
    header = next(rows, None)
    if header is None or header.fault is not None:
        raise InputError(say("The file has no header: its first row must name the columns"))
    roles = roles_of(header.cells, told)
    places = [place for place in range(len(header.cells)) if place not in roles.values()]
    names = unique(header.cells[place].strip() or f"column {place + 1}" for place in places)
    further = dict(zip(places, names, strict=True))
    width = len(header.cells)
    return EventTable([_row(row, roles, further, width) for row in rows], tuple(names))


def _row(row: SheetRow, roles: Mapping[Role, int], further: Mapping[int, str], width: int) -> EventRow:
    if row.fault is not None:
        return EventRow(row.line, fault=row.fault)
    if any(cell.strip() for cell in row.cells[width:]):
        more = say("There are more cells than columns: text with a delimiter in it needs quotes")
        return EventRow(row.line, fault=more)
    cells = row.cells + ("",) * (width - len(row.cells))

    def told(role: Role) -> str:
        return cells[roles[role]] if role in roles else ""

    kept: dict[str, Attribute] = {name: cells[place] for place, name in further.items() if cells[place]}
    return EventRow(
        row.line,
        told(Role.CASE),
        told(Role.ACTIVITY),
        told(Role.LIFECYCLE),
        told(Role.TIME),
        told(Role.RESOURCE),
        kept,
    )
