"""One item of a slip: the facts about it, which of them may come next, and what it waits for.

Signature, payment, performance, result and its reading are separate facts, each with its instant; what an
item waits for is derived from them. I5: nothing that needs a signature, a payment or a consent is performed
before it has it, unless overridden with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from assistant_tui.domain.catalogue import WITH_RESULT, Category
from assistant_tui.domain.saying import RuleError, Saying, say

MOST_OF_ONE = 999
"""The largest quantity of one item."""
UNPAID_TOO_LONG = timedelta(minutes=20)
"""A signed item that is still unpaid after this is an alert."""


class Step(StrEnum):
    """What can happen to an item."""

    SIGN = "sign"
    PAY = "pay"
    START = "start"
    PERFORM = "perform"
    RESULT = "result"
    READ = "read"
    REFUSE = "refuse"
    VOID = "void"
    REFUND = "refund"


class Question(StrEnum):
    """What an item waits for; the lists of the orders screen, in the order in which things are done."""

    SIGN = "sign"
    PAY = "pay"
    PERFORM = "perform"
    RESULT = "result"
    READ = "read"
    REFUND = "refund"


QUESTION_WORDS: dict[Question, Saying] = {
    Question.SIGN: say("to be signed"),
    Question.PAY: say("to be paid"),
    Question.PERFORM: say("to be done"),
    Question.RESULT: say("result to come"),
    Question.READ: say("to be read"),
    Question.REFUND: say("to be given back"),
}


class ResultStatus(StrEnum):
    """What came back."""

    NORMAL = "normal"
    ABNORMAL = "abnormal"
    TEXT = "text"


RESULT_WORDS: dict[ResultStatus, Saying] = {
    ResultStatus.NORMAL: say("normal"),
    ResultStatus.ABNORMAL: say("abnormal"),
    ResultStatus.TEXT: say("see text"),
}


class OrderStatus(StrEnum):
    """Codes of the FHIR R4 value set RequestStatus, those that an item can have."""

    DRAFT = "draft"
    ACTIVE = "active"
    COMPLETED = "completed"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Item:
    """The facts about one item.

    `amount` is quantity times price, in minor units. `overridden` tells that it was let pass with a reason;
    `consented` that it needs no consent or has it; `held_by` names what belongs to it and is still open.
    """

    category: Category
    amount: int
    signature: bool
    pay_first: bool
    drafted_at: datetime
    signed_at: datetime | None = None
    paid_at: datetime | None = None
    started_at: datetime | None = None
    performed_at: datetime | None = None
    resulted_at: datetime | None = None
    read_at: datetime | None = None
    refused_at: datetime | None = None
    void_at: datetime | None = None
    refunded_at: datetime | None = None
    overridden: bool = False
    consented: bool = True
    held_by: tuple[str, ...] = ()

    @cached_property
    def asks(self) -> frozenset[Question]:
        """What it waits for (see `questions`): every list and every board asks for it."""
        return questions(self)

    @property
    def counts(self) -> bool:
        """Neither refused nor void."""
        return self.refused_at is None and self.void_at is None

    @property
    def gives_result(self) -> bool:
        """Whether a result comes back that the doctor reads."""
        return self.category in WITH_RESULT

    @property
    def signed(self) -> bool:
        """Signed, or in need of no signature."""
        return self.signed_at is not None or not self.signature

    @property
    def settled(self) -> bool:
        """Paid, or free of charge."""
        return self.paid_at is not None or self.amount == 0

    @property
    def begun(self) -> bool:
        """Under way or done."""
        return self.started_at is not None or self.performed_at is not None

    @property
    def held(self) -> bool:
        """Whether a consent or something that belongs to it keeps it from beginning."""
        return not (self.begun or self.overridden) and (not self.consented or bool(self.held_by))

    @property
    def begins_apart(self) -> bool:
        """Whether its beginning and its end are two facts: a surgery's."""
        return self.category is Category.SURGERY and self.amount > 0

    @property
    def latest(self) -> datetime:
        """The last instant that is known of it."""
        known = (
            self.drafted_at, self.signed_at, self.paid_at, self.started_at, self.performed_at,
            self.resulted_at, self.read_at, self.refused_at, self.void_at, self.refunded_at,
        )  # fmt: skip
        return max(at for at in known if at is not None)


def questions(item: Item) -> frozenset[Question]:
    """Everything that the item waits for now; nothing once it is over."""
    if not item.counts:
        owed = item.paid_at is not None and item.refunded_at is None
        return frozenset({Question.REFUND}) if owed else frozenset()
    asked = set()
    if not item.signed:
        asked.add(Question.SIGN)
    elif not item.settled:
        asked.add(Question.PAY)
    if item.performed_at is None:
        if item.overridden or item.begun or (item.signed and (item.settled or not item.pay_first)):
            asked.add(Question.PERFORM)
    elif item.gives_result:
        if item.resulted_at is None:
            asked.add(Question.RESULT)
        elif item.read_at is None:
            asked.add(Question.READ)
    return frozenset(asked)


