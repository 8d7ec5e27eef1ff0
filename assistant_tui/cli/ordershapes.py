"""The JSON of slips, items and fees. Amounts are minor units (分); otherwise as in `shapes`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import tzinfo
from typing import TYPE_CHECKING

from assistant_tui.cli.shapes import Shape, Shapes
from assistant_tui.cli.wording import masked_name
from assistant_tui.domain.orders import Question, status

if TYPE_CHECKING:
    from assistant_tui.readmodels.orders import DayFees, ItemRow, SlipRow


class OrderShapes:
    """Makes documents of slips; with `masked`, names as others may see them."""

    def __init__(self, zone: tzinfo, *, masked: bool = False) -> None:
        self._at = Shapes(zone).at
        self._masked = masked

    def slip(self, slip: SlipRow) -> Shape:
        """A slip with its items."""
        return {
            "slip_id": slip.slip_id,
            "number": slip.number,
            "day": slip.day.isoformat(),
            "category": slip.category.value,
            "visit_id": slip.visit_id,
            "patient_id": slip.patient_id,
            "ticket": slip.ticket,
            "name": self._name(slip.patient),
            "doctor": slip.doctor,
            "drafted_at": self._at(slip.drafted_at),
            "drafted_by": slip.drafted_by,
            "note": slip.note,
            "items": [self.item(item) for item in slip.items],
        }

    def item(self, item: ItemRow) -> Shape:
        """An item: what was ordered, its clinical status, what it waits for, and every fact."""
        facts = item.facts
        return {
            "item_id": item.item_id,
            "slip_id": item.slip_id,
            "code": item.code,
            "name_zh": item.name.zh_CN,
            "name_en": item.name.en,
            "category": item.category.value,
            "quantity": item.quantity,
            "price": item.price,
            "amount": facts.amount,
            "dosage": item.dosage,
            "note": item.note,
            "location": item.location,
            "part_of": item.part_of,
            "status": status(facts).value,
            "waits_for": [question.value for question in Question if question in item.questions],
            "signed_at": self._at(facts.signed_at),
            "signed_by": item.signed_by,
            "on_paper": item.on_paper,
            "paid_at": self._at(facts.paid_at),
            "started_at": self._at(facts.started_at),
            "performed_at": self._at(facts.performed_at),
            "performed_by": item.performed_by,
            "override_reason": item.override_reason,
            "result": item.result.value if item.result else None,
            "result_text": item.result_text,
            "resulted_at": self._at(facts.resulted_at),
            "read_at": self._at(facts.read_at),
            "read_by": item.read_by,
            "refused_at": self._at(facts.refused_at),
            "refusal_form": item.refusal_form,
            "refusal_reason": item.refusal_reason,
            "void_at": self._at(facts.void_at),
            "void_reason": item.void_reason,
            "refunded_at": self._at(facts.refunded_at),
        }

    def fees(self, fees: DayFees) -> Shape:
        """The fee check of a day."""
        return {
            "visits": [
                {
                    "visit_id": row.visit_id,
                    "ticket": row.ticket,
                    "name": self._name(row.patient),
                    **asdict(row.fees),
                }
                for row in fees.rows
            ],
            "categories": {category.value: asdict(sums) for category, sums in fees.by_category.items()},
            "sum": asdict(fees.fees),
        }

    def _name(self, name: str) -> str:
        return masked_name(name) if self._masked else name
