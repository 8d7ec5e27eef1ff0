"""How a Chinese character is read: the dictionary of pypinyin behind the shape that `domain.names` asks for.

pypinyin is imported at the first character asked for, not here, and without its dictionary of phrases:
names are read character by character, and the phrases would take 280 ms and 45 MB.
"""

from __future__ import annotations

import itertools
import os
from functools import cache, lru_cache
from types import ModuleType

from assistant_tui.domain.spelling import is_han

_ASCII = str.maketrans({"ü": "v", "ê": "e"})


@lru_cache(maxsize=16_384)
def readings(char: str) -> tuple[str, ...]:
    """Every reading of one character, the most common first: plain lower-case letters, no tones, ü as v.

    Empty for what has no reading: letters, digits, emoji, characters that the dictionary lacks.
    """
    pypinyin = _pypinyin()
    found = pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
    plain = (reading.translate(_ASCII) for reading in (found[0] if found else ()))
    return tuple(dict.fromkeys(reading for reading in plain if reading.isascii() and reading.isalpha()))


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """The pinyin initials of a Chinese text, characters as they are read most: `血常规` is `xcg`, `B超` `bc`.

    Latin letters and digits stand for themselves, all else is left out.
    """
    pypinyin = _pypinyin()
    runs = ((chinese, "".join(run)) for chinese, run in itertools.groupby(text.casefold(), is_han))
    style = pypinyin.Style.FIRST_LETTER
    letters = "".join(
        "".join(pypinyin.lazy_pinyin(run, style=style, errors="ignore")) if chinese else run
        for chinese, run in runs
    )
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


@cache
def _pypinyin() -> ModuleType:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # its own setting, read as it is imported
    import pypinyin  # noqa: PLC0415 - see above

    return pypinyin
