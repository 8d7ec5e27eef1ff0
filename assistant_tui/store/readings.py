"""How a Chinese character is read: the dictionary of pypinyin behind the shape that `domain.names` asks for.

pypinyin costs about 300 ms to import, so that happens at the first character asked for, not here.
"""

from __future__ import annotations

import itertools
from functools import lru_cache

from assistant_tui.domain.spelling import is_han

_ASCII = str.maketrans({"ü": "v", "ê": "e"})


@lru_cache(maxsize=16_384)
def readings(char: str) -> tuple[str, ...]:
    """Every reading of one character, the most common first: plain lower-case letters, no tones, ü as v.

    Empty for what has no reading: letters, digits, emoji, characters that the dictionary lacks.
    """
    from pypinyin import Style, pinyin  # noqa: PLC0415 - see above

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = (reading.translate(_ASCII) for reading in (found[0] if found else ()))
    return tuple(dict.fromkeys(reading for reading in plain if reading.isascii() and reading.isalpha()))


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """The pinyin initials of a Chinese text, words read as words: `血常规` is `xcg`, `B超` is `bc`.

    Latin letters and digits stand for themselves, all else is left out.
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - see above

    runs = ((chinese, "".join(run)) for chinese, run in itertools.groupby(text.casefold(), is_han))
    letters = "".join(
        "".join(lazy_pinyin(run, style=Style.FIRST_LETTER, errors="ignore")) if chinese else run
        for chinese, run in runs
    )
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())
