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
from assistant_tui.screens.record_facts import card_seen
from assistant_tui.services.context import Context

_NOT_SAID = "-"
_NOBODY = PatientRow(0, "", "unknown", None, None, None, "", None, 0)


def pairs_of(draft: Draft, known: PatientRow | None, ctx: Context, lens: Lens) -> list[Fact]:
    """The short facts, always in the same order; of a known patient also what her record has."""
    born = born_typed(draft.born, ctx.today()) or ""
    person = f"{lens.sex(draft.sex)}{lens.age(born)}".strip()
    kept = known or _NOBODY
    return [
        _fact(say("Name"), "" if known else draft.name, lens.name(kept.name)),
        _fact(say("Sex, age"), person, lens.person(kept)),
        _fact(say("Phone"), draft.phone, lens.phone(kept.phone)),
        _fact(say("Born"), born, kept.born),
        _fact(say("Card"), draft.card, card_seen(kept.card, lens)),
        _fact(say("Companion"), " ".join(filter(None, (draft.relation, draft.companion)))),
        _kind(draft, ctx, lens),
        _fact(say("Booked"), draft.slot),
    ]


def _kind(draft: Draft, ctx: Context, lens: Lens) -> Fact:
    """The kind, the pack's first where none was typed; with the level unless it is the usual one."""
    kind = lens.kind(draft.kind or ctx.pack.visit_kinds[0].code)
    if draft.level and int(draft.level) != Acuity.ROUTINE:
        return Fact(say("Kind"), _("{kind}, level {level}", kind=kind, level=draft.level), "warn")
    return Fact(say("Kind"), kind, "" if draft.kind else "muted")


def lines_of(draft: Draft, entry: QuickEntry, known: PatientRow | None) -> list[Fact]:
    """The complaint, and on a line of its own what is doubted; that line is there when nothing is, too."""
    doubts = [*entry.problems, *(_differences(draft, known) if known else ())]
    return [
        _fact(say("Comes for"), draft.complaint),
        Fact(say("Check"), "; ".join(map(spoken, doubts)), "warn") if doubts else Fact("", ""),
    ]


def _differences(draft: Draft, known: PatientRow) -> Iterator[Saying]:
    """What the line says otherwise than her record: registering changes no record."""
    for told, kept in ((draft.phone, known.phone), (draft.card, known.card)):
        if told and kept and told != kept:
            yield say("{told} is not in the record, which keeps {kept}", told=told, kept=kept)


def _fact(label: Saying, typed: str, kept: str | None = None) -> Fact:
    return Fact(label, typed) if typed else Fact(label, kept or _NOT_SAID, "muted")
