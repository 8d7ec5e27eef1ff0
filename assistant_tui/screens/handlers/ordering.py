"""What happens to slips: each key one fact, for all items of the row that can take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from assistant_tui import services
from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.money import money_text
from assistant_tui.domain.orders import Question, ResultStatus, Step, missing_first
from assistant_tui.domain.saying import InputError, RuleError, Saying, say
from assistant_tui.domain.text import clean
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.ask import Ask
from assistant_tui.screens.dialogs.draft import slot_typed
from assistant_tui.screens.dialogs.fees import FeeCheck
from assistant_tui.screens.dialogs.result import EnterResult
from assistant_tui.screens.dialogs.slip_forms import Refusal, SignedOnPaper
from assistant_tui.screens.dialogs.tick_off import Tick, TickOff
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.screens.lens import MINUTE
from assistant_tui.screens.orders import OrdersPane
from assistant_tui.screens.orders_columns import state_of
from assistant_tui.screens.slip_lines import item_name, listed, names_of

Answer = TypeVar("Answer")
Items = Sequence[ItemRow]

_ANSWERS: dict[Question, str] = {
    Question.SIGN: "sign_slip",
    Question.PAY: "pay_slip",
    Question.PERFORM: "do_slip",
    Question.RESULT: "enter_result",
    Question.READ: "read_result",
    Question.REFUND: "refund_slip",
}


@handles("answer_slip")
def answer_slip(desk: Desk) -> None:
    """What the row waits for has happened."""
    question = desk.require_slip().question
    if question is not None:
        desk.action_carry_out(_ANSWERS[question])


@handles("sign_slip")
def sign(desk: Desk) -> None:
    """By the room's doctor, here and now."""
    items = _takers(desk, Step.SIGN)
    _tell(desk, desk.perform(services.orders.sign, _ids(items)), say("signed"))


@handles("sign_on_paper")
async def sign_on_paper(desk: Desk) -> None:
    """On the slip itself: by whom, and when."""
    items, ctx = _takers(desk, Step.SIGN), desk.ctx

    def noted(by: str, typed: str) -> Items:
        at = _moment(desk, typed, after=max(item.facts.latest for item in items))
        return services.orders.sign(ctx, _ids(items), by=by, on_paper=True, at=at)

    title = _("Signed on paper: {items}", items=names_of(items))
    answer = await desk.ask(SignedOnPaper(title, ctx.doctor_name, desk.lens.time(ctx.now()), noted))
    _tell(desk, answer, say("signed on paper"))


def _moment(desk: Desk, typed: str, *, after: datetime) -> datetime | None:
    """The instant of a time of today, which is exact to the minute only: None for the present minute.

    Within the minute of what is known already, it is just `after` that. Raises InputError for no time.
    """
    at, now = slot_typed(desk.ctx, typed), desk.ctx.now()
    if at is None or at <= now < at + MINUTE:
        return None
    return after if at <= after < at + MINUTE else at


@handles("pay_slip")
def pay(desk: Desk) -> None:
    """All of it."""
    items = _takers(desk, Step.PAY)
    what = say("paid, {amount} yuan", amount=money_text(sum(item.facts.amount for item in items)))
    _tell(desk, desk.perform(services.orders.pay, _ids(items)), what)


@handles("do_slip")
async def do_slip(desk: Desk) -> None:
    """Done; a surgery that has not begun begins first, each by itself."""
    ctx, items = desk.ctx, _takers(desk, Step.PERFORM)
    first = items[0]
    if _to_begin(first):
        begun = await _let_pass(
            desk, (first,), lambda reason: services.orders.start(ctx, first.item_id, override=reason)
        )
        _tell(desk, (begun,) if begun else None, say("begun"))
        return
    chosen = await _ticked(desk, [item for item in items if not _to_begin(item)], _("What is done?"))
    if chosen is None:
        return
    by = ""
    if first.category is Category.ADMISSION:
        by = (
            await desk.ask(
                Ask(_("Admitted: {items}", items=names_of(chosen)), _("Handed over to whom"), _named)
            )
            or ""
        )
        if not by:
            return
    done = await _let_pass(
        desk, chosen, lambda reason: services.orders.perform(ctx, _ids(chosen), by=by, override=reason)
    )
    _tell(desk, done, say("done"))


def _to_begin(item: ItemRow) -> bool:
    return item.facts.begins_apart and not item.facts.begun


def _named(typed: str) -> str:
    name = clean(typed)
    if not name:
        raise InputError(say("Type who has taken over"))
    return name


async def _let_pass(desk: Desk, items: Items, do: Callable[[str], Answer]) -> Answer | None:
    """Do it with an empty reason; where something must be there first, ask for a reason to pass it."""
    try:
        answer = do("")
    except services.orders.MissingFirstError:
        title = _("Missing first: {what}", what=listed(_missing(items)))
        return await desk.ask(Ask(title, _("Reason to do it all the same"), do))
    desk.refresh_board()
    return answer


