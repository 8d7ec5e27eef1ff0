"""People's names: shown in part, put in order, and found again by whatever somebody types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Literal, NamedTuple

from assistant_tui.domain.phone import MOBILE, kept_phone
from assistant_tui.domain.spelling import (
    Readings,
    compound_family_name,
    is_han,
    plain_letters,
    spellings,
    syllables,
)
from assistant_tui.domain.text import clean

TypedKind = Literal["name", "letters", "digits", "card", "nothing"]

# The dot between the parts of Uyghur, Kazakh, Yi and other names, and what is typed in its place.
NAME_DOTS = "·•・‧∙⋅"
_DOTS_AS_SPACES = str.maketrans(dict.fromkeys(NAME_DOTS, " "))
# Longer keys would only swell the index; nobody types that much to find somebody.
_LONGEST_KEY = 64
_MOST_INITIALS = 8
_MOST_ROTATED = 4
_CARD_SIGN = re.compile(r"(?:#|no\.?|card|卡号?|证件?号?)\s*[:#]?\s*", re.IGNORECASE)
_CARD = re.compile(r"(?=[A-Z-]*[0-9])[0-9A-Z-]{2,}")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]*|\+")


class SearchKind(StrEnum):
    """Which property of a patient a search key was made of."""

    NAME = "name"
    INITIALS = "initials"
    PINYIN = "pinyin"
    PHONE = "phone"
    PHONE_HEAD = "phone_head"
    CARD = "card"


class SearchKey(NamedTuple):
    """One spelling under which a patient is kept (`keys_of`) or looked up as a prefix (`probes`).

    A `PHONE` key is the number backwards, so that its last digits are a prefix.
    """

    kind: SearchKind
    key: str


def family_name(name: str) -> str:
    """The family name: 王 of 王芳, 欧阳 of 欧阳若兰, Smith of Anna Smith; empty for names that have none."""
    tidy = clean(name)
    if not tidy or any(dot in tidy for dot in NAME_DOTS):
        return ""
    if is_han(tidy[0]):
        return compound_family_name(tidy) or tidy[0]
    words = tidy.split()
    return words[-1] if len(words) > 1 and not is_han(words[-1][0]) else ""


def mask(name: str) -> str:
    """The name as others may see it: 王*, 欧阳**, `A*** S****`; a name of one character hides wholly.

    Shown are a Chinese family name (of others the first character) and first letters, never more.
    """
    tidy = clean(name)
    words = tidy.split(" ")
    return (
        " ".join(_masked(word, first=at == 0) for at, word in enumerate(words))
        if len(tidy) > 1
        else "*" * len(tidy)
    )


def primary_pinyin(name: str, readings: Readings) -> str:
    """The likeliest spelling, lower case, syllables and words apart: for sorting and for showing."""
    return " ".join(each[0] for each in syllables(clean(name), readings))


def keys_of(name: str, phone: str | None, card: str | None, readings: Readings) -> tuple[SearchKey, ...]:
    """Everything under which a patient is found, without repetition; never empty for a name.

    Initials and pinyin with every reading of every character (`spelling.spellings` bounds them);
    a Chinese name also by the given name alone; words of other names from each word on.
    """
    tidy = clean(name)
    keys = [SearchKey(SearchKind.NAME, key) for key in (_name_keys(tidy) if tidy else (name,))]
    choices = syllables(tidy, readings)
    chinese = any(map(is_han, tidy))
    for at in range(1 if chinese else min(len(choices), _MOST_ROTATED)):
        turned = choices[at:] + choices[:at]
        keys += _latin_keys(SearchKind.PINYIN, turned)
        keys += _latin_keys(
            SearchKind.INITIALS, [tuple(dict.fromkeys(s[0] for s in each)) for each in turned]
        )
    digits = kept_phone(phone or "").removeprefix("+")
    if digits:
        keys += (SearchKey(SearchKind.PHONE, digits[::-1]), SearchKey(SearchKind.PHONE_HEAD, digits))
    if number := _card_key(clean(card or "")):
        keys.append(SearchKey(SearchKind.CARD, number))
    return tuple(dict.fromkeys(SearchKey(key.kind, key.key[:_LONGEST_KEY]) for key in keys))


def typed_kind(text: str) -> TypedKind:
    """What a search text looks like: a name, Latin letters (initials, pinyin or a name), digits or a card."""
    return _kind(clean(text))


def probes(text: str) -> tuple[SearchKey, ...]:
    """The kinds and prefixes to look a typed text up under, the likeliest first; none for an empty text."""
    tidy = clean(text)
    match _kind(tidy):
        case "digits":
            found = list(_digit_probes(tidy))
        case "card":
            found = [SearchKey(SearchKind.CARD, _card_key(tidy)), SearchKey(SearchKind.NAME, _name_key(tidy))]
        case "letters":
            found = list(_letter_probes(tidy))
        case _:
            found = [SearchKey(SearchKind.NAME, _name_key(tidy))]
    return tuple(
        dict.fromkeys(SearchKey(probe.kind, probe.key[:_LONGEST_KEY]) for probe in found if probe.key)
    )


# What follows takes text that is clean already: a search is made with every key that is typed.


def _kind(tidy: str) -> TypedKind:
    if not tidy:
        return "nothing"
    if _PHONE.fullmatch(tidy):
        return "digits"
    if _CARD.fullmatch(_card_key(tidy)):
        return "card"
    return "letters" if tidy.isascii() or plain_letters(tidy).isascii() else "name"


def _masked(word: str, *, first: bool) -> str:
    """One word of a name; later words show their first letter only in scripts that have capitals."""
    start = word[0]
    if is_han(start):
        shown = (compound_family_name(word) or start) if first else ""
        # A name with a dot has no family name, and one Chinese character is still not all of it.
        shown = start if shown and any(dot in word for dot in NAME_DOTS) else shown
    else:
        shown = start if start.isalpha() and (first or start.lower() != start.upper()) else ""
    return shown + "*" * (len(word) - len(shown))


def _name_keys(name: str) -> Iterator[str]:
    whole = _name_key(name)
    yield whole or name
    if any(map(is_han, whole)):
        yield whole[len(compound_family_name(whole)) or 1 :] or whole
        return
    words = whole.split()
    for at in range(1, min(len(words), _MOST_ROTATED)):
        yield " ".join(words[at:] + words[:at])


def _name_key(tidy: str) -> str:
    """The form in which names are compared: no case, accents, dots; no spaces either in Chinese ones."""
    plain = plain_letters(tidy).translate(_DOTS_AS_SPACES)
    return "".join(plain.split()) if any(map(is_han, plain)) else " ".join(plain.split())


def _latin_keys(kind: SearchKind, choices: list[tuple[str, ...]]) -> Iterator[SearchKey]:
    """The joined spellings; only those that typed letters or digits can be the beginning of."""
    for spelled in spellings(choices):
        joined = "".join(spelled)
        if joined and joined[0].isascii():
            yield SearchKey(kind, joined)


def _digit_probes(tidy: str) -> Iterator[SearchKey]:
    digits = kept_phone(tidy).removeprefix("+")
    yield SearchKey(SearchKind.PHONE, digits[::-1])
    if not MOBILE.fullmatch(digits):
        yield SearchKey(SearchKind.PHONE_HEAD, digits)
    yield SearchKey(SearchKind.CARD, _card_key(tidy))
    # Somebody entered as "12号床" or "007" is found by it.
    yield SearchKey(SearchKind.NAME, _name_key(tidy))


def _letter_probes(tidy: str) -> Iterator[SearchKey]:
    # Before anything is folded: typed ü is v in our spellings.
    letters = "".join(char for char in plain_letters(tidy.lower().replace("ü", "v")) if char.isalnum())
    if len(letters) <= _MOST_INITIALS:
        yield SearchKey(SearchKind.INITIALS, letters)
    yield SearchKey(SearchKind.PINYIN, letters)
    yield SearchKey(SearchKind.PINYIN, "".join(char for char in plain_letters(tidy) if char.isalnum()))
    yield SearchKey(SearchKind.NAME, _name_key(tidy))


def _card_key(tidy: str) -> str:
    """Letters and digits of a card number, in capitals, without its sign (`#`, `卡`, `card`)."""
    sign = _CARD_SIGN.match(tidy)
    bare = tidy[sign.end() :] if sign else tidy
    return "".join(char for char in bare.upper() if char.isalnum() or char == "-")
