"""The catalogue in the program: found, changed, added to, retired; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.catalogue import Category, Preparation, Service
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.words import Words
from assistant_tui.screens.dialogs.catalogue import CatalogueList
from assistant_tui.screens.dialogs.form import Form
from assistant_tui.screens.dialogs.service_form import ServiceForm
from assistant_tui.services.context import Context
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, settle, strike, text_of, write
from tests.screens.test_draft_slips import HOSTILE, require_whole

NARROW, WIDE = (80, 24), (120, 32)


async def opened(pilot: Pilot[None], sought: str = "") -> CatalogueList:
    await settle(pilot)
    await strike(pilot, "ctrl+k")
    dialog = pilot.app.screen
    assert isinstance(dialog, CatalogueList)
    await write(pilot, sought)
    return dialog


async def form_of(pilot: Pilot[None], key: str) -> ServiceForm:
    await strike(pilot, key)
    form = pilot.app.screen
    assert isinstance(form, ServiceForm)
    return form


async def fill(pilot: Pilot[None], form: ServiceForm, **values: str) -> None:
    """Put these into the fields, as a user would have them in the end."""
    editors = form.query_one(Form)._editors
    for key, value in values.items():
        editors[key].value = value
    await settle(pilot)


def kept(ctx: Context, code: str) -> Service:
    service = services.catalogue.catalogue(ctx).service(code)
    assert service is not None
    return service


def at(app: Workstation) -> str:
    return type(app.screen).__name__


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_it_is_found_and_its_price_changed(
    ctx: Context, workstation: Opener, spoken_language: str, size: tuple[int, int]
) -> None:
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, "xcg")
        form = await form_of(pilot, "enter")
        assert "cbc" in text_of(app)
        await fill(pilot, form, price="22.5")
        await strike(pilot, "ctrl+s")
        assert at(app) == "CatalogueList"
        assert "22.50" in line_with(app, "cbc")
    assert kept(ctx, "cbc").price == 2250
    assert services.history.recent(ctx, 1)[0].action == Deed.EDIT_CATALOGUE


async def test_every_part_of_an_entry_goes_through_the_form_unharmed(
    ctx: Context, workstation: Opener, english: str
) -> None:
    """Saving with one letter changed leaves all else as it was."""
    app = workstation()
    before = {service.code: service for service in services.catalogue.catalogue(ctx).services}
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        for code in ("lump-removal", "amoxicillin", "deposit", "gastroscopy", "consent-surgery"):
            await settle(pilot)
            dialog = await opened(pilot, code)
            form = await form_of(pilot, "enter")
            await fill(pilot, form, name_en="Changed")
            await strike(pilot, "ctrl+s")
            assert app.screen is dialog, text_of(app)
            await strike(pilot, "escape")
            was, now = before[code], kept(ctx, code)
            assert now.name == Words(was.name.zh_CN, "Changed")
            assert services.catalogue.tidied(was) == replace(now, name=was.name)


async def test_nothing_changed_writes_nothing(ctx: Context, workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot, "cbc")
        await form_of(pilot, "enter")
        await strike(pilot, "ctrl+s")
        assert at(app) == "CatalogueList"
    assert services.history.recent(ctx, 1)[0].action == Deed.SET_UP


async def test_a_new_entry_is_added_and_can_be_drafted(
    ctx: Context, workstation: Opener, english: str
) -> None:
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        dialog = await opened(pilot)
        form = await form_of(pilot, "ctrl+n")
        await write(pilot, "Ferritin")
        await fill(
            pilot, form, name="铁蛋白", category="lab", price="45", location="lab", minutes="90",
            preparations="fasting", signature="true", pay_first="false", purpose="看铁够不够。",
        )  # fmt: skip
        await strike(pilot, "f2")
        assert app.screen is dialog, text_of(app)
        assert "saved" in text_of(app)
        assert "45.00" in line_with(app, "ferritin")
    assert kept(ctx, "ferritin") == Service(
        "ferritin",
        Words("铁蛋白", "铁蛋白"),
        Category.LAB,
        4500,
        "tdb",
        purpose=Words("看铁够不够。", "看铁够不够。"),
        preparations=(Preparation.FASTING,),
        location="lab",
        usual=timedelta(minutes=90),
        pay_first=False,
    )
    assert [found.code for found in services.catalogue.find(ctx, "tdb")] == ["ferritin"]


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("price", "twelve", "is no amount"),
        ("minutes", "0", "minutes must be between 1"),
        ("initials", "血", "initials must be small letters"),
        ("unit", "bucket", "no unit of a dose"),
        ("largest_dose", "-1", "is no number"),
        ("brings", "no-such-code", "There is no service or set no-such-code"),
        ("brings", "cbc", "cbc brings itself"),
    ],
)
@pytest.mark.usefixtures("english")
async def test_what_cannot_be_right_is_said_and_nothing_typed_is_lost(
    ctx: Context, workstation: Opener, field: str, typed: str, why: str
) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, "cbc")
        form = await form_of(pilot, "enter")
        await fill(pilot, form, name_en="Blood picture", **{field: typed})
        await strike(pilot, "ctrl+s")
        assert app.screen is form
        assert why in text_of(app)
        values = form.query_one(Form).values
        assert (values[field], values["name_en"]) == (typed, "Blood picture")
    assert kept(ctx, "cbc").name.en == "Full blood count"


@pytest.mark.parametrize(
    ("code", "why"), [("cbc", "There is cbc already"), ("12", "code must be"), ("7d", "dose")]
)
async def test_a_code_that_is_taken_or_cannot_be_typed_is_refused(
    ctx: Context, workstation: Opener, english: str, code: str, why: str
) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        form = await form_of(pilot, "ctrl+n")
        await fill(pilot, form, code=code, name="新项目", price="1")
        await strike(pilot, "ctrl+s")
        assert app.screen is form
        assert why in text_of(app)
    assert kept(ctx, "cbc").name.zh_CN == "血常规"


async def test_an_entry_needs_a_name(ctx: Context, workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, "cbc")
        form = await form_of(pilot, "enter")
        await fill(pilot, form, name="", name_en="")
        await strike(pilot, "ctrl+s")
        assert "A name is needed" in text_of(app)
        await fill(pilot, form, name="血象")
        await strike(pilot, "ctrl+s")
    assert kept(ctx, "cbc").name == Words("血象", "血象")
    assert kept(ctx, "cbc").initials == "xx"


async def test_retired_it_is_listed_last_not_drafted_and_comes_back(
    ctx: Context, workstation: Opener, english: str
) -> None:
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot, "urine test")
        await strike(pilot, "ctrl+r")
        assert "retired" in line_with(app, "Urine test  ").split()
        assert "Urine test is retired" in text_of(app)
        assert kept(ctx, "urine").retired
        assert services.catalogue.find(ctx, "urine test") == []
        await strike(pilot, "ctrl+r")
        assert "retired" not in line_with(app, "Urine test  ")
    assert not kept(ctx, "urine").retired


async def test_a_consent_that_is_needed_is_not_retired(
    ctx: Context, workstation: Opener, english: str
) -> None:
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, "consent-surgery")
        await strike(pilot, "ctrl+r")
        assert "needs this consent" in text_of(app)
    assert not kept(ctx, "consent-surgery").retired


async def test_esc_over_changes_warns_first(ctx: Context, workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot, "cbc")
        form = await form_of(pilot, "enter")
        await fill(pilot, form, price="1")
        await strike(pilot, "escape")
        assert app.screen is form
        assert "Not saved" in text_of(app)
        await strike(pilot, "escape", "escape")
        assert at(app) == "Desk"
    assert kept(ctx, "cbc").price == 2000


async def test_hostile_text_is_only_text(ctx: Context, workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot)
        form = await form_of(pilot, "ctrl+n")
        texts = (
            "name",
            "name_en",
            "purpose",
            "purpose_en",
            "advice",
            "advice_en",
            "initials",
            "brings",
            "unit",
        )
        await fill(pilot, form, code="hostile-1", **dict.fromkeys(texts, HOSTILE))
        require_whole(app)
        await strike(pilot, "ctrl+s")
        require_whole(app)
        await fill(pilot, form, initials="h", brings="", unit="")
        await strike(pilot, "ctrl+s")
        require_whole(app)
        assert at(app) == "CatalogueList"
        await strike(pilot, *["backspace"] * 20)
        await write(pilot, "[/b]")
        require_whole(app)
        assert "[/b]" in text_of(app)
    assert "\x1b" not in repr(kept(ctx, "hostile-1"))


async def test_it_opens_from_the_palette(ctx: Context, workstation: Opener, english: str) -> None:
    app = workstation()
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await strike(pilot, "ctrl+p")
        await write(pilot, "catalogue")
        await strike(pilot, "enter")
        assert at(app) == "CatalogueList"
        await strike(pilot, "escape")
        assert at(app) == "Desk"
