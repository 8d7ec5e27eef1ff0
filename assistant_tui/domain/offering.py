"""What an entry of the catalogue must be like, whether a pack, a list or a person says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Set
from datetime import timedelta

from assistant_tui.domain.catalogue import Catalogue, Category, Service
from assistant_tui.domain.dosage import read_dosage
from assistant_tui.domain.money import DEAREST, money_text
from assistant_tui.domain.saying import InputError, Saying, say

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=60)
"""Of the usual time: a result that is sent out may take weeks."""
LARGEST_DOSE = 100_000
_CODE = re.compile(r"(?!\d{1,3}$)[a-z0-9][a-z0-9_-]{0,31}")
_INITIALS = re.compile(r"[a-z0-9]{0,32}")

Fault = tuple[str, Saying]
"""The part that is wrong, by its key in `catalogue.toml`, and the reason."""


def code_fault(code: str) -> Saying | None:
    """Why a service or set cannot have this code; None when it can.

    Slips are typed word by word, so what reads as a quantity or a dose (`12`, `7d`) is no code.
    """
    if not _CODE.fullmatch(code):
        return say("code must be small letters, digits, - and _, and no number below 1000")
    if read_dosage(code) is not None:
        return say("code {code} would be read as a dose", code=code)
    return None


def initials_fault(initials: str) -> Saying | None:
    """Why these cannot be the initials of a name; None when they can."""
    if _INITIALS.fullmatch(initials):
        return None
    return say("initials must be small letters and digits")


def faults(service: Service) -> Iterator[Fault]:
    """What is wrong with a service, seen by itself."""
    if reason := code_fault(service.code):
        yield "code", reason
    for language, name in (("zh_CN", service.name.zh_CN), ("en", service.name.en)):
        if not name.strip():
            yield "name", say("name has no {language}", language=language)
    if service.price is not None and not 0 <= service.price <= DEAREST:
        yield "price", say("price must be between 0 and {most}", most=money_text(DEAREST))
    if reason := initials_fault(service.initials):
        yield "initials", reason
    if not SHORTEST <= service.usual <= LONGEST:
        yield "minutes", say("minutes must be between 1 and {most}", most=LONGEST // SHORTEST)
    yield from _dose_faults(service)


def _dose_faults(service: Service) -> Iterator[Fault]:
    if service.unit is not None and read_dosage(f"1{service.unit}") is None:
        yield "unit", say("{unit} is no unit of a dose: take g, mg, ml, 片 or the like", unit=service.unit)
    if service.largest_dose is None:
        return
    if service.unit is None:
        yield "largest_dose", say("largest_dose needs a unit")
    if not 0 < service.largest_dose <= LARGEST_DOSE:
        yield "largest_dose", say("largest_dose must be between 0 and {most}", most=LARGEST_DOSE)


def misfits(service: Service, catalogue: Catalogue, locations: Collection[str]) -> Iterator[Fault]:
    """What a service refers to that is not there, in the catalogue that has it and among the locations."""
    if service.location is not None and service.location not in locations:
        yield "location", say("There is no location {code}", code=service.location)
    if service.consent is not None:
        consent = catalogue.service(service.consent)
        if (
            consent is None
            or consent.category is not Category.CONSENT
            or (consent.retired and not service.retired)
        ):
            yield "consent", say("There is no consent {code}", code=service.consent)
    sets = {one.code for one in catalogue.sets}
    for code in service.brings:
        if code not in sets and catalogue.service(code) is None:
            yield "brings", say("There is no service or set {code}", code=code)
        for brought in catalogue.members(code):
            if brought.price is None:
                yield "brings", say("{code} has no price, so nothing can bring it", code=brought.code)
    if service.brings and _brings_itself(service, catalogue):
        yield "brings", say("{code} brings itself", code=service.code)


def unfitting(
    codes: Set[str], catalogue: Catalogue, locations: Collection[str]
) -> Iterator[tuple[str, Saying]]:
    """Which of these services do not fit into the catalogue that has them, each with the reason.

    A service is also blamed for another one that refers to it and does not fit any more.
    """
    sets = {one.code: one.services for one in catalogue.sets}
    for code in codes & sets.keys():
        yield code, say("{code} is the code of a set", code=code)
    for service in catalogue.services:
        if service.code in codes:
            for _, reason in (*faults(service), *misfits(service, catalogue, locations)):
                yield service.code, reason
            continue
        brought = {one for code in service.brings for one in sets.get(code, (code,))}
        for code in codes & {service.consent or "", *brought}:
            for part, reason in misfits(service, catalogue, locations):
                if part in {"consent", "brings"}:
                    yield code, say("{item}: {reason}", item=service.name.zh_CN, reason=reason)


def require_fitting(service: Service, catalogue: Catalogue, locations: Collection[str]) -> None:
    """Let a service into the catalogue, which has it already. Raises InputError with the first reason."""
    for _, reason in unfitting({service.code}, catalogue, locations):
        raise InputError(reason)


def _brings_itself(service: Service, catalogue: Catalogue) -> bool:
    known = {one.code: one.brings for one in catalogue.services}
    known |= {one.code: one.services for one in catalogue.sets}
    waiting, seen = list(service.brings), set[str]()
    while waiting:
        code = waiting.pop()
        if code == service.code:
            return True
        if code not in seen:
            seen.add(code)
            waiting += known.get(code, ())
    return False
