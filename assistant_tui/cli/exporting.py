"""`export`: the day's figures as CSV or JSON; the catalogue and event logs have their own files."""

from __future__ import annotations

from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.session import session_of
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.services.post import Post

STREAM = "-"


class Format(StrEnum):
    """What a file of figures can be."""

    CSV = "csv"
    JSON = "json"


def add_to(group: Group) -> None:
    """Add `export`."""
    from assistant_tui.cli import exporting_catalogue, exporting_flow  # noqa: PLC0415 - they take what is below

    noun = add_noun(group, "export")
    add_verb(
        noun,
        "stats",
        stats,
        _("Export the figures of each day and room. What they mean is in docs/metrics.md."),
        "assistant-tui export stats",
        "assistant-tui export stats --date 2026-11-20 --format json",
        "assistant-tui export stats --from 2026-11-01 --to 2026-11-30 --excel -o november.csv",
    )
    exporting_catalogue.add_to(noun)
    exporting_flow.add_to(noun)


def stats(
    ctx: typer.Context,
    *,
    date: Annotated[
        str, typer.Option("--date", metavar=_("DATE"), help=_("This day; without any, today"))
    ] = "",
    first: Annotated[str, arguments.first_day()] = "",
    last: Annotated[str, arguments.last_day()] = "",
    form: Annotated[Format | None, arguments.form(_("csv (unless --json is given) or json"))] = None,
    output: Annotated[str, arguments.output()] = STREAM,
    excel: Annotated[bool, arguments.excel()] = False,
) -> None:
    from assistant_tui.export.tabular import write_csv, write_json  # noqa: PLC0415
    from assistant_tui.readmodels.stats import DayStats  # noqa: PLC0415
    from assistant_tui.services import stats as figures  # noqa: PLC0415

    session = session_of(ctx)
    chosen = form or (Format.JSON if session.json else Format.CSV)
    if excel and chosen is Format.JSON:
        raise CommandLineError(say("--excel is for CSV"))
    post = session.post()
    days = figures.days_of(post, day=date, first=first, last=last)
    with destination(post, output) as stream:
        rows = figures.export(post, days)
        if chosen is Format.JSON:
            write_json(rows, stream, kind=DayStats)
        else:
            write_csv(rows, stream, kind=DayStats, excel=excel)


def destination(post: Post, output: str) -> AbstractContextManager[TextIO]:
    """Standard output, or the file to write. Raises RuleError for the database itself."""
    from assistant_tui.export.destination import standard_output, whole_file  # noqa: PLC0415

    if output == STREAM:
        return standard_output()
    path = Path(output)
    if path.resolve() == post.database.path.resolve():
        raise RuleError(say("{path} is the database itself. Choose another file", path=path))
    return whole_file(path)
