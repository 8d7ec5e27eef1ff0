"""Gathering what stands on a paper, from slips, visit and pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant_tui.domain.birth import age_on
from assistant_tui.domain.catalogue import CATEGORY_WORDS, PREPARATION_WORDS, Category, Service
from assistant_tui.domain.dosage import TIMES_A_DAY, dosage_of
from assistant_tui.domain.fees import fees
from assistant_tui.domain.itinerary import Errand, NextStop
from assistant_tui.domain.orders import QUESTION_WORDS, RESULT_WORDS, Question
from assistant_tui.domain.saying import InputError, RuleError, Saying, say
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.readmodels.papers import (
    ConsentForm,
    ConsentPaper,
    ItineraryPaper,
    Letterhead,
    PrintedItem,
    PrintedPatient,
    PrintedStay,
    PrintedStop,
    RefusalPaper,
    SlipPaper,
    SummaryPaper,
)
from assistant_tui.services.catalogue import catalogue
from assistant_tui.services.context import Context
from assistant_tui.services.stops import stops_ahead
from assistant_tui.store.queries.leaving import return_date
from assistant_tui.store.queries.stays import stays_of_visit

_SEX_WORDS: dict[str, Saying] = {"female": say("female"), "male": say("male")}


def letterhead(ctx: Context) -> Letterhead:
    """Who prints, now."""
    return Letterhead(ctx.pack.name, ctx.room_name, ctx.doctor_name, ctx.now(), ctx.actor)


def patient_of(visit: VisitRow) -> PrintedPatient:
    """Whom the paper is about, by the full name: it is her own."""
    return PrintedPatient(visit.name, _SEX_WORDS.get(visit.sex), _age(visit), visit.ticket, visit.day)


def slip_paper(ctx: Context, slip: SlipRow, visit: VisitRow) -> SlipPaper:
    """The slip with the items that count. Raises RuleError when none does."""
    items = [item for item in slip.items if item.facts.counts]
    if not items:
        raise RuleError(
            say("Slip {number} is void or refused: there is nothing to print", number=slip.number)
        )
    return _slip(ctx, slip, items, visit)


def consent_paper(ctx: Context, slip: SlipRow, visit: VisitRow, of_visit: Sequence[SlipRow]) -> ConsentPaper:
    """The consents on the slip, or those that its items need; `of_visit` are all slips of the visit.

    Raises RuleError when there is none.
    """
    everything = [item for one in of_visit for item in one.items if item.facts.counts]
    needed = {item.consent for item in slip.items if item.facts.counts}
    forms = [
        item
        for item in everything
        if item.category is Category.CONSENT and (item.slip_id == slip.slip_id or item.code in needed)
    ]
    if not forms:
        raise RuleError(say("Slip {number} has no consent to print", number=slip.number))
    printed = _printer(ctx)
    return ConsentPaper(
        letterhead(ctx),
        patient_of(visit),
        slip.number,
        tuple(
            ConsentForm(
                printed(form),
                tuple(printed(item) for item in everything if item.consent == form.code),
                slip.doctor,
            )
            for form in forms
        ),
    )


def refusal_paper(ctx: Context, slip: SlipRow, visit: VisitRow) -> RefusalPaper:
    """What she has refused of the slip or, before that is recorded, what of it she still can.

    Raises RuleError when there is nothing of either.
    """
    refused = [item for item in slip.items if item.facts.refused_at and item.facts.void_at is None]
    items = refused or [item for item in slip.items if item.facts.counts and not item.facts.begun]
    if not items:
        raise RuleError(say("Slip {number} has nothing that can be refused", number=slip.number))
    reasons = dict.fromkeys(item.refusal_reason for item in refused if item.refusal_reason)
    return RefusalPaper(
        letterhead(ctx),
        patient_of(visit),
        slip.number,
        slip.doctor,
        tuple(map(_printer(ctx), items)),
        "; ".join(reasons),
    )


def itinerary_paper(ctx: Context, visit: VisitRow, slips: Sequence[SlipRow]) -> ItineraryPaper:
    """Her way from where she is. Raises RuleError when she has left, or no slip sends her anywhere."""
    if visit.stay is None or not visit.inside:
        raise RuleError(say("{ticket} has left the clinic", ticket=visit.ticket))
    way = stops_ahead(ctx, slips, visit.stay.location)
    if not way:
        raise RuleError(say("{ticket}: no slip is open, there is nowhere to go", ticket=visit.ticket))
    printed = _printer(ctx)
    items = {item.item_id: item for slip in slips for item in slip.items}
    return ItineraryPaper(
        letterhead(ctx),
        patient_of(visit),
        place_name(ctx, visit.stay.location),
        tuple(_stop(ctx, stop, [items[one] for one in stop.items], printed) for stop in way),
    )


def summary_paper(ctx: Context, visit: VisitRow, slips: Sequence[SlipRow]) -> SummaryPaper:
    """The whole visit; what was voided is left out, what was refused is there."""
    shown = [(slip, [item for item in slip.items if item.facts.void_at is None]) for slip in slips]
    return SummaryPaper(
        letterhead(ctx),
        patient_of(visit),
        kind_name(ctx, visit.kind),
        visit.complaint,
        visit.arrived_at,
        visit.departed_at,
        tuple(
            PrintedStay(place_name(ctx, stay.location), stay.since, stay.until)
            for stay in stays_of_visit(ctx.reading, visit.visit_id)
        ),
        tuple(_slip(ctx, slip, items, visit) for slip, items in shown if items),
        fees(item.facts for slip in slips for item in slip.items),
        return_date(ctx.reading, visit.visit_id),
    )


def place_name(ctx: Context, code: str) -> Words:
    """What the pack calls the location; a code that it no longer has speaks for itself."""
    return next((one.name for one in ctx.pack.locations if one.code == code), Words(code, code))


def kind_name(ctx: Context, code: str) -> Words:
    """What the pack calls the visit kind; a code that it no longer has speaks for itself."""
    return next((one.name for one in ctx.pack.visit_kinds if one.code == code), Words(code, code))


def _slip(ctx: Context, slip: SlipRow, items: Sequence[ItemRow], visit: VisitRow) -> SlipPaper:
    counting = [item for item in items if item.facts.counts]
    to_sign = [item for item in counting if item.facts.signature]
    signed = [(item, item.facts.signed_at) for item in to_sign if item.facts.signed_at]
    whole = bool(signed) and len(signed) == len(to_sign)
    return SlipPaper(
        letterhead(ctx),
        patient_of(visit),
        slip.number,
        CATEGORY_WORDS[slip.category],
        slip.drafted_at,
        slip.drafted_by,
        slip.doctor,
        slip.note,
        tuple(map(_printer(ctx), items)),
        sum(item.facts.amount for item in counting),
        signature=bool(to_sign),
        signed_at=max(at for _, at in signed) if whole else None,
        signed_by=", ".join(dict.fromkeys(item.signed_by for item, _ in signed)) if whole else "",
        on_paper=whole and all(item.on_paper for item, _ in signed),
    )


def _printer(ctx: Context) -> Callable[[ItemRow], PrintedItem]:
    """Makes printed items; asks the catalogue for the words that a slip does not keep."""
    offered = {service.code: service for service in catalogue(ctx).services}
    return lambda item: _item(ctx, item, offered.get(item.code))


def _item(ctx: Context, item: ItemRow, service: Service | None) -> PrintedItem:
    return PrintedItem(
        code=item.code,
        name=item.name,
        quantity=item.quantity,
        price=item.price,
        amount=item.facts.amount,
        dosage=_dosage(item.dosage),
        note=item.note,
        purpose=service.purpose if service else None,
        preparations=tuple(PREPARATION_WORDS[one] for one in item.preparations),
        advice=service.advice if service else None,
        place=place_name(ctx, item.location) if item.location else None,
        minutes=round(item.usual.total_seconds() / 60),
        state=_state(item),
        result=RESULT_WORDS[item.result] if item.result else None,
        result_text=item.result_text,
        reason=item.refusal_reason or item.void_reason,
    )


def _state(item: ItemRow) -> Saying:
    if not item.facts.counts:
        return say("void") if item.facts.void_at else say("refused by the patient")
    asked = item.questions
    return next((QUESTION_WORDS[one] for one in Question if one in asked), say("done"))


def _dosage(text: str) -> tuple[Saying, ...]:
    try:
        dosage = dosage_of(text)
    except InputError:  # written by another version: as it is kept
        return (say("{code}", code=text),)
    parts = []
    if dosage.dose:
        parts.append(say("{dose} at a time", dose=dosage.dose))
    if dosage.times:
        parts.append(TIMES_A_DAY[dosage.times])
    if dosage.days is not None:
        parts.append(say("for {days} days", days=dosage.days))
    return tuple(parts)


def _stop(
    ctx: Context, stop: NextStop, items: Sequence[ItemRow], printed: Callable[[ItemRow], PrintedItem]
) -> PrintedStop:
    spot = ctx.pack.map.spots.get(stop.location)
    unpaid = _amount(items) if stop.errand is Errand.PAY else 0
    return PrintedStop(
        stop.errand.value,
        place_name(ctx, stop.location),
        spot.floor if spot else 1,
        tuple(map(printed, items)),
        unpaid,
        max((round(item.usual.total_seconds() / 60) for item in items), default=0),
    )


def _amount(items: Iterable[ItemRow]) -> int:
    return sum(item.facts.amount for item in items)


def _age(visit: VisitRow) -> Saying | None:
    if not visit.born:
        return None
    age = age_on(visit.born, visit.day)
    if age.years == 0 and age.months is not None:
        return say("{months} months", months=age.months)
    return say("{years} years", years=age.years)
