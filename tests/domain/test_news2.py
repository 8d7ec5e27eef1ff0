"""NEWS2 by chart 1 and chart 2 of the Royal College of Physicians (2017), every boundary of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.news2 import Part, Risk, news2, not_for
from assistant_tui.domain.vitals import BOUNDS, Consciousness, Vital, Vitals
from tests.domain.measured import but

WELL = Vitals(
    respiration=16, oxygen=97, systolic=120, diastolic=80, pulse=72,
    consciousness=Consciousness.ALERT, temperature=36.8,
)  # fmt: skip
"""Nothing that scores."""

CHART: dict[Part, list[tuple[float, float, int]]] = {
    Part.RESPIRATION: [(3, 8, 3), (9, 11, 1), (12, 20, 0), (21, 24, 2), (25, 80, 3)],
    Part.OXYGEN: [(50, 91, 3), (92, 93, 2), (94, 95, 1), (96, 100, 0)],
    Part.SYSTOLIC: [(40, 90, 3), (91, 100, 2), (101, 110, 1), (111, 219, 0), (220, 300, 3)],
    Part.PULSE: [(20, 40, 3), (41, 50, 1), (51, 90, 0), (91, 110, 1), (111, 130, 2), (131, 250, 3)],
    Part.TEMPERATURE: [(30, 35.0, 3), (35.1, 36.0, 1), (36.1, 38.0, 0), (38.1, 39.0, 1), (39.1, 43, 2)],
}
"""From, to (both included), points: chart 1, SpO2 by scale 1."""

SCALE_2_ON_AIR = [(50, 83, 3), (84, 85, 2), (86, 87, 1), (88, 92, 0), (93, 100, 0)]
SCALE_2_ON_OXYGEN = [
    (50, 83, 3),
    (84, 85, 2),
    (86, 87, 1),
    (88, 92, 0),
    (93, 94, 1),
    (95, 96, 2),
    (97, 100, 3),
]

BOUNDARIES = [
    (part, value, points) for part, bands in CHART.items() for *ends, points in bands for value in ends
]


@pytest.mark.parametrize(("part", "value", "points"), BOUNDARIES)
def test_each_band_of_the_chart_has_its_points(part: Part, value: float, points: int) -> None:
    given_value = value if part is Part.TEMPERATURE else int(value)
    score = news2(but(WELL, part, given_value))
    assert score.parts[part] == points
    assert score.score == points
    assert score.red == ((part,) if points == 3 else ())


def test_the_bands_of_the_chart_touch() -> None:
    for part, bands in CHART.items():
        step = 0.1 if part is Part.TEMPERATURE else 1
        assert (bands[0][0], bands[-1][1]) == BOUNDS[Vital(part.value)]
        for (_, end, _), (begin, _, _) in pairwise(bands):
            assert begin == pytest.approx(end + step)


@pytest.mark.parametrize("on_oxygen", [False, True])
def test_scale_2_asks_for_less_oxygen_and_warns_of_too_much(on_oxygen: bool) -> None:
    bands = SCALE_2_ON_OXYGEN if on_oxygen else SCALE_2_ON_AIR
    for *ends, points in bands:
        for value in ends:
            score = news2(replace(WELL, oxygen=value, on_oxygen=on_oxygen, oxygen_scale_2=True))
            assert score.parts[Part.OXYGEN] == points
            assert score.score == points + (2 if on_oxygen else 0)


def test_oxygen_given_scores_2_and_all_but_alert_score_3() -> None:
    assert news2(replace(WELL, on_oxygen=True)).parts[Part.AIR_OR_OXYGEN] == 2
    for found in Consciousness:
        points = 0 if found is Consciousness.ALERT else 3
        assert news2(replace(WELL, consciousness=found)).score == points


def test_the_worst_scores_20_and_the_best_0() -> None:
    worst = Vitals(
        respiration=30, oxygen=80, on_oxygen=True, systolic=70, pulse=150,
        consciousness=Consciousness.UNRESPONSIVE, temperature=34.0,
    )  # fmt: skip
    assert news2(worst).score == 20
    assert (news2(WELL).score, news2(WELL).risk) == (0, Risk.LOW)


@pytest.mark.parametrize(
    ("vitals", "score", "risk"),
    [
        (replace(WELL, respiration=22, temperature=38.5, pulse=95), 4, Risk.LOW),
        (replace(WELL, respiration=25), 3, Risk.LOW_MEDIUM),
        (replace(WELL, respiration=25, temperature=38.5), 4, Risk.LOW_MEDIUM),
        (replace(WELL, respiration=22, temperature=38.5, pulse=115), 5, Risk.MEDIUM),
        (replace(WELL, respiration=22, oxygen=93, pulse=115), 6, Risk.MEDIUM),
        (replace(WELL, respiration=22, oxygen=93, pulse=115, temperature=38.5), 7, Risk.HIGH),
    ],
)
def test_what_the_score_calls_for_is_that_of_chart_2(vitals: Vitals, score: int, risk: Risk) -> None:
    assert (news2(vitals).score, news2(vitals).risk) == (score, risk)


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.AIR_OR_OXYGEN])
def test_without_one_part_there_is_no_score_but_the_others_are_known(part: Part) -> None:
    score = news2(but(WELL, part, None))
    assert (score.score, score.risk, score.missing) == (None, None, (part,))
    assert set(score.parts) == set(Part) - {part}


def test_a_single_3_is_red_before_the_rest_is_measured() -> None:
    assert news2(Vitals(systolic=85)).red == (Part.SYSTOLIC,)


def test_it_is_for_adults_and_not_in_pregnancy() -> None:
    assert not_for(16, pregnant=False) is None
    assert not_for(None, pregnant=False) is None
    assert str(not_for(15, pregnant=False)) == "NEWS2 is for people of 16 and over"
    assert str(not_for(30, pregnant=True)) == "NEWS2 is not for use in pregnancy"


# Further from what is usual is never less grave.

USUAL = {Part.RESPIRATION: 16, Part.OXYGEN: 100, Part.SYSTOLIC: 150, Part.PULSE: 70, Part.TEMPERATURE: 37.0}
VALUES = st.fixed_dictionaries(
    {
        "respiration": st.integers(*BOUNDS[Vital.RESPIRATION]),
        "oxygen": st.integers(*BOUNDS[Vital.OXYGEN]),
        "systolic": st.integers(*BOUNDS[Vital.SYSTOLIC]),
        "pulse": st.integers(*BOUNDS[Vital.PULSE]),
        "temperature": st.integers(300, 430).map(lambda tenths: tenths / 10),
        "consciousness": st.sampled_from(Consciousness),
        "on_oxygen": st.booleans(),
    }
)


@given(VALUES, st.sampled_from(sorted(USUAL)), st.floats(0, 1))
def test_a_value_nearer_to_the_usual_never_scores_more(
    values: dict[str, float], part: Part, share: float
) -> None:
    grave = Vitals(**values)  # type: ignore[arg-type]  # the dictionary has a field's type for each
    value = getattr(grave, part)
    nearer = value + (USUAL[part] - value) * share
    nearer = round(nearer, 1) if part is Part.TEMPERATURE else round(nearer)
    milder = but(grave, part, nearer)
    before, after = news2(grave).score, news2(milder).score
    assert before is not None
    assert after is not None
    assert after <= before
    assert 0 <= before <= 20


@given(VALUES)
def test_the_score_is_the_sum_of_its_parts(values: dict[str, float]) -> None:
    score = news2(Vitals(**values))  # type: ignore[arg-type]
    assert score.score == sum(score.parts.values())
    assert all(0 <= points <= 3 for points in score.parts.values())
