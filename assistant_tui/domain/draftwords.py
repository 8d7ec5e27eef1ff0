"""The words of a typed draft line: where they stand, and whether they name something or say more of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant_tui.domain.dosage import read_dosage
from assistant_tui.domain.spelling import plain_letters
from assistant_tui.domain.text import clean

_COMMAS = ",;、。"
_PACKS = "盒瓶次份套板个件管张"
# These count doses too, so that they count packs only behind a sign.
_COUNTED = _PACKS + "支片粒包袋丸贴枚"
_TIMES = rf"[0-9]{{1,6}}(?![0-9])[{_COUNTED}]?"
_WORD = re.compile(
    rf"""(?P<note>\#[^{_COMMAS}]*)
      | (?P<price>@\ ?¥?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?元?)
      | (?P<quantity>[×*]\ ?{_TIMES}|[xX]\ ?{_TIMES}(?![\w.]))
      | (?P<word>[^\s+{_COMMAS}\#@×*]+|[@×*])""",
    re.VERBOSE,
)
_QUANTITY = re.compile(rf"[xX]{_TIMES}|[0-9]{{1,6}}[{_PACKS}]")
_GLUED = re.compile(rf"(?P<rest>.*?)(?P<said>[xX]{_TIMES}|[0-9]+(?:\.[0-9]+)?[^\W\d_]+)")


class Says(StrEnum):
    """What a word can say: the name of something, or a detail of the item before it."""

    NAME = "name"
    QUANTITY = "quantity"
    PRICE = "price"
    DOSE = "dose"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `[start, end)` of the cleaned line; `apart` when a comma stands before it."""

    text: str
    start: int
    end: int
    says: Says
    apart: bool = False

    @property
    def value(self) -> str:
        """What it says, without the sign in front: the digits of a quantity, an amount, a dose, a note."""
        if self.says is Says.QUANTITY:
            return re.sub(r"[^0-9]", "", self.text)
        return self.text if self.says in (Says.NAME, Says.DOSE) else self.text[1:].strip()


def cleaned(line: str) -> str:
    """The line as words are found in it: NFKC, single spaces, nothing invisible, all of it."""
    return clean(line, limit=sys.maxsize)


def words_of(line: str) -> list[Word]:
    """The words of a cleaned line, in order: all of it but spaces, commas, semicolons and plus signs."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(line):
        says = _says(match)
        apart = any(char in _COMMAS for char in line[end : match.start()])
        end = match.start() + len(match[0].rstrip())
        found.append(Word(match[0].rstrip(), match.start(), end, says, apart))
    return found


def unglued(word: Word) -> list[Word]:
    """The word cut before the details written onto its end: `xcgx2` as `xcg x2`, `阿莫西林0.5g` as two words.

    A word that is nothing but details is cut into them (`0.5gx2`), one without any stays whole.
    """
    said: list[Word] = []
    while match := _GLUED.fullmatch(word.text):
        cut = word.start + match.start("said")
        says = _detail(match["said"])
        if says is Says.NAME:
            break
        said.insert(0, Word(match["said"], cut, word.end, says))
        if not match["rest"]:
            return said
        word = Word(match["rest"], word.start, cut, _detail(match["rest"]), word.apart)
    return [word, *said]


def as_name(words: Sequence[Word]) -> str:
    """Consecutive words as they are compared with names: plain letters, one space or comma between them."""
    joined = "".join(("," if word.apart else " ") + word.text for word in words)
    return plain_letters(joined[1:])


def _says(match: re.Match[str]) -> Says:
    kind = match.lastgroup or "word"
    return _detail(match[0]) if kind == "word" else Says(kind)


def _detail(text: str) -> Says:
    """What a plain word says."""
    if _QUANTITY.fullmatch(text):
        return Says.QUANTITY
    return Says.DOSE if read_dosage(text) else Says.NAME
