"""Registering at the desk, as it is seen and typed."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.screens.dialogs.form import Form
from assistant_tui.screens.dialogs.register import QuickRegister
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_input import PlainInput
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, said, text_of, type_in
from tests.screens.test_registering import HOSTILE, patients

WIDE, NARROW = (120, 32), (80, 24)


async def opened(pilot: Pilot[None]) -> QuickRegister:
    await pilot.pause()
    await pilot.press("f2")
    await pilot.pause()
    assert isinstance(pilot.app.screen, QuickRegister)
    return pilot.app.screen


def visits(ctx: Context) -> int:
    (count,) = ctx.reading.execute("SELECT COUNT(*) FROM visit").fetchone()
    assert isinstance(count, int)
    return count


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_one_line_shows_what_it_means_and_registers(
    workstation: Opener, ctx: Context, spoken_language: str, size: tuple[int, int]
) -> None:
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot)
        await type_in(pilot, "下腹痛 王芳 女34 13800001111 复诊 @10:30")
        await pilot.pause()
        shown = text_of(app)
        for fact in ("10:30", "1992", "下腹痛"):
            assert shown.count(fact) >= 2 or fact == "1992"
        kind = "复诊" if spoken_language == "zh_CN" else "Return visit"
        assert kind in line_with(app, "类型" if spoken_language == "zh_CN" else "Kind")
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, QuickRegister)
        assert "A001" in said(app)[-1]
        assert "王芳" in said(app)[-1]
    rows = ctx.reading.execute("SELECT name, sex, born, phone FROM patient").fetchall()
    assert rows == [("王芳", "female", "1992", "13800001111")]


async def test_facts_keep_their_place_while_typing(workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot)
        before = text_of(app).splitlines()
        labels = ("Name", "Phone", "Card", "Kind", "Comes for", "Enter:")
        places = {label: [n for n, line in enumerate(before) if label in line] for label in labels}
        await type_in(pilot, "王芳 女34 138000011112 下腹痛")
        await pilot.pause()
        after = text_of(app).splitlines()
        assert "A mobile number has 11 digits" in text_of(app)
        for label, lines in places.items():
            assert all(label in after[n] for n in lines), label


async def test_a_known_phone_and_name_are_taken_and_the_hint_says_so(
    workstation: Opener, ctx: Context, english: str
) -> None:
    services.queue.leave(ctx, register(ctx, phone="13800001111").visit_id)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot)
        await type_in(pilot, "王芳 13800001111")
        await pilot.pause()
        assert "register the known 王芳 F 36" in line_with(app, "Enter:")
        assert "F 36" in line_with(app, "Sex, age")
        await pilot.press("enter")
        await pilot.pause()
    assert (patients(ctx), visits(ctx)) == (1, 2)


async def test_what_the_record_has_otherwise_is_told_and_stays(
    workstation: Opener, ctx: Context, english: str
) -> None:
    her = register(ctx, phone="13800001111")
    services.queue.leave(ctx, her.visit_id)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await type_in(pilot, "王芳 13900002222")
        await pilot.press("down")
        await pilot.pause()
        assert "13900002222 is not in the record, which keeps 13800001111" in line_with(app, " Check ")
        await pilot.press("enter")
        await pilot.pause()
    assert services.records.glance(ctx, her.patient_id).patient.phone == "13800001111"
    assert visits(ctx) == 2


async def test_ctrl_n_registers_somebody_new_of_the_same_name_and_phone(
    workstation: Opener, ctx: Context, english: str
) -> None:
    services.queue.leave(ctx, register(ctx, phone="13800001111").visit_id)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot)
        await type_in(pilot, "王芳 13800001111")
        await pilot.press("ctrl+n")
        await pilot.pause()
    assert (patients(ctx), visits(ctx)) == (2, 2)


async def test_initials_and_down_choose_a_known_patient(
    workstation: Opener, ctx: Context, english: str
) -> None:
    services.queue.leave(ctx, register(ctx).visit_id)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot)
        await type_in(pilot, "wf")
        await pilot.press("enter")
        await pilot.pause()
        assert "Down chooses" in text_of(app)
        assert visits(ctx) == 1
        await pilot.press("down")
        await type_in(pilot, " 下腹痛")
        await pilot.press("enter")
        await pilot.pause()
    assert patients(ctx) == 1
    assert ctx.reading.execute("SELECT complaint FROM visit ORDER BY id DESC").fetchone() == ("下腹痛",)


async def test_a_refusal_is_said_below_the_line_and_loses_nothing(
    workstation: Opener, ctx: Context, english: str
) -> None:
    register(ctx, phone="13800001111")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await opened(pilot)
        for line, why in (
            ("", "A name is needed"),
            ("下腹痛 复诊", "A name is needed"),
            ("王芳 13800001111", "is here already"),
        ):
            screen.query_one(PlainInput).value = line
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            assert why in line_with(app, "! ")
            assert screen.query_one(PlainInput).value == line
        assert (patients(ctx), visits(ctx)) == (1, 1)


async def test_the_form_has_every_fact_and_registers(
    workstation: Opener, ctx: Context, spoken_language: str
) -> None:
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot)
        await type_in(pilot, "王芳 下腹痛")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen.query_one(Form).values["complaint"] == "下腹痛"
        await pilot.press("down", "２", "enter")
        await type_in(pilot, "34")
        await pilot.press("tab")
        await type_in(pilot, "１３８００００１１１１")
        await pilot.press("down", "down", "right", "down")
        await type_in(pilot, "10:30")
        await pilot.press("down", "down", "2", "down")
        await type_in(pilot, "王强")
        await pilot.press("down")
        await type_in(pilot, "丈夫")
        await pilot.press("enter")
        await pilot.pause()
    row = ctx.reading.execute(
        "SELECT p.name, p.sex, p.born, p.phone, v.kind, v.acuity, v.complaint, c.name, c.relation"
        " FROM patient p JOIN visit v ON v.patient_id = p.id JOIN companion c ON c.visit_id = v.id"
    ).fetchone()
    assert row == ("王芳", "male", "1992", "13800001111", "follow-up", 2, "下腹痛", "王强", "丈夫")


async def test_bad_fields_are_named_where_they_are_and_nothing_is_lost(
    workstation: Opener, ctx: Context, english: str
) -> None:
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot)
        await type_in(pilot, "王芳")
        await pilot.press("f2")
        await pilot.pause()
        form = app.screen.query_one(Form)
        await pilot.press("down", "down")
        await type_in(pilot, "yesterday")
        await pilot.press("down")
        await type_in(pilot, "12")
        await pilot.press("down", "down", "down")
        await type_in(pilot, "25:00")
        for wrong, why, right in (
            ("born", "A birth date looks like", "1990"),
            ("phone", "7 to 15 digits", "13800001111"),
            ("slot", "no time of day", "10:30"),
        ):
            before = form.values
            await pilot.press("ctrl+s")
            await pilot.pause()
            shown = text_of(app).splitlines()
            label = {"born": "Born", "phone": "Phone", "slot": "Booked"}[wrong]
            at = next(n for n, line in enumerate(shown) if f"  {label} " in f"  {line} ")
            assert why in shown[at + 1]
            assert form.values == before
            assert patients(ctx) == 0
            await pilot.press("ctrl+u")
            await type_in(pilot, right)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert patients(ctx) == 1


async def test_f2_and_back_keeps_line_and_form(workstation: Opener, ctx: Context, english: str) -> None:
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await opened(pilot)
        await type_in(pilot, "王芳, 下腹痛")
        await pilot.press("f2", "f2")
        await pilot.pause()
        assert screen.query_one(PlainInput).value == "王芳, 下腹痛"
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("down", "down", "down")
        await type_in(pilot, "12")
        await pilot.press("escape")
        await pilot.pause()
        assert "12" in line_with(app, "Phone")
        await pilot.press("f2")
        await pilot.pause()
        assert screen.query_one(Form).values["phone"] == "12"
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.screen is not screen
    assert patients(ctx) == 0


async def test_f7_registers_the_selected_patient_with_kind_and_complaint(
    workstation: Opener, ctx: Context, spoken_language: str
) -> None:
    services.queue.leave(ctx, register(ctx, phone="13800001111").visit_id)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("8")
        await pilot.pause()
        await pilot.press("f7")
        await pilot.pause()
        assert isinstance(app.screen, QuickRegister)
        assert "王芳" in text_of(app).splitlines()[2]
        await type_in(pilot, "复诊 安胎")
        await pilot.press("ctrl+n", "enter")
        await pilot.pause()
    assert patients(ctx) == 1
    assert ctx.reading.execute("SELECT kind, complaint FROM visit ORDER BY id DESC").fetchone() == (
        "follow-up",
        "安胎",
    )


async def test_hidden_names_are_hidden_among_the_matches(
    workstation: Opener, ctx: Context, english: str
) -> None:
    services.queue.leave(ctx, register(ctx, "欧阳若兰", phone="13800001111").visit_id)
    app = workstation(hide_names=True)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot)
        await type_in(pilot, "oyrl")
        await pilot.pause()
        assert "138****1111" in line_with(app, "欧阳**")
        assert "若兰" not in text_of(app)


async def test_hostile_text_is_only_text(workstation: Opener, ctx: Context, english: str) -> None:
    for number, name in enumerate(HOSTILE):
        services.queue.leave(ctx, register(ctx, f"Mo {name}"[:190], phone=f"1380000111{number}").visit_id)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await opened(pilot)
        for number, name in enumerate(HOSTILE):
            screen.query_one(PlainInput).value = f"{name} 1380000111{number}"
            await pilot.pause()
            assert "Mo " in text_of(app)
            assert "\x1b" not in text_of(app)
            await pilot.press("f2", "f2", "down", "up", "up")
        assert app.screen is screen
    assert patients(ctx) == len(HOSTILE)


@pytest.mark.parametrize("size", [(20, 6), (1, 1), (40, 10), (200, 60)])
async def test_any_size_will_do(
    workstation: Opener, ctx: Context, chinese: str, size: tuple[int, int]
) -> None:
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot)
        screen.query_one(PlainInput).value = "王芳 女34 13800001111 复诊 下腹痛"
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("up", "down", "f2", "enter")
        await pilot.pause()
    assert patients(ctx) == 1
