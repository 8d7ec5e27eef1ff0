"""Correcting, reading and merging records."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from assistant_tui import services
from assistant_tui.readmodels.patients import PatientRow
from assistant_tui.screens.dialogs.form import Form
from assistant_tui.screens.dialogs.merge import MergeRecords
from assistant_tui.screens.dialogs.patient_form import PatientForm
from assistant_tui.screens.dialogs.record import Record
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.registration import Registration
from assistant_tui.widgets.plain_input import PlainInput
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, lines_of, said, text_of, type_in
from tests.screens.test_registering import HOSTILE

NARROW, WIDE = (80, 24), (120, 32)


def came(
    ctx: Context, name: str = "王芳", *, complaint: str = "", again: int | None = None, **facts: str
) -> int:
    """Somebody was here and left; answers the patient's number."""
    entered = Registration(PatientFacts(name, **facts), patient_id=again, complaint=complaint)
    visit = services.registration.register(ctx, entered)
    services.queue.leave(ctx, visit.visit_id)
    return visit.patient_id


def row(ctx: Context, patient_id: int) -> PatientRow:
    return services.records.glance(ctx, patient_id).patient


async def on_patients(pilot: Pilot[None], key: str) -> Screen[object]:
    """Open the patients' screen, and press a key on whoever was here last."""
    await pilot.pause()
    await pilot.press("8")
    await pilot.pause()
    await pilot.press(key)
    await pilot.pause()
    return pilot.app.screen


# Correcting


async def test_all_facts_are_corrected(workstation: Opener, ctx: Context, spoken_language: str) -> None:
    her = came(ctx, sex="female", born="1990-05-03", phone="13800001111", card="A17", note="过敏")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        assert isinstance(await on_patients(pilot, "e"), PatientForm)
        shown = text_of(app)
        for fact in ("王芳", "1990-05-03", "13800001111", "A17", "过敏"):
            assert fact in shown
        for keys, text in (
            (("ctrl+u",), "王方"),
            (("tab", "2", "tab", "ctrl+u"), "34"),
            (("enter", "ctrl+u"), "１３９００００２２２２"),
            (("down", "ctrl+u"), "B2"),
            (("down", "end"), " 怕冷"),
        ):
            await pilot.press(*keys)
            await type_in(pilot, text)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not isinstance(app.screen, PatientForm)
        assert "王方" in text_of(app)
    now = row(ctx, her)
    assert (now.name, now.sex, now.born) == ("王方", "male", "1992")
    assert (now.phone, now.card, now.note) == ("13900002222", "B2", "过敏 怕冷")


async def test_labels_stand_in_one_column_of_cells(
    workstation: Opener, ctx: Context, spoken_language: str
) -> None:
    came(ctx, phone="13800001111")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await on_patients(pilot, "e")
        left = {editor.region.x for editor in screen.query(PlainInput)}
        assert len(left) == 1


