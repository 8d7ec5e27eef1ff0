"""The table keeps its cursor, obeys keys and mouse, and draws no more than it must."""

from __future__ import annotations

from collections.abc import Hashable

import pytest
from rich.console import RenderableType
from textual._compositor import ChopsUpdate
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.strip import Strip

from assistant_tui.widgets.table import Cell, Column, Heading, LineTable, RowActivated
from tests.widgets.people import GROUPED, HOSTILE, Person, columns, people, table


class TableApp(App[None]):
    """One table, and what it said."""

    def __init__(self, shown: LineTable[Person]) -> None:
        super().__init__()
        self.table = shown
        self.activated: list[Person] = []

    def compose(self) -> ComposeResult:
        yield self.table

    def at(self) -> Hashable:
        """The key under the cursor."""
        return self.table.cursor_key

    def on_row_activated(self, message: RowActivated[Person]) -> None:
        self.activated.append(message.row)


def lines(shown: LineTable[Person]) -> list[Strip]:
    return [shown.render_line(y) for y in range(shown.size.height)]


def text_of(shown: LineTable[Person]) -> list[str]:
    return [strip.text.rstrip() for strip in lines(shown)]


async def press(app: TableApp, *keys: str) -> Hashable:
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.show(people(20))
        await pilot.press(*keys)
        await pilot.pause()
        return app.at()


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (["down"], 1),
        (["down", "down", "up"], 1),
        (["up"], 0),
        (["end"], 19),
        (["end", "down"], 19),
        (["end", "home"], 0),
        (["pagedown"], 6),
        (["pagedown", "pagedown", "pageup"], 6),
        (["pagedown"] * 9, 19),
        (["pageup"], 0),
    ],
)
async def test_keys_move_the_cursor_and_stop_at_the_ends(keys: list[str], at: int) -> None:
    assert await press(TableApp(table()), *keys) == at


async def test_the_cursor_is_always_in_view_and_marked_without_colour() -> None:
    app = TableApp(table())
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.show(people(20))
        for key in ("down", "end", "pageup", "home", "pagedown"):
            await pilot.press(key)
            await pilot.pause()
            marked = [line for line in text_of(app.table) if line.startswith(">")]
            assert len(marked) == 1
            assert f"A{app.at():03}" in marked[0]


async def test_enter_activates() -> None:
    app = TableApp(table())
    await press(app, "down", "enter")
    assert [person.id for person in app.activated] == [1]


async def test_who_follows_the_cursor_is_called_once_per_move() -> None:
    seen: list[Hashable] = []
    app = TableApp(table(follow=lambda: seen.append(app.at())))
    await press(app, "down", "up", "up")
    assert seen == [1, 0]


async def test_a_click_selects_and_a_double_click_activates() -> None:
    app = TableApp(table())
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.show(people(20))
        await pilot.click(app.table, offset=(5, 3))
        assert (app.at(), app.activated) == (2, [])
        await pilot.click(app.table, offset=(5, 0))
        assert app.at() == 2
        await pilot.double_click(app.table, offset=(5, 4))
        assert app.at() == 3
        assert [person.id for person in app.activated] == [3]


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = TableApp(table())
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.show(people(20))
        await pilot.pause()
        app.table.scroll_to(y=5, animate=False)
        await pilot.pause()
        assert app.at() == 0
        assert text_of(app.table)[1].split()[0] == "A005"
        app.table.show(people(20)[::-1])
        assert app.table.scroll_offset.y == 5


async def test_show_keeps_the_cursor_by_key_and_the_scroll() -> None:
    app = TableApp(table())
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.show(people(20))
        app.table.select(9)
        await pilot.pause()
        y = app.table.scroll_offset.y
        newcomer = Person(77, "新来")
        app.table.show([newcomer, *people(20)])
        await pilot.pause()
        assert app.at() == 9
        assert app.table.scroll_offset.y in (y, y + 1)
        assert any(line.startswith(">A009") for line in text_of(app.table))


