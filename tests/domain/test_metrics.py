"""Every figure: its formula, whom it counts, and what it leaves out."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain import metrics
from assistant_tui.domain.dayfacts import CallFacts, DutyCounts, RoomDay
from assistant_tui.domain.figures import EDITION, Tally, day_figures
from assistant_tui.domain.metrics import EntryFacts, ItemFacts, PromiseFacts, VisitFacts
from assistant_tui.domain.protocols import Level
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.roundfacts import RoundFacts
from assistant_tui.domain.spread import Spread, quantile, spread
from assistant_tui.domain.watches import RoundStatus
from assistant_tui.export.tabular import columns
from assistant_tui.readmodels.flow import ActivityStats
from assistant_tui.readmodels.stats import DUTIES, DayStats, day_stats
from assistant_tui.readmodels.statsdefinitions import DEFINITIONS, SECTIONS

NINE = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
DOCUMENT = Path(__file__).parents[2] / "docs" / "metrics.md"


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def seen(*, arrived: float = 0, called: float = 20, started: float = 21, ended: float = 31) -> VisitFacts:
    entry = EntryFacts(
        EntryKind.WALK_IN, EntryStatus.COMPLETED, at(called), at(called), at(started), at(ended), calls=1
    )
    return VisitFacts(arrived_at=at(arrived), departed_at=at(ended + 10), entries=(entry,))


def unseen(status: EntryStatus, *, calls: int = 0) -> VisitFacts:
    return VisitFacts(arrived_at=at(0), entries=(EntryFacts(EntryKind.WALK_IN, status, calls=calls),))


def test_a_wait_runs_from_arrival_to_the_first_call() -> None:
    assert metrics.wait(seen(arrived=5, called=20)) == timedelta(minutes=15)


def test_a_booked_wait_begins_at_the_slot_and_is_never_negative() -> None:
    early = seen(arrived=0, called=20)._replace(slot_at=at(12))
    called_early = seen(arrived=0, called=20)._replace(slot_at=at(30))
    late = seen(arrived=16, called=20)._replace(slot_at=at(12))
    assert metrics.wait(early) == timedelta(minutes=8)
    assert metrics.wait(called_early) == timedelta(0)
    assert metrics.wait(late) == timedelta(minutes=4)


def test_the_wait_ends_with_the_visits_first_call_not_with_a_later_entry() -> None:
    first = seen(called=20)
    back = EntryFacts(EntryKind.RETURN, EntryStatus.WAITING, first_called_at=at(90))
    assert metrics.wait(first._replace(entries=(back, *first.entries))) == timedelta(minutes=20)


def test_a_visit_never_called_has_no_wait() -> None:
    assert metrics.wait(unseen(EntryStatus.WAITING)) is None


def test_service_adds_up_all_consultations_of_a_visit() -> None:
    visit = seen(started=21, ended=31)
    back = EntryFacts(EntryKind.RETURN, EntryStatus.COMPLETED, at(60), at(60), at(60), at(64))
    assert metrics.service(visit._replace(entries=(*visit.entries, back))) == timedelta(minutes=14)


def test_service_waits_for_the_consultation_that_is_going_on() -> None:
    visit = seen()
    back = EntryFacts(EntryKind.RETURN, EntryStatus.IN_PROGRESS, at(60), at(60), at(60))
    assert metrics.service(visit._replace(entries=(*visit.entries, back))) is None


def test_total_is_for_visits_that_were_seen_and_departed() -> None:
    assert metrics.total(seen(arrived=0, ended=31)) == timedelta(minutes=41)
    assert metrics.total(seen()._replace(departed_at=None)) is None
    assert metrics.total(unseen(EntryStatus.LEFT)._replace(departed_at=at(9))) is None


def test_outcomes_count_each_visit_once() -> None:
    figures = day_figures(
        [
            seen(),
            seen()._replace(departed_at=None),
            unseen(EntryStatus.NOSHOW, calls=3),
            unseen(EntryStatus.LEFT),
            unseen(EntryStatus.WAITING),
            unseen(EntryStatus.ENTERED_IN_ERROR),
        ]
    )
    assert (figures.visits, figures.fulfilled, figures.noshow, figures.left_unseen) == (5, 2, 1, 1)
    assert figures.still_open == 2
    assert figures.no_show_rate == pytest.approx(1 / 3)
    assert (figures.calls, figures.missed_calls) == (5, 3)


def test_a_patient_who_leaves_before_her_return_was_still_seen() -> None:
    visit = seen()
    back = EntryFacts(EntryKind.RETURN, EntryStatus.LEFT)
    figures = day_figures([visit._replace(entries=(*visit.entries, back))])
    assert (figures.fulfilled, figures.left_unseen, figures.returns) == (1, 0, 1)


def test_booked_and_first_visits_are_counted() -> None:
    figures = day_figures([seen()._replace(slot_at=at(10), first_visit=True), seen()])
    assert (figures.appointments, figures.walk_ins, figures.first_visits) == (1, 1, 1)


def test_entries_made_in_error_count_nowhere() -> None:
    visit = seen()
    wrong = EntryFacts(
        EntryKind.RETURN,
        EntryStatus.ENTERED_IN_ERROR,
        first_called_at=at(1),
        calls=2,
        promises=(PromiseFacts(at(0), at(9)),),
    )
    with_wrong = visit._replace(entries=(wrong, *visit.entries))
    assert day_figures([with_wrong]) == day_figures([visit])


@pytest.mark.parametrize(
    ("called", "kept"), [(10, True), (20, True), (25, True), (25.01, False), (60, False)]
)
def test_a_promise_is_kept_up_to_five_minutes_late(called: float, kept: bool) -> None:
    promise = PromiseFacts(told_at=at(0), until=at(20))
    entry = EntryFacts(EntryKind.WALK_IN, EntryStatus.CALLED, first_called_at=at(called))
    assert metrics.promise_kept(promise, entry) is kept


def test_a_promise_is_held_against_the_first_call_after_it() -> None:
    promise = PromiseFacts(told_at=at(30), until=at(40))
    skipped = EntryFacts(EntryKind.WALK_IN, EntryStatus.SKIPPED, first_called_at=at(10), called_at=at(12))
    again = skipped._replace(status=EntryStatus.CALLED, called_at=at(50))
    assert metrics.promise_kept(promise, skipped) is None
    assert metrics.promise_kept(promise, again) is False


@pytest.mark.parametrize(("left", "kept"), [(10, None), (25, None), (26, False)])
def test_a_promise_to_one_who_left_counts_only_if_she_outwaited_it(left: float, kept: bool | None) -> None:
    promise = PromiseFacts(told_at=at(0), until=at(20))
    entry = EntryFacts(EntryKind.WALK_IN, EntryStatus.LEFT, ended_at=at(left))
    assert metrics.promise_kept(promise, entry) is kept


def test_undecided_promises_are_told_but_neither_kept_nor_broken() -> None:
    waiting = EntryFacts(EntryKind.WALK_IN, EntryStatus.WAITING, promises=(PromiseFacts(at(0), at(9)),))
    figures = day_figures([VisitFacts(arrived_at=at(0), entries=(waiting,))])
    assert (figures.promises_told, figures.promises_kept, figures.promises_broken) == (1, 0, 0)
    assert figures.promise_kept_rate is None


@pytest.mark.parametrize(
    ("status", "calls", "missed"),
    [
        (EntryStatus.CALLED, 3, 2),
        (EntryStatus.COMPLETED, 1, 0),
        (EntryStatus.SKIPPED, 3, 3),
        (EntryStatus.NOSHOW, 2, 2),
        (EntryStatus.WAITING, 0, 0),
        (EntryStatus.IN_PROGRESS, 0, 0),
    ],
)
def test_all_calls_but_the_answered_or_standing_one_are_missed(
    status: EntryStatus, calls: int, missed: int
) -> None:
    assert metrics.missed_calls(EntryFacts(EntryKind.WALK_IN, status, calls=calls)) == missed


def test_a_wait_as_long_as_the_target_is_not_over_it() -> None:
    visits = [seen(called=minutes) for minutes in (20, 60, 60.001, 90)]
    figures = day_figures([*visits, unseen(EntryStatus.LEFT)], timedelta(minutes=60))
    assert (figures.waits_over_target, figures.over_target_rate) == (2, 0.5)
    assert day_figures(visits).waits_over_target is None


def test_a_negative_time_is_left_out() -> None:
    figures = day_figures([seen(started=31, ended=21), seen()])
    assert figures.service == Spread(n=1, mean=10.0, median=10.0, p90=10.0)


def test_a_day_without_visits_has_counts_of_zero_and_no_figures() -> None:
    row = day_stats(date(2026, 11, 21), "1", day_figures([], timedelta(minutes=60)))
    for name, value in row._asdict().items():
        if name.endswith(("_min", "_pct")):
            assert value is None, name
        elif name not in {"day", "room"}:
            assert value == 0, name


def test_times_and_rates_are_rounded_to_a_tenth_at_the_end() -> None:
    visits = [seen(called=minutes) for minutes in (10.04, 10.04, 10.04)]
    row = day_stats(date(2026, 11, 21), "1", day_figures([*visits, unseen(EntryStatus.NOSHOW)]))
    assert (row.wait_mean_min, row.no_show_pct) == (10.0, 25.0)
    assert (
        day_stats(row.day, "1", day_figures([seen()] * 2 + [unseen(EntryStatus.NOSHOW)])).no_show_pct == 33.3
    )


def test_quantiles_interpolate_as_a_spreadsheet_does() -> None:
    assert quantile([1, 2, 3, 4], 0.5) == 2.5
    assert quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9) == pytest.approx(9.1)
    assert quantile([7], 0.9) == 7
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)


@given(st.lists(st.floats(0, 1e6), max_size=40))
def test_a_spread_lies_within_its_values_and_knows_nothing_of_none(values: list[float]) -> None:
    summary = spread(values)
    assert summary.n == len(values)
    if not values:
        assert (summary.mean, summary.median, summary.p90) == (None, None, None)
        return
    assert summary.mean is not None
    assert summary.median is not None
    assert summary.p90 is not None
    assert min(values) <= summary.median <= summary.p90 <= max(values)
    assert min(values) - 1e-6 <= summary.mean <= max(values) + 1e-6


def test_the_documented_columns_are_the_columns() -> None:
    days, _, activities = DOCUMENT.read_text(encoding="utf-8").partition("## Activities")
    for text, kind in ((days, DayStats), (activities, ActivityStats)):
        documented = re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)
        assert documented == list(columns(kind))


def test_the_definitions_are_those_of_the_document() -> None:
    days = DOCUMENT.read_text(encoding="utf-8").partition("## Common rules")[0]
    lines = [line.replace("`", "") for line in days.splitlines() if line.startswith("| `")]
    told = [tuple(cell.strip() for cell in line[1:].rstrip("|").split("|")) for line in lines]
    assert told[1:] == list(map(tuple, DEFINITIONS))
    assert [one.name for one in DEFINITIONS] == list(DayStats._fields[1:])


def test_total_of_a_visit_that_was_never_in_the_queue_is_known() -> None:
    imported = VisitFacts(arrived_at=at(0), departed_at=at(41))
    assert metrics.total(imported) == timedelta(minutes=41)
    assert metrics.is_fulfilled(imported) is False


def test_the_edition_is_that_of_the_formulas() -> None:
    """If this fails because a formula became another one, `EDITION` is one more, and this is its figures."""
    booked = seen(arrived=3)._replace(slot_at=at(10), first_visit=True)
    promised = EntryFacts(
        EntryKind.RETURN, EntryStatus.LEFT, ended_at=at(90), calls=2, promises=(PromiseFacts(at(40), at(50)),)
    )
    visits = [seen(), booked._replace(entries=(*booked.entries, promised)), unseen(EntryStatus.NOSHOW)]
    ordered = VisitFacts(arrived_at=at(0), departed_at=at(5), items=ITEMS)
    tally = Tally()
    tally.add_day(
        RoomDay([*visits, unseen(EntryStatus.LEFT), ordered], ROUNDS, CALLS, DutyCounts(9, 8, 7, 6, 5, 4))
    )
    numbers = array("q")
    numbers.frombytes(tally.packed())
    counts, heads, times = numbers[:35].tolist(), numbers[35:43].tolist(), numbers[43:].tolist()
    minute = 60_000
    assert EDITION == 2
    assert counts[:14] == [5, 1, 1, 1, 4, 2, 1, 1, 0, 1, 0, 1, 4, 2]
    assert counts[14:] == [5, 2, 1, 1, 300, 1600, 800, 200, 5, 2, 1, 1, 1, 2, 2, 9, 8, 7, 6, 5, 4]
    assert heads == [2, 30 * minute, 2, 20 * minute, 3, 84 * minute, 1, 7 * minute]
    assert times == [minute * value for value in (10, 20, 10, 10, 5, 38, 41, 7)]


ITEMS = (
    ItemFacts(100, paid=True, done=True),
    ItemFacts(200, done=True),
    ItemFacts(700, paid=True, refused=True),
    ItemFacts(800, paid=True, void=True, refunded=True),
    ItemFacts(0),
)
ROUNDS = tuple(
    RoundFacts(VisitFacts(), numbered, status, at(20), happened, level)
    for numbered, status, happened, level in (
        (True, RoundStatus.DONE, at(25), Level.ALARM),
        (True, RoundStatus.DONE, at(15), Level.WARN),
        (True, RoundStatus.DONE, at(25.01), Level.USUAL),
        (True, RoundStatus.MISSED, None, Level.USUAL),
        (True, RoundStatus.CANCELLED, None, Level.USUAL),
        (False, RoundStatus.DONE, at(20), Level.ALARM),
    )
)
CALLS = (CallFacts(VisitFacts(), at(3), at(10)), CallFacts(VisitFacts(), at(3), None))


def test_rounds_on_time_are_a_share_of_those_done_or_missed() -> None:
    tally = Tally()
    tally.add_care(ROUNDS, CALLS)
    figures = tally.figures()
    assert figures.rounds_on_time_rate == pytest.approx(2 / 4)
    assert (figures.doctor_calls, figures.response.n, figures.response.mean) == (2, 1, 7)
    assert day_figures([]).rounds_on_time_rate is None


def test_every_column_is_in_one_section() -> None:
    told = [name for names in SECTIONS.values() for name in names]
    assert sorted(told) == sorted(DayStats._fields[2:])
    assert SECTIONS["duties"] == DUTIES


FACTS = st.builds(
    lambda wait, took: seen(called=wait, started=wait, ended=wait + took),
    st.integers(0, 9_000_000).map(lambda wait: wait / 60_000),
    st.integers(-5, 90),
)


@given(st.lists(st.lists(FACTS, max_size=6), max_size=5), st.integers(0, 150))
def test_figures_that_were_packed_and_added_up_are_those_of_all_visits(
    days: list[list[VisitFacts]], minutes: int
) -> None:
    target = timedelta(minutes=minutes)
    total = Tally()
    for visits in days:
        tally = Tally()
        tally.add(visits)
        total.merge(Tally.unpacked(tally.packed()))
    together = [visit for visits in days for visit in visits]
    assert total.figures(target) == day_figures(together, target)
    assert total.packed() == Tally.unpacked(total.packed()).packed()


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[8:], lambda data: data[:72]])
def test_packed_figures_that_are_damaged_are_refused(damage: Callable[[bytes], bytes]) -> None:
    tally = Tally()
    tally.add([seen(), seen(called=50)])
    with pytest.raises(ValueError, match=r".+"):
        Tally.unpacked(damage(tally.packed()))
