"""What the panel of the orders screen says about a slip: its items with all their facts, and the sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from assistant_tui import services
from assistant_tui.domain.catalogue import CATEGORY_WORDS, PREPARATION_WORDS
from assistant_tui.domain.fees import Fees
from assistant_tui.domain.itinerary import NextStop
from assistant_tui.domain.money import money_text
from assistant_tui.domain.orders import (
    QUESTION_WORDS,
    RESULT_WORDS,
    ResultStatus,
    missing_first,
    waiting_since,
)
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.readmodels.shell import Fact, Section, Tone, Words
from assistant_tui.screens.lens import Lens, minutes
from assistant_tui.screens.next_stop import stop_text
from assistant_tui.screens.slip_lines import SlipLine, item_name, listed


def title_of_slip(slip: SlipRow, lens: Lens) -> str:
    """`单12 检验 A013 王芳`."""
    return _(
        "No. {number} {category}  {ticket} {name}",
        number=slip.number,
        category=CATEGORY_WORDS[slip.category],
        ticket=slip.ticket,
        name=lens.name(slip.patient),
    )


def sections_of_slip(
    line: SlipLine, hers: Iterable[SlipRow], stop: NextStop | None, lens: Lens, now: datetime
) -> tuple[Section, ...]:
    """Where she goes next, the items, the row's first, the sums of the slip and of all `hers`, the slip."""
    slip = line.slip
    items = sorted(slip.items, key=lambda item: item not in line.items)
    next_stop = [Fact(say("Next"), stop_text(stop, lens), "accent")] if stop else []
    return (
        *([Section("", tuple(next_stop))] if next_stop else []),
        *(Section(_heading(item), tuple(_item(item, lens, now))) for item in items),
        Section(
            say("Yuan: this slip / all of hers"),
            tuple(_sums(services.slips.fees_of([slip]), services.slips.fees_of(hers))),
        ),
        Section(say("About the slip"), tuple(_slip(slip, lens))),
    )


def _sums(of_slip: Fees, of_all: Fees) -> Iterator[Fact]:
    """What of it is 0 and nothing to do about is left out, save for what is due and paid."""
    sums: tuple[tuple[Words, int, int, Tone], ...] = (
        (say("Due"), of_slip.due, of_all.due, ""),
        (say("Paid"), of_slip.paid, of_all.paid, ""),
        (say("Open"), of_slip.open, of_all.open, "accent"),
        (say("To return"), of_slip.to_refund, of_all.to_refund, "accent"),
        (say("Given back"), of_slip.refunded, of_all.refunded, "muted"),
    )
    for label, one, all_hers, tone in sums:
        if all_hers or not tone:
            yield Fact(label, f"{money_text(one)} / {money_text(all_hers)}", tone)


def _heading(item: ItemRow) -> str:
    return f"{item_name(item)}  {money_text(item.facts.amount)}"


def _slip(slip: SlipRow, lens: Lens) -> Iterator[Fact]:
    yield Fact(say("Doctor"), slip.doctor)
    yield Fact(say("Drafted"), _by(lens, slip.drafted_at, slip.drafted_by))
    if slip.note:
        yield Fact(say("Note"), slip.note)


def _item(item: ItemRow, lens: Lens, now: datetime) -> Iterator[Fact]:
    """What it waits for, then what has happened, then how it is done."""
    facts = item.facts
    for question, words in QUESTION_WORDS.items():
        if question in item.questions:
            spent = minutes(waiting_since(facts, question), now)
            yield Fact(say("Waits"), _("{what} {minutes} min", what=words, minutes=spent), "accent")
    if facts.counts and facts.held:
        # Signature and payment are waited for by name already.
        for missing in missing_first(replace(facts, signature=False, pay_first=False)):
            yield Fact(say("Missing"), missing, "warn")
    yield from _done(item, lens)
    if item.dosage:
        yield Fact(say("Dosage"), item.dosage)
    ahead = facts.counts and facts.performed_at is None
    if item.preparations and ahead:
        prepared = listed(spoken(PREPARATION_WORDS[one]) for one in item.preparations)
        yield Fact(say("Prepare"), prepared)
    if item.location and ahead:
        yield Fact(say("Where"), lens.place(item.location))
    if item.quantity > 1:
        yield Fact(say("Each"), money_text(item.price))
    if item.note:
        yield Fact(say("Note"), item.note)


def _done(item: ItemRow, lens: Lens) -> Iterator[Fact]:
    """The facts in the order in which things are done."""
    facts = item.facts
    signer = f"{item.signed_by} ({_('on paper')})" if item.on_paper else item.signed_by
    steps: tuple[tuple[Words, datetime | None, str], ...] = (
        (say("Signed"), facts.signed_at, signer),
        (say("Paid"), facts.paid_at, item.paid_by),
        (say("Begun"), facts.started_at, item.started_by),
        (say("Done"), facts.performed_at, item.performed_by),
    )
    for label, at, who in steps:
        if at:
            yield Fact(label, _by(lens, at, who))
    if item.override_reason:
        yield Fact(say("Passed"), _("all the same: {reason}", reason=item.override_reason), "warn")
    if item.result is not None:
        yield Fact(say("Result"), f"{lens.time(facts.resulted_at)} {_result(item)}", _tone(item))
    if facts.read_at:
        yield Fact(say("Read"), _by(lens, facts.read_at, item.read_by))
    if facts.refused_at:
        form = _("form signed") if item.refusal_form else _("no form signed")
        yield Fact(say("Refused"), f"{lens.time(facts.refused_at)} {item.refusal_reason} ({form})", "warn")
    if facts.void_at:
        yield Fact(say("Void"), f"{_by(lens, facts.void_at, item.void_by)} {item.void_reason}", "warn")
    if facts.refunded_at:
        yield Fact(say("Given back"), _by(lens, facts.refunded_at, item.refunded_by))


def _result(item: ItemRow) -> str:
    assert item.result is not None
    return " ".join(filter(None, (spoken(RESULT_WORDS[item.result]), item.result_text)))


def _tone(item: ItemRow) -> Tone:
    return "alarm" if item.result is ResultStatus.ABNORMAL else ""


def _by(lens: Lens, at: datetime, who: str) -> str:
    return f"{lens.time(at)} {who}".strip()
