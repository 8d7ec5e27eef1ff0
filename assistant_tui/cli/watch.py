"""`watch`: patients under observation, from the beginning to the end, round by round."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.watchlist import list_protocols, list_rounds, list_watches, show_watches, which
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.readmodels.watches import WatchRow
    from assistant_tui.services.context import Context


class End(StrEnum):
    """How a watch ends; the words of `domain.watches.EndKind`."""

    DISCHARGED = "discharged"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"


def add_to(group: Group) -> None:
    """Add `watch`."""
    noun = add_noun(group, "watch")
    program = "assistant-tui watch"
    add_verb(
        noun,
        "list",
        list_watches,
        _("Show who is observed, what is overdue first."),
        f"{program} list",
        f"{program} list A012 --json",
    )
    add_verb(
        noun,
        "protocols",
        list_protocols,
        _("Show the protocols, and what is typed for a round of each."),
        f"{program} protocols",
    )
    add_verb(
        noun,
        "start",
        start,
        _("Begin to observe a patient."),
        f"{program} start A012",
        f"{program} start A012 post_op --procedure 清创缝合术 --surgeon 陈医生 --at 10:42",
    )
    add_verb(noun, "rounds", list_rounds, _("Show the rounds of a watch."), f"{program} rounds A012")
    add_verb(
        noun,
        "record",
        record,
        _("Record a round, as digits in the order of the protocol."),
        f"{program} record A012 1 2 4",
        f"{program} record A012 1 - 3 --reason asleep --at 10:42",
    )
    add_verb(
        noun,
        "skip",
        skip,
        _("Leave out the round that is due, or the next one."),
        f"{program} skip A012 --reason ultrasound",
    )
    add_verb(noun, "call", call, _("The doctor was asked to come."), f"{program} call A012")
    add_verb(
        noun,
        "came",
        came,
        _("The doctor who was called has come."),
        f'{program} came A012 --ordered "oxytocin 10 u"',
    )
    add_verb(
        noun,
        "instruct",
        instruct,
        _("Note which instructions the patient was given."),
        f"{program} instruct A012 1 2",
    )
    add_verb(
        noun,
        "hand-over",
        hand_over,
        _("Somebody else looks after one's watches from now on."),
        f"{program} hand-over 赵敏",
        f"{program} hand-over 赵敏 A012 --note lunch",
    )
    add_verb(
        noun,
        "stop",
        stop,
        _("End a watch: discharged by the score, transferred or cancelled."),
        f"{program} stop A012 --score 22222",
        f"{program} stop A012 --end transferred --reason ward",
    )


def only() -> Any:
    """Which of several watches of a patient."""
    return typer.Option("--protocol", metavar=_("PROTOCOL"), help=_("Which watch, where there are several"))


def at(words: str) -> Any:
    """When it was."""
    return typer.Option("--at", metavar="HH:MM", help=words)


def _running(ctx: typer.Context, watch: str, protocol: str) -> tuple[Session, Context, WatchRow]:
    """The session, the workstation, and the running watch that is meant."""
    from assistant_tui.cli.watchpick import watch_for  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    return session, desk, watch_for(desk, watch, protocol)


def start(
    ctx: typer.Context,
    ticket: Annotated[str, arguments.ticket()],
    *,
    protocol: Annotated[
        str,
        typer.Argument(metavar=_("PROTOCOL"), help=_("By code or name; without, what her surgery calls for")),
    ] = "",
    procedure: Annotated[str, typer.Option("--procedure", metavar=_("TEXT"), help=_("After what"))] = "",
    surgeon: Annotated[str, typer.Option("--surgeon", metavar=_("NAME"), help=_("Who operated"))] = "",
    since: Annotated[str, at(_("When it began; without it, now"))] = "",
) -> None:
    from assistant_tui.cli.watchpick import instant_past, offer_for, protocol_named  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415
    from assistant_tui.services.answers import find_ticket  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    visit_id = find_ticket(desk, ticket).visit_id
    offer = None if protocol else offer_for(desk, visit_id)
    row = watches.start(
        desk,
        visit_id,
        offer.protocol.code if offer else protocol_named(desk, protocol).code,
        procedure=procedure or (offer.procedure if offer else ""),
        surgeon=surgeon or (offer.surgeon if offer else ""),
        item_id=offer.item_id if offer else None,
        started_at=instant_past(desk, since),
    )
    show_watches(session, desk, [row])


def record(
    ctx: typer.Context,
    watch: Annotated[str, which()],
    answers: Annotated[
        list[str] | None, typer.Argument(metavar=_("ANSWERS"), help=_("A digit each; - leaves one out"))
    ] = None,
    *,
    protocol: Annotated[str, only()] = "",
    when: Annotated[str, at(_("When it was done; without it, now"))] = "",
    note: Annotated[str, typer.Option("--note", metavar=_("TEXT"), help=_("What else was seen"))] = "",
    reason: Annotated[str, arguments.reason(_("Why something was not observed"))] = "",
) -> None:
    from assistant_tui.cli.watchpick import instant_past  # noqa: PLC0415
    from assistant_tui.cli.watchshapes import WatchShapes  # noqa: PLC0415
    from assistant_tui.domain.roundline import read_round  # noqa: PLC0415
    from assistant_tui.domain.timetable import latest  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415

    session, desk, row = _running(ctx, watch, protocol)
    line = read_round(row.protocol, " ".join(answers or ()))
    answer = watches.record(
        desk,
        row.watch_id,
        line.readings,
        happened_at=latest(line.at, desk.now(), desk.zone) if line.at else instant_past(desk, when),
        note=" ".join(filter(None, (line.note(row.protocol), note))),
        reason=reason or line.reason(row.protocol),
    )
    if session.out.json:
        session.out.document(WatchShapes(session.zone, desk.now()).recorded(answer))
    else:
        show_watches(session, desk, [answer.watch])
    if answer.alarming:
        session.out.note(
            _("Call the doctor now, then: assistant-tui watch call {watch}", watch=answer.watch.watch_id)
        )


def skip(
    ctx: typer.Context,
    watch: Annotated[str, which()],
    reason: Annotated[str, arguments.reason(_("Why the round is left out"))],
    protocol: Annotated[str, only()] = "",
) -> None:
    from assistant_tui.services import watches  # noqa: PLC0415

    session, desk, row = _running(ctx, watch, protocol)
    show_watches(session, desk, [watches.cancel_round(desk, row.watch_id, reason=reason)])


def call(
    ctx: typer.Context,
    watch: Annotated[str, which()],
    doctor: Annotated[
        str, typer.Option("--doctor", metavar=_("NAME"), help=_("Who was called; without it, the surgeon"))
    ] = "",
    when: Annotated[str, at(_("When; without it, now"))] = "",
    protocol: Annotated[str, only()] = "",
) -> None:
    from assistant_tui.cli.watchpick import instant_past  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415

    session, desk, row = _running(ctx, watch, protocol)
    called = watches.call_doctor(desk, row.watch_id, doctor=doctor, called_at=instant_past(desk, when))
    show_watches(session, desk, [called])


def came(
    ctx: typer.Context,
    watch: Annotated[str, which()],
    ordered: Annotated[str, typer.Option("--ordered", metavar=_("TEXT"), help=_("What was ordered"))] = "",
    when: Annotated[str, at(_("When; without it, now"))] = "",
    protocol: Annotated[str, only()] = "",
) -> None:
    from assistant_tui.cli.watchpick import instant_past  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415

    session, desk, row = _running(ctx, watch, protocol)
    there = watches.doctor_came(desk, row.watch_id, ordered=ordered, arrived_at=instant_past(desk, when))
    show_watches(session, desk, [there])


def instruct(
    ctx: typer.Context,
    watch: Annotated[str, which()],
    numbers: Annotated[
        list[int] | None,
        typer.Argument(metavar=_("NUMBERS"), help=_("Those given, counted from 1; none: only list them")),
    ] = None,
    protocol: Annotated[str, only()] = "",
) -> None:
    from assistant_tui.i18n import language  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415

    session, desk, row = _running(ctx, watch, protocol)
    if numbers:
        row = watches.instruct(desk, row.watch_id, {*row.instructions, *numbers})
    listed = [
        (number, number in row.instructions, words)
        for number, words in enumerate(row.protocol.instructions, start=1)
    ]
    if session.out.json:
        session.out.document(
            [
                {"number": number, "given": given, "text_zh": words.zh_CN, "text_en": words.en}
                for number, given, words in listed
            ]
        )
        return
    heads = (_("Number"), _("Given"), _("Instruction"))
    rows = [
        (str(number), _("yes") if given else "", words.said_in(language())) for number, given, words in listed
    ]
    session.out.table(heads, rows, right={0})


def hand_over(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar=_("NAME"), help=_("Who takes over"))],
    watch: Annotated[
        list[str] | None,
        typer.Argument(metavar=_("WATCH"), help=_("Only these; without any, all of one's own")),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar=_("TEXT"), help=_("What to know"))] = "",
) -> None:
    from assistant_tui.cli.watchpick import watch_for  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    chosen = [watch_for(desk, one).watch_id for one in watch] if watch else None
    show_watches(session, desk, watches.hand_over(desk, name, note=note, watch_ids=chosen))


def stop(
    ctx: typer.Context,
    watch: Annotated[str, which()],
    *,
    end: Annotated[
        End,
        typer.Option("--end", metavar="discharged|transferred|cancelled", help=_("How it ends")),
    ] = End.DISCHARGED,
    score: Annotated[
        str, typer.Option("--score", metavar=_("DIGITS"), help=_("The points, a digit for each part"))
    ] = "",
    reason: Annotated[str, arguments.reason(_("Why it ends, or why she may go below the score"))] = "",
    protocol: Annotated[str, only()] = "",
) -> None:
    from assistant_tui.domain.roundline import read_score  # noqa: PLC0415
    from assistant_tui.domain.watches import EndKind  # noqa: PLC0415
    from assistant_tui.services import watches  # noqa: PLC0415

    session, desk, row = _running(ctx, watch, protocol)
    points = read_score(row.protocol, score) if score else None
    show_watches(
        session, desk, [watches.stop(desk, row.watch_id, EndKind(end.value), points=points, reason=reason)]
    )
