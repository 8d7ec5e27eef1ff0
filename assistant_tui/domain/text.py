"""What becomes of text that people type, paste or import before anything else sees it.

Everything that may draw over the screen, hide inside a name or make two equal names differ is
taken out here, once. What is left is plain NFKC text (Unicode Standard Annex 15): full-width
letters and digits, which a Chinese input method likes to produce, become the usual ones.

Zero-width joiners and variation selectors are dropped too, although some emoji are built with them:
terminals disagree about the width of such a sequence, which tears tables apart, while the single
emoji that remain are drawn alike everywhere. They would also let two names look equal and differ.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Blank or invisible, though Unicode calls them letters, marks or symbols.
_BLANKS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
_NO_CHARACTERS = frozenset(
    [
        *range(0xFDD0, 0xFDF0),
        *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    ]
)
_PROSE_PUNCTUATION = re.compile("([，！？；：（）])")
# No script in use stacks more marks on one letter; a taller pile would cover the lines above.
_MOST_MARKS = 4
_FORMULA_STARTS = frozenset("=+-@\u2212")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?%?")


def clean(text: str, *, limit: int = 200) -> str:
    """One line of safe text: NFKC, nothing invisible, single spaces, at most `limit` characters.

    A letter is never cut off from its combining marks. Cleaning twice changes nothing more.
    """
    return _cut(_tidy(unicodedata.normalize("NFKC", _visible(text))), limit)


def clean_prose(text: str, *, limit: int = 200) -> str:
    """Like `clean`, for sentences: Chinese punctuation (`，：？`) stays as it was written."""
    pieces = _PROSE_PUNCTUATION.split(_visible(text))
    kept = "".join(
        piece if _PROSE_PUNCTUATION.fullmatch(piece) else unicodedata.normalize("NFKC", piece)
        for piece in pieces
    )
    return _cut(_tidy(kept), limit)


def clean_lines(text: str, *, limit: int = 2000) -> str:
    """Notes of several lines, each as `clean_prose` leaves it; at most one empty line in a row."""
    lines: list[str] = []
    for line in _LINE_ENDS.split(text):
        tidy = clean_prose(line, limit=limit)
        if tidy or (lines and lines[-1]):
            lines.append(tidy)
    return _cut("\n".join(lines).strip(), limit)


def is_invisible(char: str) -> bool:
    """Whether one character is a control, format or bidi character, a lone surrogate or drawn as nothing."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or char in _BLANKS or ord(char) in _NO_CHARACTERS


def for_sheet(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: a risky one gets an apostrophe in front.

    Risky (OWASP, "CSV injection") is what begins with `= + - @`, their full-width twins, a tab or a
    line end, invisible characters and spaces in front disregarded. Plain numbers stay as they are.
    """
    if _NUMBER.fullmatch(cell):
        return cell
    first = next((char for char in cell if not (char.isspace() or is_invisible(char))), "")
    risky = cell[:1] in ("\t", "\r", "\n") or unicodedata.normalize("NFKC", first)[:1] in _FORMULA_STARTS
    return f"'{cell}" if first and risky else cell


def _visible(text: str) -> str:
    """The text with every kind of white space as a space and without the invisible."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if char.isspace() else char for char in text if char.isspace() or not is_invisible(char)
    )


def _tidy(text: str) -> str:
    """Single spaces, no marks without a letter to stand on, no piles of marks."""
    if text.isascii():
        return " ".join(text.split())
    kept: list[str] = []
    marks = _MOST_MARKS
    for char in " ".join(text.split()):
        marks = marks + 1 if _is_mark(char) else 0
        # At the start the count begins full: a mark there has no letter.
        if marks <= _MOST_MARKS and (kept or not char.isspace()):
            kept.append(char)
        elif not kept:
            marks = _MOST_MARKS
    return "".join(kept)


def _cut(text: str, limit: int) -> str:
    """The first `limit` characters, fewer if the last letter would lose its marks."""
    if len(text) <= limit:
        return text
    end = max(limit, 0)
    while end and _is_mark(text[end]):
        end -= 1
    return text[:end].rstrip()


def _is_mark(char: str) -> bool:
    return char > "\u02ff" and unicodedata.category(char).startswith("M")