def _missing(items: Items) -> Iterable[str]:
    for item in items:
        if missing := missing_first(item.facts):
            yield f"{item_name(item)} ({listed(map(spoken, missing))})"


@handles("enter_result")
async def enter_result(desk: Desk) -> None:
    """Normal, abnormal or in words; with the last one she is back in the queue."""
    ctx = desk.ctx
    items = await _ticked(desk, _takers(desk, Step.RESULT), _("Whose result is back?"))
    if items is None:
        return

    def entered(result: ResultStatus, text: str) -> Items:
        return services.orders.enter_result(ctx, _ids(items), result, text)

    before = _queueing(desk, items)
    text = items[0].result_text if len(items) == 1 else ""
    answer = await desk.ask(EnterResult(_("Result: {items}", items=names_of(items)), entered, text=text))
    _tell(desk, answer, say("result entered"))
    _tell_return(desk, answer, before)


@handles("read_result")
def read_result(desk: Desk) -> None:
    """By the room's doctor."""
    items = _takers(desk, Step.READ)
    _tell(desk, desk.perform(services.orders.read_results, _ids(items)), say("read by the doctor"))


@handles("refuse_slip")
async def refuse(desk: Desk) -> None:
    """The patient declines."""
    ctx = desk.ctx
    items = await _ticked(desk, _takers(desk, Step.REFUSE), _("What does the patient decline?"))
    if items is None:
        return

    def refused(reason: str, form_signed: bool) -> Items:
        return services.orders.refuse(ctx, _ids(items), reason=reason, form_signed=form_signed)

    before = _queueing(desk, items)
    answer = await desk.ask(Refusal(_("The patient declines {items}", items=names_of(items)), refused))
    _tell(desk, answer, say("refused"))
    _tell_return(desk, answer, before)


@handles("void_slip")
async def void(desk: Desk) -> None:
    """Taken back, whatever has become of it; what must be given back is said first."""
    ctx = desk.ctx
    items = await _ticked(desk, _takers(desk, Step.VOID), _("What is void?"))
    if items is None:
        return
    owed = sum(item.facts.amount for item in items if item.facts.paid_at)
    title = _("Void {items}", items=names_of(items))
    if owed:
        title = _(
            "Void {items}: {amount} yuan must be given back", items=names_of(items), amount=money_text(owed)
        )
    before = _queueing(desk, items)
    answer = await desk.ask(
        Ask(title, _("Reason"), lambda reason: services.orders.void(ctx, _ids(items), reason=reason))
    )
    _tell(desk, answer, say("void"))
    _tell_return(desk, answer, before)


@handles("refund_slip")
def refund(desk: Desk) -> None:
    """The money is back with the patient."""
    items = _takers(desk, Step.REFUND)
    what = say("{amount} yuan given back", amount=money_text(sum(item.facts.amount for item in items)))
    _tell(desk, desk.perform(services.orders.refund, _ids(items)), what)


@handles("lists_or_patients")
def lists_or_patients(desk: Desk) -> None:
    """By what is waited for, or by patient."""
    pane = desk.pane
    if isinstance(pane, OrdersPane):
        pane.switch_view()


@handles("fees")
async def fees(desk: Desk) -> None:
    """The fee check of the day."""
    await desk.ask(FeeCheck(services.slips.fees_of_day(desk.ctx), desk.lens))


def _takers(desk: Desk, step: Step) -> tuple[ItemRow, ...]:
    """The selected row's items for this step. Raises RuleError when there is none."""
    items = desk.require_slip().takers(step)
    if not items:
        raise RuleError(say("No item waits for this"))
    return items


async def _ticked(desk: Desk, items: Items, title: str) -> Items | None:
    """Those of the items that it is about, asked where there are several; None for none after all."""
    if len(items) == 1:
        return items
    lens = desk.lens
    ticks = [Tick(item.item_id, item_name(item), state_of(item, lens)[0]) for item in items]
    chosen = await desk.ask(TickOff(title, ticks))
    return None if chosen is None else [item for item in items if item.item_id in chosen]


def _ids(items: Items) -> list[int]:
    return [item.item_id for item in items]


def _tell(desk: Desk, items: Items | None, what: Saying) -> None:
    """Say quietly what was done, if it was."""
    if items:
        desk.tell(say("{items}: {what}", items=names_of(items), what=what))


def _queueing(desk: Desk, items: Items) -> bool:
    return desk.board.place(items[0].visit_id) is not None


def _tell_return(desk: Desk, items: Items | None, queueing: bool) -> None:
    """Say that with this she is back in the queue, if she is."""
    if not items or queueing:
        return
    place = desk.board.place(items[0].visit_id)
    if place is not None:
        desk.tell(
            say("{ticket} is in the queue again: {reason}", ticket=place.visit.ticket, reason=place.reason)
        )
