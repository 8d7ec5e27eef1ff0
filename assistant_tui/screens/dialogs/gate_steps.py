"""What one key does to an open point of the exit gate, and what has to be asked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant_tui import services
from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.exitgate import OpenPoint, PointKind
from assistant_tui.domain.money import money_text
from assistant_tui.domain.orders import RESULT_WORDS
from assistant_tui.domain.returndate import read_day
from assistant_tui.domain.roundline import read_score
from assistant_tui.domain.saying import InputError, RuleError, Saying, say
from assistant_tui.domain.text import clean
from assistant_tui.domain.watches import EndKind
from assistant_tui.i18n import _, language, spoken
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.readmodels.shell import Words
from assistant_tui.services.context import Context
from assistant_tui.widgets.weekdays import weekday


@dataclass(frozen=True, slots=True)
class Question:
    """A line to be typed before something is done.

    `meaning` says how it is understood while it is typed; a `reason` may serve for the next point, too.
    """

    prompt: str
    do: Callable[[str], object]
    meaning: Callable[[str], str] = lambda _typed: ""
    reason: bool = False


@dataclass(frozen=True, slots=True)
class PointRow:
    """An open point, and the item that it is about, if it is about one."""

    point: OpenPoint
    item: ItemRow | None

    @property
    def note(self) -> str:
        """What the doctor is to read; empty where there is nothing."""
        if self.point.kind is PointKind.READ and self.item and self.item.result:
            return " ".join(filter(None, (spoken(RESULT_WORDS[self.item.result]), self.item.result_text)))
        return ""

    @property
    def deed(self) -> Words:
        """What Enter does."""
        return _deed(self.point.kind, money_text(self.item.facts.amount) if self.item else "")


def _deed(kind: PointKind, amount: str) -> Saying:
    deeds: dict[PointKind, Saying] = {
        PointKind.SIGN: say("the doctor signs"),
        PointKind.PAY: say("paid, {amount} yuan", amount=amount),
        PointKind.PERFORM: say("it is done"),
        PointKind.RESULT: say("only wait, or let pass"),
        PointKind.READ: say("the doctor has read it"),
        PointKind.REFUND: say("{amount} yuan given back", amount=amount),
        PointKind.WATCH: say("the watch ends"),
        PointKind.RETURN_DATE: say("agree a day"),
        PointKind.DISCHARGE: say("it is done"),
    }
    return deeds[kind]


def rows_of(ctx: Context, points: Sequence[OpenPoint]) -> list[PointRow]:
    """The points with their items."""
    wanted = [point.item_id for point in points if point.item_id is not None]
    items = {item.item_id: item for item in services.slips.items(ctx, list(dict.fromkeys(wanted)))}
    return [PointRow(point, items.get(point.item_id or 0)) for point in points]


def settle(ctx: Context, visit_id: int, row: PointRow) -> Question | None:
    """Settle the point, in a unit of work of its own; or answer what has to be asked first.

    Raises RuleError for a result that is not back, and when a rule forbids it.
    """
    point, item = row.point, row.item
    if point.kind is PointKind.RETURN_DATE:
        return _day_to_return(ctx, visit_id)
    if point.kind is PointKind.WATCH:
        return _end_watch(ctx, int(point.key.removeprefix("watch/")))
    if item is None:
        services.gate.settle(ctx, visit_id, point.key)
        return None
    if point.kind is PointKind.PERFORM:
        return _perform(ctx, item)
    if point.kind is PointKind.RESULT:
        raise RuleError(say("The result is not back: wait for it, or let it pass with a reason (o)"))
    steps: dict[PointKind, Callable[[Context, Sequence[int]], object]] = {
        PointKind.SIGN: services.orders.sign,
        PointKind.PAY: services.orders.pay,
        PointKind.READ: services.orders.read_results,
        PointKind.REFUND: services.orders.refund,
    }
    steps[point.kind](ctx, [item.item_id])
    return None


def _end_watch(ctx: Context, watch_id: int) -> Question | None:
    """She is discharged; where the protocol has a score for that, it is asked for."""
    protocol = services.watchlist.watch(ctx, watch_id).protocol

    def discharge(points: dict[str, int]) -> None:
        services.watches.stop(ctx, watch_id, EndKind.DISCHARGED, points=points)

    if not protocol.discharge or protocol.score is None:
        discharge({})
        return None
    parts = ", ".join(part.name.said_in(language()) for part in protocol.discharge)
    prompt = _("{score}, a digit for each: {parts}", score=protocol.score, parts=parts)
    return Question(prompt, lambda typed: discharge(read_score(protocol, typed)))


def override(ctx: Context, visit_id: int, points: Sequence[OpenPoint]) -> Question:
    """Why these may stay open; each is let pass in a unit of work of its own."""

    def let_pass(reason: str) -> None:
        for point in points:
            services.gate.override(ctx, visit_id, point.key, reason=reason)

    prompt = _("Reason why this may stay open")
    if len(points) > 1:
        prompt = _("Reason why all {count} may stay open", count=len(points))
    return Question(prompt, let_pass, reason=True)


def _day_to_return(ctx: Context, visit_id: int) -> Question:
    def meaning(typed: str) -> str:
        try:
            day = read_day(typed, ctx.today())
        except InputError:
            return ""
        return _(
            "{day} {weekday}, in {count} days",
            day=day,
            weekday=weekday(day),
            count=(day - ctx.today()).days,
        )

    return Question(
        _("The day to come back: 12-05, or 14 for in 14 days"),
        lambda typed: services.gate.agree_return(ctx, visit_id, read_day(typed, ctx.today())),
        meaning,
    )


def _perform(ctx: Context, item: ItemRow) -> Question | None:
    if item.category is Category.ADMISSION:
        return Question(
            _("Handed over to whom"),
            lambda typed: services.orders.perform(ctx, [item.item_id], by=_named(typed)),
        )
    try:
        services.orders.perform(ctx, [item.item_id])
    except services.orders.MissingFirstError as missing:
        return Question(
            spoken(missing.saying),
            lambda reason: services.orders.perform(ctx, [item.item_id], override=reason),
            reason=True,
        )
    return None


def _named(typed: str) -> str:
    name = clean(typed)
    if not name:
        raise InputError(say("Type who has taken over"))
    return name
