"""A draft of slips under way: what the typed line says as rows to show, and drafting it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from assistant_tui import services
from assistant_tui.domain.catalogue import Found
from assistant_tui.domain.draftline import Drafted, Unsure, choose, require_valid
from assistant_tui.domain.saying import InputError, Saying
from assistant_tui.i18n import language
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.services.context import Context
from assistant_tui.services.draftlines import preview

MOST_NUMBERED = 9
"""As many as there are digits to choose by."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that is not understood, or that may mean several things."""

    place: int
    unsure: Unsure

    @property
    def key(self) -> Hashable:
        """What names the row."""
        return "doubt", self.place


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a doubtful word may mean; the tenth and later have no `number`."""

    doubt: Doubt
    found: Found
    number: int | None

    @property
    def key(self) -> Hashable:
        """What names the row."""
        return "candidate", self.doubt.place, self.found.code


@dataclass(frozen=True, slots=True)
class Picked:
    """An item to be drafted; `brought` along with another, had today already (`again`), or not valid."""

    drafted: Drafted
    brought: bool = False
    again: bool = False
    fault: Saying | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.drafted.service.name.said_in(language())

    @property
    def amount(self) -> int | None:
        """Minor units; None where nobody has said the price."""
        price = self.drafted.unit_price
        return None if price is None else price * self.drafted.quantity

    @property
    def key(self) -> Hashable:
        """What names the row."""
        return "item", self.drafted.service.code


Row = Doubt | Candidate | Picked


class Drafting:
    """The dialog without its widgets: what is unsure comes first, then what would be drafted."""

    def __init__(self, ctx: Context, visit_id: int, line: str = "") -> None:
        self._ctx = ctx
        self._visit_id = visit_id
        self.type(line)

    def type(self, line: str) -> None:
        """The line is now this."""
        self.line = line
        self._preview = preview(self._ctx, self._visit_id, line)
        self.doubts = tuple(Doubt(place, one) for place, one in enumerate(self._preview.line.unsure))
        self.candidates = tuple(self._candidates())
        self.picked = tuple(self._picked())

    @property
    def rows(self) -> list[Row]:
        """The doubts, each with what it may mean; the items; what comes along with them."""
        rows: list[Row] = []
        for doubt in self.doubts:
            rows += [doubt, *(one for one in self.candidates if one.doubt is doubt)]
        return [*rows, *self.picked]

    @property
    def amount(self) -> int:
        """Minor units of everything whose price is known."""
        return self._preview.amount

    @property
    def hindrance(self) -> Saying | None:
        """Why it cannot be drafted as it stands; the first reason, None when it can, or nothing is typed."""
        reasons = [one.unsure.reason for one in self.doubts]
        return next(iter((*reasons, *(one.fault for one in self.picked if one.fault))), None)

    def candidate(self, number: int) -> Candidate | None:
        """The candidate of this number."""
        return next((one for one in self.candidates if one.number == number), None)

    def with_meant(self, meant: Candidate) -> str:
        """The line with the code of what was meant in place of the doubtful word."""
        return choose(self.line, meant.doubt.unsure, meant.found)

    def draft(self) -> tuple[SlipRow, ...]:
        """Draft the slips. Raises RuleError while something is unsure or not valid."""
        if self.hindrance:
            raise InputError(self.hindrance)
        return services.orders.draft(self._ctx, self._visit_id, self._preview.line.items)

    def _candidates(self) -> Iterator[Candidate]:
        number = 0
        for doubt in self.doubts:
            for found in doubt.unsure.candidates:
                number += 1
                yield Candidate(doubt, found, number if number <= MOST_NUMBERED else None)

    def _picked(self) -> Iterator[Picked]:
        again = set(self._preview.duplicates)
        for one in self._preview.line.items:
            yield Picked(one, again=one.service.code in again, fault=_fault(one))
        for service in self._preview.brought:
            yield Picked(Drafted(service), brought=True)


def _fault(drafted: Drafted) -> Saying | None:
    try:
        require_valid(drafted, drafted.service.name.said_in(language()))
    except InputError as error:
        return error.saying
    return None
