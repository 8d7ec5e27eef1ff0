"""What can be ordered: services, sets of them, and how one is found in a few keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.spelling import is_han, plain_letters
from assistant_tui.domain.words import Words


class Category(StrEnum):
    """What kind of slip a service is written on."""

    LAB = "lab"
    EXAM = "exam"
    TREATMENT = "treatment"
    PRESCRIPTION = "prescription"
    SURGERY = "surgery"
    ANAESTHESIA = "anaesthesia"
    ADMISSION = "admission"
    CONSENT = "consent"


CATEGORY_WORDS: dict[Category, Saying] = {
    Category.LAB: say("Lab test"),
    Category.EXAM: say("Examination"),
    Category.TREATMENT: say("Treatment"),
    Category.PRESCRIPTION: say("Prescription"),
    Category.SURGERY: say("Surgery"),
    Category.ANAESTHESIA: say("Anaesthesia"),
    Category.ADMISSION: say("Admission"),
    Category.CONSENT: say("Consent"),
}

WITH_RESULT = frozenset({Category.LAB, Category.EXAM})
"""What comes back with a result that the doctor reads."""


class Preparation(StrEnum):
    """What the patient must have done, or left undone, before."""

    FASTING = "fasting"
    FULL_BLADDER = "full-bladder"


PREPARATION_WORDS: dict[Preparation, Saying] = {
    Preparation.FASTING: say("fasting"),
    Preparation.FULL_BLADDER: say("full bladder"),
}


@dataclass(frozen=True, slots=True)
class Service:
    """Something the doctor can order.

    `price` is in minor units; None where it is said when ordering, such as a deposit. `initials` are the
    pinyin initials of the Chinese name. `usual` is how long it takes until the result is back, or until it is
    done where there is none. `signature`: it waits for the doctor's. `pay_first`: it is done only once paid.
    `consent` is the code of the consent that it needs signed first, `brings` are services and sets drafted
    with it. `unit` and `largest_dose` (in that unit) bind the doses of a prescription.
    """

    code: str
    name: Words
    category: Category
    price: int | None = 0
    initials: str = ""
    purpose: Words | None = None
    preparations: tuple[Preparation, ...] = ()
    advice: Words | None = None
    location: str | None = None
    usual: timedelta = timedelta(minutes=30)
    signature: bool = True
    pay_first: bool = True
    consent: str | None = None
    brings: tuple[str, ...] = ()
    unit: str | None = None
    largest_dose: float | None = None
    retired: bool = False

    @property
    def gives_result(self) -> bool:
        """Whether a result comes back that the doctor reads."""
        return self.category in WITH_RESULT


class ServiceSet(NamedTuple):
    """Services that are usually ordered together: `术前检查`."""

    code: str
    name: Words
    services: tuple[str, ...]
    initials: str = ""


Found = Service | ServiceSet
Initials = Callable[[str], str]
"""The pinyin initials of a Chinese name, for entries that do not give their own."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that can be ordered, in the order of the pack."""

    services: tuple[Service, ...] = ()
    sets: tuple[ServiceSet, ...] = ()

    def overlaid(self, changed: Iterable[Service]) -> Catalogue:
        """With the clinic's own entries over the pack's: the same code replaces, a new one is added."""
        newer = {service.code: service for service in changed}
        kept = tuple(newer.pop(service.code, service) for service in self.services)
        return Catalogue((*kept, *newer.values()), self.sets)

    @property
    def offered(self) -> Iterator[Found]:
        """Everything that can be ordered now: nothing retired."""
        yield from (service for service in self.services if not service.retired)
        yield from self.sets

    def service(self, code: str) -> Service | None:
        """The service of that code, retired or not."""
        return next((service for service in self.services if service.code == code), None)

    def members(self, code: str) -> tuple[Service, ...]:
        """The service of that code, or those of the set; nothing for an unknown or retired one."""
        codes: Sequence[str] = next((one.services for one in self.sets if one.code == code), (code,))
        known = self._by_code()
        return tuple(known[one] for one in codes if one in known and not known[one].retired)

    def with_brought(self, service: Service) -> tuple[Service, ...]:
        """What is drafted with a service, in the order of the pack's list, each once, itself left out."""
        found: dict[str, Service] = {}
        waiting = list(service.brings)
        while waiting:
            for one in self.members(waiting.pop(0)):
                if one.code != service.code and one.code not in found:
                    found[one.code] = one
                    waiting += one.brings
        return tuple(found.values())

    def _by_code(self) -> Mapping[str, Service]:
        return {service.code: service for service in self.services}


def look_up(
    catalogue: Catalogue, typed: str, initials: Initials = lambda _: "", *, limit: int = 9
) -> list[Found]:
    """What the typed characters may mean, likeliest first: by code, by name in either language, by initials.

    Upper and lower case and accents do not matter. An exact code, name or spelling comes before one that
    begins so, and that before a name that has it inside; among equals the pack's order decides.
    """
    sought = plain_letters(typed).strip()
    if not sought:
        return []
    ranked = [
        (rank, number, found)
        for number, found in enumerate(catalogue.offered)
        if (rank := _rank(found, sought, initials)) is not None
    ]
    return [found for _, _, found in sorted(ranked, key=lambda one: one[:2])[:limit]]


def exactly(catalogue: Catalogue, typed: str, initials: Initials = lambda _: "") -> list[Found]:
    """Those whose code, name or initials are just what was typed; of a shared spelling all that share it."""
    sought = plain_letters(typed).strip()
    return [found for found in catalogue.offered if sought and _rank(found, sought, initials) == 0]


def _rank(found: Found, sought: str, initials: Initials) -> int | None:
    chinese, english = plain_letters(found.name.zh_CN), plain_letters(found.name.en)
    spelled = found.initials or (initials(found.name.zh_CN) if any(map(is_han, chinese)) else "")
    keys = (found.code, chinese, english, spelled)
    if sought in keys:
        return 0
    if any(key.startswith(sought) for key in keys):
        return 1
    if sought in chinese or any(word.startswith(sought) for word in english.split()):
        return 2
    return None
