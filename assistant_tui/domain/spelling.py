"""How a name is spelled in Latin letters: pinyin for Chinese characters, plain letters for the rest.

Which readings a character has is asked of a `Readings` function, so that no dictionary is needed here.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from assistant_tui.domain import surnames

Readings = Callable[[str], Sequence[str]]
"""The plain lower-case readings of one character, the most common first, ü as v; empty if unknown."""

MOST_SPELLINGS = 64
_HAN = (
    (0x3005, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    # Registries' fonts keep name characters here that Unicode lacked when they were needed.
    (0xE000, 0xF8FF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),
)
# Latin letters that have no decomposition into a plain one and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


def is_han(char: str) -> bool:
    """Whether the character is a Chinese one (or one of a registry's private ones)."""
    return char > "\u3004" and any(low <= ord(char) <= high for low, high in _HAN)


def plain_letters(text: str) -> str:
    """Lower case without accents: `Zoë Müller` as `zoe muller`; other scripts stay as they are."""
    lower = unicodedata.normalize("NFKC", text).casefold()
    if lower.isascii():
        return lower
    return "".join(map(_plain_letter, lower)).translate(_PLAIN)


def syllables(name: str, readings: Readings) -> list[tuple[str, ...]]:
    """For every character or Latin word of a name its spellings, the likeliest first.

    The family name's own reading goes first; `lv` may also be spelled `lu`. What has no reading and
    is no letter or digit is left out; a Chinese character that the dictionary lacks stands for itself.
    """
    chars = unicodedata.normalize("NFKC", name)
    compound = compound_family_name(chars)
    found: list[tuple[str, ...]] = []
    for is_chinese, run in itertools.groupby(enumerate(chars), key=lambda at: is_han(at[1])):
        if is_chinese:
            found += (_choices(char, _as_surname(char, at, compound), readings) for at, char in run)
        else:
            found += ((word,) for word in _words("".join(char for _, char in run)))
    return found


def spellings(choices: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """At most `MOST_SPELLINGS` ways to choose one of each, the likeliest first.

    The first has every first choice, then come all with one other choice, then two, and so on: every
    reading of every character is among them before any rare combination is.
    """
    return list(itertools.islice(_deviations(choices), MOST_SPELLINGS))


def compound_family_name(name: str) -> str:
    """The family name of several characters that the name begins with (欧阳若兰: 欧阳), or nothing.

    A name of just these two characters is rather a plain family name and a given name.
    """
    for length in range(surnames.LONGEST_COMPOUND, 1, -1):
        if len(name) > length and name[:length] in surnames.COMPOUND:
            return name[:length]
    return ""


def _as_surname(char: str, at: int, compound: str) -> tuple[str, ...]:
    if at < len(compound):
        return (surnames.COMPOUND[compound][at],)
    return surnames.READINGS.get(char, ()) if at == 0 else ()


def _choices(char: str, first: tuple[str, ...], readings: Readings) -> tuple[str, ...]:
    known = (*first, *readings(char))
    # Passports and many people write ü as u.
    return tuple(dict.fromkeys((*known, *(each.replace("v", "u") for each in known)))) or (char,)


def _words(text: str) -> list[str]:
    """The words of a run without Chinese characters; apostrophes and hyphens join, other signs part."""
    kept = (char if char.isalnum() else "" if char in "'’-" else " " for char in plain_letters(text))
    return "".join(kept).split()


def _plain_letter(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char


def _deviations(choices: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    usual = tuple(each[0] for each in choices)
    open_places = [place for place, each in enumerate(choices) if len(each) > 1]
    for count in range(len(open_places) + 1):
        for places in itertools.combinations(open_places, count):
            for others in itertools.product(*(choices[place][1:] for place in places)):
                spelled = list(usual)
                for place, other in zip(places, others, strict=True):
                    spelled[place] = other
                yield tuple(spelled)
