"""Figures by week, month, hour, doctor and kind: held against a naive count over random days."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import fmean, median, quantiles
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.figures import Tally, day_figures
from assistant_tui.domain.metrics import EntryFacts, VisitFacts
from assistant_tui.domain.naming import Names, Naming, Pseudonyms
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.domain.saying import InputError
from assistant_tui.readmodels.stats import By, Group, stats_columns
from assistant_tui.services.context import Context
from assistant_tui.services.post import Post, take_post
from assistant_tui.services.statgroups import daily, export, grouped
from assistant_tui.services.stats import Days, days_of

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = 60_000
Visit = tuple[int, str, float | None]  # arrival in milliseconds, kind, wait in minutes

ENTRY = """
INSERT INTO queue_entry (version, voided, visit_id, room_id, day, kind, status, queued_at, calls,
    calls_before, first_called_at, called_at, moved, reason)
VALUES (1, 0, :visit, 1, :day, 'walk-in', 'noshow', :at, 1, 0, :call, :call, 0, '')
"""


def fill(post: Post, seed: int, days: Days, visits: int = 60) -> list[Visit]:
    """Visits at random times of random days, some of them called; around midnight and clock changes too."""
    random = Random(seed)
    made: list[Visit] = []
    post.reading.execute(
        "INSERT INTO patient (id, version, voided, name, sex, note) VALUES (1, 1, 0, '王芳', 'female', '')"
    )
    for number in range(1, visits + 1):
        day = days.first + timedelta(days=random.randrange((days.last - days.first).days + 1))
        minute = random.choice([0, 1, 59, 119, 121, 179, 181, 1439, random.randrange(1440)])
        arrived = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=post.zone)
        at = round(arrived.timestamp() * 1000)
        kind = random.choice(["first", "follow-up"])
        wait = random.choice([None, random.randrange(0, 9_000) / 60])
        post.reading.execute(
            "INSERT INTO visit (id, version, voided, patient_id, room_id, doctor_id, day, series, number,"
            " ticket, kind, status, complaint, acuity, arrived_at, note)"
            " VALUES (?, 1, 0, 1, 1, 1, ?, 'A', ?, 'A', ?, 'arrived', '', 4, ?, '')",
            (number, day.isoformat(), number, kind, at),
        )
        if wait is not None:
            call = at + round(wait * MINUTE)
            post.reading.execute(ENTRY, {"visit": number, "at": at, "call": call, "day": day.isoformat()})
        made.append((at, kind, wait))
    return made


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("by", [By.DAY, By.WEEK, By.MONTH, By.HOUR, By.KIND, By.DOCTOR])
def test_groups_are_those_of_a_naive_count(ctx: Context, by: By, seed: int) -> None:
    days = Days(date(2026, 2, 20), date(2026, 4, 3))  # over 29 March: the clock change of Berlin
    post = take_post(ctx.database, assistant="李敏", clock=FixedClock(NOW), zone=BERLIN)
    groups: dict[Group, list[float | None]] = defaultdict(list)

    def label(at: int, kind: str) -> Group:
        local = datetime.fromtimestamp(at / 1000, BERLIN)
        week = local.isocalendar()
        labels: dict[By, Group] = {
            By.DAY: local.date(),
            By.WEEK: f"{week.year}-W{week.week:02}",
            By.MONTH: local.strftime("%Y-%m"),
            By.HOUR: local.hour,
            By.KIND: kind,
            By.DOCTOR: post.doctor_name,
        }
        return labels[by]

    for at, kind, wait in fill(post, seed, days):
        groups[label(at, kind)].append(wait)
    rows = [dict(zip(stats_columns(by), row, strict=True)) for row in grouped(post, days, by, Naming())]
    found = {row[by.value]: row for row in rows}
    assert len(found) == len(rows)
    assert {group for group, row in found.items() if row["visits"]} == set(groups)
    if by is By.DAY:
        assert len(rows) == 43
    for group, all_waits in groups.items():
        waits = [wait for wait in all_waits if wait is not None]
        row = found[group]
        assert (row["visits"], row["wait_n"]) == (len(all_waits), len(waits))
        if waits:
            ninth = quantiles(waits, n=10, method="inclusive")[8] if len(waits) > 1 else waits[0]
            told = (row["wait_mean_min"], row["wait_median_min"], row["wait_p90_min"])
            assert told == pytest.approx((fmean(waits), median(waits), ninth), abs=0.0502)


FACTS = st.lists(
    st.builds(
        lambda wait, done: VisitFacts(
            arrived_at=NOW,
            entries=(
                EntryFacts(
                    EntryKind.WALK_IN,
                    EntryStatus.COMPLETED if done else EntryStatus.WAITING,
                    first_called_at=NOW + timedelta(seconds=wait) if done else None,
                    started_at=NOW + timedelta(seconds=wait) if done else None,
                    ended_at=NOW + timedelta(seconds=2 * wait) if done else None,
                    calls=int(done),
                ),
            ),
        ),
        st.integers(0, 20_000),
        st.booleans(),
    ),
    max_size=15,
)


@given(st.lists(FACTS, max_size=8))
def test_adding_day_by_day_is_counting_all_at_once(days: list[list[VisitFacts]]) -> None:
    tally = Tally()
    for visits in days:
        tally.add(visits)
    assert tally.figures() == day_figures([visit for visits in days for visit in visits])


def test_by_day_are_the_daily_figures(ctx: Context) -> None:
    days = Days(date(2026, 10, 1), date(2026, 11, 21))
    fill(ctx, 5, days)
    assert list(grouped(ctx, days, By.DAY, Naming())) == list(map(tuple, daily(ctx, days)))


def test_spans_without_visits_have_a_row_and_hours_have_none(ctx: Context) -> None:
    days = Days(date(2025, 12, 20), date(2026, 1, 10))
    assert [row[0] for row in grouped(ctx, days, By.WEEK, Naming())] == [
        "2025-W51",
        "2025-W52",
        "2026-W01",
        "2026-W02",
    ]
    assert [row[0] for row in grouped(ctx, days, By.MONTH, Naming())] == ["2025-12", "2026-01"]
    assert list(grouped(ctx, days, By.HOUR, Naming())) == []


def test_doctors_have_pseudonyms_and_the_journal_says_so(ctx: Context) -> None:
    days = Days(ctx.today(), ctx.today())
    fill(ctx, 1, days, visits=3)
    ctx.reading.commit()
    naming = Naming(Names.PSEUDONYMS, Pseudonyms(b"k" * 32, "file"))
    (row,) = export(ctx, days, By.DOCTOR, naming)
    assert row[0] == naming.staff(ctx.doctor_name) != ctx.doctor_name
    (reason,) = ctx.reading.execute("SELECT reason FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    assert reason == "stats 2026-11-21..2026-11-21 by doctor, pseudonymised"


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({"month": "2026-02"}, (date(2026, 2, 1), date(2026, 2, 28))),
        ({"month": "2026-11"}, (date(2026, 11, 1), date(2026, 11, 21))),
        ({"year": "2025"}, (date(2025, 1, 1), date(2025, 12, 31))),
        ({"year": "2026"}, (date(2026, 1, 1), date(2026, 11, 21))),
    ],
)
def test_months_and_years_are_understood(
    ctx: Context, typed: dict[str, str], days: tuple[date, date]
) -> None:
    assert days_of(ctx, **typed) == Days(*days)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"month": "2026-13"}, "is no month"),
        ({"month": "november"}, "is no month"),
        ({"year": "26"}, "is no year"),
        ({"year": "2027"}, "has not come yet"),
        ({"month": "2026-12"}, "has not come yet"),
        ({"month": "2026-11", "year": "2026"}, "Give one of these"),
        ({"day": "2026-11-01", "month": "2026-11"}, "Give one of these"),
        ({"last": "2026-11-01", "year": "2026"}, "Give one of these"),
    ],
)
def test_months_and_years_that_cannot_be_are_refused(
    ctx: Context, typed: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        days_of(ctx, **typed)
