"""`export`: what its commands share; each of them has its own file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from assistant_tui.cli.commands import Group, add_noun
from assistant_tui.cli.exits import CommandLineError
from assistant_tui.domain.saying import RuleError, say

if TYPE_CHECKING:
    from assistant_tui.cli.session import Session
    from assistant_tui.export.tabular import Row
    from assistant_tui.services.post import Post

STREAM = "-"


class Format(StrEnum):
    """What a file of rows can be."""

    CSV = "csv"
    JSON = "json"


def add_to(group: Group) -> None:
    """Add `export`."""
    from assistant_tui.cli import (  # noqa: PLC0415 - they take what is below
        exporting_catalogue,
        exporting_fhir,
        exporting_flow,
        exporting_orders,
        exporting_stats,
    )

    noun = add_noun(group, "export")
    exporting_stats.add_to(noun)
    exporting_catalogue.add_to(noun)
    exporting_fhir.add_to(noun)
    exporting_flow.add_to(noun)
    exporting_orders.add_to(noun)


class Sheet:
    """Rows of one kind on their way out, as CSV or JSON.

    Raises CommandLineError, before anything is read, for options that contradict each other.
    """

    def __init__(self, session: Session, form: Format | None, output: str, *, excel: bool) -> None:
        self._form = form or (Format.JSON if session.json else Format.CSV)
        self._output, self._excel = output, excel
        if excel and self._form is Format.JSON:
            raise CommandLineError(say("--excel is for CSV"))

    def write(self, post: Post, rows: Callable[[], Iterable[Row]], kind: type[Row]) -> None:
        """Open the destination, then let the rows come: what cannot be written is not journalled."""
        from assistant_tui.export.tabular import write_csv, write_json  # noqa: PLC0415

        with destination(post, self._output) as stream:
            if self._form is Format.JSON:
                write_json(rows(), stream, kind=kind)
            else:
                write_csv(rows(), stream, kind=kind, excel=self._excel)


def destination(post: Post, output: str) -> AbstractContextManager[TextIO]:
    """Standard output, or the file to write. Raises RuleError for the database itself."""
    from assistant_tui.export.destination import standard_output, whole_file  # noqa: PLC0415

    if output == STREAM:
        return standard_output()
    path = Path(output)
    if path.resolve() == post.database.path.resolve():
        raise RuleError(say("{path} is the database itself. Choose another file", path=path))
    return whole_file(path)
