"""What the alert line shows."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.attention import (
    Alert,
    FamilyWaiting,
    OpenCall,
    OpenPromise,
    PlacedPatient,
    Situation,
    WaitingPatient,
    attention,
)
from assistant_tui.domain.queuerules import QueueRules
from assistant_tui.domain.whereabouts import Stay

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
RULES = QueueRules()
CALM = Situation(RULES)


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def waits(visit: int, minutes: float, acuity: int = 4) -> WaitingPatient:
    return WaitingPatient(visit, f"A{visit:03}", ago(minutes), acuity)


def told(visit: int, minutes: float) -> OpenPromise:
    return OpenPromise(visit, f"A{visit:03}", ago(minutes))


def called(visit: int, made: int, minutes: float) -> OpenCall:
    return OpenCall(visit, visit + 100, f"A{visit:03}", made, ago(minutes))


def placed(
    visit: int, minutes: float, normal: float = 15, back: float | None = None, awaits_call: bool = False
) -> PlacedPatient:
    back_by = None if back is None else ago(back)
    stay = Stay(visit, "lab", ago(minutes), back_by=back_by)
    return PlacedPatient(f"A{visit:03}", stay, "Lab", timedelta(minutes=normal), awaits_call)


def family(number: int, visit: int, minutes: float | None) -> FamilyWaiting:
    since = None if minutes is None else ago(minutes)
    return FamilyWaiting(number, visit, f"A{visit:03}", "husband", since)


def said(alerts: tuple[Alert, ...]) -> list[tuple[int, str]]:
    return [(alert.priority, str(alert.saying)) for alert in alerts]


def test_nothing_due_says_nothing() -> None:
    calm = Situation(
        RULES,
        (waits(1, 60), waits(2, 5, acuity=2)),
        (placed(3, 30), placed(4, 200, back=0)),
        (called(5, 2, 0.9),),
        (told(1, 5), told(6, 50)),
        (family(1, 5, None),),
    )
    assert attention(calm, NOW) == ()


def test_a_countdown_that_has_run_out_says_what_to_do_next() -> None:
    alerts = attention(CALM._replace(calls=(called(1, 2, 1), called(2, 3, 5))), NOW)
    assert said(alerts) == [
        (2, "A002 has not come after 3 calls: skip"),
        (2, "A001 has not come: call again"),
    ]
    assert [alert.since for alert in alerts] == [ago(4), ago(0)]


def test_calling_again_is_a_new_cause() -> None:
    keys = {attention(CALM._replace(calls=(called(1, made, 2),)), NOW)[0].key for made in (1, 2, 3)}
    assert len(keys) == 3


def test_a_stay_past_twice_its_norm_is_told() -> None:
    alerts = attention(CALM._replace(placed=(placed(1, 38), placed(2, 29))), NOW)
    assert said(alerts) == [(2, "A001 has been at Lab for 38 min")]
    assert alerts[0].since == ago(8)


def test_past_the_time_to_be_back_is_told_and_grows_worse_under_the_same_key() -> None:
    late, alarming = (attention(CALM._replace(placed=(placed(1, 60, back=n),)), NOW) for n in (4, 16))
    assert said(late) == [(3, "A001 should have been back from Lab 4 min ago")]
    assert said(alarming) == [(2, "A001 should have been back from Lab 16 min ago")]
    assert late[0].key == alarming[0].key


def test_a_wait_beyond_the_maximum_is_told() -> None:
    assert said(attention(CALM._replace(waiting=(waits(1, 72),)), NOW)) == [(3, "A001 has waited 72 min")]


def test_a_promise_is_broken_five_minutes_after_its_time_while_she_waits() -> None:
    waiting = (waits(1, 20), waits(2, 20))
    alerts = attention(CALM._replace(waiting=waiting, promises=(told(1, 6), told(2, 5), told(3, 30))), NOW)
    assert said(alerts) == [(2, "A001 should have been called 6 min ago")]


def test_level_one_comes_before_everything() -> None:
    state = CALM._replace(waiting=(waits(1, 90), waits(2, 0, acuity=1)), calls=(called(3, 3, 30),))
    assert said(attention(state, NOW))[0] == (1, "A002 is level 1 and waits: call now")


def test_a_companion_is_asked_in_once_the_patient_is_in_the_room() -> None:
    alerts = attention(CALM._replace(family=(family(7, 1, 2), family(8, 2, None))), NOW)
    assert said(alerts) == [(2, "A001 is in the room: ask husband in")]


def test_one_wait_is_one_alert_however_many_rules_it_breaks() -> None:
    state = Situation(
        RULES, (waits(1, 90),), (placed(1, 90, awaits_call=True),), (), (told(1, 20), told(1, 40))
    )
    assert said(attention(state, NOW)) == [(2, "A001 has been at Lab for 90 min")]
    state = state._replace(placed=())
    assert said(attention(state, NOW)) == [(2, "A001 should have been called 40 min ago")]


def test_the_waiting_area_counts_by_itself_for_who_does_not_wait_for_the_room() -> None:
    assert len(attention(CALM._replace(placed=(placed(1, 90, awaits_call=True),)), NOW)) == 1


visits = st.integers(1, 5)
past = st.integers(0, 150)
situations = st.builds(
    Situation,
    rules=st.just(RULES),
    waiting=st.lists(st.builds(waits, visits, past, st.integers(1, 4)), max_size=5).map(tuple),
    placed=st.lists(
        st.builds(
            placed,
            visits,
            past,
            st.sampled_from([10, 20, 45]),
            st.none() | st.integers(-20, 60),
            st.booleans(),
        ),
        max_size=5,
    ).map(tuple),
    calls=st.lists(st.builds(called, visits, st.integers(1, 4), past), max_size=4).map(tuple),
    promises=st.lists(st.builds(told, visits, past), max_size=4).map(tuple),
    family=st.lists(st.builds(family, visits, visits, st.none() | past), max_size=4).map(tuple),
)


@given(situations, st.randoms(use_true_random=False))
def test_the_order_of_what_is_known_does_not_matter(state: Situation, rng: random.Random) -> None:
    shuffled = Situation(
        RULES,
        tuple(rng.sample(state.waiting, len(state.waiting))),
        tuple(rng.sample(state.placed, len(state.placed))),
        tuple(rng.sample(state.calls, len(state.calls))),
        tuple(rng.sample(state.promises, len(state.promises))),
        tuple(rng.sample(state.family, len(state.family))),
    )
    assert attention(shuffled, NOW) == attention(state, NOW)


@given(situations)
def test_worst_first_one_for_each_cause_and_none_from_the_future(state: Situation) -> None:
    alerts = attention(state, NOW)
    assert [(a.priority, a.since) for a in alerts] == sorted((a.priority, a.since) for a in alerts)
    assert len({alert.key for alert in alerts}) == len(alerts)
    assert all(alert.priority in {1, 2, 3} and alert.since <= NOW for alert in alerts)


@given(situations, past)
def test_a_cause_lasts_until_something_is_done(state: Situation, minutes: int) -> None:
    later = attention(state, NOW + timedelta(minutes=minutes))
    now_by_key = {alert.key: alert.priority for alert in attention(state, NOW)}
    later_by_key = {alert.key: alert.priority for alert in later}
    for key, priority in now_by_key.items():
        assert later_by_key[key] <= priority
