"""When an incident is to be reported, and who is to be called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant_tui.domain.attention import NOTE, SOON
from assistant_tui.domain.incidents import (
    Contact,
    IncidentKind,
    IncidentState,
    UnreportedIncident,
    incident_alerts,
    report_by,
    state,
    to_call,
)
from assistant_tui.domain.words import Words

TEN = datetime(2026, 11, 21, 2, tzinfo=UTC)


def broken(kind: IncidentKind = IncidentKind.DAMAGE) -> UnreportedIncident:
    return UnreportedIncident(3, kind, TEN, report_by(TEN))


@pytest.mark.parametrize(
    ("minutes", "priority", "escalates", "words"),
    [
        (0, NOTE, False, "Damage: report within 30 min"),
        (29.5, NOTE, False, "Damage: report within 1 min"),
        (30, SOON, True, "Damage not reported, 0 min late"),
        (34, SOON, True, "Damage not reported, 4 min late"),
    ],
)
def test_an_incident_reminds_and_gets_louder_after_half_an_hour(
    minutes: float, priority: int, escalates: bool, words: str
) -> None:
    (alert,) = incident_alerts([broken()], TEN + timedelta(minutes=minutes))
    assert (alert.priority, alert.escalates, str(alert.saying)) == (priority, escalates, words)
    assert alert.key == "incident/3"
    assert alert.since == (TEN + timedelta(minutes=30) if escalates else TEN)


def test_an_emergency_is_the_next_thing_to_report() -> None:
    (alert,) = incident_alerts([broken(IncidentKind.EMERGENCY)], TEN)
    assert alert.priority == SOON


def test_those_for_the_kind_are_called_first() -> None:
    chief = Contact("chief", Words("主任", "Chief"), "8001")
    guard = Contact("security", Words("保安", "Security"), "", frozenset({IncidentKind.LOSS}))
    assert to_call([chief, guard], IncidentKind.LOSS) == (guard, chief)
    assert to_call([chief, guard], IncidentKind.ERROR) == (chief, guard)


def test_an_incident_is_unreported_then_reported_then_closed() -> None:
    assert state(None, None) is IncidentState.UNREPORTED
    assert state(TEN, None) is IncidentState.REPORTED
    assert state(TEN, TEN) is IncidentState.CLOSED
