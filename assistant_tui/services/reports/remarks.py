"""What she has to say of a day, in her own words."""

from __future__ import annotations

from datetime import date

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean_lines
from assistant_tui.services.context import Context
from assistant_tui.store.queries.dayreport import remark_of

LONGEST = 2000
"""Characters of a remark."""


def remark(ctx: Context, text: str, day: date | None = None) -> str:
    """Say this of the room's day, by default today, in place of what was said; an empty text takes it away.

    Answers it as it is kept. Raises InputError for a day that has not come and for a text that is
    too long, RuleError when it stands there already.
    """
    on = day or ctx.today()
    if on > ctx.today():
        raise InputError(say("{day} has not come yet", day=on))
    if len(text) > LONGEST:
        raise InputError(
            say("{count} characters are too many: {most} at most", count=len(text), most=LONGEST)
        )
    kept = clean_lines(text, limit=LONGEST)
    from assistant_tui.store.tables import DayRemark  # noqa: PLC0415 - SQLModel at the first write

    with ctx.work(Deed.REMARK) as work:
        standing = remark_of(ctx.reading, on, ctx.room_id)
        if kept == (standing.text if standing else ""):
            raise RuleError(say("This is what stands there already"))
        if standing is None:
            work.add(DayRemark(room_id=ctx.room_id, day=on, text=kept, by=ctx.actor))
        elif kept:
            work.change(work.get(DayRemark, standing.remark_id), text=kept, by=ctx.actor)
        else:
            work.void(work.get(DayRemark, standing.remark_id))
        work.commit()
    return kept
