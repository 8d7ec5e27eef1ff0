"""What the registering dialog says of a draft: each fact at its place, and what is doubted."""

from __future__ import annotations

from collections.abc import Iterator

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.quickentry import QuickEntry
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.readmodels.shell import Fact
from assistant_tui.screens.dialogs.draft import Draft, born_typed
from assistant_tui.screens.lens import Lens
from assistant_tui.services.context import Context

_NOT_SAID = "-"


def pairs_of(draft: Draft, ctx: Context, lens: Lens) -> list[Fact]:
    """The short facts, always the same ones in the same order."""
    usual = lens.kind(ctx.pack.visit_kinds[0].code)
    kind = Fact(say("Kind"), lens.kind(draft.kind)) if draft.kind else Fact(say("Kind"), usual, "muted")
    if draft.level and int(draft.level) != Acuity.ROUTINE:
        kind = Fact(say("Kind"), _("{kind}, level {level}", kind=kind.value, level=draft.level), "warn")
    born = born_typed(draft.born, ctx.today())
    companion = " ".join(filter(None, (draft.relation, draft.companion)))
    return [
        _fact(say("Name"), draft.name),
        _fact(say("Sex, age"), f"{lens.sex(draft.sex)}{lens.age(born)}".strip()),
        _fact(say("Phone"), draft.phone),
        _fact(say("Born"), born),
        _fact(say("Card"), draft.card),
        _fact(say("Companion"), companion),
        kind,
        _fact(say("Booked"), draft.slot),
    ]


def lines_of(draft: Draft, entry: QuickEntry, known: PatientRow | None) -> list[Fact]:
    """The complaint, and on a line of its own what is doubted; that line is there when nothing is, too."""
    doubts = [*entry.problems, *(_differences(draft, known) if known else ())]
    return [
        _fact(say("Complaint"), draft.complaint),
        Fact(say("Check"), "; ".join(map(spoken, doubts)), "warn") if doubts else Fact("", ""),
    ]


def _differences(draft: Draft, known: PatientRow) -> Iterator[Saying]:
    """What the line says otherwise than her record: registering changes no record."""
    for told, kept in ((draft.phone, known.phone), (draft.card, known.card)):
        if told and kept and told != kept:
            yield say("{told} is not in the record, which keeps {kept}", told=told, kept=kept)


def _fact(label: Saying, value: str | None) -> Fact:
    return Fact(label, value) if value else Fact(label, _NOT_SAID, "muted")
