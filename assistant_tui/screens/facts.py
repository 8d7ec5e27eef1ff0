"""What the panel beside the lists says about a visit and its patient."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant_tui.domain.acuity import ACUITY_WORDS, Acuity
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.board import Board, CompanionRow, VisitRow
from assistant_tui.readmodels.patients import PatientRecord
from assistant_tui.readmodels.shell import Fact, Section
from assistant_tui.screens.lens import Lens, minutes
from assistant_tui.screens.next_stop import stop_text

_VISITS_SHOWN = 6


def title_of(visit: VisitRow, lens: Lens) -> str:
    """`A013 王芳 女34`."""
    return f"{visit.ticket} {lens.name(visit.name)} {lens.person(visit)}".strip()


def facts_of(
    visit: VisitRow, board: Board, record: PatientRecord | None, lens: Lens, now: datetime
) -> tuple[Section, ...]:
    """This visit, who came along, and what was before."""
    sections = [Section("", tuple(_visit(visit, board, lens, now)))]
    if visit.companions:
        sections.append(Section(say("Companions"), tuple(_companion(one, lens) for one in visit.companions)))
    if record:
        sections.append(Section(say("Patient"), tuple(_person(visit, record, lens))))
    return tuple(sections)


def _visit(visit: VisitRow, board: Board, lens: Lens, now: datetime) -> Iterator[Fact]:
    place, stop = board.place(visit.visit_id), board.stop(visit.visit_id)
    yield Fact(say("Visit"), " ".join(filter(None, (lens.kind(visit.kind), visit.complaint))))
    if visit.acuity != Acuity.ROUTINE:
        words = say("{level}, {words}", level=visit.acuity, words=ACUITY_WORDS[Acuity(visit.acuity)])
        yield Fact(say("Level"), words, "alarm" if visit.acuity <= Acuity.SEVERE else "warn")
    if triage := board.triages.get(visit.visit_id):
        from assistant_tui.screens.triage_facts import triage_facts  # noqa: PLC0415 - when there is one

        yield from triage_facts(triage, lens)
    yield Fact(say("Arrived"), lens.time(visit.arrived_at))
    if visit.entry and visit.entry.slot_at:
        yield Fact(say("Booked"), lens.time(visit.entry.slot_at))
    if visit.stay and visit.inside:
        where = lens.place(visit.stay.location, visit.stay.room_id)
        spent = _("{minutes} min", minutes=minutes(visit.stay.since, now))
        yield Fact(say("Now at"), f"{where} {spent}")
        if visit.stay.escort:
            yield Fact(say("Escort"), lens.name(visit.stay.escort))
        if visit.stay.back_by:
            yield Fact(
                say("Back by"), lens.time(visit.stay.back_by), "warn" if now > visit.stay.back_by else ""
            )
        if stop:
            yield Fact(say("Next"), stop_text(stop, lens), "accent")
    if visit.departed_at:
        yield Fact(say("Departed"), lens.time(visit.departed_at), "muted")
    if place and place.position:
        yield Fact(say("Place"), f"{place.position} {spoken(place.reason)}")
        yield Fact(say("Expected"), lens.span(place.low_at, place.high_at))
    if visit.promise:
        waiting = place is not None and place.position is not None
        broken = waiting and visit.promise.broken(now)
        told = (
            f"{lens.span(visit.promise.low_at, visit.promise.high_at)} ({lens.time(visit.promise.told_at)})"
        )
        yield Fact(say("Told"), f"{told} {_('not kept')}" if broken else told, "alarm" if broken else "")


def _companion(one: CompanionRow, lens: Lens) -> Fact:
    name = lens.name(one.name) if one.name != one.relation else ""
    who = " ".join(filter(None, (one.relation, name, lens.phone(one.phone))))
    if one.invited_at:
        return Fact("", _("{who}, invited in {time}", who=who, time=lens.time(one.invited_at)), "muted")
    return Fact("", _("{who}, to be invited in", who=who), "accent") if one.invite else Fact("", who)


def _person(visit: VisitRow, record: PatientRecord, lens: Lens) -> Iterator[Fact]:
    patient = record.patient
    if patient.phone:
        yield Fact(say("Phone"), lens.phone(patient.phone))
    if patient.note:
        yield Fact(say("Note"), patient.note)
    earlier = [past for past in record.visits if past.visit_id != visit.visit_id]
    if not earlier:
        yield Fact("", _("No earlier visit"), "muted")
    for past in earlier[:_VISITS_SHOWN]:
        what = " ".join(filter(None, (lens.kind(past.kind), past.complaint)))
        yield Fact(lens.day(past.day), what)
    if len(earlier) > _VISITS_SHOWN:
        yield Fact("", _("and {count} more", count=len(earlier) - _VISITS_SHOWN), "muted")
