"""`catalogue`: what can be ordered, and finding it in a few keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.packwords import location_name
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.shapes import Shape
from assistant_tui.i18n import _, language, spoken

if TYPE_CHECKING:
    from assistant_tui.domain.catalogue import Found
    from assistant_tui.services.context import Context

_HITS = 9
_PRICE = 3  # the column of amounts, set to the right


def add_to(group: Group) -> None:
    """Add `catalogue`."""
    noun = add_noun(group, "catalogue")
    add_verb(
        noun,
        "find",
        find,
        _("Find services and sets by code, name or pinyin initials, the likeliest first."),
        "assistant-tui catalogue find xcg",
        "assistant-tui catalogue find b超 --json",
    )
    add_verb(
        noun,
        "list",
        list_all,
        _("Show everything that can be ordered."),
        "assistant-tui catalogue list",
    )
    add_verb(
        noun,
        "retire",
        retire,
        _("Take a service out of what can be ordered; what was ordered stays. It can be undone."),
        "assistant-tui catalogue retire he4",
    )


def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar=_("TEXT"), help=_("A code, a name or initials"))],
    limit: Annotated[int, arguments.limit()] = _HITS,
) -> None:
    from assistant_tui.services import catalogue  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    found = catalogue.find(desk, text, limit=limit)
    if found or session.out.json:
        _show(session, desk, found)
    else:
        session.out.note(_("Nothing in the catalogue fits “{text}”", text=text))


def list_all(ctx: typer.Context) -> None:
    from assistant_tui.services import catalogue  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    _show(session, desk, catalogue.catalogue(desk).offered)


def retire(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar=_("CODE"), help=_("The service's code"))],
) -> None:
    from assistant_tui.services import catalogue  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    _show(session, desk, [catalogue.retire(desk, code)])


def _show(session: Session, desk: Context, found: Iterable[Found]) -> None:
    if session.out.json:
        session.out.document([_shape(one) for one in found])
        return
    heads = (_("Code"), _("Name"), _("Category"), _("Price"), _("Location"))
    session.out.table(heads, [_row(desk, one) for one in found], right={_PRICE})


def _row(desk: Context, one: Found) -> tuple[str, ...]:
    from assistant_tui.domain.catalogue import CATEGORY_WORDS, ServiceSet  # noqa: PLC0415
    from assistant_tui.domain.money import money_text  # noqa: PLC0415

    name = one.name.said_in(language())
    if isinstance(one, ServiceSet):
        return one.code, name, _("Set of {count}", count=len(one.services)), "", ""
    price = _("when ordered") if one.price is None else money_text(one.price)
    place = location_name(desk.pack, one.location) if one.location else ""
    return one.code, name, spoken(CATEGORY_WORDS[one.category]), price, place


def _shape(one: Found) -> Shape:
    from assistant_tui.domain.catalogue import ServiceSet  # noqa: PLC0415

    named = {"code": one.code, "name_zh": one.name.zh_CN, "name_en": one.name.en, "initials": one.initials}
    if isinstance(one, ServiceSet):
        return {**named, "category": "set", "services": list(one.services)}
    return {
        **named,
        "category": one.category.value,
        "price": one.price,
        "location": one.location,
        "minutes": one.usual // timedelta(minutes=1),
        "preparations": [each.value for each in one.preparations],
        "signature": one.signature,
        "pay_first": one.pay_first,
        "consent": one.consent,
        "brings": list(one.brings),
        "unit": one.unit,
        "largest_dose": one.largest_dose,
        "retired": one.retired,
    }
