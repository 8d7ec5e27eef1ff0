"""What can be ordered at this workstation: the pack's catalogue with the clinic's own entries over it."""

from __future__ import annotations

from dataclasses import replace

from assistant_tui.domain.catalogue import Catalogue, Found, Service, look_up
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.offering import require_fitting
from assistant_tui.domain.saying import MissingError, RuleError, say
from assistant_tui.domain.spelling import is_han
from assistant_tui.domain.text import clean, clean_prose
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.catalogue import ServiceRow, row_of
from assistant_tui.services.context import Context
from assistant_tui.store.journal import note
from assistant_tui.store.queries.catalogue import own_services
from assistant_tui.store.readings import initials
from assistant_tui.toml.table import LONGEST_TEXT

HITS = 9


def catalogue(ctx: Context) -> Catalogue:
    """Everything that the doctor can order. Raises PackError when the pack's catalogue is refused."""
    return ctx.pack.catalogue.overlaid(own_services(ctx.reading))


def find(ctx: Context, typed: str, *, limit: int = HITS) -> list[Found]:
    """Services and sets that the typed characters may mean, likeliest first."""
    return look_up(catalogue(ctx), clean(typed), initials, limit=limit)


def change(ctx: Context, service: Service) -> Service:
    """Add an entry, or put it in the place of the one with its code; answers it as it is kept.

    An entry that changes nothing is not written. Raises InputError when something is wrong with it, or when
    what refers to it would not fit any more.
    """
    offered = catalogue(ctx)
    if service == offered.service(service.code):
        return service
    kept = tidied(service)
    require_fitting(kept, offered.overlaid([kept]), _locations(ctx))
    return _written(ctx, kept, offered)


def retire(ctx: Context, code: str) -> Service:
    """Take a service out of what can be ordered; what was ordered stays as it is.

    Raises MissingError for an unknown code, RuleError for a consent that something still needs.
    """
    offered = catalogue(ctx)
    service = offered.service(code)
    if service is None:
        raise MissingError(say("There is no service {code}", code=code))
    for other in offered.services:
        if other.consent == code and not other.retired:
            raise RuleError(say("{name} needs this consent: change that first", name=other.name.zh_CN))
    return _written(ctx, replace(service, retired=True), offered)


def export(ctx: Context) -> list[ServiceRow]:
    """Every service for an export, which is journalled first: what cannot be put on record does not leave.

    Retired ones are among them, so that an import of the file changes nothing.
    """
    rows = [row_of(service) for service in catalogue(ctx).services]
    note(ctx.reading, ctx.heading(Deed.EXPORT, reason="catalogue"))
    return rows


def tidied(service: Service) -> Service:
    """With safe texts, a code in small letters, and initials for a Chinese name that has none."""
    name = Words(clean(service.name.zh_CN, limit=LONGEST_TEXT), clean(service.name.en, limit=LONGEST_TEXT))
    given = clean(service.initials).casefold()
    return replace(
        service,
        code=clean(service.code).casefold(),
        name=name,
        initials=given or (initials(name.zh_CN) if any(map(is_han, name.zh_CN)) else ""),
        purpose=_prose(service.purpose),
        advice=_prose(service.advice),
        unit=(clean(service.unit).casefold() if service.unit else None) or None,
    )


def _prose(words: Words | None) -> Words | None:
    """The sentence in both languages, the one that is missing like the other; None if both are."""
    if words is None:
        return None
    chinese, english = (clean_prose(text, limit=LONGEST_TEXT) for text in (words.zh_CN, words.en))
    return Words(chinese or english, english or chinese) if chinese or english else None


def _locations(ctx: Context) -> frozenset[str]:
    return frozenset(one.code for one in ctx.pack.locations)


def _written(ctx: Context, service: Service, offered: Catalogue) -> Service:
    if service == offered.service(service.code):
        return service
    from assistant_tui.services.entries import write_entries  # noqa: PLC0415 - SQLModel at the first write

    with ctx.work(Deed.EDIT_CATALOGUE, reason=f"{service.code} {service.name.zh_CN}") as work:
        write_entries(work, [service])
        work.commit()
    return service
