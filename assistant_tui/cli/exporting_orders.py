"""`export orders`: every item of every slip with its facts, without names."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.exporting import STREAM, Format, Sheet
from assistant_tui.cli.exporting_fhir import naming_of
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _


def add_to(noun: Group) -> None:
    """Add `export orders`."""
    add_verb(
        noun,
        "orders",
        orders,
        _("Export the slips drafted in these days, an item a row, without names."),
        "assistant-tui export orders",
        "assistant-tui export orders --from 2026-11-01 --to 2026-11-30 --excel -o november.csv",
    )


def orders(
    ctx: typer.Context,
    *,
    date: Annotated[str, arguments.day()] = "",
    first: Annotated[str, arguments.first_day()] = "",
    last: Annotated[str, arguments.last_day()] = "",
    form: Annotated[Format | None, arguments.form(_("csv (unless --json is given) or json"))] = None,
    output: Annotated[str, arguments.output()] = STREAM,
    excel: Annotated[bool, arguments.excel()] = False,
    pseudonymise: Annotated[bool, arguments.pseudonymise()] = False,
) -> None:
    from assistant_tui.readmodels.orderexport import ItemExport  # noqa: PLC0415
    from assistant_tui.services import orderexport  # noqa: PLC0415
    from assistant_tui.services.stats import days_of  # noqa: PLC0415

    session = session_of(ctx)
    sheet = Sheet(session, form, output, excel=excel)
    post = session.post()
    days = days_of(post, day=date, first=first, last=last)
    naming = naming_of(session, post, pseudonymise=pseudonymise)
    sheet.write(post, lambda: orderexport.export(post, days, naming), ItemExport)
