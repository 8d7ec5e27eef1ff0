"""What of our SQL only SQLite understands; everything else that writes or reads is portable."""

from __future__ import annotations


def listed(name: str, *columns: str) -> str:
    """For a WITH: a table `name` of these columns, from the JSON list of lists that is bound as `:name`."""
    parts = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(columns)))
    return f"{name} ({', '.join(columns)}) AS (SELECT {parts} FROM json_each(:{name}))"  # noqa: S608 - constants
