"""The fields of a catalogue entry: the columns of an import, checked by the same rules."""

from __future__ import annotations

from collections.abc import Callable

from assistant_tui import services
from assistant_tui.domain.catalogue import (
    CATEGORY_WORDS,
    PREPARATION_WORDS,
    Category,
    Preparation,
    Service,
)
from assistant_tui.domain.offering import code_fault, faults
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean
from assistant_tui.domain.words import Words
from assistant_tui.i18n import _, language, spoken
from assistant_tui.readmodels.catalogue import row_of
from assistant_tui.screens.dialogs.form import Field, options_of
from assistant_tui.services.context import Context
from assistant_tui.services.importing.servicecells import service_of
from assistant_tui.services.importing.servicecolumns import Part

_YES, _NO = "true", "false"
NEW = Service("", Words("", ""), Category.LAB, price=None)
"""What a new entry begins with."""
_SAMPLE = Service("sample-1", Words("-", "-"), Category.LAB, unit="g")
"""What a field is checked in by itself: nothing is wrong with it."""


def fields_of(ctx: Context, known: Service | None) -> tuple[Field, ...]:
    """Every part of an entry; the code only of a new one, for it is what names it on slips."""

    def checks(part: Part) -> Callable[[str], object]:
        return lambda typed: _require(ctx, part, typed)

    places = [(one.code, one.name.said_in(language())) for one in ctx.pack.locations]
    consents = [
        (one.code, one.name.said_in(language()))
        for one in services.catalogue.catalogue(ctx).services
        if one.category is Category.CONSENT and not one.retired
    ]
    both = " ".join(Preparation)
    prepared = [(one.value, spoken(PREPARATION_WORDS[one])) for one in Preparation]
    yes_no = options_of([(_YES, say("yes")), (_NO, say("no"))])
    code = Field(Part.CODE, say("Code"), _require_code, hint=_("Such as: liver-panel"), ascii_keys=True)
    return (
        *(() if known else (code,)),
        Field(Part.NAME, say("Chinese name")),
        Field(Part.NAME_EN, say("English name"), hint=_("Empty: the same")),
        Field(
            Part.CATEGORY,
            say("Category"),
            options=options_of((one.value, words) for one, words in CATEGORY_WORDS.items()),
        ),
        Field(
            Part.PRICE,
            say("Price in yuan"),
            checks(Part.PRICE),
            hint=_("Empty: said when ordering"),
            ascii_keys=True,
        ),
        Field(
            Part.INITIALS,
            say("Initials"),
            checks(Part.INITIALS),
            hint=_("Empty: of the Chinese name"),
            ascii_keys=True,
        ),
        Field(Part.LOCATION, say("Location"), options=options_of([("", say("none")), *places])),
        Field(
            Part.MINUTES,
            say("Minutes"),
            checks(Part.MINUTES),
            hint=_("Until it is done, or its result is back"),
            ascii_keys=True,
        ),
        Field(Part.SIGNATURE, say("To be signed"), options=yes_no),
        Field(Part.PAY_FIRST, say("Paid first"), options=yes_no),
        Field(Part.CONSENT, say("Consent"), options=options_of([("", say("none")), *consents])),
        Field(
            Part.PREPARATIONS,
            say("Prepared"),
            options=options_of([("", say("nothing")), *prepared, (both, say("both"))]),
        ),
        Field(Part.PURPOSE, say("Purpose"), hint=_("In a patient's words")),
        Field(Part.PURPOSE_EN, say("Purpose, English")),
        Field(Part.ADVICE, say("Advice"), hint=_("What the patient is told before")),
        Field(Part.ADVICE_EN, say("Advice, English")),
        Field(
            Part.BRINGS,
            say("Brings along"),
            checks(Part.BRINGS),
            hint=_("Codes, with a space between"),
            ascii_keys=True,
        ),
        Field(Part.UNIT, say("Unit of a dose"), checks(Part.UNIT), hint=_("g, mg, ml ... of a prescription")),
        Field(
            Part.LARGEST_DOSE,
            say("Largest dose"),
            checks(Part.LARGEST_DOSE),
            hint=_("At once, in that unit"),
            ascii_keys=True,
        ),
    )


def values_of(service: Service) -> dict[str, str]:
    """How the entry stands in the fields."""
    row = row_of(service)
    values = {part.value: getattr(row, part.value) for part in Part}
    return {part: _written(value) for part, value in values.items()}


def _written(value: object) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _require_code(typed: str) -> None:
    if reason := code_fault(clean(typed).casefold()):
        raise InputError(reason)


def _require(ctx: Context, part: Part, typed: str) -> None:
    """Let a field pass that can be right by itself. Raises InputError."""
    service = service_of({part: typed}, {part}, _SAMPLE, ctx.pack.locations)
    for name, reason in faults(services.catalogue.tidied(service)):
        if name == part:
            raise InputError(reason)
