"""Words for what stands in the file of watches and duties: rounds, tasks, supplies, incidents, remarks."""

from __future__ import annotations

from collections.abc import Mapping

from assistant_tui.domain.duties import PHASE_WORDS, TaskStatus
from assistant_tui.domain.incidents import INCIDENT_WORDS
from assistant_tui.domain.saying import say
from assistant_tui.domain.supplies import SUPPLY_WORDS
from assistant_tui.domain.watches import EndKind, RoundStatus
from assistant_tui.services.reports.changes.kinds import Column, Kind
from assistant_tui.services.reports.changes.values import among, flag, moment, readings

_ROUND_STATUS = {
    RoundStatus.DONE: say("done"),
    RoundStatus.MISSED: say("missed"),
    RoundStatus.CANCELLED: say("left out"),
}
_ENDS = {
    EndKind.DISCHARGED: say("discharged"),
    EndKind.TRANSFERRED: say("transferred"),
    EndKind.CANCELLED: say("broken off"),
}
_TASK_STATUS = {
    TaskStatus.RUNNING: say("running"),
    TaskStatus.DONE: say("done"),
    TaskStatus.SKIPPED: say("left out"),
}
_ROUND_LEVELS = {"0": say("usual"), "1": say("warning"), "2": say("alarm")}

KINDS: Mapping[str, Kind] = {
    "watch": Kind(
        say("Watch {name}"),
        say("Watches"),
        {
            "day": Column(say("day")),
            "procedure": Column(say("procedure")),
            "surgeon": Column(say("surgeon")),
            "started_at": Column(say("begun"), moment),
            "started_by": Column(say("begun by")),
            "responsible": Column(say("looked after by")),
            "instructions": Column(say("instructions given")),
            "score": Column(say("discharge score")),
            "ended_at": Column(say("ended"), moment),
            "ended_by": Column(say("ended by")),
            "end_kind": Column(say("ended as"), among(_ENDS)),
            "end_reason": Column(say("reason for ending")),
        },
    ),
    "watch_round": Kind(
        say("Round {name}"),
        say("Rounds of watches"),
        {
            "due_at": Column(say("due at"), moment),
            "status": Column(say("status"), among(_ROUND_STATUS)),
            "happened_at": Column(say("done"), moment),
            "entered_at": Column(say("entered"), moment),
            "by": Column(say("by")),
            "readings": Column(say("readings"), readings),
            "level": Column(say("calls for"), among(_ROUND_LEVELS)),
            "partial": Column(say("in part"), flag),
            "reason": Column(say("reason")),
            "note": Column(say("note")),
        },
    ),
    "doctor_call": Kind(
        say("Call for the doctor"),
        say("Calls for the doctor"),
        {
            "doctor": Column(say("doctor")),
            "called_at": Column(say("called"), moment),
            "called_by": Column(say("called by")),
            "arrived_at": Column(say("doctor came"), moment),
            "ordered": Column(say("ordered")),
        },
    ),
    "handover": Kind(
        say("Watch handed over"),
        say("Watches handed over"),
        {
            "at": Column(say("at"), moment),
            "from_whom": Column(say("handed over by")),
            "to_whom": Column(say("handed to")),
            "note": Column(say("note")),
        },
    ),
    "task_record": Kind(
        say("Task {name}"),
        say("Tasks"),
        {
            "day": Column(say("day")),
            "phase": Column(say("phase"), among(PHASE_WORDS)),
            "status": Column(say("status"), among(_TASK_STATUS)),
            "started_at": Column(say("begun"), moment),
            "ended_at": Column(say("ended"), moment),
            "by": Column(say("by")),
            "reason": Column(say("reason")),
            "note": Column(say("note")),
        },
    ),
    "supply_entry": Kind(
        say("Supply {name}"),
        say("Supplies"),
        {
            "day": Column(say("day")),
            "kind": Column(say("kind"), among(SUPPLY_WORDS)),
            "quantity": Column(say("quantity")),
            "at": Column(say("at"), moment),
            "by": Column(say("by")),
            "note": Column(say("note")),
        },
    ),
    "incident": Kind(
        say("Incident"),
        say("Incidents"),
        {
            "day": Column(say("day")),
            "kind": Column(say("kind"), among(INCIDENT_WORDS)),
            "what": Column(say("what happened")),
            "place": Column(say("location")),
            "happened_at": Column(say("happened"), moment),
            "entered_at": Column(say("entered"), moment),
            "by": Column(say("by")),
            "report_by": Column(say("to be reported by"), moment),
            "reported_at": Column(say("reported"), moment),
            "reported_to": Column(say("reported to")),
            "action": Column(say("done about it")),
            "root_cause": Column(say("cause")),
            "prevention": Column(say("so that it does not happen again")),
            "closed_at": Column(say("closed"), moment),
            "closed_by": Column(say("closed by")),
        },
    ),
    "day_remark": Kind(
        say("Remark"),
        say("Remarks"),
        {"day": Column(say("day")), "text": Column(say("text")), "by": Column(say("by"))},
    ),
}
