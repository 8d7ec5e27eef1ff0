"""What is shown of a patient across her visits: her facts, the visits, the records merged into hers."""

from __future__ import annotations

from collections.abc import Iterator

from assistant_tui.domain.queue import STATUS_WORDS, EntryStatus
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.patients import PastVisit, PatientRecord, PatientRow
from assistant_tui.readmodels.shell import Fact, Section
from assistant_tui.screens.lens import Lens

_TAIL = 4
_LEAST_HIDDEN = 3
_GLANCED = 12  # visits


def title_of_patient(patient: PatientRow, lens: Lens) -> str:
    """`王芳 女34`."""
    return f"{lens.name(patient.name)} {lens.person(patient)}".strip()


def card_seen(card: str | None, lens: Lens) -> str:
    """The card number; while names are hidden only its last four characters, if that hides enough."""
    if not card or not lens.hide_names:
        return card or ""
    tail = card[-_TAIL:] if len(card) >= _TAIL + _LEAST_HIDDEN else ""
    return "*" * (len(card) - len(tail)) + tail


def sections_of(record: PatientRecord, lens: Lens) -> tuple[Section, ...]:
    """All that is known, and that something is not."""
    number = Fact(say("Record no."), str(record.patient.patient_id), "muted")
    merged = ", ".join(map(str, record.merged))
    return (
        Section(
            "",
            (
                number,
                *(fact if fact.value else Fact(fact.label, "-", "muted") for fact in _facts(record, lens)),
            ),
        ),
        *((Section(say("Merged records"), (Fact("", merged, "muted"),)),) if merged else ()),
        Section(say("All visits"), tuple(_visits(record, lens))),
    )


def glance_of(record: PatientRecord, lens: Lens) -> tuple[Section, ...]:
    """What is known, in few lines, and the last visits."""
    return (
        Section("", tuple(fact for fact in _facts(record, lens) if fact.value)),
        Section(say("All visits"), tuple(_visits(record, lens, _GLANCED))),
    )


def _facts(record: PatientRecord, lens: Lens) -> Iterator[Fact]:
    patient = record.patient
    yield Fact(say("Born"), patient.born or "")
    yield Fact(say("Phone"), lens.phone(patient.phone))
    yield Fact(say("Card"), card_seen(patient.card, lens))
    first, *others = patient.note.split("\n")
    yield Fact(say("Note"), first)
    yield from (Fact("", line) for line in others if line)


def _visits(record: PatientRecord, lens: Lens, most: int | None = None) -> Iterator[Fact]:
    shown = record.visits[:most]
    if not shown:
        yield Fact("", _("No visit yet"), "muted")
    for past in shown:
        yield Fact(lens.day(past.day), _visit(past, lens), "muted" if past.status in _UNSEEN else "")
    if len(record.visits) > len(shown):
        yield Fact("", _("and {count} more", count=len(record.visits) - len(shown)), "muted")


_UNSEEN = frozenset({EntryStatus.LEFT, EntryStatus.NOSHOW, EntryStatus.ENTERED_IN_ERROR})


def _visit(past: PastVisit, lens: Lens) -> str:
    unseen = spoken(STATUS_WORDS[EntryStatus(past.status)]) if past.status in _UNSEEN else ""
    return " ".join(filter(None, (past.ticket, lens.kind(past.kind), past.complaint, unseen)))
