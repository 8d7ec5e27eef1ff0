"""The panel beside a list: what is known about the selected patient, in sections."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.strip import Strip

from assistant_tui.readmodels.shell import Fact, Section, Words
from assistant_tui.widgets.plain import cells, fit, segment, words, wrap
from assistant_tui.widgets.whole_lines import ScrollingLines

_MARGIN = 1
_GAP = 1  # between label and value
_LABEL_SHARE = 3  # labels take at most one third of the width
_KEPT = 256  # lines: those of several patients


class _Run(NamedTuple):
    """A piece of a line: the last of a line fills it to the end."""

    text: str
    width: int
    look: str = ""


class FactPanel(ScrollingLines):
    """A title that stays in view, above sections of labelled values; long values wrap under themselves."""

    PREFIX: ClassVar[str] = "fact-panel"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "fact-panel--title",
        "fact-panel--section",
        *(f"fact-panel--{tone}" for tone in ("muted", "good", "accent", "warn", "alarm")),
    }

    DEFAULT_CSS = """
    FactPanel {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .fact-panel--title { background: $panel; text-style: bold; }
        & > .fact-panel--section { color: $foreground-muted; text-style: bold; }
        & > .fact-panel--muted { color: $foreground-muted; }
        & > .fact-panel--good { color: $success; }
        & > .fact-panel--accent { color: $accent; }
        & > .fact-panel--warn { color: $warning; }
        & > .fact-panel--alarm { color: $error; text-style: bold; }
    }
    """

    _title: Words = ""
    _sections: Sequence[Section] = ()
    _lines: tuple[tuple[_Run, ...], ...] = ()
    _lines_width = -1

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id, classes=classes)
        self._strips: LRUCache[tuple[_Run, ...], Strip] = LRUCache(_KEPT)

    def show(self, title: Words, sections: Sequence[Section] = ()) -> None:
        """Show these facts from the top, in the user's present language."""
        before, scrolled = (self._title, *self._lines), self.scroll_offset.y
        self._title = title
        self._sections = sections
        self._lay_out()
        if scrolled:
            self.scroll_to(y=0, animate=False, force=True)
            self.refresh()
            return
        # Only lines that differ: the cursor of the list beside it is held down.
        for y, (old, new) in enumerate(zip_longest(before, (self._title, *self._lines))):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self) -> None:
        """Wrap anew, so that the scrollbar knows the number of lines."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """The title, or a line of facts."""
        if self._lines_width != self._width:
            self._lay_out()
        if y == 0:
            return self._strip((_Run("", _MARGIN, "title"), _Run(words(self._title), self._width, "title")))
        index = y - 1 + self.scroll_offset.y
        return self._strip(self._lines[index] if index < len(self._lines) else ())

    def notify_style_update(self) -> None:
        """The theme or the focus has changed: Textual calls this."""
        super().notify_style_update()
        self._strips.clear()

    @property
    def _width(self) -> int:
        return max(0, self.size.width - self.scrollbar_size_vertical)

    def _lay_out(self) -> None:
        if not self.size:  # not in view: a column without width would wrap into a hundred lines
            self._lines_width = -1
            return
        width = self._width
        if width != self._lines_width:
            self._strips.clear()
        self._lines = tuple(_lines(self._sections, width))
        self._lines_width = width
        # At least the panel's own height: as long as all is in view the size stays, and nothing is laid out.
        self.virtual_size = Size(0, max(self.size.height, len(self._lines) + 1))

    def _strip(self, runs: tuple[_Run, ...]) -> Strip:
        strip = self._strips.get(runs)
        if strip is None:
            strip = self._strips[runs] = self._draw(runs)
        return strip

    def _draw(self, runs: tuple[_Run, ...]) -> Strip:
        segments = [segment(run.text, run.width, self._styles.of(run.look)) for run in runs]
        ground = segments[-1].style if segments else self._styles.of("")
        return Strip(segments).adjust_cell_length(self._width, ground)


def _lines(sections: Sequence[Section], width: int) -> list[tuple[_Run, ...]]:
    labels = [cells(words(fact.label)) for section in sections for fact in section.facts]
    label_width = min(max(labels, default=0), width // _LABEL_SHARE)
    lines: list[tuple[_Run, ...]] = []
    for section in sections:
        if section.title:
            lines.append(_rule(words(section.title), width))
        for fact in section.facts:
            lines += _fact(fact, label_width, width)
    return lines


def _rule(title: str, width: int) -> tuple[_Run, ...]:
    """A section's title and a quiet rule. Hyphens: box drawing is two cells wide on many terminals."""
    taken = min(cells(title), max(0, width - 2 * _MARGIN))
    rule = "-" * max(0, width - taken - 2 * _MARGIN - 1)
    return (
        _Run("", _MARGIN),
        _Run(title, taken, "section"),
        _Run("", 1),
        _Run(rule, len(rule), "muted"),
    )


def _fact(fact: Fact, label_width: int, width: int) -> list[tuple[_Run, ...]]:
    label = words(fact.label)
    indent = label_width + _GAP if label else 0
    room = max(1, width - 2 * _MARGIN - indent)
    lines = []
    for n, text in enumerate(wrap(words(fact.value), room)):
        head = fit(label if n == 0 else "", indent - _GAP) + " " * _GAP if label else ""
        lines.append((_Run(head, _MARGIN + indent, "muted"), _Run(text, room, fact.tone)))
    return [(_Run("", _MARGIN), head._replace(width=indent), value) for head, value in lines]