async def test_a_vanished_row_leaves_the_cursor_where_it_was() -> None:
    app = TableApp(table())
    async with app.run_test(size=(60, 8)) as pilot:
        rows = people(6)
        app.table.show(rows)
        app.table.select(2)
        app.table.show([row for row in rows if row.id != 2])
        assert app.at() == 3
        app.table.show(rows[:1])
        assert app.at() == 0
        app.table.show([])
        await pilot.pause()
        assert app.table.cursor_row is None
        assert "Nobody is waiting." in "\n".join(text_of(app.table))
        app.table.show(rows)
        assert app.at() == 0


async def test_a_shorter_list_is_not_scrolled_past_its_end() -> None:
    app = TableApp(table())
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.show(people(100))
        await pilot.press("end")
        app.table.show(people(10))
        await pilot.pause()
        assert app.table.scroll_offset.y == 3
        assert app.at() == 9


async def test_headings_are_stepped_over_and_shown() -> None:
    app = TableApp(table())
    async with app.run_test(size=(40, 4)) as pilot:
        app.table.show(GROUPED)
        visited = [app.at()]
        for key in ("down", "down", "down", "up", "up", "up"):
            await pilot.press(key)
            visited.append(app.at())
        assert visited == [1, 2, 3, 3, 2, 1, 1]
        await pilot.pause()
        assert "Cashier" in text_of(app.table)[1]
        await pilot.press("end")
        await pilot.pause()
        assert "Theatre" in text_of(app.table)[-1]
        await pilot.click(app.table, offset=(3, 3))
        assert app.at() == 3


async def test_only_headings_leave_no_cursor_and_keys_do_no_harm() -> None:
    app = TableApp(table())
    async with app.run_test(size=(40, 6)) as pilot:
        app.table.show([Heading("收费处"), Heading("检验科")])
        await pilot.press("down", "up", "pagedown", "end", "home", "enter")
        assert app.table.cursor_row is None
        assert not app.activated


async def test_a_hundred_thousand_rows_cost_no_more_than_the_lines_in_view() -> None:
    formatted = 0

    def count() -> None:
        nonlocal formatted
        formatted += 1

    app = TableApp(table(count))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.show(people(100_000))
        assert formatted == 0
        await pilot.pause()
        in_view = formatted
        assert (
            0 < in_view <= 2 * 2 * 24
        )  # two counted columns; a frame before and one after the scrollbar came
        await pilot.press("down", "down", "up")
        await pilot.pause()
        assert formatted == in_view
        await pilot.press("end")
        await pilot.pause()
        assert formatted <= in_view + 2 * 24
        assert app.at() == 99_999


async def test_a_cursor_key_repaints_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    app = TableApp(table())
    async with app.run_test(size=(60, 20)) as pilot:
        app.table.show(people(10))
        await pilot.pause()
        painted: list[ChopsUpdate] = []
        display = app._display

        def recorded(screen: Screen[object], update: RenderableType | None) -> None:
            assert isinstance(update, ChopsUpdate)
            painted.append(update)
            display(screen, update)

        monkeypatch.setattr(app, "_display", recorded)
        await pilot.press("down")
        await pilot.pause()
        assert [y for update in painted for y, _, _ in update.spans] == [1, 2]


async def test_a_line_that_comes_back_is_the_same_strip() -> None:
    """So that what Textual has worked out from it need not be worked out again."""
    app = TableApp(table())
    async with app.run_test(size=(60, 8)) as pilot:
        app.table.show(people(20))
        await pilot.pause()
        before = lines(app.table)
        await pilot.press("end", "home")
        await pilot.pause()
        assert all(new is old for new, old in zip(lines(app.table), before, strict=True))


