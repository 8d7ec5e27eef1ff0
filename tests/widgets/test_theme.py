"""Every text can be read on every ground: contrast computed as WCAG 2.2 defines it."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.strip import Strip
from textual.theme import Theme

from assistant_tui.styles.theme import CONTRAST, THEMES, next_theme, register_themes
from assistant_tui.widgets.table import LineTable
from tests.widgets.people import Person, people, table

TEXTS = ("foreground", "foreground-muted", "accent", "success", "warning", "error", "primary")
GROUNDS = ("background", "surface", "panel")
CURSORS = ("block-cursor", "block-cursor-blurred")


def luminance(color: Color) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    colours = variables(theme)
    least = 7 if theme is CONTRAST else 4.5
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [(f"{cursor}-foreground", f"{cursor}-background") for cursor in CURSORS]
    pairs += [("background", "warning")]  # the demo badge
    poor = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert not {pair: found for pair, found in poor.items() if found < least}


def test_the_key_goes_round_all_themes() -> None:
    assert [next_theme("light"), next_theme("dark"), next_theme("contrast")] == ["dark", "contrast", "light"]
    assert next_theme("gone") == "light"


def grounds(strip: Strip) -> set[str]:
    colours = [segment.style.bgcolor for segment in strip if segment.style]
    return {colour.get_truecolor().hex.upper() for colour in colours if colour}


class ThemedApp(App[None]):
    def compose(self) -> ComposeResult:
        yield table()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_widgets_take_their_colours_from_the_theme(theme: Theme) -> None:
    app = ThemedApp()
    async with app.run_test(size=(60, 8)) as pilot:
        register_themes(app)
        app.theme = theme.name
        shown: LineTable[Person] = app.query_one(LineTable)
        shown.show(people(3))
        await pilot.pause()
        cursor, other = shown.render_line(1), shown.render_line(2)
        assert grounds(cursor) == {theme.variables["block-cursor-background"]}
        assert grounds(other) == {theme.background}
