"""`demo`: a throw-away day in a folder that is gone afterwards; real data is never touched."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.session import session_of
from assistant_tui.cli.workstation import no_screens
from assistant_tui.domain.clock import SystemClock, day_of
from assistant_tui.domain.typedtimes import instant_typed
from assistant_tui.i18n import _, language
from assistant_tui.services.demo import (
    USUAL_SEED,
    USUAL_SPEED,
    USUAL_TIME,
    begin_living,
    checked_speed,
    make_demo,
)

if TYPE_CHECKING:
    from datetime import datetime

    from assistant_tui.cli.session import Session
    from assistant_tui.pack.model import Pack


def add_to(group: Group) -> None:
    """Add `demo`."""
    add_verb(
        group,
        "demo",
        demo,
        _(
            "Everybody in it is invented, and all of it is gone when you close it. While you watch, people"
            " come, go for tests, return and leave; whom to call is up to you."
        ),
        "assistant-tui demo",
        "assistant-tui demo --speed 10",
        "assistant-tui demo --pack dental --at 11:30 --seed 7",
        "assistant-tui demo --alerts",
    )


def demo(
    ctx: typer.Context,
    *,
    pack: Annotated[
        str, typer.Option("--pack", metavar=_("PACK"), help=_("The specialty: a pack's name or folder"))
    ] = "",
    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help=_("What time it is in the demo"))
    ] = USUAL_TIME,
    seed: Annotated[
        int, typer.Option("--seed", metavar=_("NUMBER"), help=_("The same number invents the same day"))
    ] = USUAL_SEED,
    speed: Annotated[
        float,
        typer.Option(
            "--speed", metavar=_("NUMBER"), help=_("How many times as fast as a real day: 1, 10, 60, ...")
        ),
    ] = USUAL_SPEED,
    alerts: Annotated[
        bool,
        typer.Option(
            "--alerts",
            help=_("Play the whole day, and tell how many alerts there were and how many were acted on"),
        ),
    ] = False,
) -> None:
    from assistant_tui import pack as packs  # noqa: PLC0415

    session = session_of(ctx)
    checked_speed(speed)
    begins = instant_typed(at, day_of(SystemClock().now(), session.zone), session.zone)
    chosen = packs.load(packs.find(pack or session.resolved.settings.pack, packs.pack_folders()))
    if alerts:
        _count_alerts(session, chosen, begins, seed)
        return
    if session.screens is no_screens:
        no_screens(session.resolved, clock=session.clock)  # before a day is invented

    with tempfile.TemporaryDirectory(prefix="assistant-tui-demo-", ignore_cleanup_errors=True) as folder:
        database = Path(folder) / "demo.db"
        session.out.note(_("Inventing a day ..."))
        made = make_demo(
            database, chosen, seed=seed, at=begins, zone=session.zone, language=language(), speed=speed
        )
        pulse = begin_living(made, seed=seed, language=language())
        made.database.close()
        shown = replace(session.resolved, database_path=database, backups_path=Path(folder) / "backups")
        session.screens(shown, clock=made.clock, pulse=pulse)


def _count_alerts(session: Session, pack: Pack, at: datetime, seed: int) -> None:
    from assistant_tui.cli.alertcount import show  # noqa: PLC0415 - with all that a demo is made with
    from assistant_tui.services.demo.alertday import play  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="assistant-tui-demo-", ignore_cleanup_errors=True) as folder:
        session.out.note(_("Playing a day ..."))
        database = Path(folder) / "demo.db"
        day = play(database, pack, language=language(), seed=seed, at=at, zone=session.zone)
    show(session, day)
