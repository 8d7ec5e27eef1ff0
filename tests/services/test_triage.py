"""Triage on a real file: level and measurements in one action, the queue, alerts, undo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant_tui import services
from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.attention import NOW as AT_ONCE
from assistant_tui.domain.attention import SOON, Alert
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import InputError, MissingError
from assistant_tui.domain.triage import RedFlag
from assistant_tui.domain.vitals import Consciousness, Vitals
from assistant_tui.domain.words import Words
from assistant_tui.services.context import Context
from tests.factory import register

ILL = Vitals(
    respiration=22, oxygen=93, systolic=98, diastolic=60, pulse=115,
    consciousness=Consciousness.ALERT, temperature=38.4, pain=5,
)  # fmt: skip
FLAGS = (
    RedFlag("early-bleeding", Words("孕期出血", "Bleeding in pregnancy"), Acuity.SEVERE),
    RedFlag("collapse", Words("晕倒", "Collapsed"), Acuity.CRITICAL),
)


@pytest.fixture
def flagged(ctx: Context) -> Context:
    """A clinic with two red flags of its own."""
    return replace(ctx, pack=replace(ctx.pack, read_red_flags=lambda: FLAGS))


def about_triage(ctx: Context) -> list[Alert]:
    return [alert for alert in services.board.read(ctx).alerts if alert.key.startswith("triage/")]


def test_one_action_keeps_the_level_and_all_that_was_measured(ctx: Context) -> None:
    visit = register(ctx)
    after = services.triage.triage(ctx, visit.visit_id, level=2, reason="发热 气促", vitals=ILL)
    assert after.acuity == 2
    (triage,) = services.triages.history(ctx, visit.visit_id)
    assert (triage.level, triage.reason, triage.vitals, triage.by) == (2, "发热 气促", ILL, "李敏")
    assert triage.score == triage.news2.score == 2 + 2 + 2 + 2 + 1
    newest = services.history.recent(ctx, 1)[0]
    assert (newest.action, newest.reason, newest.visit_id) == ("triage", "发热 气促", visit.visit_id)


def test_the_newest_triage_counts_and_the_others_are_kept(ctx: Context) -> None:
    visit = register(ctx)
    services.triage.triage(ctx, visit.visit_id, level=3, reason="腹痛")
    services.queue.set_acuity(ctx, visit.visit_id, level=2, reason="更痛了")
    assert [one.reason for one in services.triages.history(ctx, visit.visit_id)] == ["更痛了", "腹痛"]
    board = services.board.read(ctx)
    assert board.triages[visit.visit_id].reason == "更痛了"
    assert board.inside[0].acuity == 2


def test_undo_takes_level_and_measurements_back_and_redo_brings_them_again(ctx: Context) -> None:
    visit = register(ctx)
    services.triage.triage(ctx, visit.visit_id, level=1, vitals=ILL)
    services.history.undo(ctx)
    assert services.triages.history(ctx, visit.visit_id) == ()
    assert services.board.read(ctx).inside[0].acuity == 4
    services.history.redo(ctx)
    assert services.triages.history(ctx, visit.visit_id)[0].vitals == ILL
    assert services.board.read(ctx).inside[0].acuity == 1


def test_a_level_given_on_arrival_is_a_triage_too_and_none_is_none(ctx: Context) -> None:
    plain, urgent = register(ctx), register(ctx, "李娜", complaint="胸痛", acuity=2)
    assert services.triages.history(ctx, plain.visit_id) == ()
    (triage,) = services.triages.history(ctx, urgent.visit_id)
    assert (triage.level, triage.reason, triage.vitals) == (2, "胸痛", Vitals())
    assert set(services.board.read(ctx).triages) == {urgent.visit_id}


def test_a_child_and_a_pregnant_woman_have_no_score(ctx: Context) -> None:
    child, mother = register(ctx, "小宝", born="2020"), register(ctx, "李娜")
    services.triage.triage(ctx, child.visit_id, level=3, vitals=ILL)
    services.triage.triage(ctx, mother.visit_id, level=3, vitals=ILL, pregnant=True)
    for visit in (child, mother):
        (triage,) = services.triages.history(ctx, visit.visit_id)
        assert triage.score is None
        assert triage.vitals == ILL
    assert services.triages.history(ctx, mother.visit_id)[0].pregnant


def test_partial_vitals_are_kept_without_a_score(ctx: Context) -> None:
    visit = register(ctx)
    services.triage.triage(ctx, visit.visit_id, level=4, vitals=Vitals(temperature=36.84, pulse=80))
    (triage,) = services.triages.history(ctx, visit.visit_id)
    assert (triage.score, triage.vitals.temperature) == (None, 36.8)
    assert set(triage.news2.parts.values()) == {0}


def test_a_red_flag_stands_first_in_line_and_is_an_alert_until_she_is_in_the_room(flagged: Context) -> None:
    first, second = register(flagged), register(flagged, "李娜")
    services.triage.triage(flagged, second.visit_id, level=2, red_flag="early-bleeding")
    assert services.board.read(flagged).line[0].visit.visit_id == second.visit_id
    (alert,) = about_triage(flagged)
    assert (alert.priority, alert.visit_id) == (SOON, second.visit_id)
    assert str(alert.saying) == f"{second.ticket} Bleeding in pregnancy: tell the doctor"
    assert services.queue.call_next(flagged).visit_id == second.visit_id
    assert about_triage(flagged) == []
    assert services.board.read(flagged).line[0].visit.visit_id == first.visit_id


def test_level_1_is_to_be_called_at_once_with_one_alert(flagged: Context) -> None:
    visit = register(flagged)
    services.triage.triage(flagged, visit.visit_id, level=1, red_flag="collapse")
    (alert,) = services.board.read(flagged).alerts
    assert (alert.priority, alert.key) == (AT_ONCE, f"wait/{visit.visit_id}")


def test_who_still_waits_when_she_should_have_been_seen_is_looked_at_again(
    ctx: Context, clock: FixedClock
) -> None:
    visit = register(ctx)
    services.triage.triage(ctx, visit.visit_id, level=3, reason="腹痛")
    clock.advance(minutes=29)
    assert about_triage(ctx) == []
    clock.advance(minutes=2)
    assert len(about_triage(ctx)) == 1
    services.triage.triage(ctx, visit.visit_id, level=3, reason="未加重")
    assert about_triage(ctx) == []


def test_who_waits_on_hold_is_looked_at_again_and_who_has_left_is_not(
    ctx: Context, clock: FixedClock
) -> None:
    held, gone = register(ctx), register(ctx, "李娜")
    for visit in (held, gone):
        services.triage.triage(ctx, visit.visit_id, level=3, reason="腹痛")
    services.queue.hold(ctx, held.visit_id)
    services.queue.leave(ctx, gone.visit_id)
    clock.advance(minutes=31)
    assert [alert.visit_id for alert in about_triage(ctx)] == [held.visit_id]


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ({"level": 5, "reason": "x"}, InputError, "1, 2, 3 or 4"),
        ({"level": 3}, InputError, "Say why"),
        ({"level": 3, "reason": " \u200b "}, InputError, "Say why"),
        (
            {"level": 3, "red_flag": "early-bleeding"},
            InputError,
            "level 1 or 2: Bleeding in pregnancy",
        ),
        ({"level": 2, "red_flag": "dragon"}, MissingError, "dragon"),
        ({"level": 2, "vitals": Vitals(pulse=400)}, InputError, "Pulse is between 20 and 250"),
        ({"level": 2, "vitals": Vitals(systolic=80, diastolic=120)}, InputError, "120/80"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    flagged: Context, values: dict[str, object], error: type[Exception], words: str
) -> None:
    visit = register(flagged)
    with pytest.raises(error, match=words):
        services.triage.triage(flagged, visit.visit_id, **values)  # type: ignore[arg-type]  # as the table has it
    assert services.triages.history(flagged, visit.visit_id) == ()
    assert services.board.read(flagged).inside[0].acuity == 4


def test_text_that_could_do_harm_is_made_safe(ctx: Context) -> None:
    visit = register(ctx)
    services.triage.triage(ctx, visit.visit_id, level=3, reason="\x1b[31m[/b]\u202e痛" * 99)
    (triage,) = services.triages.history(ctx, visit.visit_id)
    assert "\x1b" not in triage.reason
    assert "\u202e" not in triage.reason
    assert "[/b]痛" in triage.reason


def test_a_flag_that_the_pack_no_longer_has_speaks_for_itself(flagged: Context, ctx: Context) -> None:
    visit = register(flagged)
    services.triage.triage(flagged, visit.visit_id, level=2, red_flag="early-bleeding")
    assert str(about_triage(ctx)[0].saying) == f"{visit.ticket} early-bleeding: tell the doctor"
