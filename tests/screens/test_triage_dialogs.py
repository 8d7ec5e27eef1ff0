"""Triage and incidents at the desk: typed as a nurse does, in both languages and on a small screen."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.incidents import IncidentKind, IncidentState
from assistant_tui.screens.dialogs.support import Support
from assistant_tui.screens.dialogs.triage import TriageForm
from assistant_tui.services.context import Context
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, said, settle, strike, text_of, write

SMALL = (80, 24)


async def fill(pilot: Pilot[None], *values: str) -> None:
    """Type each value into the next field."""
    for value in values:
        await write(pilot, value)
        await strike(pilot, "tab")


async def test_a_digit_and_a_reason_decide_as_before(workstation: Opener, ctx: Context, english: str) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "l", "2", *"faint", "enter")
        assert not isinstance(app.screen, TriageForm)
        (triage,) = services.triages.history(ctx, visit.visit_id)
        assert (triage.level, triage.reason) == (2, "faint")


async def test_vital_signs_are_scored_as_they_are_typed_and_shown_beside_the_queue(
    workstation: Opener, ctx: Context, english: str
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "l", "tab", "tab")
        await fill(pilot, "22", "93")
        assert "NEWS2 not complete: Breaths 2, SpO2 2" in text_of(app)
        await fill(pilot, "98/60", "115", "38.4", "5")
        await strike(pilot, "2")
        assert "NEWS2 9, risk high: Breaths 2, SpO2 2, Systolic pressure 2, Pulse 2" in text_of(app)
        assert "Suggested: level 2, severe (NEWS2 9" in text_of(app)
        await strike(pilot, "ctrl+s")
        (triage,) = services.triages.history(ctx, visit.visit_id)
        assert (triage.level, triage.score) == (4, 9)  # the level is hers to decide
        panel = text_of(app)
        assert "NEWS2    9, risk high" in panel
        assert "Pressure 98/60" in panel


async def test_0_takes_the_level_that_is_suggested(workstation: Opener, ctx: Context, english: str) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "l", "0")
        assert "Nothing is suggested yet" in text_of(app)
        await strike(pilot, "tab", "tab", *"18", *["tab"] * 2)
        await write(pilot, "75/40")
        await strike(pilot, *["shift+tab"] * 4, "0", "ctrl+s")
        assert services.triages.history(ctx, visit.visit_id)[0].level == 2


async def test_a_red_flag_by_digit_raises_the_level_and_stands_first(
    workstation: Opener, ctx: Context, english: str
) -> None:
    first, second = register(ctx), register(ctx, "李娜")
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "down", "l", "shift+tab", "1", "enter")
        (triage,) = services.triages.history(ctx, second.visit_id)
        assert (triage.level, triage.red_flag) == (2, ctx.pack.red_flags[0].code)
        assert services.board.read(ctx).line[0].visit.visit_id == second.visit_id
        assert "tell the doctor" in text_of(app)
        assert first.visit_id not in services.board.read(ctx).triages


async def test_a_value_that_cannot_be_is_said_when_its_field_is_left_and_stops_the_saving(
    workstation: Opener, ctx: Context, english: str
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "l", "2", *"faint", *["tab"] * 3, *"50")
        assert "Type the pressure" not in text_of(app)
        await strike(pilot, "0", "tab")  # 500
        assert "Systolic pressure is between 40 and 300" in text_of(app)
        await strike(pilot, "ctrl+s")
        assert isinstance(app.screen, TriageForm)
        assert services.triages.history(ctx, visit.visit_id) == ()
        await strike(pilot, "end", *["backspace"] * 3, *"120/80", "ctrl+s")
        assert services.triages.history(ctx, visit.visit_id)[0].vitals.systolic == 120


async def test_full_width_digits_of_an_input_method_are_digits(
    workstation: Opener, ctx: Context, chinese: str
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "l", "３", *"腹痛", *["tab"] * 3)
        await strike(pilot, *"１１０", "space", *"７０", "ctrl+s")
        (triage,) = services.triages.history(ctx, visit.visit_id)
        assert (triage.level, triage.vitals.systolic, triage.vitals.diastolic) == (3, 110, 70)


async def test_in_pregnancy_no_score_is_made_and_men_are_not_asked(
    workstation: Opener, ctx: Context, english: str
) -> None:
    register(ctx)
    man = register(ctx, "李刚", sex="male")
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "l", *["tab"] * 10, "2")
        assert "NEWS2 is not for use in pregnancy" in text_of(app)
        await strike(pilot, "escape", "down", "l")
        assert man.ticket in text_of(app)
        assert "Pregnant" not in text_of(app)


@pytest.mark.parametrize("size", [SMALL, (120, 32)])
async def test_everything_is_on_the_screen_at_once(
    workstation: Opener, ctx: Context, spoken_language: str, size: tuple[int, int]
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "l")
        lines = text_of(app)
        assert "Esc" in lines
        for flag in ctx.pack.red_flags[:5]:
            assert flag.name.said_in(spoken_language) in lines


async def test_hostile_text_is_shown_as_it_is_and_breaks_nothing(
    workstation: Opener, ctx: Context, english: str
) -> None:
    visit = register(ctx, "[/b]王芳")
    services.triage.triage(ctx, visit.visit_id, level=2, reason="[red]痛[/b] \x1b[31m")
    services.incidents.report(ctx, IncidentKind.LOSS, "[b]表[/x]")
    app = workstation()
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        await settle(pilot)
        assert "[red]痛[/b]" in text_of(app)
        await strike(pilot, "l", *"[/b]", "escape", "ctrl+w")
        assert "[b]表[/x]" in text_of(app)
        await strike(pilot, "1")
        assert "[b]表[/x]" in text_of(app)


# Incidents.


async def test_an_incident_is_noted_from_anywhere_and_reported_by_one_digit(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(
            pilot, "ctrl+x", "3", "enter", *"waited", "enter", *"hall", "enter", ".", "enter", "enter"
        )
        assert isinstance(app.screen, Support)
        assert "To be reported by 09:30" in text_of(app)
        assert "I am sorry" in text_of(app)
        clock.advance(minutes=5)
        await strike(pilot, "1")
        (incident,) = services.incidentlist.still_open(ctx)
        assert (incident.kind, incident.what, incident.place) == (IncidentKind.COMPLAINT, "waited", "hall")
        assert (incident.visit_id, incident.reported_to) == (visit.visit_id, "Duty director")
        assert incident.reported_at == clock.now()
        assert any("Reported to Duty director" in news for news in said(app))


async def test_without_a_report_the_timer_stands_in_the_alert_line(
    workstation: Opener, ctx: Context, clock: FixedClock, english: str
) -> None:
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "ctrl+x", "enter", *"lamp", "ctrl+s", "escape")
        assert "Damage: report within 30 min" in text_of(app)
        clock.advance(minutes=31)
        app.screen.refresh_board()  # type: ignore[attr-defined]  # the desk
        await settle(pilot)
        assert "Damage not reported, 1 min late" in text_of(app)


async def test_nothing_is_noted_without_saying_what_and_nothing_typed_is_lost(
    workstation: Opener, ctx: Context, english: str
) -> None:
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "ctrl+x", "2", "enter", "enter", *"hall", "enter", *"Z99", "ctrl+s")
        assert "Say what happened" in text_of(app)
        await strike(pilot, *"purse", "ctrl+s")
        assert "There is no ticket Z099 today" in text_of(app)
        assert "hall" in line_with(app, "Where")
        assert services.incidentlist.still_open(ctx) == ()


async def test_an_incident_is_followed_up_to_its_end_in_one_form(
    workstation: Opener, ctx: Context, english: str
) -> None:
    services.incidents.report(ctx, IncidentKind.DAMAGE, "lamp")
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "ctrl+w", "1")
        for text in ("Chief", "new bulb", "old", "check weekly"):
            await strike(pilot, *("space" if char == " " else char for char in text), "enter")
        await strike(pilot, "2", "enter")
        (row,) = services.incidentlist.of_day(ctx)
        assert (row.state, row.reported_to, row.action) == (IncidentState.CLOSED, "Chief", "new bulb")
        assert (row.root_cause, row.prevention) == ("old", "check weekly")
        assert "Damage: closed" in said(app)[-1]
        await strike(pilot, "ctrl+w")
        assert any("No incident is open" in news for news in said(app))
        await strike(pilot, "u")
        assert services.incidentlist.incident(ctx, row.incident_id).state is IncidentState.UNREPORTED


async def test_whom_to_call_is_one_key_away_and_notes_nothing(
    workstation: Opener, ctx: Context, spoken_language: str
) -> None:
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        await strike(pilot, "h")
        for contact in ctx.pack.contacts:
            assert contact.name.said_in(spoken_language) in text_of(app)
        assert ctx.room_name in text_of(app)
        await strike(pilot, "1", "escape")
        assert not isinstance(app.screen, Support)
        assert services.incidentlist.of_day(ctx) == ()
