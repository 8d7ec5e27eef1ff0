"""Importing the clinic's catalogue: every row is added, changes an entry, is known, or is reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant_tui.domain.catalogue import Catalogue, Service
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.offering import unfitting
from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.readmodels.catalogue import CatalogueReport
from assistant_tui.readmodels.importing import RowNote
from assistant_tui.services.catalogue import catalogue, tidied
from assistant_tui.services.context import Context
from assistant_tui.services.entries import write_entries
from assistant_tui.services.importing.columns import Columns, find_header
from assistant_tui.services.importing.servicecells import code_of, service_of
from assistant_tui.services.importing.servicecolumns import SERVICES, Part
from assistant_tui.services.importing.sheets import SheetRow, read_rows


def import_catalogue(
    ctx: Context,
    data: bytes,
    *,
    told: Sequence[tuple[str, str]] = (),
    delimiter: str | None = None,
    strict: bool = False,
    dry_run: bool = False,
) -> CatalogueReport:
    """Import the services of a CSV file or workbook, given as its bytes, in one unit of work.

    `told` are (field, column) pairs for columns that are not recognised. What a row says goes over the entry
    of its code; a row that says nothing new writes nothing. With `strict` one bad row keeps all out; a dry
    run finds out the same and writes nothing. Raises InputError when the file as a whole cannot be read,
    PackError when the pack's catalogue is refused, and StoreError.
    """
    rows = read_rows(data, delimiter=delimiter)
    columns = find_header(rows, told, SERVICES)
    offered = catalogue(ctx)
    reading = _Reading(ctx, offered, columns)
    for row in rows:
        reading.take(row)
    reading.let_in()
    changed = reading.changed
    fresh = [service for service in changed if service.code not in reading.known]
    written = bool(changed) and not (dry_run or (strict and reading.bad))
    if written:
        with ctx.work(Deed.IMPORT_CATALOGUE) as work:
            write_entries(work, changed)
            work.commit()
    return CatalogueReport(
        added=len(fresh),
        changed=len(changed) - len(fresh),
        unchanged=len(reading.services) - len(changed),
        bad=tuple(sorted(reading.bad, key=lambda note: note.line)),
        unused=columns.unused,
        written=written,
    )


class _Reading:
    """The rows read so far: each code's service and line, and the bad rows."""

    def __init__(self, ctx: Context, offered: Catalogue, columns: Columns[Part]) -> None:
        self.known = {service.code: service for service in offered.services}
        self.bad: list[RowNote] = []
        self._offered = offered
        self._columns = columns
        self._locations = ctx.pack.locations
        self._found: dict[str, tuple[int, Service]] = {}

    @property
    def services(self) -> list[Service]:
        """The good rows' services, in the order of the file."""
        return [service for _, service in self._found.values()]

    @property
    def changed(self) -> list[Service]:
        """Those that are not in force as they are."""
        return [service for service in self.services if service != self.known.get(service.code)]

    def take(self, row: SheetRow) -> None:
        """Understand one row by itself."""
        try:
            if fault := self._columns.fault(row):
                raise InputError(fault)
            service = self._understood(self._columns.values(row.cells))
        except InputError as error:
            self.bad.append(RowNote(row.line, error.saying))
        else:
            self._found[service.code] = row.line, service

    def let_in(self) -> None:
        """Check the rows against each other and the rest: without a bad one, another may not fit any more."""
        places = {one.code for one in self._locations}
        while True:
            together = self._offered.overlaid(self.services)
            codes = {service.code for service in self.changed}
            unfit: dict[str, Saying] = {}
            for code, reason in unfitting(codes, together, places):
                unfit.setdefault(code, reason)
            if not unfit:
                return
            for code, reason in unfit.items():
                line, _ = self._found.pop(code)
                self.bad.append(RowNote(line, reason))

    def _understood(self, cells: Mapping[Part, str]) -> Service:
        code = code_of(cells)
        if not code:
            raise InputError(say("A code is needed"))
        if code in self._found:
            raise InputError(say("{code} is in line {line} already", code=code, line=self._found[code][0]))
        known = self.known.get(code)
        service = tidied(service_of(cells, self._columns.of.keys(), known, self._locations))
        # A pack's text that was never tidied is the same text still.
        return known if known is not None and service == tidied(known) else service
