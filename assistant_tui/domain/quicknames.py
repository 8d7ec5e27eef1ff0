"""Quick entry: which words are the patient's name, and who came with her.

A name has no mark of its own, so candidates are weighed: a known family name with one or two
characters weighs most, then capitalised words, then what merely could be a name. Of equals the first wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant_tui.domain.complaints import is_complaint, is_complaint_word
from assistant_tui.domain.names import NAME_DOTS
from assistant_tui.domain.quickline import SEPARATORS, START, Line
from assistant_tui.domain.spelling import compound_family_name, is_han
from assistant_tui.domain.surnames import COMMON, COMPOUND, SINGLE
from assistant_tui.domain.text import clean

_TOKEN = re.compile(rf"[^{SEPARATORS}:()]+")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*")
_DOTS = re.compile(f"[{NAME_DOTS}]")
# Words of a name that are written small within it.
_PARTICLES = frozenset("van von der den de da di la le del al el bin ibn binti ter".split())  # noqa: SIM905
_UNKNOWN = ("无名氏", "無名氏", "不详")
_MOST_LOWER_CASE_WORDS = 2
_MOST_WORDS = 5

_RELATIVES = (
    "家属|家长|丈夫|老公|妻子|老婆|爱人|配偶|男友|女友|母亲|妈妈|父亲|爸爸|女儿|儿子|姐姐|妹妹|哥哥|弟弟|婆婆|公公|"
    "奶奶|爷爷|外婆|外公|姥姥|姥爷|儿媳|女婿|同事|朋友|护工|陪同|陪护"
)
_NO_HAN = rf"{SEPARATORS}:()\dA-Za-z"
_COMPANION = re.compile(
    START + rf"((?:{_RELATIVES})(?:陪同|陪护|陪伴|陪)?)(?:\s?:\s?)?"
    rf"(?:([^{_NO_HAN}]+)|( +)([^{_NO_HAN}]+))?"
)
_WITH = re.compile(
    START + r"(?:[Ww]ith|[Aa]ccompanied by)\s+((?:(?:her|his)\s+)?"
    r"(?:husband|wife|partner|mother|mom|mum|father|dad|daughter|son|sister|brother|friend|family|carer)\b)?"
    r"\s*((?:[A-Z][a-z'’-]+ ?)*)"
)
_MOST_WITH = 2

_FAMILY = SINGLE | COMPOUND.keys()
# A Chinese name of this weight is as good as certain.
_CERTAIN = 5.0


class Candidate(NamedTuple):
    """A span of the line that may be the name, and how much speaks for it."""

    weight: float
    start: int
    end: int


def looks_like_name(text: str) -> bool:
    """Whether Chinese text is a known family name with a plausible given name of one or two characters."""
    return _chinese_weight(text) >= _CERTAIN


def take_name(line: Line) -> str:
    """The patient's name; empty if nothing free can be one."""
    best = max(_candidates(line.free), key=lambda each: (each.weight, -each.start), default=None)
    if best is None:
        return ""
    name = clean(line.typed[line.places[best.start] : line.places[best.end - 1] + 1])
    if all(is_han(char) or char == " " for char in name):
        name = name.replace(" ", "")
    line.claim((best.start, best.end), "name", name)
    return name


def take_companion(line: Line) -> str:
    """Who came with the patient, as typed: `丈夫王强`, `家属`, `John`; empty if nobody was named."""
    for match in _COMPANION.finditer(line.free):
        _, attached, gap, apart = match.groups()
        end = match.end(1)
        if attached is not None:
            name = re.sub("陪[同护伴]?$", "", attached)
            if name and not looks_like_name(name):
                continue
            end = match.end(2)
        elif gap and looks_like_name(apart) and _other_name(line, match.span(4)):
            end = match.end(4)
        line.claim((match.start(), end), "companion")
        return clean(line.plain[match.start() : end])
    for match in _WITH.finditer(line.free):
        words = match[2].split()
        taken = words if len(words) <= _MOST_WITH else words[:1]
        if any(map(is_complaint_word, taken)) or not (match[1] or taken):
            continue
        end = line.free.index(taken[-1], match.start(2)) + len(taken[-1]) if taken else match.end(1)
        line.claim((match.start(), end), "companion")
        return " ".join(filter(None, ((match[1] or "").strip(), *taken)))
    return ""


def _other_name(line: Line, span: tuple[int, int]) -> bool:
    return any(
        each.weight >= _CERTAIN and not span[0] <= each.start < span[1] for each in _candidates(line.free)
    )


def _candidates(text: str) -> Iterator[Candidate]:
    tokens = list(_TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        weight = _chinese_weight(token[0])
        if weight:
            yield Candidate(weight, *token.span())
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        if (
            behind
            and token[0] in _FAMILY
            and _is_given_name(behind[0])
            and not text[token.end() : behind.start()].strip()
        ):
            # 王 芳, typed apart
            yield Candidate(3.2, token.start(), behind.end())
    yield from _word_runs(text)


def _is_given_name(text: str) -> bool:
    return 1 <= len(text) <= 2 and all(map(is_han, text)) and not is_complaint(text)  # noqa: PLR2004


def _chinese_weight(text: str) -> float:  # noqa: PLR0911 - a table of cases
    """How much speaks for a Chinese name: 5 and more is as good as certain, 0 is none."""
    if text.startswith(_UNKNOWN):
        return 6
    family = compound_family_name(text) or (text[:1] if text[:1] in SINGLE else "")
    if not text or not is_han(text[0]) or any(char.isdigit() for char in text):
        return 0
    if _DOTS.search(text[1:-1]) and all(is_han(char) or char in NAME_DOTS for char in text):
        return _CERTAIN
    if not all(map(is_han, text)):
        # 王Anna
        return 4.5 if family and all(is_han(char) or char.isalpha() for char in text) else 0
    if is_complaint(text):
        return 0
    given = len(text) - len(family)
    if family:
        common = 0.5 if family in COMMON or len(family) > 1 else 0.0
        return {0: 1, 1: _CERTAIN + common, 2: _CERTAIN + common, 3: 3 + common}.get(given, 0)
    return {2: 2.5, 3: 2.5, 4: 2.4}.get(given, 0)


def _word_runs(text: str) -> Iterator[Candidate]:
    """Runs of words in letters other than Chinese, cut where a word belongs to complaints."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        fits = (
            _WORD.fullmatch(token[0]) and not any(map(is_han, token[0])) and not is_complaint_word(token[0])
        )
        if run and not (fits and text[run[-1].end() : token.start()].strip(" ") == ""):
            yield from _cut_run(run)
            run = []
        if fits:
            run.append(token)
    if run:
        yield from _cut_run(run)


def _cut_run(run: list[re.Match[str]]) -> Iterator[Candidate]:
    """The capitalised words of a run, or else its first two words."""
    first = next((at for at, word in enumerate(run) if _is_capital(word[0])), None)
    if first is None:
        last = min(len(run), _MOST_LOWER_CASE_WORDS) - 1
        yield Candidate(2, run[0].start(), run[last].end())
        return
    last = first
    for at in range(first + 1, min(len(run), first + _MOST_WORDS)):
        if _is_capital(run[at][0]):
            last = at
        elif run[at][0].lower() not in _PARTICLES:
            break
    yield Candidate(4, run[first].start(), run[last].end())


def _is_capital(word: str) -> bool:
    """Capitalised, or of a script without capitals."""
    return word[0].isupper() or word[0].lower() == word[0].upper()
