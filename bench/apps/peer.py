"""The command line of a program like this one, in Typer and plain sqlite3.

Run by the Python of an environment with `bench/peers.txt`. As Typer has it by default: help drawn by Rich.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections import defaultdict
from typing import Annotated

import typer

_NOUNS = {
    "demo": "Open a throw-away day in the middle of its morning.",
    "init": "Make a new database, and note pack and names in the settings.",
    "queue": "Register, call, and see who waits and why in this order.",
    "where": "Show where everybody is, or where one patient was and what was done.",
    "move": "Note that a patient goes to a location.",
    "depart": "Note that a patient leaves the clinic.",
    "patients": "Find people, read a record, merge two records of one person.",
    "import": "Take in patients from a list, or past visits from an event log.",
    "journal": "What was done, by whom and why; and taking it back.",
    "check": "Check the database: file, references, rules, search and journal.",
    "backup": "Make a verified copy of the database.",
    "restore": "Put a backup in the place of the database.",
    "config": "Where the settings are, and what counts.",
    "packs": "The packs: what a specialty's clinic works with.",
}
_FACTS = """
SELECT r.code, v.kind, v.arrived_at, v.departed_at, e.status, e.first_called_at, e.started_at,
       e.ended_at, e.calls
FROM visit v JOIN room r ON r.id = v.room_id LEFT JOIN queue_entry e ON e.visit_id = v.id AND e.voided = 0
WHERE v.day = ? AND v.voided = 0 ORDER BY v.room_id
"""
_NOTE = """
INSERT INTO journal (at, day, action, actor, reason, changes, previous, hash)
VALUES (0, ?, 'export', 'A', '', '', '', '')
"""
_MINUTE = 60_000

app = typer.Typer(help="The consulting-room assistant's workstation.")
export = typer.Typer(help="Hand out figures, and event logs for process mining.")
app.add_typer(export, name="export")


@export.command()
def stats(db: str, date: Annotated[str, typer.Option(help="This day")]) -> None:
    """Export the figures of each day and room."""
    connection = sqlite3.connect(db, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute(_NOTE, (date,))
    rooms: dict[str, list[tuple[int | None, ...]]] = defaultdict(list)
    for code, *facts in connection.execute(_FACTS, (date,)):
        rooms[code].append(tuple(facts))
    writer = csv.writer(sys.stdout)
    writer.writerow(("day", "room", "visits", "calls", "wait_mean", "wait_p50", "service_mean", "total_mean"))
    for code, visits in rooms.items():
        waits = [(one[4] - one[1]) / _MINUTE for one in visits if one[4] is not None and one[1] is not None]
        services = [
            (one[6] - one[5]) / _MINUTE for one in visits if one[6] is not None and one[5] is not None
        ]
        totals = [(one[2] - one[1]) / _MINUTE for one in visits if one[2] is not None and one[1] is not None]
        calls = sum(one[7] or 0 for one in visits)
        middle = sorted(waits)[len(waits) // 2] if waits else None
        writer.writerow(
            (date, code, len(visits), calls, _mean(waits), middle, _mean(services), _mean(totals))
        )
    connection.close()


def _mean(values: list[float]) -> float | None:
    return round(sum(values) / len(values), 1) if values else None


def _add(name: str, words: str) -> None:
    noun = typer.Typer(help=words)

    @noun.command()
    def show(db: Annotated[str, typer.Option(help="The database to use")] = "") -> None:
        """Show it."""

    app.add_typer(noun, name=name)


for _name, _words in _NOUNS.items():
    _add(_name, _words)
app()
