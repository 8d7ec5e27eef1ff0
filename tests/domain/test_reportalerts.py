"""Reports that nobody has signed: one calm alert, which leads to the last day and comes after all others."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.attention import NOTE, Situation, attention
from assistant_tui.domain.escalation import Loudness, loudness
from assistant_tui.domain.queuerules import QueueRules
from assistant_tui.domain.reportalerts import report_alert, to_sign
from assistant_tui.domain.targets import Place, Target
from assistant_tui.readmodels.alertday import KIND_WORDS, kind_of
from tests.domain import test_attention

MORNING = datetime(2026, 11, 30, tzinfo=UTC)
DAYS = (date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 29))

some_days = st.lists(st.dates(date(2026, 11, 1), date(2026, 11, 29)), unique=True).map(sorted)


def test_one_day_and_several_are_one_alert_each_in_words() -> None:
    assert str(report_alert(DAYS[-1:], MORNING).saying) == "The report of 11-29 is not signed"
    alert = report_alert(DAYS, MORNING)
    assert str(alert.saying) == "The report of 11-29 is not signed, and 2 before it"
    assert (alert.priority, alert.visit_id, alert.key, alert.since) == (
        NOTE,
        None,
        "report/2026-11-29",
        MORNING,
    )
    assert alert.target == Target(Place.REPORT, "2026-11-29")
    assert kind_of(alert.key) in KIND_WORDS


def test_it_never_gets_louder_than_a_line() -> None:
    alert = report_alert(DAYS, MORNING)
    for later in (timedelta(0), timedelta(minutes=6), timedelta(days=20)):
        assert loudness(alert, MORNING + later, {}) is Loudness.LINE


def test_where_nothing_was_ever_signed_only_the_last_day_is_spoken_of() -> None:
    assert to_sign(DAYS, None) == DAYS[-1:]
    assert to_sign((), None) == ()


@given(some_days, st.dates(date(2026, 10, 1), date(2026, 11, 29)))
def test_from_the_first_signature_on_every_day_is_to_be_signed_and_none_before(
    days: list[date], first: date
) -> None:
    unsigned = [day for day in days if day != first]
    wanted = to_sign(unsigned, first)
    assert set(wanted) == {day for day in unsigned if day > first}
    assert list(wanted) == sorted(wanted)


@given(test_attention.situations, st.integers(0, 60))
def test_it_comes_after_everything_of_today(state: Situation, hours: int) -> None:
    """However long it has been due: it can wait longer than anybody who is here."""
    left_over = report_alert(DAYS, test_attention.NOW - timedelta(hours=hours))
    alerts = attention(state, test_attention.NOW, [left_over])
    assert alerts[-1] == left_over
    assert alerts[:-1] == attention(state, test_attention.NOW)


def test_alone_it_is_the_only_one() -> None:
    left_over = report_alert(DAYS, MORNING)
    assert attention(Situation(QueueRules()), MORNING, [left_over]) == (left_over,)
