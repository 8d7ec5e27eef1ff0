"""`import`: patients from a list of another program; the catalogue and event logs have their own files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.exits import CommandLineError, ExitCode
from assistant_tui.cli.session import Session, session_of
from assistant_tui.domain.saying import InputError, MissingError, say
from assistant_tui.i18n import _, spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.importing import ImportReport, RowNote

STREAM = "-"


def add_to(group: Group) -> None:
    """Add `import`."""
    from assistant_tui.cli import importing_catalogue, importing_flow  # noqa: PLC0415 - they take what is below

    noun = add_noun(group, "import")
    add_verb(
        noun,
        "patients",
        patients,
        _(
            "Import patients from a CSV file or an Excel workbook. Importing a file again adds nothing."
            " Which columns are understood is in docs/import.md."
        ),
        "assistant-tui import patients patients.csv --dry-run",
        "assistant-tui import patients patients.xlsx --map name=客户 --map phone=联系人电话",
        "assistant-tui import patients - --delimiter tab < patients.txt",
    )
    importing_catalogue.add_to(noun)
    importing_flow.add_to(noun)


def patients(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar=_("FILE"), help=_("A .csv or .xlsx file; - for standard input"))
    ],
    *,
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar=_("FIELD=COLUMN"),
            help=_("Read name, sex, born, age, phone, card, id or note from this column"),
        ),
    ] = None,
    delimiter: Annotated[str, arguments.delimiter()] = "",
    dry_run: Annotated[bool, arguments.dry_run()] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_("Import nothing if one row is bad"))] = False,
) -> None:
    from assistant_tui.services.importing import import_patients  # noqa: PLC0415

    session = session_of(ctx)
    told = told_columns(mapped)
    data = read_source(source)
    report = import_patients(
        session.desk(),
        data,
        told=told,
        delimiter=delimiter or None,
        strict=strict,
        dry_run=dry_run,
        progress=show_progress if sys.stderr.isatty() else None,
    )
    concluded(
        session,
        report,
        lines=_lines(report),
        remarks=_remarks(report),
        document=_document(report),
        dry_run=dry_run,
    )


def told_columns(mapped: Iterable[str] | None) -> list[tuple[str, str]]:
    """The fields and columns of every `--map`. Raises CommandLineError."""
    return [_told(text) for text in mapped or ()]


def _told(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not (sign and field.strip() and column.strip()):
        raise CommandLineError(
            say("--map takes FIELD=COLUMN, such as --map phone=手机, not {text}", text=text)
        )
    return field, column


def read_source(source: str) -> bytes:
    """The file's bytes, or standard input's. Raises MissingError and InputError."""
    if source == STREAM:
        return sys.stdin.buffer.read()
    path = Path(source)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingError(say("There is no file {path}", path=path)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(say("{path} cannot be read: {error}", path=path, error=reason)) from error


def show_progress(done: int, total: int) -> None:
    """Say how far an import is, on one line of a terminal."""
    sys.stderr.write(f"\r{done}/{total}" + ("\n" if done == total else ""))
    sys.stderr.flush()


class Report(Protocol):
    """What every import tells of its rows."""

    @property
    def bad(self) -> Sequence[RowNote]:
        """Rows that were not imported."""
        ...

    @property
    def differs(self) -> Sequence[RowNote]:
        """Rows that say something else than the file does."""
        ...

    @property
    def written(self) -> bool:
        """Whether anything was."""
        ...


def concluded(
    session: Session,
    report: Report,
    *,
    lines: Iterable[str],
    remarks: Iterable[str],
    document: dict[str, object],
    dry_run: bool,
) -> None:
    """End an import: rows that need a look, `lines` of figures, `remarks`; or all of it as a JSON `document`.

    Raises Exit, with the code for bad input, when a row was bad.
    """
    if session.out.json:
        session.out.document(document)
    else:
        for note in report.bad:
            session.out.line(_("Line {line}: not imported: {reason}", line=note.line, reason=note.reason))
        for note in report.differs:
            session.out.line(
                _("Line {line}: differs, left as it is: {reason}", line=note.line, reason=note.reason)
            )
        for line in lines:
            session.out.line(line)
        for remark in remarks:
            session.out.note(remark)
        if dry_run:
            session.out.note(_("A dry run: nothing was written"))
        elif not report.written:
            session.out.note(_("Nothing was written"))
    if report.bad:
        raise typer.Exit(ExitCode.INPUT)


def as_json(notes: Iterable[RowNote]) -> list[dict[str, object]]:
    """Rows and what is to be said of them, for a JSON document."""
    return [{"line": note.line, "reason": spoken(note.reason)} for note in notes]


def _lines(report: ImportReport) -> Iterator[str]:
    yield _(
        "Rows {rows}: new {added}, gaps filled {filled}, already there {unchanged}, differing {differs},"
        " bad {bad}",
        rows=report.rows,
        added=report.added,
        filled=report.filled,
        unchanged=report.unchanged,
        differs=len(report.differs),
        bad=len(report.bad),
    )


def _remarks(report: ImportReport) -> Iterator[str]:
    if report.unused:
        yield _("Columns not used: {columns}", columns=", ".join(report.unused))


def _document(report: ImportReport) -> dict[str, object]:
    return {
        "rows": report.rows,
        "added": report.added,
        "filled": report.filled,
        "unchanged": report.unchanged,
        "differs": as_json(report.differs),
        "bad": as_json(report.bad),
        "unused_columns": list(report.unused),
        "written": report.written,
    }