def status(item: Item) -> OrderStatus:
    """The item's clinical status alone, whatever is paid."""
    if not item.counts:
        return OrderStatus.REVOKED
    if item.performed_at is not None and (item.resulted_at is not None or not item.gives_result):
        return OrderStatus.COMPLETED
    return OrderStatus.ACTIVE if item.signed or item.begun else OrderStatus.DRAFT


def holds_back(item: Item) -> bool:
    """Whether an item that belongs to a surgery keeps it from beginning: a result unread, a consent not
    signed, anything else unsigned or unpaid. What was refused or voided is not open any more.
    """
    if not item.counts:
        return False
    if item.gives_result:
        return item.read_at is None
    if item.category is Category.CONSENT:
        return item.performed_at is None
    return not (item.signed and item.settled)


def missing_first(item: Item) -> list[Saying]:
    """What I5 asks for before the item may be begun and is not there; an override lets it pass.

    Nothing once it has begun: what is added to a surgery under way does not keep it from ending.
    """
    missing: list[Saying] = []
    if item.begun:
        return missing
    if not item.signed:
        missing.append(say("the doctor's signature"))
    if item.pay_first and not item.settled:
        missing.append(say("the payment"))
    if not item.consented:
        missing.append(say("the signed consent"))
    missing += [say("{item} is still open", item=name) for name in item.held_by]
    return missing


_Against = tuple[Callable[[Item], object], Saying]

_OVER: tuple[_Against, ...] = (
    (lambda item: item.refused_at, say("it was refused")),
    (lambda item: item.void_at, say("it is void")),
)
_AGAINST: dict[Step, tuple[_Against, ...]] = {
    Step.SIGN: (
        *_OVER,
        (lambda item: not item.signature, say("it needs no signature")),
        (lambda item: item.signed_at, say("it is signed already")),
    ),
    Step.PAY: (
        *_OVER,
        (lambda item: item.amount == 0, say("it costs nothing")),
        (lambda item: item.paid_at, say("it is paid already")),
        (lambda item: not item.signed, say("the doctor has not signed it")),
    ),
    Step.START: (
        *_OVER,
        (lambda item: not item.begins_apart, say("it is done in one step")),
        (lambda item: item.begun, say("it has begun already")),
    ),
    Step.PERFORM: (*_OVER, (lambda item: item.performed_at, say("it is done already"))),
    Step.RESULT: (
        *_OVER,
        (lambda item: not item.gives_result, say("it has no result")),
        (lambda item: item.performed_at is None, say("it is not done yet")),
        (lambda item: item.read_at, say("the result was read already")),
    ),
    Step.READ: (
        *_OVER,
        (lambda item: item.resulted_at is None, say("there is no result yet")),
        (lambda item: item.read_at, say("the result was read already")),
    ),
    Step.REFUSE: (
        *_OVER,
        (lambda item: item.performed_at, say("it is done already")),
        (lambda item: item.started_at, say("it has begun already")),
    ),
    Step.VOID: _OVER,
    Step.REFUND: (
        (lambda item: item.counts, say("only what was refused or voided is given back")),
        (lambda item: item.paid_at is None, say("it was never paid")),
        (lambda item: item.refunded_at, say("it was given back already")),
    ),
}


def hindrance(item: Item, step: Step) -> Saying | None:
    """Why the step cannot be taken now; None when it can, save for what `missing_first` asks for.

    Nothing is done twice, save that a result may be put right until the doctor has read it.
    """
    return next((reason for stands, reason in _AGAINST[step] if stands(item)), None)


def require_step(name: object, item: Item, step: Step) -> None:
    """Let the step be taken. Raises RuleError, naming the item and what stands against it."""
    if reason := hindrance(item, step):
        raise RuleError(say("{item}: {reason}", item=name, reason=reason))


def waiting_since(item: Item, question: Question) -> datetime:
    """Since when the item has waited for this, if it does."""
    allowed = item.signed_at or item.drafted_at
    known: dict[Question, datetime | None] = {
        Question.SIGN: item.drafted_at,
        Question.PAY: allowed,
        Question.PERFORM: item.started_at or item.paid_at or allowed,
        Question.RESULT: item.performed_at,
        Question.READ: item.resulted_at,
        Question.REFUND: item.refused_at or item.void_at,
    }
    return known[question] or item.drafted_at


def overdue_since(item: Item, usual: timedelta) -> datetime | None:
    """From when on a performed item's result is past its usual time; None while none is awaited."""
    if Question.RESULT not in item.asks or item.performed_at is None:
        return None
    return item.performed_at + usual


def unpaid_since(item: Item) -> datetime | None:
    """From when on a signed item that must be paid first is unpaid for too long."""
    if Question.PAY not in item.asks or not item.pay_first or item.begun:
        return None
    return (item.signed_at or item.drafted_at) + UNPAID_TOO_LONG


def duplicates(drafted: Iterable[str], today: Iterable[str]) -> tuple[str, ...]:
    """Which services among those drafted she has today already, by code, in the order drafted, each once.

    `today` are the codes of her items of the day that count; what was refused or voided is no duplicate.
    """
    had = set(today)
    return tuple(dict.fromkeys(code for code in drafted if code in had))
