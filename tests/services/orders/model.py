"""Slips as a plain model: sets of what has happened, and every rule written down once more, naively."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from assistant_tui.domain.catalogue import Category, Service
from assistant_tui.domain.itinerary import LONGEST_AWAITED
from assistant_tui.domain.orders import Question, Step

FEES = ("due", "paid", "refunded", "to_refund", "open", "unsigned", "done_unpaid", "paid_undone")


@dataclass(frozen=True)
class Thing:
    """An item; `done` are the steps that it has taken."""

    visit: int
    service: Service
    amount: int
    part_of: int | None = None
    done: frozenset[Step] = frozenset()
    overridden: bool = False

    def has(self, *steps: Step) -> bool:
        """Whether it has taken one of these steps."""
        return bool(self.done.intersection(steps))

    @property
    def counts(self) -> bool:
        """Neither refused nor void."""
        return not self.has(Step.REFUSE, Step.VOID)

    @property
    def signed(self) -> bool:
        """Signed, or in need of no signature."""
        return self.has(Step.SIGN) or not self.service.signature

    @property
    def settled(self) -> bool:
        """Paid, or free."""
        return self.has(Step.PAY) or not self.amount

    @property
    def holds(self) -> bool:
        """Whether it would hold back the surgery that it belongs to."""
        if not self.counts:
            return False
        if self.service.gives_result and self.service.usual <= LONGEST_AWAITED:
            return not self.has(Step.READ)
        if self.service.category is Category.CONSENT:
            return not self.has(Step.PERFORM)
        return not (self.signed and self.settled)

    @property
    def asks(self) -> frozenset[Question]:
        """What it waits for."""
        if not self.counts:
            return frozenset({Question.REFUND} if self.has(Step.PAY) and not self.has(Step.REFUND) else ())
        begun, performed = self.has(Step.START, Step.PERFORM), self.has(Step.PERFORM)
        free = self.overridden or begun or (self.signed and (self.settled or not self.service.pay_first))
        result = self.service.gives_result and performed
        return frozenset(
            question
            for question, asked in {
                Question.SIGN: not self.signed,
                Question.PAY: self.signed and not self.settled,
                Question.PERFORM: not performed and free,
                Question.RESULT: result and not self.has(Step.RESULT),
                Question.READ: result and self.has(Step.RESULT) and not self.has(Step.READ),
            }.items()
            if asked
        )


@dataclass(frozen=True)
class Guest:
    """A visit: `queue` is waiting, called or seen; `passed` are the points of the gate let pass."""

    queue: str = "waiting"
    seen: bool = False
    inside: bool = True
    returns: bool = False
    passed: frozenset[str] = frozenset()


_ALLOWED: dict[Step, Callable[[Thing], bool]] = {
    Step.SIGN: lambda one: one.counts and not one.signed,
    Step.PAY: lambda one: one.counts and one.signed and not one.settled,
    Step.START: lambda one: (
        one.counts
        and one.service.category is Category.SURGERY
        and one.amount > 0
        and not one.has(Step.START, Step.PERFORM)
    ),
    Step.PERFORM: lambda one: one.counts and not one.has(Step.PERFORM),
    Step.RESULT: lambda one: (
        one.counts and one.service.gives_result and one.has(Step.PERFORM) and not one.has(Step.READ)
    ),
    Step.READ: lambda one: one.counts and one.has(Step.RESULT) and not one.has(Step.READ),
    Step.REFUSE: lambda one: one.counts and not one.has(Step.START, Step.PERFORM),
    Step.VOID: lambda one: one.counts,
    Step.REFUND: lambda one: not one.counts and one.has(Step.PAY) and not one.has(Step.REFUND),
}


@dataclass(frozen=True)
class Clinic:
    """Who is here and what was ordered; every change answers a new one."""

    guests: Mapping[int, Guest] = field(default_factory=dict)
    things: Mapping[int, Thing] = field(default_factory=dict)

    def of(self, visit: int) -> dict[int, Thing]:
        """The items of a visit."""
        return {key: one for key, one in self.things.items() if one.visit == visit}

    def missing(self, key: int) -> bool:
        """Whether I5 asks for something before this item may begin."""
        one = self.things[key]
        if one.has(Step.START, Step.PERFORM):
            return False
        hers = self.of(one.visit).values()
        form, first = one.service.consent, one.service.pay_first
        consented = form is None or any(
            other.service.code == form and other.counts and other.has(Step.PERFORM) for other in hers
        )
        held = any(other.part_of == key and other.holds for other in hers)
        return not one.signed or (first and not one.settled) or not consented or held

    def may(self, step: Step, keys: Iterable[int], reason: str = "") -> bool:
        """Whether all of these may take the step, for this reason or override."""
        listed = tuple(keys)
        if step in {Step.REFUSE, Step.VOID} and not reason.strip():
            return False
        if not listed or not all(key in self.things and _ALLOWED[step](self.things[key]) for key in listed):
            return False
        asks = step in {Step.START, Step.PERFORM} and not reason.strip()
        return not (asks and any(map(self.missing, listed)))

    def stepped(self, step: Step, keys: Iterable[int]) -> Clinic:
        """All of these have taken the step; with the last result she is in the queue again."""
        begins = step in {Step.START, Step.PERFORM}
        changed = {
            key: replace(
                one, done=one.done | {step}, overridden=one.overridden or (begins and self.missing(key))
            )
            for key in keys
            for one in (self.things[key],)
        }
        after = replace(self, things={**self.things, **changed})
        if step not in {Step.RESULT, Step.REFUSE, Step.VOID}:
            return after
        back = {one.visit for one in changed.values() if after._comes_back(one.visit)}
        return after.changed({visit: replace(self.guests[visit], queue="waiting") for visit in back})

    def _comes_back(self, visit: int) -> bool:
        guest, hers = self.guests[visit], self.of(visit).values()
        to_come = any(
            one.service.gives_result
            and one.counts
            and (one.signed or one.has(Step.START, Step.PERFORM))
            and not one.has(Step.RESULT)
            and one.service.usual <= LONGEST_AWAITED
            for one in hers
        )
        unread = any(Question.READ in one.asks for one in hers)
        return guest.inside and guest.seen and guest.queue == "seen" and unread and not to_come

    def changed(self, guests: Mapping[int, Guest]) -> Clinic:
        """With these guests as they are now."""
        return replace(self, guests={**self.guests, **guests})

    def drafted(self, keys: Iterable[int], things: Iterable[Thing], joined: Mapping[int, int]) -> Clinic:
        """With these new items; those in `joined` have become part of another."""
        known = {
            key: replace(one, part_of=joined[key]) if key in joined else one
            for key, one in self.things.items()
        }
        return replace(self, things={**known, **dict(zip(keys, things, strict=True))})

    def points(self, visit: int) -> set[str]:
        """The keys of what keeps her from leaving."""
        return set(self._points(visit)) - self.guests[visit].passed

    def _points(self, visit: int) -> Iterator[str]:
        for key, one in self.of(visit).items():
            yield from (f"{question.value}/{key}" for question in one.asks)
            if one.service.category is Category.TREATMENT and one.counts and one.has(Step.PERFORM):
                yield "discharge/education"
                if not self.guests[visit].returns:
                    yield "return-date"

    def sums(self, visits: Iterable[int]) -> dict[str, int]:
        """The fee check of these visits, item by item."""
        found = dict.fromkeys(FEES, 0)
        for one in (one for visit in visits for one in self.of(visit).values()):
            paid, done = one.has(Step.PAY), one.has(Step.PERFORM)
            for name, applies in {
                "due": one.counts,
                "paid": paid,
                "refunded": one.has(Step.REFUND),
                "to_refund": paid and not one.counts and not one.has(Step.REFUND),
                "open": one.counts and not paid,
                "unsigned": one.counts and not paid and not one.signed,
                "done_unpaid": one.counts and not paid and done,
                "paid_undone": one.counts and paid and not done,
            }.items():
                found[name] += one.amount if applies else 0
        return found
