"""Where in a TOML text a value stands.

`tomllib` does not say, so the text is scanned; only after a mistake.
"""

from __future__ import annotations

import re

Place = tuple[str | int, ...]
"""The way to a value from the top: keys, and positions (from 0) in arrays of tables."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_TOKEN = re.compile(r"""\"{3}|'{3}|"(?:\\.|[^"\\])*"|'[^']*'|#""")
_LONG_QUOTES = ('"""', "'''")


def line_of(text: str, place: Place) -> int:
    """The line, from 1, on which the value at `place` begins.

    A place that is not in the text (a missing key, an entry of an inline table) gets the line of the
    nearest table or key around it; the top level is line 1.
    """
    lines = _lines_by_place(text)
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _lines_by_place(text: str) -> dict[Place, int]:
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    closing = ""  # the quotes that end the multi-line string we are in
    for number, line in enumerate(text.split("\n"), start=1):
        inside, closing = closing, _still_open(line, closing)
        if inside:
            continue
        if header := _HEADER.match(line):
            table = _table(header, counts)
            lines.setdefault(table, number)
            continue
        if key := _KEY.match(line):
            place = table
            for part in _parts(key[1]):
                place = (*place, part)
                lines.setdefault(place, number)
    return lines


def _table(header: re.Match[str], counts: dict[Place, int]) -> Place:
    """The place of a `[table]` or of the next `[[table]]` of its name, in the latest of the arrays above."""
    *parents, name = _parts(header[2]) or ("",)
    place: Place = ()
    for parent in parents:
        place = (*place, parent)
        if place in counts:
            place = (*place, counts[place] - 1)
    place = (*place, name)
    if header[1] == "[[":
        counts[place] = counts.get(place, 0) + 1
        place = (*place, counts[place] - 1)
    return place


def _parts(key: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(key)]


def _still_open(line: str, quotes: str) -> str:
    """The long quotes that are open at the end of the line, when `quotes` were at its start; or nothing."""
    position = 0
    while True:
        if quotes:
            end = line.find(quotes, position)
            if end < 0:
                return quotes
            position, quotes = end + len(quotes), ""
        token = _TOKEN.search(line, position)
        if token is None or token[0].startswith("#"):
            return ""
        position = token.end()
        quotes = token[0] if token[0] in _LONG_QUOTES else ""
