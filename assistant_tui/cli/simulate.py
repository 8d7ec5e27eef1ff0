"""`simulate`: a new database with many invented days, for load and for trying reports."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.importing import show_progress
from assistant_tui.cli.session import session_of
from assistant_tui.domain.clock import day_of
from assistant_tui.domain.typedtimes import date_typed
from assistant_tui.i18n import _, language
from assistant_tui.services.demo import USUAL_SEED

_MOST_DAYS, _MOST_PATIENTS = 5_000, 500


def add_to(group: Group) -> None:
    """Add `simulate`."""
    add_verb(
        group,
        "simulate",
        simulate,
        _("Everybody in it is invented, and the database is marked as a demo. Sundays are left out."),
        "assistant-tui simulate --days 250 --out trial.db",
        "assistant-tui simulate --days 30 --until 2026-10-31 --patients-per-day 20 --pack dental --out t.db",
    )


def simulate(
    ctx: typer.Context,
    *,
    days: Annotated[
        int, typer.Option("--days", min=1, max=_MOST_DAYS, metavar=_("NUMBER"), help=_("How many days"))
    ],
    out: Annotated[str, typer.Option("--out", metavar=_("FILE"), help=_("The database to make"))],
    until: Annotated[
        str, typer.Option("--until", metavar=_("DATE"), help=_("The last day; without it, yesterday"))
    ] = "",
    patients: Annotated[
        int | None,
        typer.Option(
            "--patients-per-day",
            min=1,
            max=_MOST_PATIENTS,
            metavar=_("NUMBER"),
            help=_("About so many patients a day; without it, as many as the doctor has time for"),
        ),
    ] = None,
    pack: Annotated[
        str, typer.Option("--pack", metavar=_("PACK"), help=_("The specialty: a pack's name or folder"))
    ] = "",
    seed: Annotated[
        int, typer.Option("--seed", metavar=_("NUMBER"), help=_("The same number invents the same days"))
    ] = USUAL_SEED,
) -> None:
    from assistant_tui import pack as packs  # noqa: PLC0415
    from assistant_tui.services.demo import simulation  # noqa: PLC0415

    session = session_of(ctx)
    yesterday = day_of(session.clock.now(), session.zone) - timedelta(days=1)
    made = simulation.simulate(
        Path(out).expanduser().absolute(),
        packs.load(packs.find(pack or session.resolved.settings.pack, packs.pack_folders())),
        days=days,
        until=date_typed(until) if until else yesterday,
        patients_per_day=patients,
        seed=seed,
        language=language(),
        zone=session.zone,
        progress=show_progress if sys.stderr.isatty() else None,
    )
    if session.out.json:
        session.out.document(
            {
                "database": out,
                "days": made.days,
                "visits": made.visits,
                "patients": made.patients,
                "from": made.first.isoformat(),
                "to": made.last.isoformat(),
            }
        )
        return
    session.out.line(out)
    session.out.note(
        _(
            "{days} days from {first} to {last}: {visits} visits of {patients} patients. Look with:"
            " assistant-tui --db {path}",
            days=made.days,
            first=made.first,
            last=made.last,
            visits=made.visits,
            patients=made.patients,
            path=out,
        )
    )
