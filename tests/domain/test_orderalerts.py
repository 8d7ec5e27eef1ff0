"""Alerts about slips: unpaid, result late, unsigned on the spot."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.attention import NOTE, SOON
from assistant_tui.domain.itinerary import OpenItem
from assistant_tui.domain.orderalerts import PatientSlips, order_alerts
from tests.domain.slipfacts import START, at, item, open_items


def alerts(
    *items: OpenItem, now: datetime, here: str = "waiting", since: datetime = START
) -> list[tuple[int, str, str, datetime]]:
    patient = PatientSlips(4, "A012", here, "the lab", since, items)
    return [(one.priority, one.key, str(one.saying), one.since) for one in order_alerts([patient], now)]


def test_unpaid_is_an_alert_after_twenty_minutes_and_pressing_after_forty() -> None:
    slip = (
        OpenItem(1, "blood count", item(signed_at=at(0))),
        OpenItem(2, "ultrasound", item(signed_at=at(3))),
    )
    assert alerts(*slip, now=at(20)) == []
    assert alerts(*slip, now=at(21)) == [
        (NOTE, "order/1/unpaid", "A012 has not paid for 21 min: blood count", at(20))
    ]
    assert alerts(*slip, now=at(25)) == [
        (NOTE, "order/1/unpaid", "A012 has not paid for 25 min: blood count, ultrasound", at(20))
    ]
    assert alerts(*slip, now=at(41))[0][::3] == (SOON, at(40))


def test_a_late_result_is_an_alert_for_each_department() -> None:
    done: dict[str, Any] = {"signed_at": START, "paid_at": START, "performed_at": START}
    slip = (
        OpenItem(1, "blood count", item(**done), "lab"),
        OpenItem(2, "coagulation", item(**done), "lab", usual=timedelta(minutes=35)),
        OpenItem(3, "ultrasound", item(**done), "ultrasound", usual=timedelta(minutes=15)),
        OpenItem(4, "smear", item(**done), "lab", usual=timedelta(days=3)),
    )
    assert alerts(*slip, now=at(15)) == []
    assert alerts(*slip, now=at(38)) == [
        (NOTE, "order/1/result", "A012 result late by 8 min: blood count, coagulation", at(30)),
        (SOON, "order/3/result", "A012 result late by 23 min: ultrasound", at(30)),
    ]


def test_a_slip_unsigned_while_she_stands_there_is_pressing_at_once() -> None:
    slip = OpenItem(9, "blood count", item(), "lab")
    said = "A012 stands at the lab, not signed: blood count"
    assert alerts(slip, now=at(12), here="lab", since=at(10)) == [(SOON, "order/9/unsigned", said, at(10))]
    assert alerts(slip, now=at(12), here="lab", since=at(-9)) == [(SOON, "order/9/unsigned", said, START)]
    assert alerts(slip, now=at(12), here="waiting") == []


@pytest.mark.parametrize(
    "facts", [{"signed_at": START}, {"started_at": START, "overridden": True}, {"refused_at": START}]
)
def test_signed_overridden_or_refused_is_not_waited_for_on_the_spot(facts: dict[str, Any]) -> None:
    slip = OpenItem(9, "blood count", item(**facts), "lab")
    assert alerts(slip, now=at(12), here="lab") == []


@given(open_items(), st.integers(0, 200))
def test_a_cause_has_one_alert_that_only_gets_worse(items: list[OpenItem], minute: int) -> None:
    earlier = alerts(*items, now=at(minute), here="lab")
    later = {key: priority for priority, key, _, _ in alerts(*items, now=at(minute + 10), here="lab")}
    assert len({key for _, key, _, _ in earlier}) == len(earlier)
    for priority, key, _, since in earlier:
        assert since <= at(minute)
        assert later[key] <= priority
