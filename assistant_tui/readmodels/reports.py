"""The report of a room's day: figures by section, each with the rows behind it; signatures and amendments.

A report is made of the same few parts throughout, so that screen, page, command line and the signed text all
walk it alike: sections of blocks, a block being a small table with a head for each of its columns of figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias, overload

from assistant_tui.domain.saying import Saying
from assistant_tui.domain.words import Words

Text: TypeAlias = Saying | Words
"""Words still to be said in a language: of a signed report, in the words in which it was signed."""
Value: TypeAlias = int | float | None
"""A figure in its head's unit; None where there is nothing that it could be of."""


class Unit(StrEnum):
    """What the figures of a column count."""

    COUNT = "count"
    MINUTES = "minutes"
    """To one decimal."""
    PER_CENT = "per cent"
    """To one decimal."""
    MONEY = "minor units"


class Head(NamedTuple):
    """A column of figures."""

    code: str
    words: Text
    unit: Unit = Unit.COUNT


class Behind(NamedTuple):
    """A row behind a figure: when, whose (`ticket` is empty where it is nobody's) and what of it."""

    at: datetime | None
    ticket: str
    words: Text
    visit_id: int | None = None


class Rows(Sequence[Behind]):
    """Rows that are worked out when somebody looks at them; how many there are is known before."""

    __slots__ = ("_count", "_made", "_make")

    def __init__(self, count: int, make: Callable[[], Iterable[Behind]]) -> None:
        self._count, self._make = count, make
        self._made: tuple[Behind, ...] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Behind: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Behind]: ...

    def __getitem__(self, index: int | slice) -> Behind | Sequence[Behind]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made[index]


class Line(NamedTuple):
    """A line of figures, one for each head of its block, in their order.

    `note` says what a figure cannot. `behind` are the rows that it was made of; a signed report keeps none.
    """

    code: str
    words: Text
    cells: tuple[Value, ...] = ()
    note: Text | None = None
    behind: Sequence[Behind] = ()


class Block(NamedTuple):
    """A table of figures.

    `bar` is the code of the head whose figures one would rather see drawn, empty where none; `goal` is what
    these are to stay under.
    """

    code: str
    words: Text
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    bar: str = ""
    goal: float | None = None


class Section(NamedTuple):
    """What belongs together; its blocks without a line are not shown."""

    code: str
    words: Text
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all blocks."""
        return tuple(line for block in self.blocks for line in block.lines)


class Changed(NamedTuple):
    """One column of a row that an amendment changed; a side that is None was not there."""

    what: Text
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """An action that changed a day after its report was signed; `number` is that of its journal row.

    `deed` is the journal's code of what was done. `ticket` is empty where it concerns no single visit.
    """

    number: int
    at: datetime
    actor: str
    deed: str
    ticket: str
    reason: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class DayReport:
    """A room's day, made at an instant; `through` is the number of the last journal row that it reflects.

    It names no patient: people are tickets. `remark` is her own text. `amendments` are what changed since the
    signature before, of a report that is signed again.
    """

    day: date
    room: str
    doctor: str
    made_at: datetime
    through: int
    sections: tuple[Section, ...]
    remark: str = ""
    amendments: tuple[Amendment, ...] = ()

    def section(self, code: str) -> Section | None:
        """The section of that code."""
        return next((one for one in self.sections if one.code == code), None)


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature under a day's report; `number` counts those of the day from 1.

    `signed_by` is the doctor, `by` who pressed the key; `hash` the SHA-256 of what was signed, in hex.
    """

    number: int
    signed_at: datetime
    signed_by: str
    on_paper: bool
    by: str
    hash: str
    through: int


@dataclass(frozen=True, slots=True)
class SignedReport:
    """What was signed: the figures, and the page as it was then, in the language in which it was signed."""

    signature: Signature
    report: DayReport
    page: str


@dataclass(frozen=True, slots=True)
class ReportState:
    """A day's report as it stands: what the file says now, what was last signed, what was done since.

    `amendments` are those since the last signature; before the first there are none.
    """

    now: DayReport
    signed: SignedReport | None
    signatures: tuple[Signature, ...]
    amendments: tuple[Amendment, ...]

    @property
    def shown(self) -> DayReport:
        """What counts: the signed report, once there is one."""
        return self.signed.report if self.signed else self.now
