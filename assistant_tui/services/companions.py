"""Family and friends who came along."""

from __future__ import annotations

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services import visits
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts, checked
from assistant_tui.store.tables import Companion


def add_companion(
    ctx: Context, visit_id: int, *, name: str, relation: str = "", phone: str = "", invite: bool = False
) -> VisitRow:
    """Note who came along; `invite` asks for a reminder to invite them in once the patient is in the room.

    Raises InputError without a name or relation, or for a phone that cannot be one.
    """
    called = clean(name) or clean(relation)
    if not called:
        raise InputError(say("Who is it? Type a name or a relation"))
    number = checked(PatientFacts(name=called, phone=phone or None), ctx.today()).phone
    with ctx.work(Deed.ADD_COMPANION) as work:
        visit = visits.visit_in(work, visit_id)
        work.add(
            Companion(visit_id=visit.key, name=called, relation=clean(relation), phone=number, invite=invite)
        )
        work.commit()
    return visit_row(ctx, visit_id)


def invite(ctx: Context, companion_id: int) -> VisitRow:
    """They have been invited in: the reminder is done. Raises RuleError if that was done before."""
    with ctx.work(Deed.INVITE) as work:
        companion = work.get(Companion, companion_id)
        if companion.invited_at is not None:
            raise RuleError(say("{name} was invited in already", name=companion.name))
        work.change(companion, invited_at=work.heading.at)
        work.commit()
    return visit_row(ctx, companion.visit_id)
