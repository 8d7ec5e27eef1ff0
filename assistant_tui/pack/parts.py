"""What all files of a pack have in common: names in both languages, codes used once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from assistant_tui.domain.saying import say
from assistant_tui.domain.words import Words
from assistant_tui.toml import Table

Entry = TypeVar("Entry")
Choice = TypeVar("Choice", bound=StrEnum)


def words(table: Table, key: str) -> Words:
    """A name in both languages: `name = { zh_CN = "候诊区", en = "Waiting area" }`."""
    inner = table.table(key)
    if inner is None:
        return Words("", "")
    both = Words(zh_CN=inner.text("zh_CN"), en=inner.text("en"))
    inner.finish()
    return both


def entries(top: Table, key: str, read_one: Callable[[Table], Entry]) -> list[tuple[Table, Entry]]:
    """Read every `[[key]]` table, each with the table it came from so that later checks can point at it."""
    found = []
    for table in top.tables(key):
        found.append((table, read_one(table)))
        table.finish()
    return found


def choices(table: Table, key: str, options: type[Choice]) -> tuple[Choice, ...]:
    """A list of words of an enumeration."""
    written = table.texts(key)
    known = {option.value for option in options}
    if not known.issuperset(written):
        table.wrong(key, say("{key} must be of: {options}", key=key, options=", ".join(options)))
    return tuple(options(word) for word in dict.fromkeys(written) if word in known)


def used_once(key: str, uses: Iterable[tuple[Table, str]]) -> None:
    """Note every value after its first use; an empty one is none."""
    seen: set[str] = set()
    for table, value in uses:
        if value in seen:
            table.wrong(key, say("{key} {value} is used twice", key=key, value=value))
        if value:
            seen.add(value)
