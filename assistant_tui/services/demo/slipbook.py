"""The slips of a past day, written with what became of them and the watches after them, in few statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from assistant_tui.services.context import Context
from assistant_tui.services.demo.pastvisit import PastItem, PastVisit
from assistant_tui.services.demo.watchbook import write_watches
from assistant_tui.services.orders.drafting import columns_of
from assistant_tui.store.tables import OrderItem, OrderSlip, Settlement
from assistant_tui.store.work import UnitOfWork

_Key = tuple[int, str, datetime]  # visit, category, when it was drafted


def write_slips(ctx: Context, work: UnitOfWork, visits: Mapping[int, PastVisit]) -> None:
    """Write the slips of these visits, each by its id, numbered as they were drafted; then what followed."""
    every = [(key, number, item) for key, visit in visits.items() for number, item in enumerate(visit.items)]
    keys = {_slip_of(key, item) for key, _, item in every}
    slips = _slips(ctx, work, sorted(keys, key=lambda one: (one[2], one[0], one[1])))
    written: dict[tuple[int, int], int] = {}
    # What belongs to a surgery names its row, so that has to be there first.
    for parts in (False, True):
        listed = [one for one in every if (one[2].part_of is not None) == parts]
        rows = [
            {
                **columns_of(item.drafted),
                **item.facts,
                "slip_id": slips[_slip_of(key, item)],
                "visit_id": key,
                "day": work.heading.day,
                "part_of": None if item.part_of is None else written[key, item.part_of],
                "drafted_at": item.drafted_at,
            }
            for key, _, item in listed
        ]
        ids = work.add_many(OrderItem, rows)
        written |= {(key, number): row for (key, number, _), row in zip(listed, ids, strict=True)}
    write_watches(ctx, work, visits, written)
    work.add_many(Settlement, list(_settlements(ctx, visits, written)))


def _slip_of(visit_id: int, item: PastItem) -> _Key:
    return visit_id, item.drafted.service.category.value, item.drafted_at


def _slips(ctx: Context, work: UnitOfWork, keys: list[_Key]) -> dict[_Key, int]:
    rows = [
        {
            "visit_id": visit_id,
            "doctor_id": ctx.doctor_id,
            "day": work.heading.day,
            "number": number,
            "category": category,
            "drafted_at": drafted_at,
            "drafted_by": ctx.actor,
        }
        for number, (visit_id, category, drafted_at) in enumerate(keys, start=1)
    ]
    return dict(zip(keys, work.add_many(OrderSlip, rows), strict=True))


def _settlements(
    ctx: Context, visits: Mapping[int, PastVisit], written: Mapping[tuple[int, int], int]
) -> Iterator[dict[str, object]]:
    for key, visit in visits.items():
        common = {"visit_id": key, "at": visit.stays[-1].until, "by": ctx.actor}
        for code in visit.settled:
            yield {**common, "point": f"discharge/{code}", "overridden": False}
        for number, item in enumerate(visit.items):
            for question, reason in item.let_pass.items():
                point = f"{question.value}/{written[key, number]}"
                yield {**common, "point": point, "overridden": True, "reason": reason}
