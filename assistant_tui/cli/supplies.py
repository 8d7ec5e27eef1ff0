"""`supplies`: counting, restocking and usage of what is used up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.exporting import STREAM, Format, Sheet
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.cli.session import Session
    from assistant_tui.readmodels.supplies import SupplyRow


def add_to(group: Group) -> None:
    """Add `supplies`."""
    noun = add_noun(group, "supplies")
    program = "assistant-tui supplies"
    add_verb(
        noun,
        "count",
        count,
        _("Enter what was counted; without any, show the count sheet."),
        f"{program} count",
        f"{program} count gloves-m=3 masks=2",
    )
    add_verb(noun, "received", received, _("Enter what came."), f"{program} received gloves-m=10")
    add_verb(noun, "used", used, _("Enter what was used up."), f"{program} used gloves-m=1 swabs=4")
    add_verb(
        noun,
        "par",
        par,
        _("Set how much the room should have; a par like the pack's leaves it to the pack."),
        f"{program} par gloves-m=6 masks=0",
    )
    add_verb(
        noun,
        "restock",
        restock,
        _("What is below its par, and how much to fetch."),
        f"{program} restock",
        f"{program} restock --format csv --excel -o restock.csv",
    )
    add_verb(
        noun,
        "usage",
        usage,
        _("What was received, used and lost, day by day."),
        f"{program} usage",
        f"{program} usage --from 2026-11-01 --to 2026-11-30 --excel -o november.csv",
    )


def quantities() -> Any:
    """What is entered."""
    return typer.Argument(metavar=_("CODE=NUMBER"), help=_("A supply's code and how many of its unit"))


def count(ctx: typer.Context, entries: Annotated[list[str] | None, quantities()] = None) -> None:
    from assistant_tui.services import supplies  # noqa: PLC0415

    if entries:
        _enter(ctx, "count", entries)
        return
    session = session_of(ctx)
    _show(session, supplies.sheet(session.desk()))


def received(ctx: typer.Context, entries: Annotated[list[str], quantities()]) -> None:
    _enter(ctx, "received", entries)


def used(ctx: typer.Context, entries: Annotated[list[str], quantities()]) -> None:
    _enter(ctx, "used", entries)


def par(ctx: typer.Context, entries: Annotated[list[str], quantities()]) -> None:
    from assistant_tui.services import pars, supplies  # noqa: PLC0415

    session = session_of(ctx)
    desk, wanted = session.desk(), _understood(entries)
    pars.change(desk, wanted)
    _show(session, [row for row in supplies.sheet(desk) if row.supply.code in wanted])


def restock(
    ctx: typer.Context,
    *,
    form: Annotated[Format | None, arguments.form(_("csv or json, for a file"))] = None,
    output: Annotated[str, arguments.output()] = STREAM,
    excel: Annotated[bool, arguments.excel()] = False,
) -> None:
    from assistant_tui.readmodels.supplies import RestockRow  # noqa: PLC0415
    from assistant_tui.services import supplies  # noqa: PLC0415

    session = session_of(ctx)
    if form is None and output == STREAM and not excel:
        found = supplies.restock(session.desk())
        if found or session.out.json:
            _show(session, found)
        else:
            session.out.note(_("Nothing that was counted is below its par"))
        return
    sheet = Sheet(session, form, output, excel=excel)
    desk = session.desk()
    sheet.write(desk, lambda: supplies.export_restock(desk), RestockRow)


def usage(
    ctx: typer.Context,
    *,
    date: Annotated[str, arguments.day()] = "",
    first: Annotated[str, arguments.first_day()] = "",
    last: Annotated[str, arguments.last_day()] = "",
    form: Annotated[Format | None, arguments.form(_("csv (unless --json is given) or json"))] = None,
    output: Annotated[str, arguments.output()] = STREAM,
    excel: Annotated[bool, arguments.excel()] = False,
) -> None:
    from assistant_tui.readmodels.supplies import UsageRow  # noqa: PLC0415
    from assistant_tui.services import supplies  # noqa: PLC0415
    from assistant_tui.services.stats import days_of  # noqa: PLC0415

    session = session_of(ctx)
    sheet = Sheet(session, form, output, excel=excel)
    desk = session.desk()
    days = days_of(desk, day=date, first=first, last=last)
    sheet.write(desk, lambda: supplies.export_usage(desk, days.first, days.last), UsageRow)


def _enter(ctx: typer.Context, kind: str, entries: Iterable[str]) -> None:
    from assistant_tui.domain.supplies import SupplyKind  # noqa: PLC0415
    from assistant_tui.services import supplies  # noqa: PLC0415

    session = session_of(ctx)
    wanted = _understood(entries)
    _show(session, supplies.enter(session.desk(), SupplyKind(kind), wanted))


def _understood(entries: Iterable[str]) -> dict[str, int]:
    """What `gloves-m=3` says. Raises InputError for what says nothing, or something twice."""
    from assistant_tui.domain.saying import InputError, say  # noqa: PLC0415
    from assistant_tui.domain.text import clean  # noqa: PLC0415

    found: dict[str, int] = {}
    for entry in entries:
        code, equals, number = clean(entry).partition("=")
        if not equals or not number.strip().isdecimal() or code.strip() in found:
            raise InputError(say("“{text}”: write each supply once, like gloves-m=3", text=entry))
        found[code.strip()] = int(number)
    return found


def _show(session: Session, rows: Iterable[SupplyRow]) -> None:
    from assistant_tui.cli.shapes import Shapes  # noqa: PLC0415
    from assistant_tui.i18n import language  # noqa: PLC0415

    at = Shapes(session.zone).at
    if session.out.json:
        session.out.document(
            [
                {
                    "code": row.supply.code,
                    "name_zh": row.supply.name.zh_CN,
                    "name_en": row.supply.name.en,
                    "unit_zh": row.supply.unit.zh_CN,
                    "unit_en": row.supply.unit.en,
                    "par": row.supply.par,
                    "own_par": row.own_par,
                    "level": row.level,
                    "fetch": row.fetch,
                    "counted_at": at(row.counted_at),
                    "counted_by": row.counted_by,
                }
                for row in rows
            ]
        )
        return
    heads = (_("Code"), _("Supply"), _("Unit"), _("Par"), _("There"), _("To fetch"), _("Counted"))
    session.out.table(
        heads,
        [
            (
                row.supply.code,
                row.supply.name.said_in(language()),
                row.supply.unit.said_in(language()),
                str(row.supply.par),
                "?" if row.level is None else str(row.level),
                str(row.fetch) if row.fetch else "",
                f"{row.counted_at.astimezone(session.zone):%m-%d %H:%M}" if row.counted_at else "",
            )
            for row in rows
        ],
        right={3, 4, 5},
    )
