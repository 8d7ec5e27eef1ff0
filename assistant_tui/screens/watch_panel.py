"""The panel of the selected watch: what is observed, the rounds so far, the doctor, the instructions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant_tui.domain.saying import say
from assistant_tui.domain.watches import RoundStatus
from assistant_tui.i18n import _, language
from assistant_tui.readmodels.shell import Fact, Section
from assistant_tui.readmodels.watches import RoundRow, WatchRow
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.watch_columns import TONES, seen
from assistant_tui.screens.watch_lines import WatchLine
from assistant_tui.widgets.fact_panel import FactPanel

_ROUNDS_SHOWN = 12


class WatchPanel(FactPanel):
    """What is known of one watch."""

    def __init__(self) -> None:
        super().__init__(classes="pane-side")

    def show_watch(self, line: WatchLine | None, lens: Lens, now: datetime) -> None:
        """Show the watch of this row, or that none is selected."""
        if line is None:
            self.show(say("Nobody is selected"))
        elif line.watch is not None:
            self.show(title_of_watch(line.watch, lens), tuple(_sections(line.watch, lens, now)))
        elif line.offer is not None:
            offer = line.offer
            title = f"{offer.ticket} {lens.name(offer.patient)}"
            facts = (
                Fact(say("After"), offer.procedure),
                Fact(say("Done"), lens.time(offer.performed_at)),
                Fact(say("Observe"), offer.protocol.name.said_in(language()), "accent"),
            )
            self.show(title, (Section("", facts),))


def title_of_watch(watch: WatchRow, lens: Lens) -> str:
    """`A013 王芳 术后观察`."""
    return f"{watch.ticket} {lens.name(watch.patient)} {watch.protocol.name.said_in(language())}"


def _sections(watch: WatchRow, lens: Lens, now: datetime) -> Iterator[Section]:
    yield Section("", tuple(_facts(watch, lens, now)))
    rounds = [one for one in watch.rounds if one.number is not None or one.happened_at is not None]
    if rounds:
        newest = sorted(rounds, key=_when, reverse=True)[:_ROUNDS_SHOWN]
        yield Section(say("Rounds so far"), tuple(_round(watch, one, lens) for one in newest))


def _facts(watch: WatchRow, lens: Lens, now: datetime) -> Iterator[Fact]:
    if watch.procedure:
        yield Fact(say("After"), watch.procedure)
    if watch.surgeon:
        yield Fact(say("Surgeon"), watch.surgeon)
    yield Fact(say("Since"), lens.time(watch.started_at))
    yield Fact(say("Responsible"), watch.responsible)
    stands = watch.standing(now)
    if stands.since is not None:
        yield Fact(
            say("Is due"),
            _("round {number}, {time}", number=stands.due, time=lens.time(stands.since)),
            "warn",
        )
    elif stands.ahead_at is not None:
        yield Fact(
            say("Next round"), _("no. {number}, {time}", number=stands.ahead, time=lens.time(stands.ahead_at))
        )
    if watch.call is not None:
        called, came = lens.time(watch.call.called_at), lens.time(watch.call.arrived_at)
        words = _("{doctor}, called {called}", doctor=watch.call.doctor, called=called)
        if came:
            words = _(
                "{doctor}, called {called}, came {came}", doctor=watch.call.doctor, called=called, came=came
            )
        yield Fact(say("Doctor"), words, "" if came else "alarm")
        if watch.call.ordered:
            yield Fact(say("Ordered"), watch.call.ordered)
    count = len(watch.protocol.instructions)
    if count:
        given = len(watch.instructions)
        yield Fact(
            say("Instructions"), _("{given} of {count}", given=given, count=count), "" if given else "muted"
        )


def _when(one: RoundRow) -> datetime:
    return one.happened_at or one.due_at or one.entered_at


def _round(watch: WatchRow, one: RoundRow, lens: Lens) -> Fact:
    if one.status is RoundStatus.MISSED:
        return Fact(lens.time(one.due_at), _("missed"), "warn")
    if one.status is RoundStatus.CANCELLED:
        return Fact(lens.time(one.due_at), _("left out: {reason}", reason=one.reason), "muted")
    return Fact(lens.time(one.happened_at), seen(watch, one) or _("as usual"), TONES[one.level])
