"""Signing a day's report: frozen in figures and page, by PIN or on paper, amended and signed again."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest

from assistant_tui import i18n, services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import ConflictError, InputError, MissingError, RuleError
from assistant_tui.services.checking import check
from assistant_tui.services.context import Context
from assistant_tui.services.reports.frozen import freeze, thaw
from tests.factory import register
from tests.services.reports.test_figures import lines

DOCTOR, PIN = "王主任", "2468"


def deeds(ctx: Context) -> list[str]:
    """What the journal says was done, in order."""
    return [action for (action,) in ctx.reading.execute("SELECT action FROM journal ORDER BY id")]


def sign_on_paper(ctx: Context) -> str:
    """Today's report signed; answers the hash."""
    return services.reports.sign(ctx, ctx.today(), DOCTOR, on_paper=True).signature.hash


def test_a_frozen_report_says_what_it_said_in_both_languages(ctx: Context) -> None:
    register(ctx)
    report = services.reports.of_day(ctx)
    text = freeze(report, before=None)
    again = thaw(text)
    assert freeze(again, before=None) == text
    assert {name: line.cells for name, line in lines(again).items()} == {
        name: line.cells for name, line in lines(report).items()
    }
    words = lines(again)["visits/all/noshow"].words
    i18n.use_language("zh_CN")
    assert str(words) == "did not come"
    assert words.said_in("zh_CN") == i18n.spoken(lines(report)["visits/all/noshow"].words)  # type: ignore[union-attr]
    assert words.said_in("zh_CN") != str(words)  # type: ignore[union-attr]


def test_it_names_no_patient(ctx: Context) -> None:
    visit = register(ctx, "欧阳若兰", phone="13800001111")
    services.queue.call_next(ctx)
    signed = services.reports.sign(ctx, ctx.today(), DOCTOR, on_paper=True)
    kept = ctx.reading.execute("SELECT body FROM report_content").fetchall()
    assert visit.ticket in signed.page
    for (body,) in kept:
        assert "欧阳" not in body
        assert "13800001111" not in body


