"""The one-line draft of slips: `xcg ncg b超 x2, 阿莫西林 0.5g tid 7d x2, 押金 @2000`.

What is ordered is named by code, name or initials. Behind it stand, in any order, how many (`x2`, `×2`, `*2`,
`2盒`), a price where it is said when ordering (`@25.50`), a dose, and a note up to the next comma (`#空腹`).
Nothing typed is lost: every word is used in an item or named in something unsure.

The same service named twice is one item with both quantities. A set only adds what is not there
yet: `术前检查 血常规` has one blood count.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant_tui.domain.catalogue import Catalogue, Found, Initials, Service
from assistant_tui.domain.dosage import Dosage, require_plausible, together
from assistant_tui.domain.draftnames import Mention, read_mentions
from assistant_tui.domain.draftwords import cleaned, words_of
from assistant_tui.domain.money import DEAREST, money_text
from assistant_tui.domain.orders import MOST_OF_ONE
from assistant_tui.domain.saying import InputError, Saying, say

LONGEST_LINE = 500
"""Characters; what stands behind them is not read, only named as unsure."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One item to be drafted; `price` is minor units as typed, None where nothing was typed."""

    service: Service
    quantity: int = 1
    price: int | None = None
    dosage: Dosage = field(default_factory=Dosage)
    note: str = ""

    @property
    def unit_price(self) -> int | None:
        """Minor units: as typed, otherwise the catalogue's; None where neither says it."""
        return self.service.price if self.price is None else self.price


@dataclass(frozen=True, slots=True)
class Unsure:
    """What is typed and not drafted, why, and what the name at `[start, end)` of the cleaned line may mean.

    `text` has the words behind the name that belong to it too.
    """

    text: str
    candidates: tuple[Found, ...]
    reason: Saying
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What a line says, in the order typed."""

    items: tuple[Drafted, ...] = ()
    unsure: tuple[Unsure, ...] = ()


def parse_draft(text: str, catalogue: Catalogue, initials: Initials = lambda _: "") -> DraftLine:
    """Understand a typed line; never raises, whatever was typed.

    The longest name of several words goes first, then what is exactly so called (a code before a name that
    is spelled alike); otherwise the only thing that a word may mean is taken. What may mean several things,
    or nothing, is unsure.
    """
    line = cleaned(text)
    words = words_of(line)
    read = [word for word in words if word.end <= LONGEST_LINE]
    items: dict[str, Drafted] = {}
    unsure: list[Unsure] = []
    by_set: set[str] = set()
    for mention in read_mentions(read, catalogue, initials):
        doubt = mention.doubt or _draft(mention, catalogue, items, by_set)
        if doubt:
            start, end = mention.name[0].start, mention.name[-1].end
            unsure.append(Unsure(mention.text, mention.candidates, doubt, start, end))
    if len(read) < len(words):
        start = words[len(read)].start
        doubt = say("The line is too long: draft the rest in another")
        unsure.append(Unsure(line[start:], (), doubt, start, len(line)))
    return DraftLine(tuple(items.values()), tuple(unsure))


def choose(text: str, unsure: Unsure, found: Found) -> str:
    """The line with the code of what was meant in place of the doubtful name."""
    line = cleaned(text)
    return line[: unsure.start] + found.code + line[unsure.end :]


def require_valid(drafted: Drafted, name: object = None) -> None:
    """Let an item be drafted; `name` is how it is called, its code when not given.

    Raises InputError, naming it, for a quantity that is not between 1 and `MOST_OF_ONE`, no price where the
    catalogue has none or another one than it has, an amount that is negative or above `DEAREST`, or a dose
    that cannot be meant.
    """
    service = drafted.service
    name = service.code if name is None else name
    if not 1 <= drafted.quantity <= MOST_OF_ONE:
        raise InputError(say("{item}: order 1 to {most}", item=name, most=MOST_OF_ONE))
    if drafted.unit_price is None:
        raise InputError(say("{item} has no fixed price: type one like @25.50", item=name))
    if service.price is not None and drafted.unit_price != service.price:
        raise InputError(
            say("{item} costs {amount}: leave the price out", item=name, amount=money_text(service.price))
        )
    amount = drafted.quantity * drafted.unit_price
    if amount < 0:
        raise InputError(say("{item}: a price cannot be below 0", item=name))
    if amount > DEAREST:
        raise InputError(
            say("{item}: {amount} is more than a slip can have", item=name, amount=money_text(amount))
        )
    require_plausible(drafted.dosage, name=name, unit=service.unit, largest=service.largest_dose)


def _draft(
    mention: Mention, catalogue: Catalogue, items: dict[str, Drafted], by_set: set[str]
) -> Saying | None:
    """Draft what is named, or answer why not. `by_set` are the codes that only sets have named so far."""
    note = ", ".join(mention.notes)
    quantity = 1 if mention.quantity is None else mention.quantity
    if isinstance(mention.found, Service):
        new = Drafted(mention.found, quantity, mention.price, mention.dosage, note)
        code = mention.found.code
        try:
            items[code] = _both(items[code], new, more=code not in by_set) if code in items else new
        except InputError as refused:
            return refused.saying
        by_set.discard(code)
    elif mention.found is not None:
        for service in catalogue.members(mention.found.code):
            if service.code not in items:
                by_set.add(service.code)
                items[service.code] = Drafted(service, quantity, note=note)
            else:
                before = items[service.code]
                items[service.code] = replace(before, note=_noted(before.note, note))
    return None


def _both(one: Drafted, other: Drafted, *, more: bool) -> Drafted:
    """One item of two mentions of it, `more` of it or as many as the other says.

    Raises InputError when price or dose are given twice.
    """
    if one.price is not None and other.price is not None:
        raise InputError(say("“{text}”: the price is given twice", text=other.service.code))
    return Drafted(
        other.service,
        one.quantity + other.quantity if more else other.quantity,
        one.price if other.price is None else other.price,
        together(one.dosage, other.dosage),
        _noted(one.note, other.note),
    )


def _noted(one: str, other: str) -> str:
    return ", ".join(dict.fromkeys(note for note in (one, other) if note))
