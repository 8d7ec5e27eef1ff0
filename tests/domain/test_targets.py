"""Every alert leads to something that exists; the key for alerts comes by all of them, the worst first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.attention import Situation, attention
from assistant_tui.domain.dutyalerts import Duty, duty_alerts
from assistant_tui.domain.incidents import IncidentKind, UnreportedIncident, incident_alerts, report_by
from assistant_tui.domain.itinerary import OpenItem
from assistant_tui.domain.orderalerts import PatientSlips, order_alerts
from assistant_tui.domain.orders import Question
from assistant_tui.domain.targets import PLACE_WORDS, WALK_LASTS, Place, Walk
from assistant_tui.domain.triage import TriagedPatient, triage_alerts
from assistant_tui.domain.watchalerts import Happened, watch_alerts
from tests.domain import test_attention, test_dutyalerts, test_watchalerts
from tests.domain.slipfacts import START, at, open_items

NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_each_place_has_its_word() -> None:
    assert set(PLACE_WORDS) == set(Place)


@given(test_attention.situations)
def test_what_is_about_a_visit_leads_to_that_visit(state: Situation) -> None:
    for alert in attention(state, test_attention.NOW):
        assert alert.target.row == alert.visit_id
        assert alert.target.place is (
            Place.WHEREABOUTS if alert.key.startswith("stay/") else Place.QUEUE
        )  # who waits for the room is found in the queue, whichever rule is broken


@given(st.integers(0, 9000), st.sets(st.integers(1, 6)), st.booleans(), st.booleans())
def test_what_is_about_a_watch_leads_to_that_watch(
    seconds: int, done: set[int], alarm: bool, called: bool
) -> None:
    now = test_watchalerts.START + timedelta(seconds=seconds)
    happened = Happened(41, test_watchalerts.START)
    state = test_watchalerts.state(
        now, done, alarm=happened if alarm else None, call=happened if called else None
    )
    for alert in watch_alerts([state], now):
        assert alert.target.row == state.watch_id
        assert alert.target.place is (Place.ROUND if alert.key.startswith("round/") else Place.WATCH)


@given(test_dutyalerts.days(), test_dutyalerts.NOWS)
def test_what_is_about_the_checklist_leads_to_one_of_its_tasks(duties: list[Duty], now: datetime) -> None:
    codes = {duty.task.code for duty in duties}
    for alert in duty_alerts(duties, test_dutyalerts.DAY, now):
        assert alert.target.place is Place.TASK
        assert alert.target.row in codes


@given(open_items(), st.integers(0, 200))
def test_what_is_about_slips_leads_to_an_item_that_waits_for_just_that(
    items: list[OpenItem], minute: int
) -> None:
    asks = {one.item_id: set(one.item.asks) for one in items}
    patient = PatientSlips(4, "A012", "lab", "the lab", START, tuple(items))
    for alert in order_alerts([patient], at(minute)):
        assert alert.target.place is Place.SLIP
        assert isinstance(alert.target.row, int)
        assert alert.target.question in asks[alert.target.row] & set(Question)


@given(st.sampled_from(IncidentKind), st.integers(0, 120))
def test_what_is_about_an_incident_leads_to_it(kind: IncidentKind, minute: int) -> None:
    incident = UnreportedIncident(3, kind, NOW, report_by(NOW))
    (alert,) = incident_alerts([incident], NOW + minute * MINUTE)
    assert alert.target == (Place.INCIDENT, 3, None)


@given(st.sampled_from(Acuity), st.integers(0, 300), st.sampled_from(["", "chest pain"]))
def test_what_is_about_triage_leads_to_whoever_waits(level: Acuity, minute: int, flag: str) -> None:
    for alert in triage_alerts([TriagedPatient(5, "A001", level, NOW, flag)], NOW + minute * MINUTE):
        assert alert.target.place in {Place.LEVEL, Place.QUEUE}
        assert alert.target.row == alert.visit_id == 5


def test_the_walk_goes_down_the_list_and_begins_again() -> None:
    walk = Walk()
    assert [walk.step(["a", "b", "c"], NOW) for _ in range(5)] == ["a", "b", "c", "a", "b"]


def test_what_has_come_in_between_is_next() -> None:
    walk = Walk()
    walk.step(["b", "c"], NOW)
    assert walk.step(["a", "b", "c"], NOW) == "a"
    assert walk.step(["a", "c"], NOW) == "c"  # b was done meanwhile


def test_after_a_while_without_a_step_or_with_a_clock_set_back_it_begins_with_the_worst() -> None:
    for later in (WALK_LASTS, -MINUTE):
        walk = Walk()
        walk.step(["a", "b"], NOW)
        assert walk.step(["a", "b"], NOW + later) == "a"


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), min_size=1))
def test_as_long_as_the_list_stands_every_alert_comes_once(before: list[list[str]]) -> None:
    walk = Walk()
    for keys in before:
        assert walk.step(keys, NOW) in keys
    keys = ["a", "b", "c", "d"]
    walk.step(keys, NOW + 2 * WALK_LASTS)
    assert {walk.step(keys, NOW + 2 * WALK_LASTS) for _ in keys[1:]} == {"b", "c", "d"}
