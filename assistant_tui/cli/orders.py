"""`orders`: slips from the draft to the result that the doctor has read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.orderlist import list_orders, show_items, show_slips
from assistant_tui.cli.orderpick import items_for
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.domain.orders import Step
    from assistant_tui.readmodels.orders import ItemRow
    from assistant_tui.services.context import Context


class Outcome(StrEnum):
    """What a result says; the words of `domain.orders.ResultStatus`."""

    NORMAL = "normal"
    ABNORMAL = "abnormal"
    TEXT = "text"


def add_to(group: Group) -> None:
    """Add `orders`."""
    noun = add_noun(group, "orders")
    program = "assistant-tui orders"
    add_verb(
        noun,
        "add",
        add,
        _("Draft slips in one line: code, name or initials, x2, @price, dose, #note."),
        f'{program} add A012 "xcg ncg b超"',
        f'{program} add A012 "阿莫西林 0.5g tid 7d x2"',
    )
    add_verb(
        noun,
        "list",
        list_orders,
        _("Show the slips of today, or what waits for one thing, worst first."),
        f"{program} list",
        f"{program} list A012 --json",
        f"{program} list --waiting sign",
    )
    for name, act, words, rest in (
        ("sign", sign, _("The doctor has signed."), ""),
        ("pay", pay, _("The cashier has been paid."), ""),
        ("start", start, _("A surgery begins."), ""),
        ("perform", perform, _("It is done."), "--by 检验科"),
        ("result", result, _("The result is back."), 'abnormal --text "WBC 12.1"'),
        ("read", read, _("The doctor has read the result."), ""),
        ("refuse", refuse, _("The patient declines."), '--reason "not today" --form'),
        ("void", void, _("Take a slip back."), '--reason "drafted for somebody else"'),
        ("refund", refund, _("The money for what was refused or voided is given back."), ""),
    ):
        does: Callable[..., None] = act
        add_verb(noun, name, does, words, f"{program} {name} 12 {rest}".rstrip())


def target() -> Any:
    """A slip of today, or all slips of a visit."""
    return typer.Argument(
        metavar=_("SLIP"), help=_("The number of a slip of today, or a ticket for all of hers")
    )


def only() -> Any:
    """Some of its items."""
    return typer.Option(
        "--item", metavar=_("ITEM"), help=_("Only this item, by code or name; may be repeated")
    )


def override() -> Any:
    """I5 is let pass."""
    return arguments.reason(_("Why it may be done although something is missing"))


def add(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    items: Annotated[list[str], typer.Argument(metavar=_("ITEMS"), help=_("What to draft, in any order"))],
    note: Annotated[str, typer.Option("--note", metavar=_("TEXT"), help=_("A note on the slips"))] = "",
) -> None:
    from assistant_tui.cli.orderpick import understood  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    visit = find_ticket(desk, ticket)
    drafted = understood(session, desk, visit.visit_id, " ".join(items))
    show_slips(session, orders.draft(desk, visit.visit_id, drafted, note=note))


def sign(
    ctx: typer.Context,
    slip: Annotated[str, target()],
    *,
    item: Annotated[list[str] | None, only()] = None,
    by: Annotated[
        str, typer.Option("--by", metavar=_("NAME"), help=_("Who signed; without it, the room's doctor"))
    ] = "",
    paper: Annotated[bool, typer.Option("--paper", help=_("Signed on the paper slip"))] = False,
    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help=_("When it was signed on paper; without it, now"))
    ] = "",
) -> None:
    from assistant_tui.cli.orderpick import instant_today  # noqa: PLC0415
    from assistant_tui.domain.orders import Step  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415

    _take(
        ctx,
        Step.SIGN,
        slip,
        item,
        lambda desk, ids: orders.sign(desk, ids, by=by, on_paper=paper, at=instant_today(desk, at)),
    )


def pay(
    ctx: typer.Context, slip: Annotated[str, target()], item: Annotated[list[str] | None, only()] = None
) -> None:
    from assistant_tui.domain.orders import Step  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415

    _take(ctx, Step.PAY, slip, item, orders.pay)


def start(
    ctx: typer.Context,
    slip: Annotated[str, target()],
    item: Annotated[list[str] | None, only()] = None,
    by: Annotated[str, typer.Option("--by", metavar=_("NAME"), help=_("Who operates"))] = "",
    reason: Annotated[str, override()] = "",
) -> None:
    from assistant_tui.domain.orders import Step  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415

    def begin(desk: Context, ids: Sequence[int]) -> tuple[ItemRow, ...]:
        return tuple(orders.start(desk, item_id, by=by, override=reason) for item_id in ids)

    _take(ctx, Step.START, slip, item, begin)


def perform(
    ctx: typer.Context,
    slip: Annotated[str, target()],
    item: Annotated[list[str] | None, only()] = None,
    by: Annotated[
        str, typer.Option("--by", metavar=_("NAME"), help=_("Who did it or, of an admission, took over"))
    ] = "",
    reason: Annotated[str, override()] = "",
) -> None:
    from assistant_tui.domain.orders import Step  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415

    _take(ctx, Step.PERFORM, slip, item, lambda desk, ids: orders.perform(desk, ids, by=by, override=reason))


def result(
    ctx: typer.Context,
    slip: Annotated[str, target()],
    outcome: Annotated[Outcome, typer.Argument(metavar=_("OUTCOME"), help=_("normal, abnormal or text"))],
    text: Annotated[str, typer.Option("--text", metavar=_("TEXT"), help=_("What the result says"))] = "",
    item: Annotated[list[str] | None, only()] = None,
) -> None:
    from assistant_tui.domain.orders import ResultStatus, Step  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415

    _take(
        ctx,
        Step.RESULT,
        slip,
        item,
        lambda desk, ids: orders.enter_result(desk, ids, ResultStatus(outcome.value), text),
    )


def read(
    ctx: typer.Context, slip: Annotated[str, target()], item: Annotated[list[str] | None, only()] = None
) -> None:
    from assistant_tui.domain.orders import Step  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415

    _take(ctx, Step.READ, slip, item, orders.read_results)


def refuse(
    ctx: typer.Context,
    slip: Annotated[str, target()],
    reason: Annotated[str, arguments.reason(_("Why the patient declines"))],
    item: Annotated[list[str] | None, only()] = None,
    form: Annotated[bool, typer.Option("--form", help=_("The refusal form is signed"))] = False,
) -> None:
    from assistant_tui.domain.orders import Step  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415

    _take(
        ctx,
        Step.REFUSE,
        slip,
        item,
        lambda desk, ids: orders.refuse(desk, ids, reason=reason, form_signed=form),
    )


def void(
    ctx: typer.Context,
    slip: Annotated[str, target()],
    reason: Annotated[str, arguments.reason(_("Why it is voided"))],
    item: Annotated[list[str] | None, only()] = None,
) -> None:
    from assistant_tui.domain.orders import Step  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415

    _take(ctx, Step.VOID, slip, item, lambda desk, ids: orders.void(desk, ids, reason=reason))


def refund(
    ctx: typer.Context, slip: Annotated[str, target()], item: Annotated[list[str] | None, only()] = None
) -> None:
    from assistant_tui.domain.orders import Step  # noqa: PLC0415
    from assistant_tui.services import orders  # noqa: PLC0415

    _take(ctx, Step.REFUND, slip, item, orders.refund)


def _take(
    ctx: typer.Context,
    step: Step,
    slip: str,
    codes: list[str] | None,
    act: Callable[[Context, Sequence[int]], tuple[ItemRow, ...]],
) -> None:
    """Let the items that can take this step take it, and show what became of them."""
    session = session_of(ctx)
    desk = session.desk()
    show_items(session, act(desk, items_for(desk, slip, step, codes or [])))
