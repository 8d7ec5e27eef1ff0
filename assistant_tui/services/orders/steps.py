"""Every fact of an item's life: each one action, for one item or for all of a slip at once.

All functions raise RuleError, naming the item and what stands against it; then nothing is changed at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.orders import ResultStatus, Step, missing_first, require_step
from assistant_tui.domain.saying import InputError, RuleError, Saying, say
from assistant_tui.domain.text import clean, clean_lines
from assistant_tui.i18n import language
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.services import slips
from assistant_tui.services.context import Context
from assistant_tui.services.orders.comeback import come_back
from assistant_tui.store.tables import OrderItem
from assistant_tui.store.work import UnitOfWork

Rows = tuple[ItemRow, ...]


def sign(
    ctx: Context, item_ids: Sequence[int], *, by: str = "", on_paper: bool = False, at: datetime | None = None
) -> Rows:
    """The doctor signs, in the program or, `on_paper`, on the slip itself, then perhaps earlier: `at`.

    `by` is the room's doctor unless another is named. Raises InputError for an instant before the draft or
    in the future.
    """
    signer = clean(by) or ctx.doctor_name
    with _stepping(ctx, Deed.SIGN_ORDERS, item_ids, Step.SIGN) as step:
        for one in step.items:
            step.note(one, signed_at=step.instant(one, at), signed_by=signer, on_paper=on_paper)
    return slips.items(ctx, item_ids)


def pay(ctx: Context, item_ids: Sequence[int]) -> Rows:
    """The cashier has been paid, all of it."""
    with _stepping(ctx, Deed.PAY_ORDERS, item_ids, Step.PAY) as step:
        for one in step.items:
            step.note(one, paid_at=step.instant(one), paid_by=ctx.actor)
    return slips.items(ctx, item_ids)


def start(ctx: Context, item_id: int, *, by: str = "", override: str = "") -> ItemRow:
    """A surgery begins. It does not while one thing that it needs is missing, save for a reason (I5)."""
    with _stepping(ctx, Deed.START_ORDER, [item_id], Step.START, reason=override) as step:
        for one in step.items:
            step.note(
                one, started_at=step.instant(one), started_by=_whose(ctx, by), **step.let_pass(one, override)
            )
    return slips.items(ctx, [item_id])[0]


def perform(
    ctx: Context, item_ids: Sequence[int], *, by: str = "", override: str = "", at: datetime | None = None
) -> Rows:
    """It is done, `by` the actor unless another is named: of an admission, who took over.

    Raises MissingFirstError while signature, payment or consent is missing and `override` gives no reason.
    """
    with _stepping(ctx, Deed.PERFORM_ORDERS, item_ids, Step.PERFORM, reason=override) as step:
        for one in step.items:
            passed = {} if one.facts.started_at else step.let_pass(one, override)
            step.note(one, performed_at=step.instant(one, at), performed_by=_whose(ctx, by), **passed)
    return slips.items(ctx, item_ids)


def enter_result(ctx: Context, item_ids: Sequence[int], result: ResultStatus, text: str = "") -> Rows:
    """The results are back, perhaps corrected before they are read. A result that is only text needs one.

    With the last result that she was sent for, the patient is back in the queue by herself.
    """
    words = clean_lines(text)
    if result is ResultStatus.TEXT and not words:
        raise InputError(say("Type what the result says"))
    with _stepping(ctx, Deed.ENTER_RESULT, item_ids, Step.RESULT) as step:
        for one in step.items:
            step.note(
                one,
                result=result.value,
                result_text=words,
                resulted_at=one.facts.resulted_at or step.instant(one),
                resulted_by=ctx.actor,
            )
        come_back(ctx, step.work, {one.visit_id for one in step.items})
    return slips.items(ctx, item_ids)


def read_results(ctx: Context, item_ids: Sequence[int], *, by: str = "") -> Rows:
    """The doctor has read the results."""
    with _stepping(ctx, Deed.READ_RESULTS, item_ids, Step.READ) as step:
        for one in step.items:
            step.note(one, read_at=step.instant(one), read_by=clean(by) or ctx.doctor_name)
    return slips.items(ctx, item_ids)


def refuse(ctx: Context, item_ids: Sequence[int], *, reason: str, form_signed: bool) -> Rows:
    """The patient declines; whether she has signed the refusal form is recorded.

    Raises InputError without a reason.
    """
    if not reason.strip():
        raise InputError(say("Say why the patient declines"))
    with _stepping(ctx, Deed.REFUSE_ORDERS, item_ids, Step.REFUSE, reason=reason) as step:
        for one in step.items:
            step.note(
                one,
                refused_at=step.instant(one),
                refused_by=ctx.actor,
                refusal_form=form_signed,
                refusal_reason=step.work.heading.reason,
            )
        come_back(ctx, step.work, {one.visit_id for one in step.items})
    return slips.items(ctx, item_ids)


def void(ctx: Context, item_ids: Sequence[int], *, reason: str) -> Rows:
    """Take items back, whatever has become of them; what was paid is then to be given back.

    Raises InputError without a reason.
    """
    if not reason.strip():
        raise InputError(say("Say why it is voided"))
    with _stepping(ctx, Deed.VOID_ORDERS, item_ids, Step.VOID, reason=reason) as step:
        for one in step.items:
            step.note(one, void_at=step.instant(one), void_by=ctx.actor, void_reason=step.work.heading.reason)
        come_back(ctx, step.work, {one.visit_id for one in step.items})
    return slips.items(ctx, item_ids)


def refund(ctx: Context, item_ids: Sequence[int]) -> Rows:
    """The money for what was refused or voided has been given back."""
    with _stepping(ctx, Deed.REFUND_ORDERS, item_ids, Step.REFUND) as step:
        for one in step.items:
            step.note(one, refunded_at=step.instant(one), refunded_by=ctx.actor)
    return slips.items(ctx, item_ids)


def _whose(ctx: Context, by: str) -> str:
    return clean(by) or ctx.actor


@dataclass(frozen=True, slots=True)
class _Stepping:
    """Items about to take a step, and the unit of work that it is."""

    work: UnitOfWork
    items: Rows
    records: dict[int, OrderItem]
    known: dict[int, datetime]

    def note(self, item: ItemRow, **facts: object) -> None:
        """Set these columns of the item."""
        self.work.change(self.records[item.item_id], **facts)

    def instant(self, item: ItemRow, at: datetime | None = None) -> datetime:
        """When it happened: now, or earlier if said; never before what is known of the item already.

        Raises InputError for an instant that is before that, or after now.
        """
        known = self.known[item.item_id]
        now = max(self.work.heading.at, known)
        if at is None:
            return now
        if not known <= at <= now:
            raise InputError(
                say("{item}: this was after the last entry and not in the future", item=_name(item))
            )
        return at

    def let_pass(self, item: ItemRow, override: str) -> dict[str, object]:
        """The columns of an override, if one is needed. Raises MissingFirstError when it gives no reason."""
        missing = missing_first(item.facts)
        if not missing or item.override_reason:
            return {}
        if not override.strip():
            raise MissingFirstError(item, missing)
        return {"override_reason": self.work.heading.reason}


class MissingFirstError(RuleError):
    """Something must be there first (I5); a reason lets it pass."""

    def __init__(self, item: ItemRow, missing: Sequence[Saying]) -> None:
        super().__init__(
            say("{item} needs first: {missing}. Or give a reason", item=_name(item), missing=missing[0])
        )


@contextmanager
def _stepping(
    ctx: Context, deed: Deed, item_ids: Sequence[int], step: Step, *, reason: str = ""
) -> Iterator[_Stepping]:
    """The items for one step, all of which may take it; committed at the end of the block."""
    if not item_ids:
        raise RuleError(say("No item waits for this"))
    with ctx.work(deed, reason=reason) as work:
        rows = slips.items(ctx, item_ids)
        for row in rows:
            require_step(_name(row), row.facts, step)
        records = {record.key: record for record in work.get_many(OrderItem, item_ids)}
        yield _Stepping(work, rows, records, {row.item_id: _known(ctx, row) for row in rows})
        work.commit()


def _known(ctx: Context, item: ItemRow) -> datetime:
    """The last instant known of the item and, until it begins, of the consent that it needs."""
    if item.consent is None or item.facts.begun:
        return item.facts.latest
    hers = (other for slip in slips.of_visit(ctx, item.visit_id) for other in slip.items)
    signed = [
        other.facts.performed_at
        for other in hers
        if other.code == item.consent and other.facts.counts and other.facts.performed_at
    ]
    return max(item.facts.latest, min(signed)) if signed else item.facts.latest


def _name(item: ItemRow) -> str:
    return item.name.said_in(language())