def test_what_is_signed_is_kept_under_its_hash_and_journalled(ctx: Context) -> None:
    register(ctx)
    services.reports.remark(ctx, "停电半小时")
    signed = services.reports.sign(ctx, ctx.today(), DOCTOR, on_paper=True)
    body = ctx.reading.execute(
        "SELECT body FROM report_content WHERE hash = ?", (signed.signature.hash,)
    ).fetchone()[0]
    assert hashlib.sha256(body.encode()).hexdigest() == signed.signature.hash
    assert json.loads(body)["remark"] == signed.report.remark == "停电半小时"
    action, reason, changes = ctx.reading.execute(
        "SELECT action, reason, changes FROM journal ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert action == Deed.SIGN_DAY
    assert signed.signature.hash in reason
    assert signed.signature.hash in changes
    assert signed.signature.hash in signed.page
    assert list(check(ctx.database.path)) == []


def test_a_signed_report_stays_whatever_is_done_since(ctx: Context, clock: FixedClock) -> None:
    register(ctx)
    signed = services.reports.sign(ctx, ctx.today(), DOCTOR, on_paper=True)
    clock.advance(minutes=5)
    register(ctx, "李强")
    state = services.reports.state(ctx)
    assert state.signed == signed
    assert services.reports.signed(ctx, ctx.today()) == signed
    assert lines(state.shown)["visits/all/visits"].cells == (1,)
    assert lines(state.now)["visits/all/visits"].cells == (2,)
    assert [one.deed for one in state.amendments] == [Deed.REGISTER]


def test_what_was_done_since_is_signed_again_and_chained(ctx: Context, clock: FixedClock) -> None:
    register(ctx)
    first = sign_on_paper(ctx)
    clock.advance(minutes=5)
    register(ctx, "李强")
    services.reports.remark(ctx, "晚到一人")
    second = services.reports.sign(ctx, ctx.today(), "赵医生", on_paper=True)
    assert [one.deed for one in second.report.amendments] == [Deed.REGISTER, Deed.REMARK]
    assert second.signature.number == 2
    body = ctx.reading.execute(
        "SELECT body FROM report_content WHERE hash = ?", (second.signature.hash,)
    ).fetchone()[0]
    assert json.loads(body)["before"] == first
    state = services.reports.state(ctx)
    assert state.amendments == ()
    assert [(one.number, one.signed_by) for one in state.signatures] == [(1, DOCTOR), (2, "赵医生")]
    assert services.reports.signed(ctx, ctx.today(), 1).signature.hash == first
    assert list(check(ctx.database.path)) == []


def test_nothing_new_is_not_signed_twice(ctx: Context) -> None:
    register(ctx)
    sign_on_paper(ctx)
    before = deeds(ctx)
    with pytest.raises(RuleError, match="nothing has changed since"):
        sign_on_paper(ctx)
    assert deeds(ctx) == before


def test_only_what_was_seen_is_signed(ctx: Context) -> None:
    register(ctx)
    seen = services.reports.of_day(ctx)
    services.reports.set_pin(ctx, DOCTOR, PIN)  # changes nothing of the day
    register(ctx, "李强")
    before = deeds(ctx)
    with pytest.raises(ConflictError, match="Look at the day again"):
        services.reports.sign(ctx, ctx.today(), DOCTOR, pin=PIN, seen=seen)
    assert deeds(ctx) == before
    services.reports.sign(ctx, ctx.today(), DOCTOR, pin=PIN, seen=services.reports.of_day(ctx))


def test_a_signature_is_passed_over_by_undo(ctx: Context) -> None:
    register(ctx)
    sign_on_paper(ctx)
    assert services.history.undo(ctx).action == Deed.REGISTER
    assert [one.deed for one in services.reports.state(ctx).amendments] == [Deed.UNDO]
    with pytest.raises(RuleError, match="nothing to undo"):
        services.history.undo(ctx)


def test_the_doctor_signs_with_a_pin(ctx: Context) -> None:
    day = ctx.today()
    with pytest.raises(RuleError, match="has no PIN yet"):
        services.reports.sign(ctx, day, DOCTOR, pin=PIN)
    services.reports.set_pin(ctx, DOCTOR, PIN)
    assert services.reports.has_pin(ctx, DOCTOR)
    with pytest.raises(InputError, match="not the PIN"):
        services.reports.sign(ctx, day, DOCTOR, pin="0000")
    assert services.reports.state(ctx).signed is None
    signed = services.reports.sign(ctx, day, DOCTOR, pin="２４６８")  # as an input method types it
    assert not signed.signature.on_paper
    assert signed.signature.by == ctx.actor
    assert deeds(ctx)[-3:] == [Deed.SET_PIN, Deed.WRONG_PIN, Deed.SIGN_DAY]


def test_the_file_does_not_hold_the_pin(ctx: Context) -> None:
    services.reports.set_pin(ctx, DOCTOR, "97531864")
    with pytest.raises(InputError):
        services.reports.sign(ctx, ctx.today(), DOCTOR, pin="97531865")
    ctx.database.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"9753186" not in ctx.database.path.read_bytes()


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "-1234"])
def test_what_can_be_no_pin_is_said(ctx: Context, pin: str) -> None:
    with pytest.raises(InputError, match="4 to 12 digits"):
        services.reports.set_pin(ctx, DOCTOR, pin)
    assert not services.reports.has_pin(ctx, DOCTOR)


def test_another_pin_asks_for_the_one_there_is(ctx: Context) -> None:
    services.reports.set_pin(ctx, DOCTOR, PIN)
    with pytest.raises(InputError, match="Type the PIN"):
        services.reports.set_pin(ctx, DOCTOR, "1357")
    with pytest.raises(InputError, match="not the PIN"):
        services.reports.set_pin(ctx, DOCTOR, "1357", current="1111")
    services.reports.set_pin(ctx, DOCTOR, "1357", current=PIN)
    services.reports.sign(ctx, ctx.today(), DOCTOR, pin="1357")


