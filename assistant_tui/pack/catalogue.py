"""`catalogue.toml`: what can be ordered, and what is usually ordered together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from decimal import Decimal

from assistant_tui.domain.catalogue import Catalogue, Category, Preparation, Service, ServiceSet
from assistant_tui.domain.money import DEAREST
from assistant_tui.domain.offering import LARGEST_DOSE, LONGEST, code_fault, faults, initials_fault, misfits
from assistant_tui.domain.saying import say
from assistant_tui.domain.words import Words
from assistant_tui.pack.parts import choices, entries, used_once, words
from assistant_tui.toml import Table

_USUAL = Service("usual", Words("", ""), Category.LAB)
_MINOR = 100  # minor units of a major one


def read_catalogue(top: Table, locations: Collection[str]) -> Catalogue:
    """The services and sets in the order of the file; `locations` are the codes that the pack has."""
    services = entries(top, "service", _service)
    sets = entries(top, "set", _set) if "set" in top else []
    coded = [(table, one.code) for table, one in services] + [(table, one.code) for table, one in sets]
    used_once("code", coded)
    catalogue = Catalogue(tuple(one for _, one in services), tuple(one for _, one in sets))
    for table, service in services:
        for key, reason in (*faults(service), *misfits(service, catalogue, locations)):
            if key != "name" and service.code:  # else it was noted when it was read
                table.wrong(key, reason)
    for table, one in sets:
        _check_set(table, one, catalogue)
    return catalogue


def _service(table: Table) -> Service:
    return Service(
        code=table.text("code"),
        name=words(table, "name"),
        category=table.choice("category", Category),
        price=_price(table),
        initials=table.text("initials", "", blank=True),
        purpose=words(table, "purpose") if "purpose" in table else None,
        preparations=choices(table, "preparations", Preparation) if "preparations" in table else (),
        advice=words(table, "advice") if "advice" in table else None,
        location=(table.text("location") or None) if "location" in table else None,
        usual=table.minutes("minutes", _USUAL.usual, most=LONGEST / timedelta(minutes=1)),
        signature=table.flag("signature", _USUAL.signature),
        pay_first=table.flag("pay_first", _USUAL.pay_first),
        consent=(table.text("consent") or None) if "consent" in table else None,
        brings=table.texts("brings") if "brings" in table else (),
        unit=(table.text("unit") or None) if "unit" in table else None,
        largest_dose=table.number("largest_dose", None, 0, LARGEST_DOSE) if "largest_dose" in table else None,
    )


def _price(table: Table) -> int | None:
    """Minor units of a price in major ones; None for a price that is said when ordering."""
    if "price" not in table:
        return None
    # The shortest text of a float is the one that the file's author wrote, so nothing is rounded.
    minor = Decimal(repr(table.number("price", None, 0, DEAREST / _MINOR))) * _MINOR
    if minor != minor.to_integral_value():
        table.wrong("price", say("price has more than two decimals"))
    return int(minor)


def _set(table: Table) -> ServiceSet:
    return ServiceSet(
        code=table.text("code"),
        name=words(table, "name"),
        services=table.texts("services"),
        initials=table.text("initials", "", blank=True),
    )


def _check_set(table: Table, one: ServiceSet, catalogue: Catalogue) -> None:
    if one.code and (reason := code_fault(one.code)):
        table.wrong("code", reason)
    if reason := initials_fault(one.initials):
        table.wrong("initials", reason)
    if not one.services:
        table.wrong("services", say("A set needs at least one service"))
    for code in one.services:
        if catalogue.service(code) is None:
            table.wrong("services", say("There is no service {code}", code=code))
