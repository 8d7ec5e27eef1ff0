"""`import flow`: past visits from an event log that another program has written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.importing import STREAM, as_json, concluded, read_source, show_progress
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.readmodels.flow import FlowReport

_SHOWN = 20


def add_to(noun: Group) -> None:
    """Add `import flow`."""
    add_verb(
        noun,
        "flow",
        flow,
        _(
            "Import an event log, CSV or XES, as past visits. Importing a file again adds nothing."
            " What is derived from the events is in docs/import.md."
        ),
        "assistant-tui import flow log.csv --case patient --activity handling --time time --dry-run",
        "assistant-tui import flow log.csv --case ID --activity Step --time At --delimiter ';'",
        "assistant-tui import flow log.xes --consult Consultation",
    )


def flow(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar=_("FILE"), help=_("A .csv, .xlsx or .xes file; - for standard input"))
    ],
    *,
    case: Annotated[
        str, typer.Option("--case", metavar=_("COLUMN"), help=_("The column that tells the cases apart"))
    ] = "",
    activity: Annotated[
        str, typer.Option("--activity", metavar=_("COLUMN"), help=_("The column of what was done"))
    ] = "",
    time: Annotated[
        str, typer.Option("--time", metavar=_("COLUMN"), help=_("The column of when it was done"))
    ] = "",
    lifecycle: Annotated[
        str,
        typer.Option(
            "--lifecycle",
            metavar=_("COLUMN"),
            help=_("The column that says start or complete; without one each activity is one event"),
        ),
    ] = "",
    resource: Annotated[
        str, typer.Option("--resource", metavar=_("COLUMN"), help=_("The column of who did it"))
    ] = "",
    delimiter: Annotated[str, arguments.delimiter()] = "",
    time_format: Annotated[
        str,
        typer.Option(
            "--time-format", metavar=_("FORMAT"), help=_("How times are written, such as %d.%m.%Y %H:%M")
        ),
    ] = "",
    consult: Annotated[
        str,
        typer.Option(
            "--consult", metavar=_("ACTIVITY"), help=_("The activity that is the consultation here")
        ),
    ] = "",
    dry_run: Annotated[bool, arguments.dry_run()] = False,
) -> None:
    from assistant_tui.services.flow.eventrows import Role  # noqa: PLC0415
    from assistant_tui.services.flow.importing import import_flow  # noqa: PLC0415

    session = session_of(ctx)
    told = {
        Role.CASE: case,
        Role.ACTIVITY: activity,
        Role.TIME: time,
        Role.LIFECYCLE: lifecycle,
        Role.RESOURCE: resource,
    }
    data = read_source(source)
    report = import_flow(
        session.desk(),
        data,
        {role: column for role, column in told.items() if column},
        name=source if source == STREAM else Path(source).name,
        delimiter=delimiter or None,
        time_format=time_format,
        consult=consult,
        dry_run=dry_run,
        progress=show_progress if sys.stderr.isatty() else None,
    )
    concluded(
        session,
        report,
        lines=_lines(report),
        remarks=_remarks(report),
        document=_document(report),
        dry_run=dry_run,
    )


def _lines(report: FlowReport) -> Iterator[str]:
    from assistant_tui.domain.eventlog import ADJUSTMENT_WORDS  # noqa: PLC0415

    yield _(
        "Events {rows}: new {added}, already there {known}, differing {differing}, bad {bad}",
        rows=report.rows,
        added=report.events,
        known=report.known_events,
        differing=report.differing_events,
        bad=len(report.bad),
    )
    yield _(
        "Cases: new {added}, already there {known}, differing {differing}; consultations {entries}",
        added=report.cases,
        known=report.known_cases,
        differing=len(report.differs),
        entries=report.entries,
    )
    for adjustment, count in report.adjustments.items():
        yield _("Adjusted: {count} {what}", count=count, what=ADJUSTMENT_WORDS[adjustment])


def _remarks(report: FlowReport) -> Iterator[str]:
    if report.locations:
        yield _("New locations: {locations}", locations=_listed(report.locations))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")


def _document(report: FlowReport) -> dict[str, object]:
    return {
        "rows": report.rows,
        "events": report.events,
        "cases": report.cases,
        "consultations": report.entries,
        "known_events": report.known_events,
        "known_cases": report.known_cases,
        "differing_events": report.differing_events,
        "differs": as_json(report.differs),
        "bad": as_json(report.bad),
        "adjustments": {adjustment.value: count for adjustment, count in report.adjustments.items()},
        "locations": list(report.locations),
        "written": report.written,
    }
