"""Par levels: how much of each supply the room should have, by the pack or as the room has set it."""

from __future__ import annotations

from collections.abc import Mapping

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, MissingError, say
from assistant_tui.domain.supplies import MOST, Supply, overlaid
from assistant_tui.services.context import Context
from assistant_tui.store.queries.supplies import own_pars


def change(ctx: Context, pars: Mapping[str, int]) -> tuple[Supply, ...]:
    """Set these pars, by code, for this room; answers those that have changed, as they then are.

    A par like the pack's leaves it to the pack, whose file may then change it; 0 needs none. Raises
    MissingError for a code that the pack does not have, InputError when there is nothing to set or a number
    cannot be.
    """
    if not pars:
        raise InputError(say("Enter at least one quantity"))
    known = require_known(ctx, pars)
    for code, par in pars.items():
        if not 0 <= par <= MOST:
            raise InputError(
                say("{key} must be between {least} and {most}", key=known[code].name, least=0, most=MOST)
            )
    own = own_pars(ctx.reading, ctx.room_id)
    wanted = {code: None if par == known[code].par else par for code, par in pars.items()}
    changed = {code: par for code, par in wanted.items() if own.get(code) != par}
    if changed:
        _write(ctx, changed, named(known, {code: pars[code] for code in changed}))
    return overlaid(
        (known[code] for code in changed), {code: par for code, par in changed.items() if par is not None}
    )


def require_known(ctx: Context, codes: Mapping[str, int]) -> dict[str, Supply]:
    """The pack's supplies by code. Raises MissingError, naming them, for a code that is none of them."""
    known = {supply.code: supply for supply in ctx.pack.supplies}
    for code in codes:
        if code not in known:
            raise MissingError(
                say("There is no supply {code}. There are: {known}", code=code, known=", ".join(known))
            )
    return known


def named(known: Mapping[str, Supply], quantities: Mapping[str, int]) -> str:
    """What was entered, as the journal says it."""
    return "、".join(f"{known[code].name.zh_CN} {quantity}" for code, quantity in quantities.items())


def _write(ctx: Context, pars: Mapping[str, int | None], reason: str) -> None:
    """The room's own pars; None for those that are the pack's again."""
    from sqlmodel import col  # noqa: PLC0415 - SQLModel at the first write

    from assistant_tui.store.tables import SupplyPar  # noqa: PLC0415

    with ctx.work(Deed.SET_PARS, reason=reason) as work:
        found = work.find(SupplyPar, col(SupplyPar.room_id) == ctx.room_id, col(SupplyPar.voided).is_(False))
        own = {row.code: row for row in found}
        new = []
        for code, par in pars.items():
            if code in own:
                work.change(own[code], **({"voided": True} if par is None else {"par": par}))
            elif par is not None:
                new.append({"room_id": ctx.room_id, "code": code, "par": par})
        work.add_many(SupplyPar, new)
        work.commit()
