"""The columns of screen 9: each block has its own, those of a section under each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.figuretext import UNIT_WORDS, figure_text
from assistant_tui.readmodels.reports import Block, Head, Unit, Value
from assistant_tui.screens.report_lines import ReportLine, said, titled
from assistant_tui.widgets.plain import cells
from assistant_tui.widgets.table import Bar, Cell, Column
from assistant_tui.widgets.table.bar import GOAL

ROOM = 78
"""Cells that a window of 80 leaves for the columns of a list."""
CHANGED = "*"
"""Stands before a figure or note that is another now than when it was signed."""
_LEAST_LABEL, _LEAST_FIGURE, _LEAST_BAR, _LEAST_NOTE = 8, 6, 7, 10
_LONGEST_LABEL, _LONGEST_BAR = 44, 32
_GAP = 2  # comfortable, as a table has it where there is room

Columns = tuple[Column[ReportLine], ...]


def columns_of(lines: Sequence[ReportLine]) -> Mapping[str, Columns]:
    """The columns of each block of a section with these lines, by its code."""
    blocks: defaultdict[str, list[ReportLine]] = defaultdict(list)
    for line in lines:
        blocks[line.block.code].append(line)
    widths = {code: _figure_widths(of) for code, of in blocks.items()}
    widest = [max((of[0] for of in widths.values() if len(of) == 1), default=0)]
    widths = {code: widest if len(of) == 1 else of for code, of in widths.items()}
    label = _label_width([(of, widths[code]) for code, of in blocks.items() if of[0].block.heads])
    return {
        code: tuple(_figures(of, label, widths[code]) if of[0].block.heads else _text(of))
        for code, of in blocks.items()
    }


def _label_width(blocks: Sequence[tuple[Sequence[ReportLine], Sequence[int]]]) -> int:
    """As wide as the longest label of all blocks with figures, if these leave so much room."""
    longest = max((_longest(lines) for lines, _ in blocks), default=0)
    left = (ROOM - sum(widths) - len(widths) - _rest(lines[0].block) for lines, widths in blocks)
    return max(_LEAST_LABEL, min((longest, *left)))


def _rest(block: Block) -> int:
    return _LEAST_BAR + 1 if block.bar else 0


def _longest(lines: Sequence[ReportLine]) -> int:
    block = lines[0].block
    return max(cells(_title(block)) if titled(block) else 0, *(cells(line.name) for line in lines))


def _title(block: Block) -> str:
    """What the block is called and, if several columns have it, their unit: `By kind (min)`."""
    units = [head.unit for head in block.heads if head.unit in UNIT_WORDS]
    return _with_unit(said(block.words), next((unit for unit in units if units.count(unit) > 1), None))


def _head(head: Head, block: Block) -> str:
    """What the column is called and, if it is the only one with it, its unit."""
    if not titled(block):
        return ""
    alone = sum(one.unit is head.unit for one in block.heads) == 1
    return _with_unit(said(head.words), head.unit if alone else None)


def _with_unit(words: str, unit: Unit | None) -> str:
    text = spoken(UNIT_WORDS[unit]) if unit in UNIT_WORDS else ""
    return words if text in words else f"{words} ({text})"


def _figure_widths(lines: Sequence[ReportLine]) -> list[int]:
    """Figures are never cut, nor what stands above them."""
    block = lines[0].block
    return [
        max(
            _LEAST_FIGURE,
            cells(_head(head, block)),
            *(cells(_figure(at, line).text) for line in lines),
        )
        for at, head in enumerate(block.heads)
    ]


def _figures(lines: Sequence[ReportLine], label: int, widths: Sequence[int]) -> Iterable[Column[ReportLine]]:
    """The lowest priorities go first where the window is narrow: notes, then figures that nothing draws."""
    block = lines[0].block
    yield Column("words", _same(_title(block)), lambda line: Cell(line.name), label, priority=9)
    for at, (head, width) in enumerate(zip(block.heads, widths, strict=True)):
        priority = 8 if at == 0 or head.code == block.bar else 6
        yield Column(
            head.code,
            _same(_head(head, block)),
            partial(_figure, at),
            width,
            align="right",
            priority=priority,
        )
    room = ROOM - label - sum(widths) - _GAP * (len(widths) + 1)
    if block.bar:
        width = max(_LEAST_BAR, min(_LONGEST_BAR, room))
        yield Column("bar", _same(_goal(block)), _bar_of(lines), width, priority=7)
    elif room >= _LEAST_NOTE:  # otherwise figures would stand closer than in the blocks above and below
        yield Column("note", _same(""), _note, _LEAST_NOTE, weight=1, priority=5)


def _text(lines: Sequence[ReportLine]) -> Iterable[Column[ReportLine]]:
    """A label and what is to be said of it."""
    label = max(_LEAST_LABEL, min(_LONGEST_LABEL, _longest(lines)))
    yield Column("words", _same(_title(lines[0].block)), lambda line: Cell(line.name), label, priority=9)
    yield Column("note", _same(""), _note, _LEAST_NOTE, weight=1, priority=8)


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
    if not line.block.heads and line.is_another_now:
        return Cell(f"{CHANGED} {line.note}", "warn")
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
