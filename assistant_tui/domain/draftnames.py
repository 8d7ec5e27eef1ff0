"""Which words of a draft line name something of the catalogue, and which say something of what was named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from assistant_tui.domain.catalogue import (
    Catalogue,
    Category,
    Found,
    Initials,
    Service,
    ServiceSet,
    exactly,
    look_up,
)
from assistant_tui.domain.dosage import Dosage, dosage_of, together
from assistant_tui.domain.draftwords import Says, Word, as_name, cleaned, unglued, words_of
from assistant_tui.domain.money import amount_of
from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.domain.spelling import plain_letters

MOST_CANDIDATES = 9
MOST_WORDS = 8
"""No longer name is typed out."""


@dataclass(slots=True)
class Mention:
    """Something named by `name`, with the words that say more of it.

    `found` is what is meant. Where that is unsure it is None; `doubt` then says why, and `candidates` are
    what may be meant. A part that is None was not said.
    """

    name: list[Word]
    more: list[Word] = field(default_factory=list)
    found: Found | None = None
    candidates: tuple[Found, ...] = ()
    doubt: Saying | None = None
    quantity: int | None = None
    price: int | None = None
    dosage: Dosage = field(default_factory=Dosage)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(word.text for word in (*self.name, *self.more))

    def add(self, word: Word) -> None:
        """Take a detail. Raises InputError when it cannot be, or is said for the second time."""
        if isinstance(self.found, ServiceSet) and word.says in (Says.PRICE, Says.DOSE):
            raise InputError(say("“{text}” belongs to one item, not to a set", text=word.text))
        if word.says is Says.QUANTITY:
            if self.quantity is not None:
                raise InputError(say("“{text}”: the quantity is given twice", text=word.text))
            self.quantity = int(word.value)
        elif word.says is Says.PRICE:
            if self.price is not None:
                raise InputError(say("“{text}”: the price is given twice", text=word.text))
            self.price = amount_of(word.value)
        elif word.says is Says.DOSE:
            self.dosage = together(self.dosage, dosage_of(word.value))
        elif word.value:
            self.notes.append(word.value)
        self.more.append(word)


def read_mentions(words: Sequence[Word], catalogue: Catalogue, initials: Initials) -> list[Mention]:
    """What the words name, each with its details; a word that fits nowhere is a doubtful mention."""
    reading = _Reading(list(words), catalogue, initials)
    while reading.words:
        reading.take()
    return sorted((*reading.mentions, *reading.strays), key=lambda one: one.name[0].start)


@dataclass(slots=True)
class _Reading:
    """The words still to be read, and what those before them were understood as."""

    words: list[Word]
    catalogue: Catalogue
    initials: Initials
    mentions: list[Mention] = field(default_factory=list)
    strays: list[Mention] = field(default_factory=list)
    _long_names: list[tuple[str, Found]] = field(init=False)

    def __post_init__(self) -> None:
        self._long_names = list(_names_of_several_words(self.catalogue))

    def take(self) -> None:
        """Understand the next word, with those behind it that belong to its name."""
        word = self.words[0]
        if word.says in (Says.NOTE, Says.PRICE):
            self._take_detail()
        elif hits := self._long_name(self.words, str.__eq__):
            self._name(*hits)
        elif (named := self._exactly(word.text)) and not self._is_rather_a_detail(word):
            self._name(1, named)
        elif word.says is not Says.NAME:
            self._take_detail()
        elif hits := self._long_name(self._words_of_names(), str.startswith):
            self._name(*hits)
        elif meant := self._may_mean(word.text):
            self._name(1, meant)
        else:
            self._take_apart(word)

    def _take_apart(self, word: Word) -> None:
        """Read a word that means nothing as a name with details written onto it, if it can be one."""
        first, *details = unglued(word)
        if first.says is not Says.NAME or (details and self._may_mean(first.text)):
            self.words[:1] = [first, *details]
        elif _is_number(word.text):
            self._stray(self.words.pop(0), say("“{text}”: write a quantity like x2", text=word.text))
        else:
            self._name(1, [])

    def _take_detail(self) -> None:
        word = self.words.pop(0)
        if not self.mentions:
            self._stray(word, say("“{text}”: say first of what", text=word.text))
            return
        try:
            self.mentions[-1].add(word)
        except InputError as refused:
            self._stray(word, refused.saying)

    def _stray(self, word: Word, doubt: Saying) -> None:
        self.strays.append(Mention([word], doubt=doubt))

    def _name(self, count: int, hits: Sequence[Found]) -> None:
        """Take so many words as the name of the one that it hits, or of which of them is unsure."""
        mention = Mention(self.words[:count])
        del self.words[:count]
        text = mention.text
        self.mentions.append(mention)
        if not hits:
            mention.doubt = say("“{text}” is not in the catalogue", text=text)
        elif len(hits) > 1:
            mention.doubt = say("“{text}” may mean several: choose one", text=text)
            mention.candidates = tuple(hits[:MOST_CANDIDATES])
        elif self.catalogue.members(hits[0].code):
            mention.found = hits[0]
        else:
            mention.doubt = say("Nothing of the set “{text}” can be ordered now", text=text)

    def _is_rather_a_detail(self, word: Word) -> bool:
        """Whether a word that is a name, and a detail too, is meant as the detail of the item before it."""
        if word.says is Says.NAME or not self.mentions:
            return False
        before = self.mentions[-1].found
        medicine = isinstance(before, Service) and before.category is Category.PRESCRIPTION
        return word.says is Says.QUANTITY or medicine

    def _exactly(self, text: str) -> list[Found]:
        hits = exactly(self.catalogue, text, self.initials)
        sought = plain_letters(text)
        return [found for found in hits if plain_letters(found.code) == sought] or hits

    def _may_mean(self, text: str) -> list[Found]:
        return [] if _is_number(text) else look_up(self.catalogue, text, self.initials, limit=MOST_CANDIDATES)

    def _words_of_names(self) -> list[Word]:
        return list(takewhile(lambda word: word.says is Says.NAME, self.words))

    def _long_name(
        self, words: Sequence[Word], fits: Callable[[str, str], bool]
    ) -> tuple[int, list[Found]] | None:
        """The most words, two at least, that fit a name, and whose names those are."""
        for count in range(min(len(words), MOST_WORDS), 1, -1):
            typed = as_name(words[:count])
            if hits := {found.code: found for name, found in self._long_names if fits(name, typed)}:
                return count, list(hits.values())
        return None


def _names_of_several_words(catalogue: Catalogue) -> Iterator[tuple[str, Found]]:
    for found in catalogue.offered:
        for name in (found.code, found.name.zh_CN, found.name.en, found.initials):
            words = words_of(cleaned(name))
            if len(words) > 1:
                yield as_name(words), found


def _is_number(text: str) -> bool:
    return text.replace(".", "").isdigit()
