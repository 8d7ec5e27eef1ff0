"""Slips as they leave the program: an item a row, for any range of days, without names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.naming import Kind, Naming
from assistant_tui.domain.orders import Question, status
from assistant_tui.readmodels.orderexport import ItemExport
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.services.post import Post
from assistant_tui.services.stats import Days
from assistant_tui.store.journal import note
from assistant_tui.store.queries.orders import slips_drafted_on

BY_NUMBER = Naming()
"""Without pseudonyms."""


def export(post: Post, days: Days, naming: Naming = BY_NUMBER) -> Iterator[ItemExport]:
    """The items drafted in these days in all rooms, for an export, which is journalled first.

    They are read a day at a time: memory stays flat however long the range. Raises StoreError when the file
    cannot be written.
    """
    reason = naming.reason(f"orders {days.first}..{days.last}")
    note(post.reading, post.heading(Deed.EXPORT, reason=reason))
    return _rows(post, days, naming)


def _rows(post: Post, days: Days, naming: Naming) -> Iterator[ItemExport]:
    for offset in range((days.last - days.first).days + 1):
        for slip in slips_drafted_on(post.reading, days.first + timedelta(days=offset)):
            for item in slip.items:
                yield _row(post, slip, item, naming)


def _row(post: Post, slip: SlipRow, item: ItemRow, naming: Naming) -> ItemExport:
    facts, by = item.facts, naming.pseudonyms

    def local(moment: datetime | None) -> datetime | None:
        return None if moment is None else moment.astimezone(post.zone)

    return ItemExport(
        day=slip.day,
        slip=by.of(Kind.SLIP, slip.slip_id) if by else slip.number,
        ticket=by.of(Kind.VISIT, slip.visit_id) if by else slip.ticket,
        patient_id=naming.row(Kind.PATIENT, slip.patient_id),
        doctor=naming.staff(slip.doctor),
        category=item.category.value,
        code=item.code,
        name_zh=item.name.zh_CN,
        name_en=item.name.en,
        quantity=item.quantity,
        price_fen=item.price,
        amount_fen=facts.amount,
        dosage=item.dosage,
        status=status(facts).value,
        waits_for=" ".join(question.value for question in Question if question in item.questions),
        drafted_at=facts.drafted_at.astimezone(post.zone),
        signed_at=local(facts.signed_at),
        signed_by=naming.staff(item.signed_by),
        on_paper=item.on_paper,
        paid_at=local(facts.paid_at),
        started_at=local(facts.started_at),
        performed_at=local(facts.performed_at),
        performed_by=naming.staff(item.performed_by),
        override_reason=naming.prose(item.override_reason),
        result=item.result.value if item.result else None,
        resulted_at=local(facts.resulted_at),
        read_at=local(facts.read_at),
        refused_at=local(facts.refused_at),
        refusal_form=item.refusal_form,
        refusal_reason=naming.prose(item.refusal_reason),
        void_at=local(facts.void_at),
        void_reason=naming.prose(item.void_reason),
        refunded_at=local(facts.refunded_at),
    )
