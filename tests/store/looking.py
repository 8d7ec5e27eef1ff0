"""Looking at a file as a whole, to show that something left it alone."""

from __future__ import annotations

import sqlite3

Rows = dict[str, list[tuple[object, ...]]]


def tables(connection: sqlite3.Connection) -> list[str]:
    """The names of all tables."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows]


def contents(connection: sqlite3.Connection) -> Rows:
    """Every row of every table."""
    return {
        name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall()
        if name != "alembic_version"
        else connection.execute("SELECT * FROM alembic_version").fetchall()
        for name in tables(connection)
    }


def schema(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The SQL of every table and index, whatever its spaces and the order of its constraints."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: _parts(" ".join(sql.split())) for name, sql in rows}


def _parts(sql: str) -> list[str]:
    columns, *constraints = sql.replace(" ", "").rstrip(")").split(",CONSTRAINT")
    return [columns.rstrip(")"), *sorted(one.rstrip(")") for one in constraints)]
