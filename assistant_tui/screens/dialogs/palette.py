"""Ctrl+P: any action that applies now, and any patient."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from textual.fuzzy import Matcher

from assistant_tui import services
from assistant_tui.actions import Action, key_name, keys_on
from assistant_tui.domain.saying import RuleError
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.search import Search
from assistant_tui.screens.lens import Lens
from assistant_tui.widgets.table import Cell, Column

_HITS = 20


@dataclass(frozen=True, slots=True)
class Command:
    """Something to run."""

    key: str
    words: str
    note: str
    run: Callable[[], None]


class Palette(Search[Command]):
    """Actions by their words in the language in use, then patients by name, pinyin, phone or card."""

    def __init__(self, desk: Desk) -> None:
        actions = desk.applicable()
        super().__init__(
            _("Commands"),
            _("Action, or a patient's name, pinyin, phone or card"),
            [
                Column("words", lambda: "", lambda row: Cell(row.words), 20, weight=1, priority=9),
                Column("note", lambda: "", lambda row: Cell(row.note, "muted"), 20, weight=2),
            ],
            key=lambda command: command.key,
            found=lambda sought: [*_matching(desk, actions, sought), *_patients(desk, sought)],
        )


def _matching(desk: Desk, actions: Sequence[Action], sought: str) -> Iterable[Command]:
    """The best match first; with nothing sought, all in their order."""
    matcher = Matcher(sought)
    scored = [(_score(matcher, action) if sought else 1, action) for action in actions]
    for score, action in sorted(scored, key=lambda one: -one[0]):
        if score:
            keys = [key_name(key) for key in keys_on(desk.pane.SCOPE, action)[:1]]
            note = "  ".join((*keys, spoken(action.help)))
            yield Command(action.id, spoken(action.words), note, partial(desk.action_carry_out, action.id))


def _score(matcher: Matcher, action: Action) -> float:
    return max(matcher.match(spoken(action.words)), matcher.match(spoken(action.help)) / 2)


def _patients(desk: Desk, sought: str) -> Iterable[Command]:
    """Choosing one opens the record."""
    if not sought:
        return
    try:
        found = services.records.find(desk.ctx, sought, limit=_HITS)
    except RuleError as error:
        desk.refuse(error.saying)
        return
    for patient in found:
        name = f"{desk.lens.name(patient.name)} {desk.lens.person(patient)}".strip()
        yield Command(
            f"patient-{patient.patient_id}",
            name,
            _about(patient, desk.lens),
            partial(desk.open_record, patient.patient_id),
        )


def _about(patient: PatientRow, lens: Lens) -> str:
    last = _("last here {day}", day=lens.day(patient.last_day)) if patient.last_day else ""
    return "  ".join(filter(None, (lens.phone(patient.phone), last)))
