"""What happens to watches: rounds, the doctor, instructions, another who takes over, the end."""

from __future__ import annotations

from assistant_tui import services
from assistant_tui.domain.protocols import Protocol
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.domain.watches import EndKind
from assistant_tui.i18n import _, language
from assistant_tui.readmodels.watches import Offer, WatchRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.ask import Ask
from assistant_tui.screens.dialogs.end_watch import DischargeScore
from assistant_tui.screens.dialogs.pick import Pick
from assistant_tui.screens.dialogs.record_round import RecordRound
from assistant_tui.screens.dialogs.tick_off import Tick, TickOff
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.screens.watch_panel import title_of_watch
from assistant_tui.widgets.choice import Offer as Choosable


@handles("screen_watch")
async def screen_watch(desk: Desk) -> None:
    """Who is observed."""
    await desk.open_pane("watch")


@handles("record_due")
async def record_due(desk: Desk) -> None:
    """The longest overdue round, whatever screen is in view."""
    watch = services.watchlist.most_overdue(desk.board.watches, desk.ctx.now())
    if watch is None:
        raise RuleError(say("Nobody is observed"))
    await record(desk, watch)


@handles("record_round")
async def record_round(desk: Desk) -> None:
    """A round of the selected watch."""
    await record(desk, _selected(desk))


async def record(desk: Desk, watch: WatchRow) -> None:
    """A round of this watch and, where a value calls for it, the doctor."""
    answer = await desk.ask(RecordRound(desk.ctx, desk.lens, watch))
    if answer is None:
        return
    desk.tell(say("{ticket}: round recorded", ticket=watch.ticket))
    if answer.alarming:
        await _offer_call(desk, answer.watch, answer.round.round_id)


async def _offer_call(desk: Desk, watch: WatchRow, round_id: int) -> None:
    """A value calls for the doctor: one key says that he was asked to come."""
    doctor = watch.surgeon or desk.ctx.doctor_name
    offers = (
        Choosable("call", say("{doctor} has been called", doctor=doctor)),
        Choosable("later", say("Not yet: the alert stays")),
    )
    title = _("{who}: call the doctor now", who=title_of_watch(watch, desk.lens))
    if await desk.ask(Pick(title, offers, lambda chosen: chosen)) == "call":
        _call(desk, watch, round_id)


@handles("call_doctor")
def call_doctor(desk: Desk) -> None:
    """The doctor was asked to come."""
    _call(desk, _selected(desk), None)


def _call(desk: Desk, watch: WatchRow, round_id: int | None) -> None:
    row = desk.perform(services.watches.call_doctor, watch.watch_id, round_id=round_id)
    if row and row.call:
        desk.tell(say("{ticket}: {doctor} was called", ticket=row.ticket, doctor=row.call.doctor))


@handles("doctor_came")
async def doctor_came(desk: Desk) -> None:
    """The doctor is there: what was ordered, if anything."""
    ctx, watch = desk.ctx, _selected(desk)
    title = _("{who}: the doctor has come", who=title_of_watch(watch, desk.lens))
    prompt = _("What was ordered (may stay empty)")
    await desk.ask(
        Ask(title, prompt, lambda ordered: services.watches.doctor_came(ctx, watch.watch_id, ordered=ordered))
    )


@handles("skip_round")
async def skip_round(desk: Desk) -> None:
    """Not done, for a reason."""
    ctx, watch = desk.ctx, _selected(desk)
    title = _("{who}: leave out a round", who=title_of_watch(watch, desk.lens))
    await desk.ask(
        Ask(title, _("Reason"), lambda why: services.watches.cancel_round(ctx, watch.watch_id, reason=why))
    )


@handles("instruct")
async def instruct(desk: Desk) -> None:
    """What the patient was told."""
    watch = _selected(desk)
    ticks = [
        Tick(number, words.said_in(language()), _("given") if number in watch.instructions else "")
        for number, words in enumerate(watch.protocol.instructions, 1)
    ]
    if not ticks:
        raise RuleError(say("This protocol has no instructions"))
    given = await desk.ask(TickOff(_("What was the patient told?"), ticks))
    if given is not None:
        desk.perform(services.watches.instruct, watch.watch_id, given)


