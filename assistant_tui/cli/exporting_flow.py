"""`export flow` and `export activities`: event logs for process mining, and the figures of each activity."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.exporting import STREAM, Format, Sheet, destination
from assistant_tui.cli.exporting_fhir import naming_of
from assistant_tui.cli.packwords import location_name
from assistant_tui.cli.session import session_of
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.services.context import Context
    from assistant_tui.services.flow.exporting import Places


class LogFormat(StrEnum):
    """What a file of events can be."""

    CSV = "csv"
    XES = "xes"


class Visits(StrEnum):
    """Which visits to take; the values are those of `services.flow.exporting.Source`."""

    ALL = "all"
    IMPORTED = "imported"
    OWN = "own"


def _wide() -> Any:
    words = _("One row for each performance, with its start and complete: what most tools open at once")
    return typer.Option("--wide", help=words)


def _which() -> Any:
    return typer.Option("--visits", help=_("Which visits to take"))


def add_to(noun: Group) -> None:
    """Add both to `export`."""
    add_verb(
        noun,
        "flow",
        flow,
        _(
            "Export an event log for process mining: imported events as they were, other visits as the starts"
            " and ends of their stays, without names."
        ),
        "assistant-tui export flow -o log.csv",
        "assistant-tui export flow --wide --pseudonymise -o performances.csv",
        "assistant-tui export flow --format xes --visits imported -o log.xes",
        "assistant-tui export flow --from 2026-11-01 --to 2026-11-30 -o november.csv",
    )
    add_verb(
        noun,
        "activities",
        activities,
        _("Export how often each activity was performed, how long it took, and the wait before it."),
        "assistant-tui export activities",
        "assistant-tui export activities --from 2026-11-01 --visits own --format json",
    )


def flow(
    ctx: typer.Context,
    *,
    first: Annotated[str, arguments.first_day(or_all=True)] = "",
    last: Annotated[str, arguments.last_day(or_all=True)] = "",
    visits: Annotated[Visits, _which()] = Visits.ALL,
    form: Annotated[LogFormat | None, arguments.form(_("csv (unless told otherwise) or xes"))] = None,
    output: Annotated[str, arguments.output()] = STREAM,
    wide: Annotated[bool, _wide()] = False,
    excel: Annotated[bool, arguments.excel_verbatim()] = False,
    pseudonymise: Annotated[bool, arguments.pseudonymise()] = False,
) -> None:
    from assistant_tui.export.eventcsv import write_event_csv  # noqa: PLC0415
    from assistant_tui.export.tabular import write_csv  # noqa: PLC0415
    from assistant_tui.export.xes import write_xes  # noqa: PLC0415
    from assistant_tui.readmodels.flow import PerformanceRow  # noqa: PLC0415
    from assistant_tui.services.flow import exporting  # noqa: PLC0415

    session = session_of(ctx)
    if session.json and form is None:
        raise CommandLineError(say("An event log is written as CSV or XES, not as JSON"))
    if excel and form is LogFormat.XES:
        raise CommandLineError(say("--excel is for CSV"))
    if wide and form is LogFormat.XES:
        raise CommandLineError(say("--wide is for CSV"))
    days, source = exporting.days_of(first, last), exporting.Source(visits)
    desk = session.desk()
    place, naming = _places(desk), naming_of(session, desk, pseudonymise=pseudonymise)
    with destination(desk, output) as stream:
        if wide:
            performed = exporting.export_performances(desk, days, place, source=source, naming=naming)
            write_csv(performed, stream, kind=PerformanceRow, excel=excel)
        elif form is LogFormat.XES:
            rows = exporting.export_events(desk, days, place, source=source, by_case=True, naming=naming)
            write_xes(rows, stream)
        else:
            rows = exporting.export_events(desk, days, place, source=source, naming=naming)
            further = exporting.columns(desk, days, source, naming)
            write_event_csv(rows, stream, further=further, excel=excel)


def activities(
    ctx: typer.Context,
    *,
    first: Annotated[str, arguments.first_day(or_all=True)] = "",
    last: Annotated[str, arguments.last_day(or_all=True)] = "",
    visits: Annotated[Visits, _which()] = Visits.ALL,
    form: Annotated[Format | None, arguments.form(_("csv (unless --json is given) or json"))] = None,
    output: Annotated[str, arguments.output()] = STREAM,
    excel: Annotated[bool, arguments.excel()] = False,
) -> None:
    from assistant_tui.readmodels.flow import ActivityStats  # noqa: PLC0415
    from assistant_tui.services.flow import exporting  # noqa: PLC0415

    session = session_of(ctx)
    sheet = Sheet(session, form, output, excel=excel)
    days, source = exporting.days_of(first, last), exporting.Source(visits)
    desk = session.desk()
    sheet.write(desk, lambda: exporting.activities(desk, days, _places(desk), source=source), ActivityStats)


def _places(desk: Context) -> Places:
    """Locations by their names in the language in use, this room by its own."""

    def place(code: str, room_id: int | None) -> str:
        in_room = room_id == desk.room_id and code == desk.pack.room.code
        return desk.room_name if in_room else location_name(desk.pack, code)

    return place
