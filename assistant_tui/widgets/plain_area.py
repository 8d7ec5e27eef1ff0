"""Several lines to type in, with what cannot be drawn left out as it is typed or pasted."""

from __future__ import annotations

from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.widgets import TextArea

from assistant_tui.widgets.plain import drawable


class PlainArea(TextArea):
    """Soft-wrapped, without line numbers, border or a colour of its own for the line of the cursor."""

    DEFAULT_CSS = """
    PlainArea, PlainArea:focus {
        border: none;
        height: 6;
        padding: 0;
        background: $background;
        background-tint: transparent;
        scrollbar-size-vertical: 1;
    }
    PlainArea:focus { background: $panel; }
    """

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__(
            _drawable_lines(text),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=placeholder,
        )

    def edit(self, edit: Edit) -> EditResult:
        """Every key and every paste comes through here."""
        edit.text = _drawable_lines(edit.text)
        return super().edit(edit)

    def load_text(self, text: str) -> None:
        """Clean what a program puts in, too."""
        super().load_text(_drawable_lines(text))


def _drawable_lines(text: str) -> str:
    return "\n".join(map(drawable, text.replace("\r\n", "\n").split("\n")))
