"""`export fhir`: visits as an HL7 FHIR R4 bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.exporting import STREAM, destination
from assistant_tui.cli.session import session_of
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.cli.session import Session
    from assistant_tui.domain.naming import Naming
    from assistant_tui.services.post import Post


def _identifiers() -> Any:
    return typer.Option("--identifiers", help=_("With names, telephone, card and date of birth"))


def add_to(noun: Group) -> None:
    """Add `export fhir`."""
    add_verb(
        noun,
        "fhir",
        fhir,
        _(
            "Export the visits of these days as an HL7 FHIR R4 bundle: patients without names, encounters,"
            " appointments, slips, watches and measurements."
        ),
        "assistant-tui export fhir --date 2026-11-20 -o day.json",
        "assistant-tui export fhir --from 2026-11-01 --to 2026-11-30 --pseudonymise -o november.json",
    )


def fhir(
    ctx: typer.Context,
    *,
    date: Annotated[str, arguments.day()] = "",
    first: Annotated[str, arguments.first_day()] = "",
    last: Annotated[str, arguments.last_day()] = "",
    output: Annotated[str, arguments.output()] = STREAM,
    pseudonymise: Annotated[bool, arguments.pseudonymise()] = False,
    identifiers: Annotated[bool, _identifiers()] = False,
) -> None:
    from assistant_tui.export.fhir.bundle import write_bundle  # noqa: PLC0415
    from assistant_tui.services import visitexport  # noqa: PLC0415
    from assistant_tui.services.stats import days_of  # noqa: PLC0415

    session = session_of(ctx)
    if pseudonymise and identifiers:
        raise CommandLineError(
            say("--pseudonymise and --identifiers contradict each other: give one of them")
        )
    desk = session.desk()
    days = days_of(desk, day=date, first=first, last=last)
    naming = naming_of(session, desk, pseudonymise=pseudonymise, identifiers=identifiers)
    where = visitexport.source(desk)
    with destination(desk, output) as stream:
        facts = visitexport.export(desk, days, naming)
        write_bundle(facts, stream, file=where.file, places=where.places, zone=desk.zone, naming=naming)


def naming_of(session: Session, post: Post, *, pseudonymise: bool, identifiers: bool = False) -> Naming:
    """How an export names people. Raises RuleError for a key that cannot be used; the first use makes one."""
    from assistant_tui.services.naming import naming  # noqa: PLC0415

    if not pseudonymise:
        return naming(post, identifiers=identifiers)
    from assistant_tui.settings.secret import pseudonym_key  # noqa: PLC0415

    return naming(post, key=pseudonym_key(session.resolved.config_path))
