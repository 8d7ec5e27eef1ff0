"""What is there, what was used, what is to be fetched."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.supplies import Entry, SupplyKind, moved, to_restock

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
QUANTITIES = st.integers(0, 500)
ENTRIES = st.lists(st.builds(Entry, st.sampled_from(SupplyKind), QUANTITIES, st.just(AT)))


def entry(kind: str, quantity: int) -> Entry:
    return Entry(SupplyKind(kind), quantity, AT)


def test_a_level_is_the_last_count_with_what_came_and_went() -> None:
    found = moved([entry("received", 5), entry("count", 40), entry("received", 20), entry("used", 12)])
    assert (found.level, found.received, found.used, found.lost) == (48, 25, 12, 0)


def test_what_a_count_misses_is_lost_and_what_it_finds_more_is_negative() -> None:
    assert moved([entry("count", 40), entry("used", 10), entry("count", 25)]).lost == 5
    assert moved([entry("count", 25)], level=20).lost == -5


def test_nothing_is_known_before_the_first_count() -> None:
    assert moved([entry("received", 7), entry("used", 1)]).level is None


@given(ENTRIES, st.none() | QUANTITIES)
def test_there_is_never_less_than_nothing(entries: list[Entry], before: int | None) -> None:
    level = moved(entries, before).level
    assert level is None or level >= 0


@given(ENTRIES, ENTRIES, st.none() | QUANTITIES)
def test_days_add_up_however_they_are_cut(one: list[Entry], other: list[Entry], before: int | None) -> None:
    whole, first = moved(one + other, before), moved(one, before)
    second = moved(other, first.level)
    assert whole.level == second.level
    assert whole.received == first.received + second.received
    assert whole.used == first.used + second.used
    assert whole.lost == first.lost + second.lost


@given(QUANTITIES, QUANTITIES)
def test_restocking_brings_the_par_back_and_never_more(counted: int, par: int) -> None:
    fetched = to_restock(counted, par)
    assert fetched >= 0
    assert counted + fetched == max(counted, par)
