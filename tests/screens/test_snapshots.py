"""What the screens look like, row by row, at both sizes and in both languages.

After a wanted change: `pytest tests/screens/test_snapshots.py --snapshot-update`, and read the difference.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.i18n import language, use_language
from assistant_tui.services.context import Context
from tests.screens import watchday
from tests.screens.conftest import Opener, settled
from tests.screens.reportday import short_day
from tests.screens.seeing import settle, strike, text_of
from tests.screens.slipday import morning

SIZES = {"80x24": (80, 24), "120x32": (120, 32)}
VIEWS = {
    "queue": (),
    "whereabouts": ("3",),
    "patients": ("8",),
    "menu": ("down", "down", "enter"),
    "help": ("f1",),
    "palette": ("ctrl+p",),
    "register": ("f2", *"zhang", "space", *"f34"),
    "move": ("end", "f4"),
    "hidden-names": ("f10",),
    "checklist": ("1",),
    "supplies": ("1", "s"),
    "triage": ("down", "down", "l", "tab", "tab", *"22", "tab", *"93"),
    "support": ("ctrl+u",),
    "incident": ("ctrl+x",),
    "open-incidents": ("ctrl+w",),
    "history": ("1", "d"),
}


class TextFile(SingleFileSnapshotExtension):
    """One readable file for each view."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture(params=["zh_CN", "en"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """The demo and the program speak the same language."""
    before = language()
    use_language(request.param)
    yield str(request.param)
    use_language(before)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
async def test_looks_as_it_did(
    seen: Callable[[tuple[int, int], tuple[str, ...]], Awaitable[str]],
    snapshot: SnapshotAssertion,
    view: str,
    size: str,
) -> None:
    picture = await seen(SIZES[size], VIEWS[view])
    assert picture == snapshot(extension_class=TextFile)


SLIPS = {
    "lists-80x24": ((80, 24), ("4",)),
    "lists-120x32": ((120, 32), ("4",)),
    "by-patient-120x32": ((120, 32), ("4", "ctrl+b")),
    "fees-80x24": ((80, 24), ("4", "ctrl+o")),
    "draft-80x24": ((80, 24), ("f7", *"xcg lump x2 b")),
    "gate-120x32": ((120, 32), ("x", "enter", "o", *"tired")),
    "gate-80x24": ((80, 24), ("x", "enter")),
    "service-80x24": ((80, 24), ("ctrl+k", *"cbc", "enter")),
    "next-120x32": ((120, 32), ("3",)),
}
SPOKEN_OVER_SLIPS = [
    ("zh_CN", "lists-80x24"),
    ("en", "lists-120x32"),
    ("zh_CN", "by-patient-120x32"),
    ("en", "fees-80x24"),
    ("zh_CN", "draft-80x24"),
    ("en", "gate-120x32"),
    ("zh_CN", "gate-80x24"),
    ("en", "service-80x24"),
    ("zh_CN", "next-120x32"),
]


@pytest.mark.parametrize(("spoken", "view"), SPOKEN_OVER_SLIPS, indirect=["spoken"])
@pytest.mark.usefixtures("spoken")
async def test_slips_look_as_they_did(
    ctx: Context, clock: FixedClock, workstation: Opener, snapshot: SnapshotAssertion, view: str
) -> None:
    size, keys = SLIPS[view]
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await strike(pilot, *keys)
        await pilot.pause()
        await settle(pilot)
        assert text_of(app) + "\n" == snapshot(extension_class=TextFile)


WATCHES = {
    "watch-80x24": ((80, 24), ("5",)),
    "watch-120x32": ((120, 32), ("5",)),
    "record-80x24": ((80, 24), ("f8", *"1 - 8")),
    "score-80x24": ((80, 24), ("5", "f", "1", *"221")),
}
SPOKEN_OVER_WATCHES = [
    ("zh_CN", "watch-80x24"),
    ("en", "watch-80x24"),
    ("zh_CN", "watch-120x32"),
    ("en", "watch-120x32"),
    ("zh_CN", "record-80x24"),
    ("en", "record-80x24"),
    ("zh_CN", "score-80x24"),
    ("en", "score-80x24"),
]


@pytest.mark.parametrize(("spoken", "view"), SPOKEN_OVER_WATCHES, indirect=["spoken"])
@pytest.mark.usefixtures("spoken")
async def test_watches_look_as_they_did(
    ctx: Context, clock: FixedClock, workstation: Opener, snapshot: SnapshotAssertion, view: str
) -> None:
    size, keys = WATCHES[view]
    watchday.morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await strike(pilot, *("space" if key == " " else "minus" if key == "-" else key for key in keys))
        await settle(pilot)
        assert text_of(app) + "\n" == snapshot(extension_class=TextFile)


REPORTS = {
    f"{name}-{size}": (cells, keys)
    for size, cells in SIZES.items()
    for name, keys in {
        "day": ("9",),
        "waits": ("9", "right", "right"),
        "sign": ("9", "ctrl+s"),
        "amended": ("9", "ctrl+s", "up", "2", "enter", "enter", "ctrl+a", *"late", "ctrl+s", "end"),
    }.items()
}


@pytest.mark.parametrize(
    ("spoken", "view"),
    [(spoken, view) for spoken in ("zh_CN", "en") for view in REPORTS],
    indirect=["spoken"],
)
@pytest.mark.usefixtures("spoken")
async def test_reports_look_as_they_did(
    ctx: Context, clock: FixedClock, workstation: Opener, snapshot: SnapshotAssertion, view: str
) -> None:
    size, keys = REPORTS[view]
    short_day(ctx, clock)
    morning(ctx, clock)
    app = workstation()
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await strike(pilot, *keys)
        await pilot.pause()
        await settle(pilot)
        assert text_of(app) + "\n" == snapshot(extension_class=TextFile)


@pytest.fixture
def seen(
    demo: Callable[[str], Context], tmp_path: Path, spoken: str
) -> Callable[[tuple[int, int], tuple[str, ...]], Awaitable[str]]:
    """Opens the demo day in a window of this size and presses these keys: what stands there then."""

    async def look(size: tuple[int, int], keys: tuple[str, ...]) -> str:
        ctx = demo(spoken)
        app = Workstation(settled(tmp_path, ctx.database.path), ctx, ctx.clock)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await strike(pilot, *keys)
            await pilot.pause()
            await settle(pilot)  # a scrollbar that has appeared takes its column
            return text_of(app) + "\n"

    return look
