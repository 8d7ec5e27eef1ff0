"""I8: a signed report never changes. What was signed still has the hash under which it was signed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from assistant_tui.domain.saying import Saying, say


class SignedText(NamedTuple):
    """A signature with the two texts under it and the hashes that they were kept under."""

    day: str
    room: str
    number: int
    content_hash: str
    content: str
    page_hash: str
    page: str


def broken_reports(signed: Iterable[SignedText]) -> Iterator[Saying]:
    """What is wrong with signed reports, given by day and room, each by its number; nothing of sound ones."""
    for (day, room), of_day in groupby(signed, key=lambda one: (one.day, one.room)):
        for expected, one in enumerate(of_day, start=1):
            if one.number != expected:
                yield say("Report of {day}, {room}: signature {number} is missing", day=day, room=room,
                          number=expected)  # fmt: skip
                break
            if sha256(one.content) != one.content_hash:
                yield say("Report of {day}, {room}: the figures are not those that were signed", day=day,
                          room=room)  # fmt: skip
            if sha256(one.page) != one.page_hash:
                yield say("Report of {day}, {room}: the page is not the one that was signed", day=day,
                          room=room)  # fmt: skip


def sha256(text: str) -> str:
    """The hash of a text in UTF-8, in hex: what `sha256sum` says of a file with it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
