"""No line of the program draws a user's text as markup."""

from __future__ import annotations

from pathlib import Path

import pytest

import assistant_tui
from tests.widgets.markup_ban import DRAWING, offences

PACKAGE = Path(assistant_tui.__file__).parent


def test_the_program_draws_text_through_one_file() -> None:
    sources = sorted(PACKAGE.rglob("*.py"))
    assert PACKAGE.parent / DRAWING in sources
    found = [
        str(offence)
        for source in sources
        for offence in offences(source.read_text("utf-8"), source.relative_to(PACKAGE.parent).as_posix())
    ]
    assert not found, "text could be drawn as markup:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        "Static(f'[b]{name}[/]')",
        "Label(plain(name))",
        "widgets.Label(name, markup=True)",
        "Static(name, markup=shown)",
        "self.app.notify(text)",
        "self.notify(message=text, severity='error')",
        "self.notify(text, title=name, markup=False)",
        "Button(name)",
        "Button(label=_('Save {name}', name=name))",
        "Checkbox(patient.name)",
        "self.border_title = patient.name",
        "self.tooltip = _('Save')",
        "Input(tooltip=name)",
        "setattr(self, 'border_title', name)",
        "class Panel(Static): ...",
        "class Panel(Static, can_focus=True): ...",
        "class Pane(Vertical):\n    BORDER_TITLE = 'Queue'",
        "class Clock(Widget):\n    def render(self) -> str: ...",
        "class Clock(Widget):\n    def render(self): ...",
        "Text.from_markup(name)",
        "Content.from_markup('$name', name=name)",
        "self.render_str(name)",
        "Segment(name, style)",
        "Text(name)",
        "Console().print(name)",
        "from rich.text import Text",
        "from rich.segment import Segment",
        "from textual.content import Content",
        "from rich import print",
        "from rich.markup import escape",
        "from textual.markup import escape",
        "import textual.markup",
        "from textual.widgets import DataTable",
        "from textual.widgets import *",
        "import textual.widgets",
        "from textual.widgets.option_list import Option",
    ],
)
def test_ways_around_are_found(source: str) -> None:
    assert offences(source, "assistant_tui/screens/queue.py")


@pytest.mark.parametrize(
    "source",
    [
        "Static(plain(name), markup=False)",
        "Label(_('Name'), markup=False)",
        "self.notify(spoken(saying), markup=False)",
        "condition.notify()",
        "Button(plain(_('Save')), id='save')",
        "self.border_title = plain(title)",
        "self.border_title = plain(title) if title else None",
        "from textual.widgets import Input, Static",
        "class Clock(Widget):\n    def render(self) -> Content: ...",
        "segment(name, 5, style)",
    ],
)
def test_safe_ways_are_left_alone(source: str) -> None:
    assert not offences(source, "assistant_tui/screens/queue.py")


def test_an_offence_says_where_and_what_to_do() -> None:
    (offence,) = offences("\nStatic(name)", "assistant_tui/screens/queue.py")
    assert str(offence) == "assistant_tui/screens/queue.py:2: `Static(...)` needs markup=False"