async def test_what_cannot_be_right_is_said_at_its_field(
    workstation: Opener, ctx: Context, english: str
) -> None:
    her = came(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await on_patients(pilot, "ctrl+e")
        form = screen.query_one(Form)
        for key, text, label, why in (
            ("name", "", "Name", "A name is needed"),
            ("born", "2990", "Born", "in the future"),
            ("born", "999", "Born", "Nobody is"),
            ("born", "1990-13", "Born", "looks like 1990"),
            ("phone", "12345678901234567890", "Phone", "7 to 15 digits"),
        ):
            editor = form._editors[key]
            right, editor.value = editor.value, text
            await pilot.pause()
            await pilot.press("f2")
            await pilot.pause()
            lines = lines_of(app)
            assert label in lines[editor.region.y]
            assert why in lines[editor.region.y + 1]
            assert editor.has_focus
            assert editor.value == text
            editor.value = right
    assert row(ctx, her).name == "王芳"
    assert ctx.reading.execute("SELECT COUNT(*) FROM journal WHERE action = 'edit-patient'").fetchone() == (
        0,
    )


async def test_escape_over_changes_asks_once_more(workstation: Opener, ctx: Context, english: str) -> None:
    her = came(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await on_patients(pilot, "e")
        await type_in(pilot, "x")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert "Not saved" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen
        screen = await on_patients(pilot, "e")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen
    assert row(ctx, her).name == "王芳"


async def test_a_note_of_several_lines_stays_so(workstation: Opener, ctx: Context, english: str) -> None:
    her = came(ctx, note="过敏 / 青霉素\n怕冷")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await on_patients(pilot, "e")
        await type_in(pilot, "芳")
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert (row(ctx, her).name, row(ctx, her).note) == ("王芳芳", "过敏 / 青霉素\n怕冷")


async def test_a_record_merged_away_meanwhile_is_refused_and_the_text_kept(
    workstation: Opener, ctx: Context, english: str
) -> None:
    other = came(ctx, "王方")
    her = came(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await on_patients(pilot, "e")
        await type_in(pilot, "芳")
        services.patients.merge(ctx, keep=other, other=her)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "was merged or voided" in text_of(app)
        assert screen.query_one(Form).values["name"] == "王芳芳"


# Reading


async def test_the_record_has_everything_and_scrolls(
    workstation: Opener, ctx: Context, spoken_language: str
) -> None:
    her = came(ctx, phone="13800001111", card="A17", note="过敏\n怕冷", complaint="第1次")
    for number in range(2, 31):
        came(ctx, again=her, complaint=f"第{number}次")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        assert isinstance(await on_patients(pilot, "p"), Record)
        for fact in ("王芳", "13800001111", "A17", "过敏", "怕冷", "第30次"):
            assert fact in text_of(app)
        assert "第1次" not in text_of(app)
        await pilot.press("end")
        await pilot.pause(0.4)
        assert "第1次" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, Record)
    assert ctx.reading.execute("SELECT COUNT(*) FROM journal WHERE action = 'view-patient'").fetchone() == (
        1,
    )


async def test_the_record_tells_which_records_went_into_it(
    workstation: Opener, ctx: Context, english: str
) -> None:
    gone, her = came(ctx, "王方"), came(ctx)
    services.patients.merge(ctx, keep=her, other=gone)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await on_patients(pilot, "p")
        lines = lines_of(app)
        at = next(n for n, line in enumerate(lines) if "Merged records" in line)
        assert str(gone) in lines[at + 1]


# Merging


async def test_the_same_name_is_offered_and_the_one_with_more_visits_stays(
    workstation: Opener, ctx: Context, spoken_language: str
) -> None:
    often = came(ctx, phone="13800001111")
    came(ctx, again=often)
    came(ctx, "李强")
    once = came(ctx, card="A17")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        assert isinstance(await on_patients(pilot, "ctrl+g"), MergeRecords)
        shown = text_of(app)
        assert "13800001111" in shown
        assert "A17" in shown
        assert "李强" not in shown
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, MergeRecords)
    record = services.records.glance(ctx, often)
    assert (record.merged, len(record.visits), record.patient.card) == ((once,), 3, "A17")


async def test_f2_lets_the_other_one_stay(workstation: Opener, ctx: Context, english: str) -> None:
    first, second = came(ctx), came(ctx)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await on_patients(pilot, "ctrl+g")
        before = line_with(app, "Record no.")
        await pilot.press("f2")
        await pilot.pause()
        assert line_with(app, "Record no.").split()[::-1][0:4:3] == before.split()[::-1][3::-3]
        await pilot.press("enter")
        await pilot.pause()
    assert services.records.glance(ctx, second).merged == (first,)


async def test_another_record_is_found_by_typing(workstation: Opener, ctx: Context, english: str) -> None:
    married, her = came(ctx, "赵芳", phone="13900002222"), came(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await on_patients(pilot, "ctrl+g")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
        assert "Choose the other record" in text_of(app)
        await type_in(pilot, "zf")
        await pilot.press("enter")
        await pilot.pause()
    assert services.records.glance(ctx, married).merged == (her,)


async def test_two_who_are_both_here_are_not_merged(workstation: Opener, ctx: Context, english: str) -> None:
    for phone in ("13800001111", "13900002222"):
        services.registration.register(ctx, Registration(PatientFacts("王芳", phone=phone)))
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await on_patients(pilot, "ctrl+g")
        await type_in(pilot, "王芳")
        await pilot.press("enter")
        await pilot.pause()
        assert "Both have a visit under way" in text_of(app)
        assert screen.query_one(PlainInput).value == "王芳"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen
    assert ctx.reading.execute("SELECT COUNT(*) FROM patient WHERE merged_into IS NULL").fetchone() == (2,)


# All of them


@pytest.mark.parametrize("key", ["e", "p", "ctrl+g"])
async def test_hostile_text_is_only_text(workstation: Opener, ctx: Context, english: str, key: str) -> None:
    app = workstation()
    for name in HOSTILE:
        came(ctx, f"Mo {name}", card="[/b]", note=f"{name}\n[/]", complaint=name)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.pause()
        for _number in HOSTILE:
            await on_patients(pilot, key)
            assert "Mo " in text_of(app)
            assert "[/b]" in text_of(app)
            assert "\x1b" not in text_of(app)
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press("down")
        assert said(app) == []


@pytest.mark.parametrize("key", ["e", "p", "ctrl+g"])
@pytest.mark.parametrize("size", [(20, 6), (1, 1)])
async def test_any_size_will_do(
    workstation: Opener, ctx: Context, chinese: str, key: str, size: tuple[int, int]
) -> None:
    came(ctx)
    came(ctx)
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await on_patients(pilot, key)
        await pilot.press("down", "up", "pagedown")
        await pilot.resize_terminal(60, 15)
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen


async def test_hidden_names_are_hidden_in_record_and_merge(
    workstation: Opener, ctx: Context, english: str
) -> None:
    came(ctx, phone="13800001111", card="ABC12345678")
    came(ctx, phone="13800001111", card="ABC12345679")
    app = workstation(hide_names=True)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for key in ("p", "ctrl+g"):
            await on_patients(pilot, key)
            for secret in ("王芳", "13800001111", "ABC1234"):
                assert secret not in text_of(app)
            assert "*******5679" in text_of(app)
            await pilot.press("escape")
            await pilot.pause()
