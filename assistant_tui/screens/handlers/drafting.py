"""Drafting slips, and the catalogue that they are drafted from."""

from __future__ import annotations

from assistant_tui.domain.catalogue import CATEGORY_WORDS
from assistant_tui.domain.money import money_text
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.catalogue import CatalogueList
from assistant_tui.screens.dialogs.draft_slips import DraftSlips
from assistant_tui.screens.handlers.registry import handles


@handles("draft")
async def draft(desk: Desk) -> None:
    """One line drafts slips for the selected patient."""
    visit = desk.require_visit()
    slips = await desk.ask(DraftSlips(desk.ctx, desk.lens, visit, desk.unfinished_drafts))
    if slips:
        amount = sum(item.facts.amount for slip in slips for item in slip.items)
        desk.tell(
            say(
                "{ticket}: {slips} drafted, {amount} yuan",
                ticket=visit.ticket,
                slips=", ".join(map(_named, slips)),
                amount=money_text(amount),
            )
        )


def _named(slip: SlipRow) -> str:
    return _("{category} no. {number}", category=CATEGORY_WORDS[slip.category], number=slip.number)


@handles("catalogue")
async def catalogue(desk: Desk) -> None:
    """Find, change, add and retire what can be ordered."""
    await desk.ask(CatalogueList(desk.ctx))
