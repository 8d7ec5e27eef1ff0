"""`holidays/<code>.toml`: the public holidays of a country, year by year, and the workdays moved for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant_tui import paths
from assistant_tui.domain.saying import say
from assistant_tui.domain.workdays import Holiday, Holidays
from assistant_tui.pack.parts import entries, words
from assistant_tui.toml import FileError, Mistakes, Table, read

_LONGEST = 31  # days off in a row


def holiday_folders() -> tuple[Path, Path]:
    """Where calendars are looked for: the user's own first, then the bundled ones."""
    return paths.config_folder() / "holidays", paths.data_folder() / "holidays"


def find_holidays(code: str, search: Sequence[Path]) -> Path | None:
    """The file of the calendar; None if there is none. `code` is a plain name, never a path."""
    files = (folder / f"{code}.toml" for folder in search)
    return next((file for file in files if file.is_file()), None)


def load_holidays(file: Path) -> Holidays:
    """Read and check a calendar. Raises FileError with every mistake in it."""
    mistakes = Mistakes()
    parsed = read(file, mistakes)
    if parsed is None:
        raise FileError(mistakes.in_order())
    source, values = parsed
    top = Table(source, values)
    found = Holidays(tuple(holiday for _, holiday in entries(top, "holiday", _holiday)))
    top.finish()
    if mistakes:
        raise FileError(mistakes.in_order())
    return found


def _holiday(table: Table) -> Holiday:
    first, last = table.day("first"), table.day("last")
    if not 0 <= (last - first).days <= _LONGEST:
        table.wrong("last", say("last must be the day of first or soon after it"))
    worked = tuple(_parsed(table, "worked", text) for text in _texts(table, "worked"))
    if any(first <= day <= last for day in worked):
        table.wrong("worked", say("A day of the holiday itself cannot be worked for it"))
    return Holiday(words(table, "name"), first, last, worked)


def _texts(table: Table, key: str) -> tuple[str, ...]:
    return table.texts(key) if key in table else ()


def _parsed(table: Table, key: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        table.wrong(key, say("{key} must be a date such as 2026-11-21", key=key))
        return date.min
