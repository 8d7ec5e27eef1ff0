"""`patients`: finding people, reading a record, and merging two records of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.shapes import Shapes
from assistant_tui.cli.wording import masked_name, masked_number, person
from assistant_tui.domain.clock import day_of
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.readmodels.patients import PatientRecord, PatientRow
    from assistant_tui.services.context import Context

_HITS = 50


def add_to(group: Group) -> None:
    """Add `patients`."""
    noun = add_noun(group, "patients")
    add_verb(
        noun,
        "find",
        find,
        _("Find patients by name, pinyin, initials, telephone or card number."),
        "assistant-tui patients find 王芳",
        "assistant-tui patients find wf",
        "assistant-tui patients find 1111",
    )
    add_verb(
        noun,
        "show",
        show,
        _("Show a patient's record; that it was opened is kept in the journal."),
        "assistant-tui patients show 12",
    )
    add_verb(
        noun,
        "merge",
        merge,
        _("Two records of one person become one; it can be undone."),
        "assistant-tui patients merge 12 57",
    )


def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar=_("TEXT"), help=_("What is known of the patient"))],
    limit: Annotated[int, arguments.limit()] = _HITS,
    mask: Annotated[bool, arguments.mask()] = False,
) -> None:
    from assistant_tui.store.queries.patients import find_patients  # noqa: PLC0415

    session = session_of(ctx)
    found = find_patients(session.database().raw, text, limit)
    if session.out.json:
        shapes = Shapes(session.zone, masked=mask)
        session.out.document([shapes.patient(patient) for patient in found])
    elif found:
        _show_rows(session, found, mask=mask)
    else:
        session.out.note(_("Nobody was found for “{text}”", text=text))


def show(
    ctx: typer.Context,
    patient: Annotated[int, typer.Argument(metavar=_("ID"), help=_("The patient's number"))],
) -> None:
    from assistant_tui.services import patients  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    record = patients.view(desk, patient)
    if session.out.json:
        session.out.document(Shapes(session.zone).record(record))
    else:
        _show_record(session, desk, record)


def merge(
    ctx: typer.Context,
    keep: Annotated[int, typer.Argument(metavar=_("KEEP"), help=_("The number of the record to keep"))],
    other: Annotated[
        int, typer.Argument(metavar=_("OTHER"), help=_("The number of the record that goes into it"))
    ],
) -> None:
    from assistant_tui.services import patients  # noqa: PLC0415

    session = session_of(ctx)
    kept = patients.merge(session.desk(), keep=keep, other=other)
    if session.out.json:
        session.out.document(Shapes(session.zone).patient(kept))
    else:
        _show_rows(session, [kept], mask=False)


def _show_rows(session: Session, patients: list[PatientRow], *, mask: bool) -> None:
    today = day_of(session.clock.now(), session.zone)
    rows = [
        (
            str(patient.patient_id),
            masked_name(patient.name) if mask else patient.name,
            person(patient.sex, patient.born, today),
            masked_number(patient.phone or "") if mask else patient.phone or "",
            patient.last_day.isoformat() if patient.last_day else "",
            str(patient.visits),
        )
        for patient in patients
    ]
    heads = (_("ID"), _("Name"), _("Sex, age"), _("Telephone"), _("Last visit"), _("Visits"))
    session.out.table(heads, rows, right={0, 5})


def _show_record(session: Session, desk: Context, record: PatientRecord) -> None:
    from assistant_tui.cli.packwords import kind_name  # noqa: PLC0415

    patient, out = record.patient, session.out
    facts = (
        (_("ID"), str(patient.patient_id)),
        (_("Name"), patient.name),
        (_("Sex, age"), person(patient.sex, patient.born, desk.today())),
        (_("Born"), patient.born or ""),
        (_("Telephone"), patient.phone or ""),
        (_("Card"), patient.card or ""),
        (_("Note"), patient.note),
        (_("Merged records"), ", ".join(map(str, record.merged))),
    )
    for label, value in facts:
        if value:
            out.line(_("{label}: {value}", label=label, value=value))
    if record.visits:
        out.line()
        rows = [
            (visit.day.isoformat(), visit.ticket, kind_name(desk.pack, visit.kind), visit.complaint)
            for visit in record.visits
        ]
        out.table((_("Day"), _("Ticket"), _("Kind"), _("Comes for")), rows)
