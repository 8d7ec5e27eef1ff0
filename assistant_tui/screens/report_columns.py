"""The columns of screen 9: each block has its own, those of a section under each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.figuretext import UNIT_WORDS, figure_text
from assistant_tui.readmodels.reports import Block, Head, Value
from assistant_tui.screens.report_lines import ReportLine, said, titled
from assistant_tui.widgets.plain import cells
from assistant_tui.widgets.table import Bar, Cell, Column
from assistant_tui.widgets.table.bar import GOAL

ROOM = 78
"""Cells that a window of 80 leaves for the columns of a list."""
CHANGED = "*"
"""Stands before a figure that is another now than when it was signed."""
_LEAST_LABEL, _LEAST_FIGURE, _LEAST_BAR, _LEAST_NOTE = 8, 6, 8, 10
_LONGEST_BAR = 32
_GAP = 2  # comfortable, as a table has it where there is room

Columns = tuple[Column[ReportLine], ...]


def columns_of(lines: Sequence[ReportLine]) -> Mapping[str, Columns]:
    """The columns of each block of a section with these lines, by its code."""
    blocks: defaultdict[str, list[ReportLine]] = defaultdict(list)
    for line in lines:
        blocks[line.block.code].append(line)
    of_figures = {code: list(map(partial(_width, of), of[0].block.heads)) for code, of in blocks.items()}
    longest = max(cells(words) for of in blocks.values() for words in _labels(of))
    left = min(ROOM - _taken(of[0].block, of_figures[code]) for code, of in blocks.items())
    label = max(_LEAST_LABEL, min(longest, left))
    return {code: tuple(_columns(of, label, of_figures[code])) for code, of in blocks.items()}


def _labels(lines: Sequence[ReportLine]) -> Iterable[str]:
    block = lines[0].block
    return (*([_title(block)] if titled(block) else []), *(line.name for line in lines))


def _title(block: Block) -> str:
    """What the block is called and, if it has one, the unit of its figures: `By kind (min)`."""
    words = said(block.words)
    units = [UNIT_WORDS[head.unit] for head in block.heads if head.unit in UNIT_WORDS]
    unit = spoken(units[0]) if units else ""
    return f"{words} ({unit})" if unit else words


def _taken(block: Block, figures: Sequence[int]) -> int:
    """The cells beside the label: figures, what is drawn or noted, and a gap before each."""
    rest = _LEAST_BAR if block.bar else 0 if block.heads else _LEAST_NOTE
    return sum(figures) + len(figures) + (rest + 1 if rest else 0)


def _width(lines: Sequence[ReportLine], head: Head) -> int:
    """Figures are never cut."""
    at = lines[0].block.heads.index(head)
    return max(_LEAST_FIGURE, *(cells(_figure(at, line).text) for line in lines))


def _columns(lines: Sequence[ReportLine], label: int, figures: Sequence[int]) -> Iterable[Column[ReportLine]]:
    """The lowest priorities go first where the window is narrow: notes, then figures that nothing draws."""
    block = lines[0].block
    title = _title(block)
    yield Column("words", lambda: title, lambda line: Cell(line.name), label, priority=9)
    for at, (head, width) in enumerate(zip(block.heads, figures, strict=True)):
        words, first = said(head.words), at == 0 or head.code == block.bar
        priority = 8 if first else 6
        yield Column(head.code, _same(words), partial(_figure, at), width, align="right", priority=priority)
    if block.bar:
        width = min(_LONGEST_BAR, ROOM - label - sum(figures) - _GAP * (len(figures) + 1))
        yield Column("bar", _same(_goal(block)), _bar_of(lines), max(_LEAST_BAR, width), priority=7)
    else:
        yield Column("note", _same(""), _note, _LEAST_NOTE, weight=1, priority=5 if block.heads else 8)


def _goal(block: Block) -> str:
    """`| 60.0`: what the mark in the bars stands for."""
    if block.goal is None:
        return ""
    (head,) = (head for head in block.heads if head.code == block.bar)
    return f"{GOAL} {figure_text(block.goal, head.unit)}"


def _same(words: str) -> Callable[[], str]:
    return lambda: words


def _figure(at: int, line: ReportLine) -> Cell:
    head, value = line.block.heads[at], line.line.cells[at]
    text = figure_text(value, head.unit)
    if any(change.head == head for change in line.changes):
        return Cell(f"{CHANGED}{text}", "warn")
    return Cell(text, "" if value else "muted")


def _note(line: ReportLine) -> Cell:
    """What the figures cannot say; of a single figure that has changed, what it is now."""
    if len(line.block.heads) == 1 and line.changes:
        (change,) = line.changes
        return Cell(_("now {figure}", figure=figure_text(change.after, change.head.unit)), "warn")
    if line.latest is not None and not line.block.heads and line.latest.note != line.line.note:
        return Cell(line.note, "warn")
    if not titled(line.block):
        unit = UNIT_WORDS.get(line.block.heads[0].unit)
        return Cell(spoken(unit) if unit else "", "muted")
    return Cell(line.note)


def _bar_of(lines: Sequence[ReportLine]) -> Callable[[ReportLine], Cell | Bar]:
    """Bars relative to the longest of the block, or to the goal if that is longer."""
    block = lines[0].block
    at = [head.code for head in block.heads].index(block.bar)
    longest = max(block.goal or 0, *(line.line.cells[at] or 0 for line in lines))

    def bar(line: ReportLine) -> Cell | Bar:
        value: Value = line.line.cells[at]
        if value is None or longest <= 0:
            return Cell("")
        return Bar(max(0, value) / longest, None if block.goal is None else block.goal / longest)

    return bar
