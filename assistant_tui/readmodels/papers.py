"""What is printed: everything that stands on a page or a strip, gathered but not yet in one language.

The fields of a paper are the variables of its template; `docs/printing.md` explains them to clinics.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant_tui.domain.fees import Fees
from assistant_tui.domain.saying import Saying
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.reports import Changed, Signature, Text


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who prints, where and when; `clinic` is the name of the pack."""

    clinic: Words
    room: str
    doctor: str
    printed_at: datetime
    printed_by: str


@dataclass(frozen=True, slots=True)
class PrintedPatient:
    """Whom a paper is about; what is not known is None. `age` is that of the visit's `day`."""

    name: str
    sex: Saying | None
    age: Saying | None
    ticket: str
    day: date


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """One item; `price` (of one) and `amount` (of all) in minor units, `minutes` the usual time it takes.

    `dosage`, `preparations` are lists of words. `state` is what has become of it, `result` what came back.
    """

    code: str
    name: Words
    quantity: int
    price: int
    amount: int
    dosage: tuple[Saying, ...]
    note: str
    purpose: Words | None
    preparations: tuple[Saying, ...]
    advice: Words | None
    place: Words | None
    minutes: int
    state: Saying
    result: Saying | None
    result_text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """An order slip. `total` in minor units; `signed_at` is None until all of it that needs it is signed."""

    head: Letterhead
    patient: PrintedPatient
    number: int
    kind: Saying
    drafted_at: datetime
    drafted_by: str
    doctor: str
    note: str
    items: tuple[PrintedItem, ...]
    total: int
    signature: bool
    signed_at: datetime | None
    signed_by: str
    on_paper: bool


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """One consent: its item, what it is for, and the doctor who explains it."""

    item: PrintedItem
    covers: tuple[PrintedItem, ...]
    doctor: str


@dataclass(frozen=True, slots=True)
class ConsentPaper:
    """The consents of a slip, a page each."""

    head: Letterhead
    patient: PrintedPatient
    number: int
    forms: tuple[ConsentForm, ...]


@dataclass(frozen=True, slots=True)
class RefusalPaper:
    """What a patient declines; `reason` in her own words, empty when it is still to be written."""

    head: Letterhead
    patient: PrintedPatient
    number: int
    doctor: str
    items: tuple[PrintedItem, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PrintedStop:
    """One stop of the way: what for, where, on which floor; `amount` is what is to be paid there.

    `errand` is a code of `domain.itinerary.Errand`; `minutes` the longest usual time of its items.
    """

    errand: str
    place: Words
    floor: int
    items: tuple[PrintedItem, ...]
    amount: int
    minutes: int


@dataclass(frozen=True, slots=True)
class ItineraryPaper:
    """The patient's way through the clinic from where she is (`here`), in order."""

    head: Letterhead
    patient: PrintedPatient
    here: Words
    stops: tuple[PrintedStop, ...]


@dataclass(frozen=True, slots=True)
class PrintedStay:
    """Where she was and when; `until` is None while she is still there."""

    place: Words
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class SummaryPaper:
    """A visit from arrival to departure (None while she is here), and when she is to come back."""

    head: Letterhead
    patient: PrintedPatient
    kind: Words
    complaint: str
    arrived_at: datetime
    departed_at: datetime | None
    stays: tuple[PrintedStay, ...]
    slips: tuple[SlipPaper, ...]
    fees: Fees
    return_on: date | None


@dataclass(frozen=True, slots=True)
class PrintedSupply:
    """A supply below its `par`: what is there of it (`level`) and how much to `fetch`, in its `unit`."""

    code: str
    name: Words
    unit: Words
    par: int
    level: int
    fetch: int


@dataclass(frozen=True, slots=True)
class RestockPaper:
    """What is to be fetched so that the room has its pars again; about no patient."""

    head: Letterhead
    day: date
    supplies: tuple[PrintedSupply, ...]


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """The head of a column of figures, and their unit, None where they count something."""

    words: Text
    unit: Saying | None


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of figures, written out; `bar` is how long its bar is, in per cent of the longest there is."""

    words: Text
    cells: tuple[str, ...]
    bar: float | None
    note: Text | None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of figures. `drawn` is the head whose figures have bars, `goal` what these are to stay under.

    Both are None without bars or a goal; `goal_at` is where the goal lies, in per cent of the longest bar.
    """

    code: str
    words: Text
    heads: tuple[PrintedHead, ...]
    lines: tuple[PrintedLine, ...]
    drawn: Text | None
    goal: str | None
    goal_at: float | None


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """The tables that belong together, those with a line."""

    code: str
    words: Text
    tables: tuple[PrintedTable, ...]


@dataclass(frozen=True, slots=True)
class PrintedAmendment:
    """What was done to a signed day: when, by whom, what; `ticket` and `reason` may be empty."""

    at: datetime
    actor: str
    deed: Saying
    ticket: str
    reason: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A room's day report; `signature` is None before it is signed. It names no patient.

    It has no time of printing: a signed page stays as it is.
    """

    clinic: Words
    room: str
    doctor: str
    day: date
    made_at: datetime
    sections: tuple[PrintedSection, ...]
    remark: str
    amendments: tuple[PrintedAmendment, ...]
    signature: Signature | None


Paper = SlipPaper | ConsentPaper | RefusalPaper | ItineraryPaper | SummaryPaper | RestockPaper | ReportPaper


@dataclass(frozen=True, slots=True)
class TicketPaper:
    """The ticket of a visit. `name` is masked: it lies about. `ahead`, `low_at` and `high_at` (the call's
    expected range) are None for one who is not in the line.
    """

    head: Letterhead
    ticket: str
    name: str
    kind: Words
    arrived_at: datetime
    waiting: Words
    ahead: int | None
    low_at: datetime | None
    high_at: datetime | None
