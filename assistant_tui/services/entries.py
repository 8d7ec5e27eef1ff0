"""Writing the clinic's own entries of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col

from assistant_tui.domain.catalogue import Service
from assistant_tui.store.tables import ServiceEntry
from assistant_tui.store.work import UnitOfWork


def write_entries(work: UnitOfWork, services: Sequence[Service]) -> None:
    """Add the services to the clinic's own entries, or put them in the place of those with their codes."""
    entries = {entry.code: entry for entry in work.find(ServiceEntry, col(ServiceEntry.voided).is_(False))}
    for service in services:
        if service.code in entries:
            work.change(entries[service.code], **_columns(service))
    work.add_many(ServiceEntry, [_columns(service) for service in services if service.code not in entries])


def _columns(service: Service) -> dict[str, object]:
    return {
        "code": service.code,
        "name_zh": service.name.zh_CN,
        "name_en": service.name.en,
        "category": service.category.value,
        "price": service.price,
        "initials": service.initials,
        "purpose_zh": service.purpose.zh_CN if service.purpose else "",
        "purpose_en": service.purpose.en if service.purpose else "",
        "preparations": " ".join(service.preparations),
        "advice_zh": service.advice.zh_CN if service.advice else "",
        "advice_en": service.advice.en if service.advice else "",
        "location": service.location or "",
        "usual": service.usual // timedelta(minutes=1),
        "signature": service.signature,
        "pay_first": service.pay_first,
        "consent": service.consent or "",
        "brings": " ".join(service.brings),
        "unit": service.unit or "",
        "largest_dose": service.largest_dose,
        "retired": service.retired,
    }
