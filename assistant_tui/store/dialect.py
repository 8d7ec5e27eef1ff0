"""What of our reads and writes only SQLite understands; opening and checking the file are its own matter."""

from __future__ import annotations


def listed(name: str, *columns: str) -> str:
    """For a WITH: a table `name` of these columns, from the JSON list of lists that is bound as `:name`."""
    parts = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(columns)))
    return f"{name} ({', '.join(columns)}) AS (SELECT {parts} FROM json_each(:{name}))"  # noqa: S608 - constants
