"""`import catalogue`: the clinic's services and prices from a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_verb
from assistant_tui.cli.importing import as_json, concluded, read_source, told_columns
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.readmodels.catalogue import CatalogueReport


def add_to(noun: Group) -> None:
    """Add `import catalogue`."""
    add_verb(
        noun,
        "catalogue",
        catalogue,
        _(
            "Import services and prices from a CSV file or an Excel workbook, over those of the same code."
            " Which columns are understood is in docs/import.md."
        ),
        "assistant-tui import catalogue prices.csv --dry-run",
        "assistant-tui import catalogue prices.xlsx --map code=内码 --strict",
    )


def catalogue(
    ctx: typer.Context,
    *,
    source: Annotated[
        str, typer.Argument(metavar=_("FILE"), help=_("A .csv or .xlsx file; - for standard input"))
    ],
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar=_("FIELD=COLUMN"), help=_("Read a column of the export from this column instead")
        ),
    ] = None,
    delimiter: Annotated[str, arguments.delimiter()] = "",
    dry_run: Annotated[bool, arguments.dry_run()] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_("Import nothing if one row is bad"))] = False,
) -> None:
    from assistant_tui.services.importing.catalogue import import_catalogue  # noqa: PLC0415

    session = session_of(ctx)
    told = told_columns(mapped)
    report = import_catalogue(
        session.desk(),
        read_source(source),
        told=told,
        delimiter=delimiter or None,
        strict=strict,
        dry_run=dry_run,
    )
    concluded(
        session,
        report,
        lines=_lines(report),
        remarks=_remarks(report),
        document=_document(report),
        dry_run=dry_run,
    )


def _lines(report: CatalogueReport) -> Iterator[str]:
    yield _(
        "Rows {rows}: new {added}, changed {changed}, already there {unchanged}, bad {bad}",
        rows=report.rows,
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        bad=len(report.bad),
    )


def _remarks(report: CatalogueReport) -> Iterator[str]:
    if report.unused:
        yield _("Columns not used: {columns}", columns=", ".join(report.unused))


def _document(report: CatalogueReport) -> dict[str, object]:
    return {
        "rows": report.rows,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "bad": as_json(report.bad),
        "unused_columns": list(report.unused),
        "written": report.written,
    }
