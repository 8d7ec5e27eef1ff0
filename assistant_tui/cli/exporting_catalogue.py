"""`export catalogue`: the services and prices in force, as CSV or JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.exporting import STREAM, Format, Sheet
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _


def add_to(noun: Group) -> None:
    """Add `export catalogue`."""
    add_verb(
        noun,
        "catalogue",
        catalogue,
        _("Export the services and prices in force; edited, the file can be imported again."),
        "assistant-tui export catalogue --excel -o prices.csv",
        "assistant-tui export catalogue --format json",
    )


def catalogue(
    ctx: typer.Context,
    *,
    form: Annotated[Format | None, arguments.form(_("csv (unless --json is given) or json"))] = None,
    output: Annotated[str, arguments.output()] = STREAM,
    excel: Annotated[bool, arguments.excel()] = False,
) -> None:
    from assistant_tui.readmodels.catalogue import ServiceRow  # noqa: PLC0415
    from assistant_tui.services import catalogue as offered  # noqa: PLC0415

    session = session_of(ctx)
    sheet = Sheet(session, form, output, excel=excel)
    desk = session.desk()
    sheet.write(desk, lambda: offered.export(desk), ServiceRow)
