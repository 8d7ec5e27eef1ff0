"""`alerts`: what is due or late, once or as it comes, for people and for other programs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.session import session_of
from assistant_tui.cli.shapes import Shape, Shapes
from assistant_tui.cli.wording import clock_time
from assistant_tui.i18n import _, spoken

if TYPE_CHECKING:
    from datetime import datetime

    from assistant_tui.cli.session import Session
    from assistant_tui.domain.attention import Alert
    from assistant_tui.domain.escalation import Heard
    from assistant_tui.services.context import Context

LOOK_EVERY_SECONDS = 1.0


def add_to(group: Group) -> None:
    """Add `alerts`."""
    add_verb(
        group,
        "alerts",
        alerts,
        "",
        "assistant-tui alerts",
        "assistant-tui alerts --follow --json",
        "assistant-tui alerts --heard round/17/3",
    )


def alerts(
    ctx: typer.Context,
    *,
    follow: Annotated[
        bool, typer.Option("--follow", help=_("Go on, and print each change as it comes"))
    ] = False,
    heard: Annotated[
        str,
        typer.Option(
            "--heard", metavar=_("ALERT"), help=_("Silence this alert for five minutes, by its key")
        ),
    ] = "",
) -> None:
    from assistant_tui.services import alerts as heard_alerts  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    if heard:
        heard_alerts.acknowledge(desk, heard)
    if follow:
        _follow(session, desk)
        return
    found, silent, now = _look(desk)
    if session.out.json:
        session.out.document([_shape(session, alert, now, silent) for alert in found])
        return
    if not found:
        session.out.note(_("Nothing is due"))
        return
    heads = (_("Priority"), _("Since"), _("Alert"), _("Key"))
    rows = [
        (str(alert.priority), clock_time(alert.since, desk.zone), spoken(alert.saying), alert.key)
        for alert in found
    ]
    session.out.table(heads, rows)


def _look(desk: Context) -> tuple[tuple[Alert, ...], Heard, datetime]:
    from assistant_tui.services import board  # noqa: PLC0415

    read = board.read(desk)
    return read.alerts, read.heard, read.at


def _follow(session: Session, desk: Context) -> None:
    """Print what comes, gets louder or goes, a line each, until interrupted or the reader is gone."""
    known: dict[str, tuple[str, str]] = {}
    while True:
        found, silent, now = _look(desk)
        shapes = {alert.key: _shape(session, alert, now, silent) for alert in found}
        for key, shape in shapes.items():
            state = (str(shape["loudness"]), str(shape["priority"]))
            if known.get(key) != state:
                session.out.event({"event": "new" if key not in known else "changed", **shape}, _words(shape))
            known[key] = state
        for key in [key for key in known if key not in shapes]:
            del known[key]
            session.out.event({"event": "over", "key": key}, _("over: {key}", key=key))
        time.sleep(LOOK_EVERY_SECONDS)


def _shape(session: Session, alert: Alert, now: datetime, silent: Heard) -> Shape:
    from assistant_tui.domain.escalation import loudness  # noqa: PLC0415

    return {
        "key": alert.key,
        "priority": alert.priority,
        "loudness": loudness(alert, now, silent).name.lower(),
        "since": Shapes(session.zone).at(alert.since),
        "visit_id": alert.visit_id,
        "text": spoken(alert.saying),
    }


def _words(shape: Shape) -> str:
    return f"{shape['priority']}  {shape['text']}  {shape['key']}"