async def test_a_tick_formats_and_repaints_only_what_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    minutes = 0
    named = 0

    def name(person: Person) -> Cell:
        nonlocal named
        named += 1
        return Cell(person.name)

    ticking: list[Column[Person]] = [
        Column("name", lambda: "姓名", name, 10),
        Column(
            "waited", lambda: "已等", lambda person: Cell(str(person.minutes + minutes)), 6, align="right"
        ),
    ]
    shown = LineTable(ticking, key=lambda person: person.id, empty=lambda: "")
    app = TableApp(shown)
    async with app.run_test(size=(40, 10)) as pilot:
        shown.show(people(5))
        await pilot.pause()
        before = named
        regions: list[tuple[int, ...]] = []
        refresh = shown.refresh

        def recorded(*args: object, **options: object) -> object:
            regions.extend(tuple(arg) for arg in args if isinstance(arg, tuple))
            return refresh(*args, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(shown, "refresh", recorded)
        shown.tick({"waited"})
        assert regions == []
        minutes = 1
        shown.tick({"waited"})
        assert regions == [(13, y, 6, 1) for y in range(1, 6)]
        await pilot.pause()
        assert text_of(shown)[3].split()[-1] == "3"
        assert named == before


async def test_cells_of_named_rows_are_formatted_anew() -> None:
    names = {0: "old", 1: "old"}
    shown: LineTable[Person] = LineTable(
        [Column("name", lambda: "", lambda person: Cell(names[person.id]), 10)],
        key=lambda person: person.id,
        empty=lambda: "",
    )
    app = TableApp(shown)
    async with app.run_test(size=(40, 6)) as pilot:
        shown.show([Person(0, ""), Person(1, "")])
        await pilot.pause()
        names.update({0: "new", 1: "new"})
        shown.refresh_cells({1})
        await pilot.pause()
        assert text_of(shown)[1:3] == [">old", " new"]


@pytest.mark.parametrize("width", [1, 2, 5, 13, 20, 39, 80, 120, 201])
async def test_every_line_has_exactly_the_width(width: int) -> None:
    app = TableApp(table())
    async with app.run_test(size=(width, 30)) as pilot:
        for rows in (people(25), people(60), GROUPED, []):
            app.table.show(rows)
            await pilot.pause()
            room = app.table.scrollable_content_region.width
            assert {strip.cell_length for strip in lines(app.table)} == {room}


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_names_are_drawn_as_text_and_in_line(name: str) -> None:
    app = TableApp(table())
    async with app.run_test(size=(80, 6)) as pilot:
        app.table.show([Person(1, name), Person(2, "王芳")])
        await pilot.pause()
        for strip in lines(app.table):
            assert strip.cell_length == 80
            assert "\x1b" not in strip.text
            assert all(not segment.style or not segment.style.meta for segment in strip)
        assert app.is_running


async def test_a_narrow_table_keeps_its_most_important_column() -> None:
    app = TableApp(table())
    async with app.run_test(size=(16, 6)) as pilot:
        app.table.show([Person(1, "王芳")])
        await pilot.pause()
        assert text_of(app.table)[:2] == [" 号    姓名", ">A001  王芳"]


async def test_themes_repaint_the_lines() -> None:
    app = TableApp(table())
    async with app.run_test(size=(40, 6)) as pilot:
        app.table.show(people(3))
        await pilot.pause()
        before = lines(app.table)
        app.theme = "textual-light"
        await pilot.pause()
        assert lines(app.table) != before
        assert [strip.text for strip in lines(app.table)] == [strip.text for strip in before]


async def test_without_a_header_rows_start_at_the_top() -> None:
    app = TableApp(table(header=False))
    async with app.run_test(size=(40, 6)) as pilot:
        app.table.show(people(3))
        await pilot.click(app.table, offset=(3, 1))
        assert app.at() == 1
        assert text_of(app.table)[1].startswith(">A001")


async def test_rows_may_be_shown_before_the_table_is_on_screen() -> None:
    shown = table()
    shown.show(people(3))
    app = TableApp(shown)
    async with app.run_test(size=(40, 6)) as pilot:
        await pilot.pause()
        assert text_of(shown)[1].startswith(">A000")


def test_columns_are_told_by_key() -> None:
    assert len({column.key for column in columns()}) == len(columns())


async def test_select_finds_rows_and_says_when_there_is_none() -> None:
    app = TableApp(table())
    async with app.run_test(size=(40, 6)):
        app.table.show(people(30))
        assert app.table.select(17)
        assert app.at() == 17
        assert not app.table.select(99)
        assert app.at() == 17


async def test_the_cursor_stays_in_view_when_the_window_shrinks() -> None:
    shown = table()
    shown.show(people(30))
    shown.select(20)
    app = TableApp(shown)
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        assert any(line.startswith(">A020") for line in text_of(shown))
        await pilot.resize_terminal(60, 8)
        await pilot.pause()
        assert any(line.startswith(">A020") for line in text_of(shown))
