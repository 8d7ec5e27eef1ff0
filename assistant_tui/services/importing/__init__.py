"""Importing patients from a list: every row is added, found to be known, or reported with line and reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.readmodels.importing import ImportReport, KnownPerson, RowNote
from assistant_tui.services.context import Context
from assistant_tui.services.importing.cells import facts_of
from assistant_tui.services.importing.columns import Columns, find_header
from assistant_tui.services.importing.matching import KnownPeople
from assistant_tui.services.importing.patientcolumns import PATIENTS, Field
from assistant_tui.services.importing.sheets import SheetRow, read_rows
from assistant_tui.services.people import PatientFacts
from assistant_tui.store.queries.people import merged_people, people
from assistant_tui.store.tables import Patient
from assistant_tui.store.work import UnitOfWork

Progress = Callable[[int, int], None]
"""Told, while rows are written, how many of how many are done."""
_EVERY = 200  # rows between two words about the progress


def import_patients(
    ctx: Context,
    data: bytes,
    *,
    told: Sequence[tuple[str, str]] = (),
    delimiter: str | None = None,
    strict: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import the patients of a CSV file or workbook, given as its bytes, in one unit of work.

    `told` are (field, column) pairs for columns that are not recognised. A row about somebody known fills
    gaps of the record and overwrites nothing. With `strict` one bad row keeps all out; a dry run finds out
    the same and writes nothing. Raises InputError when the file as a whole cannot be read, and StoreError.
    """
    rows = read_rows(data, delimiter=delimiter)
    columns = find_header(rows, told, PATIENTS)
    tally = _Tally()
    entered: list[tuple[int, PatientFacts]] = []
    for row in rows:
        facts = _read(row, columns, ctx.today(), tally)
        if facts is not None:
            entered.append((row.line, facts))
    if entered:
        with ctx.work(Deed.IMPORT_PATIENTS) as work:
            work.about_many()
            _write(work, _known(ctx, entered), entered, tally, progress)
            if not (dry_run or (strict and tally.bad)) and tally.changed:
                work.commit()
                tally.written = True
    return tally.report(columns.unused)


@dataclass
class _Tally:
    """What has become of the rows so far."""

    added: int = 0
    filled: int = 0
    unchanged: int = 0
    differs: list[RowNote] = field(default_factory=list)
    bad: list[RowNote] = field(default_factory=list)
    changed: bool = False
    written: bool = False

    def report(self, unused: tuple[str, ...]) -> ImportReport:
        bad = tuple(sorted(self.bad, key=lambda note: note.line))
        return ImportReport(
            self.added, self.filled, self.unchanged, tuple(self.differs), bad, unused, self.written
        )


def _read(row: SheetRow, columns: Columns[Field], today: date, tally: _Tally) -> PatientFacts | None:
    """The facts of a row, or None and a note why not."""
    try:
        if fault := columns.fault(row):
            raise InputError(fault)
        return facts_of(columns.values(row.cells), today)
    except InputError as error:
        tally.bad.append(RowNote(row.line, error.saying))
        return None


def _known(ctx: Context, entered: Sequence[tuple[int, PatientFacts]]) -> KnownPeople:
    """The records that the rows may be about: those with a name or card number of the list."""
    names = {facts.name.casefold() for _, facts in entered}
    cards = {facts.card.casefold() for _, facts in entered if facts.card}

    def in_question(person: KnownPerson) -> bool:
        return person.name.casefold() in names or (person.card or "").casefold() in cards

    known = KnownPeople()
    former = [person for person in merged_people(ctx.reading) if in_question(person)]
    holders = {person.merged_into for person in former}
    for person in people(ctx.reading):
        if in_question(person) or person.patient_id in holders:
            known.learn(person.patient_id, _facts(person))
    for person in former:
        if person.merged_into is not None:
            known.learn_former(person.merged_into, _facts(person))
    return known


def _facts(person: KnownPerson) -> PatientFacts:
    return PatientFacts(person.name, person.sex, person.born, person.phone, person.card, person.note)


def _write(
    work: UnitOfWork,
    known: KnownPeople,
    entered: Sequence[tuple[int, PatientFacts]],
    tally: _Tally,
    progress: Progress | None,
) -> None:
    for done, (line, facts) in enumerate(entered, start=1):
        _write_row(work, known, line, facts, tally)
        if progress is not None and (done % _EVERY == 0 or done == len(entered)):
            progress(done, len(entered))


def _write_row(work: UnitOfWork, known: KnownPeople, line: int, facts: PatientFacts, tally: _Tally) -> None:
    try:
        match = known.match(facts)
    except InputError as error:
        tally.bad.append(RowNote(line, error.saying))
        return
    if match is None:
        new = replace(facts, sex=facts.sex or "unknown", note=facts.note or "")
        known.learn(work.add(Patient(**asdict(new))).key, new)
        tally.added += 1
        tally.changed = True
        return
    if match.gaps:
        work.change(work.get(Patient, match.patient_id), **match.gaps)
        known.fill(match)
        tally.changed = True
    if match.differs:
        tally.differs.append(RowNote(line, _listed(match.differs)))
    elif match.gaps:
        tally.filled += 1
    else:
        tally.unchanged += 1


def _listed(sayings: Sequence[Saying]) -> Saying:
    first, *rest = sayings
    return say("{one}; {more}", one=first, more=_listed(rest)) if rest else first
