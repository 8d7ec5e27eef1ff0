"""The slips of a past visit: what was ordered, and what had become of it by the time she left.

The times follow from where she was when; where she had to go on the way out, stays are added at the end. What
was open when she left was let pass with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.itinerary import LONGEST_AWAITED
from assistant_tui.domain.orders import Question
from assistant_tui.pack.model import LocationKind
from assistant_tui.services.context import Context
from assistant_tui.services.demo.pastvisit import PastEntry, PastItem, PastStay, PastVisit
from assistant_tui.services.demo.pastwatches import PastWatches
from assistant_tui.services.demo.wishes import Wishes

_TESTS, _THOROUGHLY, _MANY = 3, 0.15, 8
_MEDICINES, _TREATED, _ON_A_DRIP, _OPERATED = (
    0.55,
    0.68,
    0.71,
    0.75,
)  # of those who are sent home, up to this chance
_REFUSED, _VOIDED, _EARLY, _UNPAID = 0.03, 0.06, 0.08, 0.09  # of the items, up to this chance
_TO_PAY, _TO_COLLECT, _TO_TEST = timedelta(minutes=3), timedelta(minutes=4), timedelta(minutes=20)
_SURGERY_TAKES = timedelta(hours=6)  # with the tests before it and the watch after it
_DRAFTED_BEFORE, _SIGNED_BEFORE = timedelta(seconds=60), timedelta(seconds=20)  # the consultation's end
_BACK_IN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class _Times:
    """When an item was drafted, signed, paid and done, its result was back and read."""

    drafted: datetime
    signed: datetime
    paid: datetime
    done: datetime
    resulted: datetime | None = None
    read: datetime | None = None


class PastSlips:
    """Writes slips into the visits of past days, in the names of the doctor and the assistant of `ctx`.

    The watches after them are in the nurse's name.
    """

    def __init__(self, ctx: Context, wishes: Wishes, nurse: str) -> None:
        self._pack = pack = ctx.pack
        self._wishes, self._doctor, self._assistant = wishes, ctx.doctor_name, ctx.actor
        self._rng, self._till = wishes.rng, pack.map.cashier
        self._watches = PastWatches(ctx, wishes.rng, wishes.language, nurse)
        self._kinds = {place.code: place.kind for place in pack.locations}

    def written_into(self, visit: PastVisit, latest: datetime) -> PastVisit:
        """The visit with its slips and watches; a surgery is over by `latest`. Who was not seen has none."""
        seen = [entry for entry in visit.entries if entry.started_at]
        if not seen:
            return visit
        visit = self._with_tests(visit, seen)
        if visit.entries[-1].started_at is None:
            return visit  # gone before the doctor saw her again
        chance, last = self._rng.random(), seen[-1]
        if chance < _MEDICINES:
            visit = self._with_way_out(visit, last, self._wishes.medicines(3), _TO_COLLECT)
        elif chance < _ON_A_DRIP:
            treatment = (self._wishes.treatment if chance < _TREATED else self._wishes.watched_treatment)()
            visit = self._with_way_out(
                visit, last, treatment, sum((one.service.usual for one in treatment), _TO_PAY)
            )
        elif chance < _OPERATED and last.ended_at + _SURGERY_TAKES < latest:
            visit = self._with_surgery(visit, last, self._wishes.surgery())
        return self._seen_off(self._watches.observed(visit, latest))

    # Tests between two consultations.

    def _with_tests(self, visit: PastVisit, seen: Sequence[PastEntry]) -> PastVisit:
        left_at = seen[0].ended_at
        kinds = {LocationKind.LAB, LocationKind.IMAGING, LocationKind.OTHER}
        number = next(
            (
                number
                for number, stay in enumerate(visit.stays[:-1])
                if stay.since == left_at and self._kinds.get(stay.location) in kinds
            ),
            None,
        )
        if number is None:
            return visit
        stay = visit.stays[number]
        wanted = self._wishes.tests(stay.location, _MANY if self._rng.random() < _THOROUGHLY else _TESTS)
        if not wanted:
            return visit
        paid = min(stay.since + _TO_PAY, stay.since + (stay.until - stay.since) / 3)
        read = seen[1].started_at if len(seen) > 1 else None
        times = _Times(
            *self._asked(seen[0]),
            paid,
            paid + (stay.until - paid) / 2,
            stay.until,
            read or visit.stays[-1].until,
        )
        stays = (
            [stay]
            if self._till is None
            else [PastStay(self._till, stay.since, paid), replace(stay, since=paid)]
        )
        gone_before = {} if read else {Question.READ: self._wishes.reason("gone")}
        return replace(
            visit,
            items=tuple(self._item(one, times, let_pass=gone_before) for one in wanted),
            stays=(*visit.stays[:number], *stays, *visit.stays[number + 1 :]),
        )

    # On the way out.

    def _with_way_out(
        self, visit: PastVisit, last: PastEntry, wanted: Sequence[Drafted], takes: timedelta
    ) -> PastVisit:
        if not wanted:
            return visit
        visit, paid = self._by_the_till(visit, last)
        since = visit.stays[-1].until
        place = PastStay(wanted[0].service.location or "", since, since + takes)
        times = _Times(*self._asked(last), paid, place.until)
        items = tuple(self._item(one, times) for one in wanted)
        return replace(visit, items=(*visit.items, *items), stays=(*visit.stays, place))

    def _by_the_till(self, visit: PastVisit, last: PastEntry) -> tuple[PastVisit, datetime]:
        """Past the cashier, if she was not there already; and when she has paid."""
        stay = visit.stays[-1]
        if stay.location == self._till and stay.since >= last.ended_at:
            return visit, stay.until
        if self._till is None:
            return visit, stay.until
        paying = PastStay(self._till, stay.until, stay.until + _TO_PAY)
        return replace(visit, stays=(*visit.stays, paying)), paying.until

    def _with_surgery(self, visit: PastVisit, last: PastEntry, wanted: Sequence[Drafted]) -> PastVisit:
        """The consent is signed in the room, the tests are done and read; then it begins."""
        if not wanted:
            return visit
        visit, paid = self._by_the_till(visit, last)
        everything = self._wishes.with_brought(wanted[0])
        stays = list(visit.stays)
        tested = dict.fromkeys(
            one.service.location or "" for one in everything if one.service.gives_result
            and one.service.usual <= LONGEST_AWAITED
        )  # fmt: skip
        for place in tested:
            stays.append(PastStay(place, stays[-1].until, stays[-1].until + _TO_TEST))
        begins = stays[-1].until
        surgery = PastStay(wanted[0].service.location or "", begins, begins + wanted[0].service.usual)
        items = []
        for one in everything:
            times = _Times(*self._asked(last), paid, begins)
            let_pass = {}
            if one.service.category is Category.CONSENT:
                times = replace(times, done=times.signed)
            elif one.service.gives_result and one.service.usual <= LONGEST_AWAITED:
                times = replace(times, done=begins - _TO_PAY, resulted=begins, read=begins)
            elif one.service.gives_result:  # the tissue: its result comes when she is gone
                told = surgery.until + timedelta(hours=1)
                times = replace(times, done=surgery.until, resulted=told, read=told)
                let_pass = {Question.RESULT: self._wishes.reason("later")}
            items.append(self._item(one, times, varied=False, let_pass=let_pass))
        whole = items[0]
        facts = {
            **whole.facts,
            "started_at": begins,
            "started_by": self._doctor,
            "performed_at": surgery.until,
        }
        operated = [
            replace(whole, facts=facts),
            *(replace(one, part_of=len(visit.items)) for one in items[1:]),
        ]
        return replace(visit, items=(*visit.items, *operated), stays=(*stays, surgery))

    def _asked(self, entry: PastEntry) -> tuple[datetime, datetime]:
        """When what was ordered at this consultation was drafted and signed."""
        started = entry.started_at or entry.ended_at
        return max(started, entry.ended_at - _DRAFTED_BEFORE), max(started, entry.ended_at - _SIGNED_BEFORE)

    # One item.

    def _item(
        self,
        one: Drafted,
        times: _Times,
        *,
        varied: bool = True,
        let_pass: dict[Question, str] | None = None,
    ) -> PastItem:
        """The item as it usually goes, or now and then as it should not."""
        service, chance = one.service, self._rng.random() if varied else 1.0
        facts: dict[str, object] = {}
        if service.signature:
            facts |= {"signed_at": times.signed, "signed_by": self._doctor}
        if chance < _REFUSED:
            reason = self._wishes.reason("refuse")
            facts |= {"refused_at": times.paid, "refused_by": self._assistant}
            return PastItem(one, times.drafted, {**facts, "refusal_form": True, "refusal_reason": reason})
        priced = bool(one.unit_price)
        if priced and not _VOIDED <= chance < _UNPAID:
            facts |= {"paid_at": times.paid, "paid_by": self._assistant}
        if chance < _VOIDED:
            reason = self._wishes.reason("void")
            facts |= {"void_at": times.paid, "void_by": self._assistant, "void_reason": reason}
            if priced:
                facts |= {"refunded_at": times.done, "refunded_by": self._assistant}
            return PastItem(one, times.drafted, facts)
        passed = dict(let_pass or {})
        if chance < _UNPAID:
            facts["override_reason"] = self._wishes.reason("early")
            if chance < _EARLY:
                facts |= {"paid_at": times.done, "paid_by": self._assistant}
            else:
                passed[Question.PAY] = self._wishes.reason("later")
        by = self._pack.location(service.location or self._pack.waiting.code).name
        facts |= {"performed_at": times.done, "performed_by": by.said_in(self._wishes.language)}
        if service.gives_result and times.resulted and times.read:
            result, text = self._wishes.result(service.category)
            facts |= {"result": result.value, "result_text": text, "resulted_at": times.resulted}
            facts |= {"resulted_by": self._assistant, "read_at": times.read, "read_by": self._doctor}
        return PastItem(one, times.drafted, facts, let_pass=passed)

    # Leaving.

    def _seen_off(self, visit: PastVisit) -> PastVisit:
        """With what belongs to leaving after what was done."""
        done = {one.drafted.service.category for one in visit.items if "performed_at" in one.facts}
        settled = tuple(one.code for one in self._pack.belongings if one.after & done)
        returns = bool(done & self._pack.return_date_after)
        return replace(visit, settled=settled, back_in=_BACK_IN if returns else None)
