"""A draft while it is typed: what it says, what comes along, what she has today already, what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant_tui.domain.catalogue import Catalogue, Service
from assistant_tui.domain.draftline import Drafted, DraftLine, parse_draft
from assistant_tui.domain.orders import duplicates
from assistant_tui.services import slips
from assistant_tui.services.catalogue import catalogue
from assistant_tui.services.context import Context
from assistant_tui.store.readings import initials


@dataclass(frozen=True, slots=True)
class DraftPreview:
    """What a typed line would draft; `amount` is minor units of all whose price is known.

    `brought` are the services that come along with those typed, `duplicates` the codes of those typed which
    the patient has today already.
    """

    line: DraftLine
    brought: tuple[Service, ...]
    duplicates: tuple[str, ...]
    amount: int


def preview(ctx: Context, visit_id: int, text: str) -> DraftPreview:
    """Read the line for this patient; never raises because of what is typed."""
    offered = catalogue(ctx)
    line = parse_draft(text, offered, initials)
    today = {item.code for slip in slips.of_visit(ctx, visit_id) for item in slip.items if item.facts.counts}
    brought = tuple(service for service in _brought(offered, line.items) if service.code not in today)
    return DraftPreview(
        line,
        brought,
        duplicates((one.service.code for one in line.items), today),
        sum(one.quantity * (one.unit_price or 0) for one in line.items)
        + sum(service.price or 0 for service in brought),
    )


def _brought(offered: Catalogue, items: tuple[Drafted, ...]) -> list[Service]:
    typed = {one.service.code for one in items}
    found = {service.code: service for one in items for service in offered.with_brought(one.service)}
    return [service for code, service in found.items() if code not in typed]
