"""Ctrl+P: any action that applies now, and any patient."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from assistant_tui import services
from assistant_tui.actions import key_name
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.desk import Desk
from assistant_tui.widgets.plain import plain

_HITS = 20
_LIKELY = 0.9  # a patient found by name stands among the well-matching actions


class ActionCommands(Provider):
    """The actions, by their words in the language in use."""

    async def discover(self) -> Hits:
        """All that apply now, before anything is typed."""
        desk = self.screen
        if isinstance(desk, Desk):
            for action in desk.applicable():
                words = spoken(action.words)
                run = partial(desk.action_carry_out, action.id)
                yield DiscoveryHit(
                    plain(words), run, words, f"{key_name(action.keys[0])}  {spoken(action.help)}"
                )

    async def search(self, query: str) -> Hits:
        """Those whose words or explanation match."""
        desk, matcher = self.screen, self.matcher(query)
        if not isinstance(desk, Desk):
            return
        for action in desk.applicable():
            words, explained = spoken(action.words), spoken(action.help)
            if score := max(matcher.match(words), matcher.match(explained) / 2):
                run = partial(desk.action_carry_out, action.id)
                yield Hit(score, plain(words), run, words, f"{key_name(action.keys[0])}  {explained}")


class PatientCommands(Provider):
    """The patients, by name, pinyin, phone or card."""

    async def search(self, query: str) -> Hits:
        """Choosing one opens her record."""
        desk = self.screen
        if not isinstance(desk, Desk):
            return
        for patient in services.records.find(desk.ctx, query, limit=_HITS):
            name = f"{desk.lens.name(patient.name)} {desk.lens.person(patient)}".strip()
            yield Hit(
                _LIKELY,
                plain(name),
                partial(desk.open_record, patient.patient_id),
                name,
                _about(patient, desk),
            )


def _about(patient: PatientRow, desk: Desk) -> str:
    last = _("last here {day}", day=desk.lens.day(patient.last_day)) if patient.last_day else ""
    return "  ".join(filter(None, (desk.lens.phone(patient.phone), last)))
