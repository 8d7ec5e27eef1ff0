"""What a pack holds, once read: frozen values that the rules, services and screens share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from assistant_tui.domain.queue import EntryKind
from assistant_tui.domain.queuerules import QueueRules
from assistant_tui.domain.saying import MissingError, say
from assistant_tui.domain.words import Words

if TYPE_CHECKING:
    from assistant_tui.domain.catalogue import Catalogue, Category
    from assistant_tui.domain.duties import Hours, Task
    from assistant_tui.domain.incidents import Contact, IncidentKind
    from assistant_tui.domain.itinerary import Map
    from assistant_tui.domain.protocols import Protocol as WatchProtocol
    from assistant_tui.domain.supplies import Supply
    from assistant_tui.domain.triage import RedFlag


class LocationKind(StrEnum):
    """What a location is to the rules; which locations there are is the pack's business."""

    WAITING = "waiting"
    ROOM = "room"
    CASHIER = "cashier"
    LAB = "lab"
    IMAGING = "imaging"
    TREATMENT = "treatment"
    THEATRE = "theatre"
    RECOVERY = "recovery"
    WARD = "ward"
    PHARMACY = "pharmacy"
    OTHER = "other"
    AWAY = "away"  # has left the clinic for a while and will be back


class Location(NamedTuple):
    """A place where a patient can be.

    `dwell` is a normal stay; one past it is late. `order` (from 0) is the place on the board, `key` the small
    letter or digit that picks the location when moving a patient, if it has one. `walk` is minutes from the
    stairs of its `floor`.
    """

    code: str
    name: Words
    kind: LocationKind
    dwell: timedelta
    order: int
    key: str | None = None
    floor: int = 1
    walk: float = 0


class Series(NamedTuple):
    """A row of ticket numbers: `A001`, `A002`, ...; `width` is the least number of digits."""

    code: str
    name: Words
    width: int = 3


class VisitKind(NamedTuple):
    """Why somebody comes.

    `words` are what quick entry understands, in both languages and short. `entry` is how the visit enters the
    queue, `series` the code of the series that its ticket is from. `service` is the usual (mean) time in the
    consulting room while the room has no history of its own; nine consultations in ten of the kind take at
    most `service * spread`: `spread` is the 90th percentile over the mean.
    """

    code: str
    name: Words
    words: tuple[str, ...]
    entry: EntryKind
    series: str
    service: timedelta
    spread: float


class Audience(StrEnum):
    """Whom a phrase is said to."""

    PATIENT = "patient"
    DEPARTMENT = "department"
    FAMILY = "family"


class Phrase(NamedTuple):
    """Something worth saying well; `text` may have the gaps of `assistant_tui.pack.phrases.GAPS`.

    One with an `incident` is offered, step by step in the order of the file, after an incident of that kind.
    """

    code: str
    audience: Audience
    name: Words
    text: Words
    incident: IncidentKind | None = None

    def said_in(self, language: str, **values: object) -> str:
        """The sentence with its gaps filled; one whose value is not known is left to the speaker: `____`."""
        return self.text.said_in(language).format_map(_Blanks(values))


class PackBelonging(NamedTuple):
    """Something that belongs to a discharge, of visits in which something of these categories was done."""

    code: str
    name: Words
    after: frozenset[Category]


class _Blanks(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "____"


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Found = TypeVar("_Found", bound=_Coded)


@dataclass(frozen=True, slots=True)
class Pack:
    """A specialty's content, read from `folder`; everything is in the order of its file.

    After a visit with something of the categories `return_date_after`, a date to come back is agreed.
    """

    code: str
    name: Words
    folder: Path
    queue: QueueRules
    series: tuple[Series, ...]
    visit_kinds: tuple[VisitKind, ...]
    locations: tuple[Location, ...]
    phrases: tuple[Phrase, ...]
    belongings: tuple[PackBelonging, ...]
    return_date_after: frozenset[Category]
    hours: Hours
    read_catalogue: Callable[[], Catalogue] = field(repr=False, compare=False)
    read_checklist: Callable[[], tuple[Task, ...]] = field(repr=False, compare=False)
    read_supplies: Callable[[], tuple[Supply, ...]] = field(repr=False, compare=False)
    read_protocols: Callable[[], tuple[WatchProtocol, ...]] = field(repr=False, compare=False)
    read_red_flags: Callable[[], tuple[RedFlag, ...]] = field(repr=False, compare=False)
    read_contacts: Callable[[], tuple[Contact, ...]] = field(repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """What can be ordered: a large file, read when first asked for. Raises PackError if it is refused."""
        return self.read_catalogue()

    @property
    def checklist(self) -> tuple[Task, ...]:
        """The duties of a day, read when first asked for. Raises PackError if the file is refused."""
        return self.read_checklist()

    @property
    def supplies(self) -> tuple[Supply, ...]:
        """What the room should have, read when first asked for. Raises PackError if the file is refused."""
        return self.read_supplies()

    @property
    def protocols(self) -> tuple[WatchProtocol, ...]:
        """What can be observed; read when first asked for. Raises PackError if its file is refused."""
        return self.read_protocols()

    def protocol(self, code: str) -> WatchProtocol:
        """The protocol of that code; MissingError if the pack has none."""
        return _with_code(self.protocols, code)

    @property
    def red_flags(self) -> tuple[RedFlag, ...]:
        """What makes a patient grave at first sight; read when first asked for. Raises PackError."""
        return self.read_red_flags()

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Whom to call for support; read when first asked for. Raises PackError."""
        return self.read_contacts()

    def red_flag(self, code: str) -> RedFlag:
        """The red flag of that code; MissingError if the pack has none."""
        return _with_code(self.red_flags, code)

    @property
    def map(self) -> Map:
        """Where the locations lie."""
        from assistant_tui.domain.itinerary import Map, Spot  # noqa: PLC0415 - only where somebody is sent on

        cashiers = (one.code for one in self.locations if one.kind is LocationKind.CASHIER)
        spots = {one.code: Spot(one.floor, one.walk) for one in self.locations}
        return Map(next(cashiers, None), self.waiting.code, spots)

    @property
    def waiting(self) -> Location:
        """Where patients wait for the room."""
        return self._only(LocationKind.WAITING)

    @property
    def room(self) -> Location:
        """The consulting room; every room of the database is an instance of it."""
        return self._only(LocationKind.ROOM)

    def location(self, code: str) -> Location:
        """The location of that code; MissingError if the pack has none."""
        return _with_code(self.locations, code)

    def visit_kind(self, code: str) -> VisitKind:
        """The visit kind of that code; MissingError if the pack has none."""
        return _with_code(self.visit_kinds, code)

    def ticket_series(self, code: str) -> Series:
        """The ticket series of that code; MissingError if the pack has none."""
        return _with_code(self.series, code)

    def phrase(self, code: str) -> Phrase:
        """The phrase of that code; MissingError if the pack has none."""
        return _with_code(self.phrases, code)

    def _only(self, kind: LocationKind) -> Location:
        return next(location for location in self.locations if location.kind is kind)


def _with_code(entries: Iterable[_Found], code: str) -> _Found:
    for entry in entries:
        if entry.code == code:
            return entry
    raise MissingError(say("The pack has no {code}", code=code))
