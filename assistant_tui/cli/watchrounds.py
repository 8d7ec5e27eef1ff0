"""`watch record`, `skip`, `call`, `came` and `instruct`: what is done at the patient's side."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.watchlist import show_watches, which
from assistant_tui.cli.watchoptions import at, only, running
from assistant_tui.i18n import _


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

    session, desk, row = running(ctx, watch, protocol)
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

    session, desk, row = running(ctx, watch, protocol)
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

    session, desk, row = running(ctx, watch, protocol)
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

    session, desk, row = running(ctx, watch, protocol)
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

    session, desk, row = running(ctx, watch, protocol)
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
