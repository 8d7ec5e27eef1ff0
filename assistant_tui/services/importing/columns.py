"""Which column holds what: recognised by its heading in either language, or told with `--map`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.domain.text import clean
from assistant_tui.services.importing.sheets import SheetRow

FieldT = TypeVar("FieldT", bound=StrEnum)

_BRACKETS = re.compile(r"[(\[【（].*?[)\]】）]")
_UNHEEDED = re.compile(r"[\s_\-*:.]")
_HEADER_WITHIN = 10  # rows: a title may stand above the header
_SHOWN = 12


def _plain(heading: str) -> str:
    return _UNHEEDED.sub("", _BRACKETS.sub("", clean(heading)).casefold())


@dataclass(frozen=True, slots=True)
class Layout(Generic[FieldT]):
    """What the columns of one kind of list can say.

    Headings are recognised whatever their case, spaces, `_ - * :` and what stands in brackets. A row with a
    column for the `needed` field is the header; `without` says, given the columns there are, that none is.
    """

    headings: Mapping[FieldT, Sequence[str]]
    needed: FieldT
    without: Callable[[str], Saying]

    def recognised(self, heading: str) -> FieldT | None:
        """The field of a heading, if it is a known one."""
        plain = _plain(heading)
        return next((field for field, known in self.headings.items() if plain in map(_plain, known)), None)

    def field(self, name: str) -> FieldT:
        """The field of that name. Raises InputError, naming the fields there are."""
        for field in self.headings:
            if field.value == clean(name).lower():
                return field
        fields = ", ".join(self.headings)
        raise InputError(
            say("There is no field {name}. The fields are: {fields}", name=clean(name), fields=fields)
        )


@dataclass(frozen=True, slots=True)
class Columns(Generic[FieldT]):
    """The header: for each field its columns (from 0; the first filled counts), and the unused ones."""

    of: Mapping[FieldT, tuple[int, ...]]
    unused: tuple[str, ...]
    width: int

    def values(self, cells: Sequence[str]) -> dict[FieldT, str]:
        """What a row says: only the fields that are not blank."""
        found: dict[FieldT, str] = {}
        for field, places in self.of.items():
            for place in places:
                if place < len(cells) and cells[place].strip():
                    found.setdefault(field, cells[place])
        return found

    def fault(self, row: SheetRow) -> Saying | None:
        """Why a row cannot be read as a whole; None when it can."""
        if row.fault is None and any(cell.strip() for cell in row.cells[self.width :]):
            return say("There are more cells than columns: text with a delimiter in it needs quotes")
        return row.fault


def find_header(
    rows: Iterable[SheetRow], told: Sequence[tuple[str, str]], layout: Layout[FieldT]
) -> Columns[FieldT]:
    """Read rows up to the header: the first of ten in which a column is the needed field.

    `told` are (field, heading or column number) pairs that go before what is recognised. Raises InputError,
    naming the columns there are, when there is no header or a column that was told of is not in it.
    """
    fields = [(layout.field(name), heading) for name, heading in told]
    first: SheetRow | None = None
    for row, _ in zip(rows, range(_HEADER_WITHIN), strict=False):
        first = first or row
        columns = _columns(row, fields, layout)
        if columns is not None:
            return columns
    if first is None or first.fault:
        raise InputError(say("The file has no header: its first row must name the columns"))
    _require_told(first, fields)
    raise InputError(layout.without(_listed(first.cells)))


def _columns(
    row: SheetRow, told: Sequence[tuple[FieldT, str]], layout: Layout[FieldT]
) -> Columns[FieldT] | None:
    places: dict[FieldT, list[int]] = {}
    for field, heading in told:
        at = _place(row.cells, heading)
        if at is None:
            return None
        places.setdefault(field, []).append(at)
    taken = {at for several in places.values() for at in several}
    own = set(places)
    for at, heading in enumerate(row.cells):
        field_found = layout.recognised(heading)
        if field_found is not None and field_found not in own and at not in taken:
            places.setdefault(field_found, []).append(at)
            taken.add(at)
    if layout.needed not in places:
        return None
    unused = tuple(clean(heading) for at, heading in enumerate(row.cells) if at not in taken)
    return Columns(
        {field: tuple(several) for field, several in places.items()},
        tuple(heading for heading in unused if heading),
        len(row.cells),
    )


def _place(cells: Sequence[str], heading: str) -> int | None:
    wanted = clean(heading)
    for at, cell in enumerate(cells):
        if clean(cell) == wanted:
            return at
    for at, cell in enumerate(cells):
        if _plain(cell) and _plain(cell) == _plain(wanted):
            return at
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(cells):
        return int(wanted) - 1
    return None


def _require_told(header: SheetRow, told: Sequence[tuple[FieldT, str]]) -> None:
    for _, heading in told:
        if _place(header.cells, heading) is None:
            raise InputError(
                say(
                    "There is no column {column}. The columns are: {columns}",
                    column=clean(heading),
                    columns=_listed(header.cells),
                )
            )


def _listed(cells: Sequence[str]) -> str:
    names = [name for cell in cells if (name := clean(cell, limit=40))]
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
