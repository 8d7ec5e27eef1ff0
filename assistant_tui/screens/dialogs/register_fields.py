"""The fields of the registering form."""

from __future__ import annotations

from collections.abc import Callable

from assistant_tui.domain.acuity import ACUITY_WORDS
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _, language
from assistant_tui.screens.dialogs.draft import born_typed, slot_typed
from assistant_tui.screens.dialogs.form import Field, options_of
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts, checked


def person_fields(ctx: Context) -> tuple[Field, ...]:
    """Who it is: the fields that every form about a person has."""

    def check(facts: PatientFacts) -> object:
        return checked(facts, ctx.today(), known=True)

    def checks(make: Callable[[str], PatientFacts]) -> Callable[[str], object]:
        return lambda typed: check(make(typed))

    return (
        Field("name", say("Name"), lambda typed: checked(PatientFacts(typed), ctx.today())),
        Field(
            "sex",
            say("Sex"),
            options=options_of(
                [("female", say("female")), ("male", say("male")), ("", say("unknown"))],
            ),
        ),
        Field(
            "born",
            say("Born"),
            checks(lambda typed: PatientFacts(born=born_typed(typed, ctx.today()))),
            hint=_("1990-05-21, 1990 or an age"),
            ascii_keys=True,
        ),
        Field("phone", say("Phone"), checks(lambda typed: PatientFacts(phone=typed)), ascii_keys=True),
        Field("card", say("Card"), ascii_keys=True),
    )


def fields_of(ctx: Context, *, known: bool) -> tuple[Field, ...]:
    """Every fact of a registration; without those of the person where it is settled who comes."""
    levels = [(str(int(level)), words) for level, words in ACUITY_WORDS.items()]
    return (
        *(() if known else person_fields(ctx)),
        Field(
            "kind",
            say("Kind"),
            options=options_of((kind.code, kind.name.said_in(language())) for kind in ctx.pack.visit_kinds),
        ),
        Field(
            "slot",
            say("Booked"),
            lambda typed: slot_typed(ctx, typed),
            hint=_("A time of today, such as 10:30"),
            ascii_keys=True,
        ),
        Field("complaint", say("Comes for")),
        Field("level", say("Level"), options=options_of(levels)),
        Field("companion", say("Companion"), hint=_("Who came along: a name")),
        Field("relation", say("Relation"), hint=_("Such as: husband, mother, friend")),
    )
