"""`demo`: a throw-away day in a folder that is gone afterwards; real data is never touched."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from assistant_tui.cli.commands import add_verb
from assistant_tui.cli.session import Session, session_of
from assistant_tui.cli.workstation import require_terminal
from assistant_tui.domain.clock import ShiftedClock, SystemClock, day_of
from assistant_tui.domain.saying import InputError, say
from assistant_tui.i18n import _

_MID_MORNING = "10:42"
_SEED = 1


def add_to(app: typer.Typer) -> None:
    """Add `demo`."""
    add_verb(
        app,
        "demo",
        demo,
        _("Everybody in it is invented, and all of it is gone when you close it."),
        "assistant-tui demo",
        "assistant-tui demo --pack dental --at 11:30 --seed 7",
    )


def demo(
    ctx: typer.Context,
    pack: Annotated[
        str, typer.Option("--pack", metavar=_("PACK"), help=_("The specialty: a pack's name or folder"))
    ] = "",
    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help=_("What time it is in the demo"))
    ] = _MID_MORNING,
    seed: Annotated[
        int, typer.Option("--seed", metavar=_("NUMBER"), help=_("The same number invents the same day"))
    ] = _SEED,
) -> None:
    from assistant_tui import pack as packs  # noqa: PLC0415

    session = session_of(ctx)
    begins = _instant(session, at)
    chosen = packs.load(packs.find(pack or session.resolved.settings.pack, packs.pack_folders()))
    require_terminal()
    from assistant_tui.app import run  # noqa: PLC0415 - Textual, only for the screens
    from assistant_tui.services.demo import make_demo  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="assistant-tui-demo-", ignore_cleanup_errors=True) as folder:
        database = Path(folder) / "demo.db"
        session.out.note(_("Inventing a day ..."))
        make_demo(database, chosen, seed=seed, at=begins, zone=session.zone)
        shown = replace(session.resolved, database_path=database, backups_path=Path(folder) / "backups")
        run(shown, clock=ShiftedClock(begins - SystemClock().now()))


def _instant(session: Session, text: str) -> datetime:
    """That time of today in the clinic. Raises InputError for one that is none."""
    try:
        hour = time.fromisoformat(text)
    except ValueError:
        raise InputError(say("“{text}” is no time of day: write one like 10:42", text=text)) from None
    today = day_of(SystemClock().now(), session.zone)
    return datetime.combine(today, hour.replace(tzinfo=None), session.zone).astimezone(UTC)
