"""The catalogue as it is listed and exported, and what an import has made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from assistant_tui.domain.catalogue import Service
from assistant_tui.domain.money import money_text
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.importing import RowNote

_NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A service as one row of a file; the columns are those that an import reads.

    `price` is in major units with two decimals, empty where it is said when ordering; `minutes` is the usual
    time; `preparations` and `brings` are codes parted by spaces. What is not set is empty.
    """

    code: str
    name: str
    name_en: str
    category: str
    price: str
    initials: str
    purpose: str
    purpose_en: str
    preparations: str
    advice: str
    advice_en: str
    location: str
    minutes: int
    signature: bool
    pay_first: bool
    consent: str
    brings: str
    unit: str
    largest_dose: float | None
    retired: bool


def row_of(service: Service) -> ServiceRow:
    """The row of a service."""
    purpose, advice = service.purpose or _NOTHING, service.advice or _NOTHING
    return ServiceRow(
        code=service.code,
        name=service.name.zh_CN,
        name_en=service.name.en,
        category=service.category.value,
        price="" if service.price is None else money_text(service.price),
        initials=service.initials,
        purpose=purpose.zh_CN,
        purpose_en=purpose.en,
        preparations=" ".join(service.preparations),
        advice=advice.zh_CN,
        advice_en=advice.en,
        location=service.location or "",
        minutes=service.usual // timedelta(minutes=1),
        signature=service.signature,
        pay_first=service.pay_first,
        consent=service.consent or "",
        brings=" ".join(service.brings),
        unit=service.unit or "",
        largest_dose=service.largest_dose,
        retired=service.retired,
    )


@dataclass(frozen=True, slots=True)
class CatalogueReport:
    """Every row of the file is counted once: added, changed, unchanged or bad.

    `unused` are the columns that nothing was read from. `written` is False for a dry run, when nothing had
    changed, and when a strict import met a bad row.
    """

    added: int
    changed: int
    unchanged: int
    bad: tuple[RowNote, ...]
    unused: tuple[str, ...]
    written: bool

    @property
    def rows(self) -> int:
        """How many rows the file has, header and blank ones apart."""
        return self.added + self.changed + self.unchanged + len(self.bad)

    @property
    def differs(self) -> tuple[RowNote, ...]:
        """None: what a row says goes over what was there."""
        return ()
