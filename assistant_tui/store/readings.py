"""How a Chinese character is read: the dictionary of pypinyin behind the shape that `domain.names` asks for.

pypinyin costs about 300 ms to import, so that happens at the first character asked for, not here.
"""

from __future__ import annotations

from functools import lru_cache

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
