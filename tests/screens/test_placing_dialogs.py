"""Moving, companions and the timeline: what is shown, what is stored, and nothing lost on a mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.whereabouts import Stay, check_stays
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.patients import TimelineStay
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.companion import CompanionForm
from assistant_tui.screens.dialogs.move import MoveTo
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_input import PlainInput
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, lines_of, text_of, type_in

HOSTILE = "[b]王[/b] [link=x]\u202e芳\x1b[31m"
SMALL = (80, 24)
SIZES = [(20, 6), (1, 1), (80, 24), (120, 32)]


def stays_of(ctx: Context, visit: VisitRow) -> tuple[TimelineStay, ...]:
    return services.timeline.read(ctx, visit.visit_id).stays


def now_of(ctx: Context, visit: VisitRow) -> VisitRow:
    found = services.board.read(ctx).visit(visit.visit_id)
    assert found is not None
    return found


def seen(ctx: Context, name: str = "王芳") -> VisitRow:
    """Somebody who has been with the doctor and went on to the cashier."""
    visit = register(ctx, name)
    services.queue.call(ctx, visit.visit_id)
    services.queue.start(ctx, visit.visit_id)
    return services.queue.finish(ctx, visit.visit_id, to="cashier")


async def open_with(pilot: Pilot[None], key: str) -> None:
    """On the whereabouts, where patients without a queue entry are on the board too."""
    await pilot.pause()
    await pilot.press("3")
    await pilot.pause()
    await pilot.press(key)
    await pilot.pause()


# Moving.


@pytest.mark.parametrize(
    ("key", "location"), [("4", "lab"), ("５", "ultrasound"), ("p", "pharmacy"), ("a", "outside")]
)
@pytest.mark.usefixtures("english")
async def test_two_keys_move_a_patient_and_the_stays_touch(
    ctx: Context, clock: FixedClock, workstation: Opener, key: str, location: str
) -> None:
    visit = register(ctx)
    clock.advance(minutes=7)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, Desk)
    waited, now = stays_of(ctx, visit)
    assert (waited.location, now.location) == ("waiting", location)
    assert waited.until == now.since == clock.now()
    stays = [Stay(visit.visit_id, one.location, one.since, one.until) for one in (waited, now)]
    assert check_stays(stays, departed=False) == []


@pytest.mark.usefixtures("english")
async def test_escort_and_minutes_go_with_the_location_picked_after_them(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "f4")
        await pilot.press("f4")
        await type_in(pilot, "李护士4")
        await pilot.press("enter")
        await type_in(pilot, "３０")
        await pilot.press("enter", "4")
        await pilot.pause()
        assert "李护士4" in line_with(app, "A001   王芳")
    stay = now_of(ctx, visit).stay
    assert stay is not None
    assert (stay.location, stay.escort) == ("lab", "李护士4")
    assert stay.back_by == clock.now() + timedelta(minutes=30)


@pytest.mark.parametrize("typed", ["0", "1441", "9" * 20, "half an hour", "3.5"])
@pytest.mark.usefixtures("english")
async def test_bad_minutes_are_said_where_they_stand_and_nothing_is_lost_or_stored(
    ctx: Context, workstation: Opener, typed: str
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "f4")
        await pilot.press("tab")
        await type_in(pilot, "李护士")
        await pilot.press("tab")
        await type_in(pilot, typed)
        await pilot.press("tab", "4")
        await pilot.pause()
        assert isinstance(app.screen, MoveTo)
        assert _("Type 1 to 1440 minutes") in text_of(app)
        assert app.focused is app.screen.query_one("#back-in")
        assert app.screen.query_one("#back-in", PlainInput).value == typed
        assert app.screen.query_one("#escort", PlainInput).value == "李护士"
        await pilot.press("enter")
        assert app.focused is app.screen.query_one("#back-in")
    assert len(stays_of(ctx, visit)) == 1


@pytest.mark.usefixtures("english")
async def test_the_consulting_room_is_not_offered_and_its_key_says_how_one_comes_in(
    ctx: Context, workstation: Opener
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "f4")
        assert "Consulting room" not in text_of(app)
        await pilot.press("2")
        await pilot.pause()
        assert "Into the room by a call: call A001" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
    assert len(stays_of(ctx, visit)) == 1


@pytest.mark.usefixtures("english")
async def test_where_she_is_comes_last_and_can_only_get_an_escort_or_a_time(
    ctx: Context, workstation: Opener
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "f4")
        here, ward = line_with(app, "here now"), line_with(app, "w  Ward")
        assert "1  Waiting area" in here
        assert lines_of(app).index(here) > lines_of(app).index(ward)
        await pilot.press("1")
        await pilot.pause()
        assert "A001 is there already" in text_of(app)
        await pilot.press("ctrl+o")
        await type_in(pilot, "丈夫")
        await pilot.press("enter", "enter", "1")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
    (stay,) = stays_of(ctx, visit)
    assert (stay.location, stay.escort) == ("waiting", "丈夫")


@pytest.mark.usefixtures("english")
async def test_only_who_does_not_queue_can_leave_from_here(ctx: Context, workstation: Opener) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "f4")
        assert "Leaves the clinic" not in text_of(app)
        await pilot.press("0")
        await pilot.pause()
        assert isinstance(app.screen, MoveTo)
    assert now_of(ctx, visit).inside


@pytest.mark.usefixtures("english")
async def test_zero_leaves_the_clinic(ctx: Context, workstation: Opener) -> None:
    visit = seen(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "f4")
        assert "0  Leaves the clinic" in text_of(app)
        await pilot.press("0")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
    assert not now_of(ctx, visit).inside


@pytest.mark.usefixtures("english")
async def test_who_was_sent_away_meanwhile_is_not_moved(ctx: Context, workstation: Opener) -> None:
    visit = seen(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "f4")
        services.whereabouts.depart(ctx, visit.visit_id)
        await pilot.press("4")
        await pilot.pause()
        assert "A001 has left the clinic" in text_of(app)
        assert isinstance(app.screen, MoveTo)
    assert stays_of(ctx, visit)[-1].location == "cashier"


# Companions.


@pytest.mark.usefixtures("english")
async def test_a_companion_is_noted_line_by_line(ctx: Context, workstation: Opener) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "a")
        await type_in(pilot, "赵强")
        await pilot.press("enter")
        await type_in(pilot, "１")
        await pilot.pause()
        assert "husband" in line_with(app, "Relation")
        await pilot.press("enter")
        await type_in(pilot, "１３８００００１１１１")
        await pilot.press("enter", "space", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
    (companion,) = now_of(ctx, visit).companions
    assert (companion.name, companion.relation, companion.phone) == ("赵强", "husband", "13800001111")
    assert companion.invite
    assert companion.invited_at is None


@pytest.mark.usefixtures("spoken_language")
async def test_a_relation_alone_is_enough_and_ctrl_s_saves_from_any_line(
    ctx: Context, workstation: Opener
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "a")
        await pilot.press("tab", "7", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
    (companion,) = now_of(ctx, visit).companions
    assert (companion.name, companion.relation) == (_("friend"), _("friend"))
    assert not companion.invite


@pytest.mark.parametrize("phone", ["12", "call him"])
@pytest.mark.usefixtures("spoken_language")
async def test_a_bad_phone_keeps_every_line_and_stores_nothing(
    ctx: Context, workstation: Opener, phone: str
) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "a")
        await type_in(pilot, "赵强")
        await pilot.press("enter")
        await type_in(pilot, "室友")
        await pilot.press("enter")
        await type_in(pilot, phone)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, CompanionForm)
        assert _("A telephone number has 7 to 15 digits: {typed}", typed="")[:6] in text_of(app)
        for kept in ("赵强", "室友", phone):
            assert kept in text_of(app)
    assert now_of(ctx, visit).companions == ()


@pytest.mark.usefixtures("spoken_language")
async def test_an_empty_companion_is_asked_for_again(ctx: Context, workstation: Opener) -> None:
    visit = register(ctx)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "a")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert _("Who is it? Type a name or a relation") in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
    assert now_of(ctx, visit).companions == ()


# The timeline.


@pytest.mark.usefixtures("english")
async def test_the_timeline_tells_stays_actions_reasons_and_what_was_undone(
    ctx: Context, clock: FixedClock, workstation: Opener
) -> None:
    visit = register(ctx)
    clock.advance(minutes=5)
    services.queue.hold(ctx, visit.visit_id, reason="phone call")
    clock.advance(minutes=1)
    services.queue.resume(ctx, visit.visit_id)
    services.whereabouts.move(ctx, visit.visit_id, "lab")
    services.history.undo(ctx)
    clock.advance(minutes=4)
    services.whereabouts.move(ctx, visit.visit_id, "ultrasound", escort="李护士")
    clock.advance(minutes=12)
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "w")
        assert "09:00-09:10  Waiting area  10 min" in text_of(app)
        assert "09:10-       Ultrasound  12 min, with 李护士" in text_of(app)
        assert "phone call" in line_with(app, "put on hold")
        assert "李敏" in line_with(app, "registered")
        assert "09:06" in line_with(app, "(undone) went on: Laboratory")
        shown = text_of(app)
        stayed, gone_on = shown.index("back in the queue"), shown.rindex("went on")
        assert stayed < shown.index("09:10-       Ultrasound") < gone_on
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Desk)


@pytest.mark.usefixtures("english")
async def test_a_long_timeline_is_read_by_keys(ctx: Context, clock: FixedClock, workstation: Opener) -> None:
    visit = register(ctx)
    for number in range(30):
        clock.advance(minutes=1)
        services.whereabouts.move(ctx, visit.visit_id, ("lab", "xray")[number % 2])
    app = workstation()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await open_with(pilot, "w")
        assert "Waiting area" in text_of(app)
        assert "09:30-" not in text_of(app)
        await pilot.press("end")
        await pilot.pause()
        assert "09:30-" in text_of(app)
        await pilot.press("home")
        await pilot.pause()
        assert "Waiting area" in text_of(app)


# All of them.


@pytest.mark.usefixtures("english")
async def test_hostile_names_are_drawn_as_they_are(ctx: Context, workstation: Opener) -> None:
    visit = register(ctx, HOSTILE)
    services.whereabouts.move(ctx, visit.visit_id, "lab", escort=HOSTILE)
    app = workstation()
    async with app.run_test(size=(120, 32), notifications=True) as pilot:
        for key in ("f4", "w"):
            await open_with(pilot, key)
            assert "[b]王[/b] [link=x]" in text_of(app)
            assert not {"\u202e", "\x1b"} & set(text_of(app))
            await pilot.press("escape")


@pytest.mark.usefixtures("english")
async def test_hidden_names_are_hidden_in_the_dialogs_too(ctx: Context, workstation: Opener) -> None:
    visit = register(ctx, "欧阳若兰")
    services.whereabouts.move(ctx, visit.visit_id, "lab", escort="赵小强")
    app = workstation(hide_names=True)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        for key in ("f4", "w"):
            await open_with(pilot, key)
            assert "A001" in text_of(app)
            assert "若兰" not in text_of(app)
            assert "小强" not in text_of(app)
            await pilot.press("escape")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("spoken_language")
async def test_any_size_will_do(ctx: Context, workstation: Opener, size: tuple[int, int]) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        for key in ("f4", "a", "w"):
            await open_with(pilot, key)
            assert not isinstance(app.screen, Desk)
            await pilot.press("tab", "down", "end", "x", "escape")
            await pilot.pause()
            assert isinstance(app.screen, Desk)
