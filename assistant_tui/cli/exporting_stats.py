"""`export stats`: the figures of any range, grouped and shaped as asked."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.exporting import STREAM, destination
from assistant_tui.cli.exporting_fhir import naming_of
from assistant_tui.cli.figurefiles import Form, Told, write
from assistant_tui.cli.session import session_of
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.readmodels.stats import IN_TIME, By

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant_tui.export.tabular import Cells
    from assistant_tui.services.stats import Days


class Shape(StrEnum):
    """Whether a row has all figures of its group, or one."""

    WIDE = "wide"
    LONG = "long"


def _month() -> Any:
    return typer.Option("--month", metavar=_("MONTH"), help=_("This month, such as 2026-11"))


def _year() -> Any:
    return typer.Option("--year", metavar=_("YEAR"), help=_("This year"))


def _by() -> Any:
    return typer.Option("--by", help=_("A row for each of these and room"))


def _form() -> Any:
    return arguments.form(
        _("csv (or json with --json), json, jsonl (an object a line), xlsx, parquet; md, html: key figures")
    )


def _shape() -> Any:
    return typer.Option("--shape", help=_("wide: all figures in a row; long: a row a figure"))


def add_to(noun: Group) -> None:
    """Add `export stats`."""
    add_verb(
        noun,
        "stats",
        stats,
        _("Export the figures of each day and room. What they mean is in docs/metrics.md."),
        "assistant-tui export stats",
        "assistant-tui export stats --date 2026-11-20 --format json",
        "assistant-tui export stats --from 2026-11-01 --to 2026-11-30 --excel -o november.csv",
        "assistant-tui export stats --year 2026 --by month --format xlsx -o 2026.xlsx",
    )


def stats(
    ctx: typer.Context,
    *,
    date: Annotated[str, arguments.day()] = "",
    first: Annotated[str, arguments.first_day()] = "",
    last: Annotated[str, arguments.last_day()] = "",
    month: Annotated[str, _month()] = "",
    year: Annotated[str, _year()] = "",
    by: Annotated[By, _by()] = By.DAY,
    form: Annotated[Form | None, _form()] = None,
    shape: Annotated[Shape, _shape()] = Shape.WIDE,
    output: Annotated[str, arguments.output()] = STREAM,
    excel: Annotated[bool, arguments.excel()] = False,
    pseudonymise: Annotated[bool, arguments.pseudonymise()] = False,
) -> None:
    from assistant_tui.cli.progress import progress  # noqa: PLC0415
    from assistant_tui.readmodels.stats import stats_columns  # noqa: PLC0415
    from assistant_tui.services.opening import wait_target  # noqa: PLC0415
    from assistant_tui.services.statgroups import export  # noqa: PLC0415
    from assistant_tui.services.stats import days_of  # noqa: PLC0415

    session = session_of(ctx)
    chosen = form or (Form.JSON if session.json else Form.CSV)
    if excel and chosen is not Form.CSV:
        raise CommandLineError(say("--excel is for CSV"))
    _require_writable(chosen, output)
    post = session.post()
    days = days_of(post, day=date, first=first, last=last, month=month, year=year)
    naming, target = naming_of(session, post, pseudonymise=pseudonymise), wait_target(session.resolved, post)
    charted = shape is Shape.WIDE and by in IN_TIME
    told = Told(stats_columns(by), _span(days), excel=excel, charted=charted)
    with destination(post, output) as stream, progress(*days) as come_to:
        # Only now: what cannot be written is not journalled.
        rows: Iterable[Cells] = export(post, days, by, naming, target=target, come_to=come_to)
        if shape is Shape.LONG:
            from assistant_tui.export.longer import long_columns, long_rows  # noqa: PLC0415

            rows, told = long_rows(rows, told.names), told._replace(names=long_columns(told.names))
        write(chosen, rows, stream, told)


def _require_writable(form: Form, output: str) -> None:
    """Raises CommandLineError for a form that is not for standard output, RuleError for what it lacks."""
    if form is Form.XLSX and output == STREAM:
        raise CommandLineError(say("A workbook is not for standard output: name a file with -o"))
    if form is Form.PARQUET:
        from assistant_tui.export.parquet import require_parquet  # noqa: PLC0415

        if output == STREAM:
            raise CommandLineError(say("Parquet is not for standard output: name a file with -o"))
        require_parquet()


def _span(days: Days) -> str:
    first, last = days
    return first.isoformat() if first == last else f"{first} – {last}"
