"""Every person's facts, as an import has to compare its rows with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from assistant_tui.readmodels.importing import KnownPerson
from assistant_tui.store.failures import in_words

_PEOPLE = """
SELECT id, name, sex, born, phone, card, note, merged_into FROM patient
WHERE voided = 0 AND merged_into IS {merged} NULL
"""


def people(connection: sqlite3.Connection) -> Iterator[KnownPerson]:
    """All records in use, one after the other: no more than one is held at a time."""
    return _read(connection, _PEOPLE.format(merged=""))


def merged_people(connection: sqlite3.Connection) -> Iterator[KnownPerson]:
    """All records that were merged into another one."""
    return _read(connection, _PEOPLE.format(merged="NOT"))


def _read(connection: sqlite3.Connection, statement: str) -> Iterator[KnownPerson]:
    with in_words():
        for row in connection.execute(statement):
            yield KnownPerson(*row)