def test_a_forgotten_pin_is_taken_away_with_a_reason(ctx: Context) -> None:
    services.reports.set_pin(ctx, DOCTOR, PIN)
    with pytest.raises(InputError, match="reason"):
        services.reports.forget_pin(ctx, DOCTOR, " ")
    services.reports.forget_pin(ctx, DOCTOR, "忘了")
    assert not services.reports.has_pin(ctx, DOCTOR)
    with pytest.raises(RuleError, match="has no PIN"):
        services.reports.forget_pin(ctx, DOCTOR, "忘了")
    assert deeds(ctx)[-2:] == [Deed.SET_PIN, Deed.FORGET_PIN]


def test_five_wrong_pins_are_enough_for_a_minute(ctx: Context, clock: FixedClock) -> None:
    services.reports.set_pin(ctx, DOCTOR, PIN)
    for _ in range(5):
        clock.advance(seconds=2)
        with pytest.raises(InputError, match="not the PIN"):
            services.reports.sign(ctx, ctx.today(), DOCTOR, pin="1111")
    with pytest.raises(InputError, match="Wait a minute"):
        services.reports.sign(ctx, ctx.today(), DOCTOR, pin=PIN)
    assert deeds(ctx).count(Deed.WRONG_PIN) == 5
    clock.advance(seconds=61)
    services.reports.sign(ctx, ctx.today(), DOCTOR, pin=PIN)


def test_only_a_doctor_of_the_clinic_signs_with_a_pin(ctx: Context) -> None:
    with pytest.raises(MissingError, match=f"none of the doctors here: {DOCTOR}"):
        services.reports.sign(ctx, ctx.today(), "路人", pin=PIN)
    with pytest.raises(InputError, match="name"):
        services.reports.sign(ctx, ctx.today(), " ", on_paper=True)
    assert services.reports.doctors(ctx) == (DOCTOR,)


def test_a_day_past_is_signed_too(ctx: Context, clock: FixedClock) -> None:
    register(ctx)
    day = ctx.today()
    clock.advance(days=1)
    assert services.reports.sign(ctx, day, DOCTOR, on_paper=True).report.day == day
    assert services.reports.state(ctx, day).signed is not None
    assert services.reports.state(ctx).signed is None
    with pytest.raises(InputError, match="has not come yet"):
        services.reports.sign(ctx, ctx.today() + timedelta(days=1), DOCTOR, on_paper=True)
    with pytest.raises(MissingError, match="was not signed"):
        services.reports.signed(ctx, ctx.today())
    with pytest.raises(MissingError, match="signed 1 times"):
        services.reports.signed(ctx, day, 2)


def test_a_remark_that_is_too_long_is_refused_not_cut(ctx: Context) -> None:
    with pytest.raises(InputError, match="2001 characters are too many"):
        services.reports.remark(ctx, "长" * 2001)
    assert services.reports.of_day(ctx).remark == ""


def test_a_remark_is_written_changed_taken_away_and_undone(ctx: Context) -> None:
    assert services.reports.remark(ctx, "  停电\n\n\n半小时 ") == "停电\n\n半小时"
    with pytest.raises(RuleError, match="stands there already"):
        services.reports.remark(ctx, "停电\n\n半小时")
    services.reports.remark(ctx, "停水")
    assert services.reports.of_day(ctx).remark == "停水"
    services.reports.remark(ctx, "")
    assert services.reports.of_day(ctx).remark == ""
    services.history.undo(ctx)
    assert services.reports.of_day(ctx).remark == "停水"
    services.history.undo(ctx)
    services.history.undo(ctx)
    assert services.reports.of_day(ctx).remark == ""


@pytest.mark.parametrize("what", ["figures", "page"])
def test_a_report_changed_behind_the_program_is_found(ctx: Context, what: str) -> None:
    register(ctx)
    signed = services.reports.sign(ctx, ctx.today(), DOCTOR, on_paper=True)
    (page,) = ctx.reading.execute("SELECT page_hash FROM day_report").fetchone()
    link = signed.signature.hash if what == "figures" else page
    with ctx.reading:
        ctx.reading.execute("UPDATE report_content SET body = body || ' ' WHERE hash = ?", (link,))
    found = [str(one.saying) for one in check(ctx.database.path)]
    assert [one for one in found if what in one] == found
    assert len(found) == 1
