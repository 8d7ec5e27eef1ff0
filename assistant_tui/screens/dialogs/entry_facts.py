"""How a typed line is understood: every fact at its own place, so that nothing moves while typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.geometry import Size
from textual.strip import Strip

from assistant_tui.readmodels.shell import Fact
from assistant_tui.widgets.plain import cells, segment, words
from assistant_tui.widgets.whole_lines import WholeLines

_COLUMNS = 2
_LEAST_FOR_COLUMNS = 44
_GAP = 2
_NOTHING = Fact("", "")


class EntryFacts(WholeLines):
    """Facts two by two, then whole lines for those that may be long. A value of `-` means: not typed."""

    PREFIX: ClassVar[str] = "entry-facts"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"entry-facts--{tone}" for tone in ("muted", "good", "accent", "warn", "alarm"))
    }
    DEFAULT_CSS = """
    EntryFacts {
        height: auto;
        & > .entry-facts--muted { color: $foreground-muted; }
        & > .entry-facts--good { color: $success; }
        & > .entry-facts--accent { color: $accent; }
        & > .entry-facts--warn { color: $warning; }
        & > .entry-facts--alarm { color: $error; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._pairs: Sequence[Fact] = ()
        self._lines: Sequence[Fact] = ()

    def show(self, pairs: Sequence[Fact], lines: Sequence[Fact]) -> None:
        """Show these; as many as before, or the widget takes another height."""
        resized = (len(pairs), len(lines)) != (len(self._pairs), len(self._lines))
        self._pairs, self._lines = pairs, lines
        self.refresh(layout=resized)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Half as many lines as pairs where there is room for two columns."""
        columns = self._columns(width)
        return -(-len(self._pairs) // columns) + len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One line of facts."""
        width = self.size.width
        columns = self._columns(width)
        rows = -(-len(self._pairs) // columns)
        label = max((cells(words(fact.label)) for fact in (*self._pairs, *self._lines)), default=0) + _GAP
        if y >= rows:
            line = self._lines[y - rows] if y - rows < len(self._lines) else _NOTHING
            return self._strip([(line, width)], label)
        facts = [*self._pairs[y * columns : (y + 1) * columns], _NOTHING][:columns]
        left = width // columns
        return self._strip(list(zip(facts, (left, width - left), strict=False)), label)

    @staticmethod
    def _columns(width: int) -> int:
        return _COLUMNS if width >= _LEAST_FOR_COLUMNS else 1

    def _strip(self, facts: list[tuple[Fact, int]], label: int) -> Strip:
        segments = []
        for fact, width in facts:
            head = min(label, width)
            gap = min(1, width - head)
            segments += [
                segment(words(fact.label), head, self._styles.of("muted")),
                segment(words(fact.value), width - head - gap, self._styles.of(fact.tone)),
                segment("", gap, self._styles.of("")),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, self._styles.of(""))
