"""Stays: how long they last and whether they fit together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.whereabouts import DwellState, Stay, check_stays, dwell

START = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
NORMAL = timedelta(minutes=20)
PLACES = ("waiting", "room", "lab", "cashier")


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def stay(since: float, until: float | None = None, place: str = "lab", back: float | None = None) -> Stay:
    return Stay(
        1, place, at(since), None if until is None else at(until), back_by=None if back is None else at(back)
    )


@pytest.mark.parametrize(
    ("minutes", "shown", "state"),
    [
        (0, 0, DwellState.USUAL),
        (20, 20, DwellState.USUAL),
        (20.5, 20, DwellState.LATE),
        (40, 40, DwellState.LATE),
        (40.1, 40, DwellState.ALERT),
        (-10, 0, DwellState.USUAL),
    ],
)
def test_a_stay_is_late_past_its_norm_and_an_alert_past_twice(
    minutes: float, shown: int, state: DwellState
) -> None:
    spent = dwell(stay(0), NORMAL, at(minutes))
    assert (spent.minutes, spent.state) == (shown, state)


@pytest.mark.parametrize(
    ("minutes", "state"),
    [(50, DwellState.USUAL), (51, DwellState.LATE), (70, DwellState.LATE), (71, DwellState.ALERT)],
)
def test_a_time_to_be_back_by_replaces_the_norm(minutes: float, state: DwellState) -> None:
    spent = dwell(stay(0, back=50), NORMAL, at(minutes))
    assert (spent.minutes, spent.state) == (minutes, state)


def test_a_stay_that_is_over_no_longer_grows() -> None:
    assert dwell(stay(0, 25), NORMAL, at(500)) == dwell(stay(0), NORMAL, at(25))


@given(st.integers(-60, 200), st.integers(0, 60), st.none() | st.integers(-30, 90))
def test_a_stay_only_grows_worse(minutes: int, more: int, back: int | None) -> None:
    severity = list(DwellState)
    before, after = (dwell(stay(0, back=back), NORMAL, at(m)) for m in (minutes, minutes + more))
    assert 0 <= before.minutes <= after.minutes
    assert severity.index(before.state) <= severity.index(after.state)


@st.composite
def chains(draw: st.DrawFn) -> list[Stay]:
    """Stays that touch; the last is open."""
    lengths = draw(st.lists(st.integers(1, 30), min_size=1, max_size=8))
    edges = [sum(lengths[:n]) for n in range(len(lengths))]
    ends: list[int | None] = [*edges[1:], None]
    return [stay(a, b, draw(st.sampled_from(PLACES))) for a, b in zip(edges, ends, strict=True)]


def closed(chain: list[Stay]) -> list[Stay]:
    return [*chain[:-1], chain[-1]._replace(until=chain[-1].since + timedelta(minutes=5))]


@given(chains())
def test_stays_that_touch_are_in_order_in_any_order(chain: list[Stay]) -> None:
    assert check_stays(reversed(chain), departed=False) == []
    assert check_stays(reversed(closed(chain)), departed=True) == []


@given(chains())
def test_who_is_here_has_an_open_stay_and_who_has_departed_has_none(chain: list[Stay]) -> None:
    assert len(check_stays(chain, departed=True)) == 1
    assert len(check_stays(closed(chain), departed=False)) == 1


@given(chains(), st.data())
def test_a_stay_taken_out_or_pulled_apart_is_noticed(chain: list[Stay], data: st.DataObject) -> None:
    chain = [stay(-10, 0), *chain]
    index = data.draw(st.integers(1, len(chain) - 1))
    shift = timedelta(seconds=data.draw(st.integers(1, 50)) * data.draw(st.sampled_from([-1, 1])))
    torn = [s._replace(since=s.since + shift) if n == index else s for n, s in enumerate(chain)]
    words = "gap" if shift > timedelta(0) else "overlaps"
    assert any(words in str(saying) for saying in check_stays(torn, departed=False))


def test_what_is_wrong_is_said_with_the_places() -> None:
    wrong = check_stays([stay(0, 10, "lab"), stay(12, 8, "room"), stay(12, None, "cashier")], departed=True)
    assert [str(saying) for saying in wrong] == [
        "the stay at room ends before it begins",
        "there is a gap between the stays at lab and room",
        "there is a gap between the stays at room and cashier",
        "open stays of a departed visit: 1 instead of 0",
    ]


def test_two_open_stays_overlap_and_are_one_too_many() -> None:
    wrong = [str(saying) for saying in check_stays([stay(0), stay(5, place="room")], departed=False)]
    assert wrong == [
        "the stay at lab overlaps the one at room",
        "open stays of a visit still here: 2 instead of 1",
    ]


def test_a_visit_without_stays_is_noticed_while_it_is_here() -> None:
    assert [str(saying) for saying in check_stays([], departed=False)] == [
        "open stays of a visit still here: 0 instead of 1"
    ]