@handles("hand_over")
async def hand_over(desk: Desk) -> None:
    """All of one's own watches, to somebody who is named."""
    ctx = desk.ctx
    count = sum(watch.responsible == ctx.actor for watch in desk.board.watches)
    if not count:
        raise RuleError(say("There is no watch to hand over"))
    answer = await desk.ask(
        Ask(
            _("Hand over {count} watches", count=count),
            _("To whom"),
            lambda name: services.watches.hand_over(ctx, name),
        )
    )
    if answer:
        desk.tell(
            say("{name} looks after {count} watches now", name=answer[0].responsible, count=len(answer))
        )


@handles("stop_watch")
async def stop_watch(desk: Desk) -> None:
    """How it ends, then the score or the reason."""
    watch, who = _selected(desk), title_of_watch(_selected(desk), desk.lens)
    offers = (
        Choosable(EndKind.DISCHARGED.value, say("Discharged")),
        Choosable(EndKind.TRANSFERRED.value, say("Transferred")),
        Choosable(EndKind.CANCELLED.value, say("Cancelled")),
    )
    chosen = await desk.ask(Pick(_("{who}: how does it end?", who=who), offers, EndKind))
    if chosen is None:
        return
    ended = await _ended(desk, watch, chosen, who)
    if ended is not None:
        desk.tell(say("{ticket}: {protocol} has ended", ticket=ended.ticket, protocol=ended.protocol.name))


async def _ended(desk: Desk, watch: WatchRow, kind: EndKind, who: str) -> WatchRow | None:
    ctx, protocol = desk.ctx, watch.protocol
    if kind is EndKind.DISCHARGED:
        if not protocol.discharge:
            return desk.perform(services.watches.stop, watch.watch_id, kind)
        score = protocol.score.said_in(language()) if protocol.score else ""
        return await desk.ask(DischargeScore(ctx, watch, f"{who}  {score}"))
    return await desk.ask(
        Ask(who, _("Reason"), lambda why: services.watches.stop(ctx, watch.watch_id, kind, reason=why))
    )


@handles("start_watch")
async def start_watch(desk: Desk) -> None:
    """What her surgery calls for at once; otherwise by a protocol that is picked."""
    ctx, visit = desk.ctx, desk.subject_of("start_watch")
    offers = services.watchlist.offers(ctx, services.slips.of_visit(ctx, visit.visit_id))
    line = desk.pane.selected_watch
    offer = (line.offer if line else None) or next(iter(offers), None)
    if offer is not None:
        _begin(desk, offer)
        return
    if not ctx.pack.protocols:
        raise RuleError(say("The pack has no protocols"))
    title = _("Observe {who}: by what?", who=f"{visit.ticket} {desk.lens.name(visit.name)}")
    choices = [
        Choosable(one.code, one.name.said_in(language()), search=one.code) for one in ctx.pack.protocols
    ]
    protocol = await desk.ask(Pick[Protocol](title, choices, ctx.pack.protocol))
    if protocol is None:
        return
    prompt = _("After what (may stay empty)")
    row = await desk.ask(
        Ask(
            title,
            prompt,
            lambda what: services.watches.start(ctx, visit.visit_id, protocol.code, procedure=what),
        )
    )
    _tell_begun(desk, row)


def _begin(desk: Desk, offer: Offer) -> None:
    row = desk.perform(
        services.watches.start,
        offer.visit_id,
        offer.protocol.code,
        procedure=offer.procedure,
        surgeon=offer.surgeon,
        item_id=offer.item_id,
    )
    _tell_begun(desk, row)


def _tell_begun(desk: Desk, row: WatchRow | None) -> None:
    if row is not None:
        at = desk.lens.time(row.standing(row.started_at).ahead_at)
        desk.tell(
            say("{ticket}: {protocol} begun, first round at {time}", ticket=row.ticket,
                protocol=row.protocol.name, time=at)
        )  # fmt: skip


def _selected(desk: Desk) -> WatchRow:
    """The selected watch. Raises RuleError when none is, in words."""
    line = desk.pane.selected_watch
    if line is None:
        raise RuleError(say("Select a patient first"))
    if line.watch is None:
        raise RuleError(say("Not observed yet: y begins it"))
    return line.watch
