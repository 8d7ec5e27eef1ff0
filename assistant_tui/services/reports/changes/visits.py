"""Words for what stands in the file of visits: patients, queue, stays, what was told, triage."""

from __future__ import annotations

from collections.abc import Mapping

from assistant_tui.domain.queue import STATUS_WORDS, EntryKind
from assistant_tui.domain.saying import say
from assistant_tui.domain.visits import VisitStatus
from assistant_tui.domain.vitals import CONSCIOUSNESS_WORDS, VITAL_WORDS, Vital
from assistant_tui.services.reports.changes.kinds import Column, Kind
from assistant_tui.services.reports.changes.values import (
    among,
    exit_point,
    flag,
    hidden,
    level,
    moment,
    place,
    visit_kind,
)

_VISIT_STATUS = {
    VisitStatus.ARRIVED: say("arrived"),
    VisitStatus.IN_PROGRESS: say("under way"),
    VisitStatus.FINISHED: say("finished"),
    VisitStatus.CANCELLED: say("ended before it began"),
    VisitStatus.ENTERED_IN_ERROR: say("entered in error"),
}
_ENTRY_KINDS = {
    EntryKind.WALK_IN: say("walk-in"),
    EntryKind.APPOINTMENT: say("appointment"),
    EntryKind.RETURN: say("return with results"),
}

KINDS: Mapping[str, Kind] = {
    "patient": Kind(
        say("Patient's record"),
        say("Patients' records"),
        {
            "name": Column(say("name"), hidden),
            "sex": Column(say("sex"), hidden),
            "born": Column(say("date of birth"), hidden),
            "phone": Column(say("phone"), hidden),
            "card": Column(say("card"), hidden),
            "note": Column(say("note"), hidden),
            "merged_into": Column(say("merged"), hidden),
        },
    ),
    "visit": Kind(
        say("Visit"),
        say("Visits"),
        {
            "day": Column(say("day")),
            "ticket": Column(say("ticket")),
            "kind": Column(say("kind"), visit_kind),
            "status": Column(say("status"), among(_VISIT_STATUS)),
            "complaint": Column(say("reason for coming")),
            "acuity": Column(say("level"), level),
            "arrived_at": Column(say("arrived"), moment),
            "slot_at": Column(say("appointment"), moment),
            "departed_at": Column(say("left the clinic"), moment),
            "note": Column(say("note")),
            "return_on": Column(say("to come back on")),
        },
    ),
    "queue_entry": Kind(
        say("Queue entry"),
        say("Queue entries"),
        {
            "day": Column(say("day")),
            "kind": Column(say("kind"), among(_ENTRY_KINDS)),
            "status": Column(say("status"), among(STATUS_WORDS)),
            "queued_at": Column(say("queued"), moment),
            "slot_at": Column(say("appointment"), moment),
            "calls": Column(say("calls")),
            "calls_before": Column(say("calls missed")),
            "first_called_at": Column(say("first called"), moment),
            "called_at": Column(say("called"), moment),
            "started_at": Column(say("came into the room"), moment),
            "ended_at": Column(say("ended"), moment),
            "moved": Column(say("moved by hand"), flag),
            "reason": Column(say("reason")),
        },
    ),
    "stay": Kind(
        say("Stay at {name}"),
        say("Stays at locations"),
        {
            "day": Column(say("day")),
            "location": Column(say("location"), place),
            "since": Column(say("from"), moment),
            "until": Column(say("until"), moment),
            "escort": Column(say("escorted by")),
            "back_by": Column(say("expected back"), moment),
        },
    ),
    "companion": Kind(
        say("Companion"),
        say("Companions"),
        {
            "name": Column(say("name"), hidden),
            "relation": Column(say("relation")),
            "phone": Column(say("phone"), hidden),
            "invite": Column(say("to be invited in"), flag),
            "invited_at": Column(say("invited in"), moment),
        },
    ),
    "promise": Kind(
        say("Wait told"),
        say("Waits told"),
        {
            "told_at": Column(say("told at"), moment),
            "low_at": Column(say("from"), moment),
            "high_at": Column(say("until"), moment),
            "told_by": Column(say("told by")),
        },
    ),
    "settlement": Kind(
        say("Point settled at the exit"),
        say("Points settled at the exit"),
        {
            "point": Column(say("point"), exit_point),
            "at": Column(say("at"), moment),
            "by": Column(say("by")),
            "overridden": Column(say("let pass"), flag),
            "reason": Column(say("reason")),
        },
    ),
    "triage": Kind(
        say("Triage"),
        say("Triages"),
        {
            "at": Column(say("at"), moment),
            "by": Column(say("by")),
            "level": Column(say("level"), level),
            "reason": Column(say("reason")),
            "red_flag": Column(say("red flag")),
            **{vital: Column(VITAL_WORDS[vital]) for vital in Vital},
            "consciousness": Column(
                VITAL_WORDS[Vital.CONSCIOUSNESS],
                among(CONSCIOUSNESS_WORDS),
            ),
            "on_oxygen": Column(say("on oxygen"), flag),
            "oxygen_scale_2": Column(say("SpO2 scale 2"), flag),
            "pregnant": Column(say("pregnant"), flag),
            "news2": Column(say("NEWS2")),
            "note": Column(say("note")),
        },
    ),
    "flow_event": Kind(
        say("Imported event"),
        say("Imported events"),
        {"activity": Column(say("activity")), "at": Column(say("at"), moment)},
    ),
}
