"""The patients: invented names of the demo's parts, with the spellings under which they are found."""

from __future__ import annotations

import random
import sqlite3
import tomllib
from collections.abc import Iterator
from functools import lru_cache

from assistant_tui.domain.names import SearchKey, SearchKind, keys_of
from assistant_tui.paths import data_folder
from assistant_tui.store.readings import readings

_PATIENT = """
INSERT INTO patient (id, version, voided, name, sex, born, phone, note) VALUES (?, 1, 0, ?, ?, ?, ?, '')
"""
_KEY = "INSERT INTO search_key (kind, key, patient_id) VALUES (?, ?, ?)"
_SECOND = 0.85  # so many given names have two characters


def write_people(connection: sqlite3.Connection, count: int, rng: random.Random) -> None:
    """Patients 1 to `count`, each with a telephone number of her own."""
    names, phones = _names(rng), rng.sample(range(10**8), count)
    keys: list[tuple[str, str, int]] = []

    def patients() -> Iterator[tuple[int, str, str, str, str]]:
        for number, digits in enumerate(phones, start=1):
            name, phone = next(names), f"138{digits:08d}"
            keys.extend((key.kind.value, key.key, number) for key in _keys(name))
            keys.append((SearchKind.PHONE.value, phone[::-1], number))
            keys.append((SearchKind.PHONE_HEAD.value, phone, number))
            yield number, name, rng.choice(("female", "male")), str(rng.randint(1935, 2020)), phone

    connection.executemany(_PATIENT, patients())
    keys.sort()  # as the index is: each goes to its end
    connection.executemany(_KEY, keys)


@lru_cache(maxsize=200_000)
def _keys(name: str) -> tuple[SearchKey, ...]:
    return keys_of(name, None, None, readings)


def _names(rng: random.Random) -> Iterator[str]:
    parts = tomllib.loads((data_folder() / "demo" / "people.toml").read_text(encoding="utf-8"))
    families = [chinese for chinese, _ in parts["family"]]
    given = sorted({char for sex in ("female", "male") for name, _ in parts["given"][sex] for char in name})
    while True:
        second = rng.choice(given) if rng.random() < _SECOND else ""
        yield rng.choice(families) + rng.choice(given) + second
