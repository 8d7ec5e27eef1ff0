"""The levels that vitals, the score and red flags call for; who is to be looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.attention import NOTE, SOON
from assistant_tui.domain.news2 import news2
from assistant_tui.domain.triage import (
    SEEN_WITHIN,
    RedFlag,
    TriagedPatient,
    look_again_at,
    suggest,
    triage_alerts,
)
from assistant_tui.domain.vitals import BOUNDS, Consciousness, Vital, Vitals
from assistant_tui.domain.words import Words
from tests.domain.measured import but

NOW = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
BLEEDING = RedFlag("bleeding", Words("孕期出血", "Bleeding in pregnancy"), Acuity.SEVERE)

LEVELS: dict[Vital, list[tuple[float, int]]] = {
    Vital.PULSE: [
        (39, 1), (40, 2), (50, 2), (51, 3), (55, 3), (56, 4), (99, 4), (100, 3), (149, 3), (150, 2), (180, 2),
        (181, 1),
    ],
    Vital.SYSTOLIC: [
        (69, 1), (70, 2), (80, 2), (81, 3), (90, 3), (91, 4), (179, 4), (180, 3), (200, 3), (201, 2),
    ],
    Vital.OXYGEN: [(79, 1), (80, 2), (90, 2), (91, 3), (94, 3), (95, 4), (100, 4)],
    Vital.TEMPERATURE: [(36.8, 4), (41.0, 4), (41.1, 1)],
    Vital.PAIN: [(0, 4), (3, 4), (4, 3), (6, 3), (7, 2), (10, 2)],
}  # fmt: skip
"""The limits of the consensus; where two bands meet, the graver one."""


@pytest.mark.parametrize(
    ("vital", "value", "level"), [(vital, *limit) for vital, limits in LEVELS.items() for limit in limits]
)
def test_each_limit_of_the_consensus_calls_for_its_level(vital: Vital, value: float, level: int) -> None:
    suggestion = suggest(but(Vitals(), vital, value), None, None)
    assert suggestion is not None
    assert suggestion.level == level
    assert bool(suggestion.reasons) == (level < 4)


def test_without_anything_measured_nothing_is_suggested() -> None:
    assert suggest(Vitals(), news2(Vitals()), None) is None


def test_the_gravest_reason_counts_and_stands_first() -> None:
    vitals = Vitals(pulse=120, pain=8)
    suggestion = suggest(vitals, news2(vitals), BLEEDING)
    assert suggestion is not None
    assert suggestion.level is Acuity.SEVERE
    assert [str(reason.saying) for reason in suggestion.reasons] == [
        "Bleeding in pregnancy",
        "Pain 8/10",
        "Pulse 120/min",
    ]


def test_a_part_of_3_counts_once_and_a_score_of_7_is_level_2() -> None:
    weak = Vitals(
        respiration=25, oxygen=95, systolic=105, pulse=95,
        consciousness=Consciousness.ALERT, temperature=39.5,
    )  # fmt: skip
    suggestion = suggest(weak, news2(weak), None)
    assert suggestion is not None
    assert suggestion.level is Acuity.SEVERE
    assert [str(reason.saying) for reason in suggestion.reasons] == ["NEWS2 8", "NEWS2: Breaths 3"]
    low = Vitals(systolic=85)
    found = suggest(low, news2(low), None)
    assert found is not None
    assert [str(reason.saying) for reason in found.reasons] == ["Systolic pressure 85mmHg"]


def test_on_scale_2_a_low_oxygen_is_left_to_the_score() -> None:
    vitals = Vitals(oxygen=89, oxygen_scale_2=True)
    found = suggest(vitals, news2(vitals), None)
    assert found is not None
    assert found.level is Acuity.ROUTINE


def test_the_limits_of_adults_do_not_count_for_a_child() -> None:
    fast = Vitals(pulse=150, systolic=85)
    child = suggest(fast, None, None, age=5)
    assert child is not None
    assert child.level is Acuity.ROUTINE
    grown = suggest(fast, None, None, age=16)
    assert grown is not None
    assert grown.level is Acuity.SEVERE


@given(
    st.fixed_dictionaries({str(vital): st.none() | st.integers(*bounds) for vital, bounds in BOUNDS.items()}),
    st.none() | st.sampled_from(Consciousness),
    st.sampled_from(list(BOUNDS)),
)
def test_knowing_more_never_makes_it_less_grave(
    values: dict[str, int | None], consciousness: Consciousness | None, less: Vital
) -> None:
    vitals = Vitals(**values, consciousness=consciousness)  # type: ignore[arg-type]
    known = but(vitals, less, None)
    all_found, found = suggest(vitals, news2(vitals), None), suggest(known, news2(known), None)
    if found is not None:
        assert all_found is not None
        assert all_found.level <= found.level


def waiting(level: Acuity, minutes: float, flag: str = "") -> TriagedPatient:
    return TriagedPatient(7, "A007", level, NOW - timedelta(minutes=minutes), flag)


def test_each_level_is_looked_at_again_when_it_should_have_been_seen() -> None:
    assert [SEEN_WITHIN[level] // timedelta(minutes=1) for level in Acuity] == [0, 10, 30, 240]
    for level, priority in ((Acuity.SEVERE, SOON), (Acuity.URGENT, NOTE), (Acuity.ROUTINE, NOTE)):
        minutes = SEEN_WITHIN[level] / timedelta(minutes=1)
        assert list(triage_alerts([waiting(level, minutes - 0.1)], NOW)) == []
        (alert,) = triage_alerts([waiting(level, minutes)], NOW)
        assert (alert.priority, alert.key, alert.since) == (priority, "triage/7", NOW)
        assert alert.since == look_again_at(level, NOW - timedelta(minutes=minutes))


def test_a_red_flag_of_level_2_is_an_alert_at_once_and_one_of_level_1_is_called() -> None:
    (alert,) = triage_alerts([waiting(Acuity.SEVERE, 1, "Bleeding in pregnancy")], NOW)
    assert str(alert.saying) == "A007 Bleeding in pregnancy: tell the doctor"
    assert alert.priority == SOON
    assert list(triage_alerts([waiting(Acuity.CRITICAL, 90, "Shock")], NOW)) == []


def test_a_patient_has_one_alert_for_a_flag_and_for_the_next_look() -> None:
    (alert,) = triage_alerts([waiting(Acuity.SEVERE, 12, "Bleeding")], NOW)
    assert str(alert.saying) == "A007 level 2 still waits after 12 min: look again"
