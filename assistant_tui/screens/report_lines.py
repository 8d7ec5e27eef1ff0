"""The rows of screen 9: a report's lines under the titles of their blocks, and what has changed since."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant_tui.domain.deeds import deed_words
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.words import Words
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.figuretext import UNIT_WORDS, figure_text
from assistant_tui.readmodels.reports import (
    Amendment,
    Behind,
    Block,
    Changed,
    DayReport,
    Head,
    Line,
    ReportState,
    Section,
    Text,
    Unit,
    Value,
)
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.pane import contains

OPEN = "open"
"""The section of what is to be settled before the room is left."""
ALL = "all"
"""The block of a section that is about all of them, not by something."""
DAYS = ("trend", "days")
"""The section and block with a line for each of the last days."""
AMENDED = "amended"
"""The section of what was done to a signed day; the report itself has none of this code."""


class Change(NamedTuple):
    """A figure that is another now than when the report was signed."""

    head: Head
    before: Value
    after: Value


class ReportLine(NamedTuple):
    """A line of a block. Of a signed report it has the figures that were signed.

    `latest` is the same line as the file has it now, with the rows behind it; None where it has gone. A line
    that was `added` since has no figures that were signed.
    """

    section: Section
    block: Block
    line: Line
    latest: Line | None
    added: bool = False

    @property
    def key(self) -> Hashable:
        """What names the row across refreshes."""
        return (self.section.code, self.block.code, self.line.code)

    @property
    def name(self) -> str:
        """What it is called."""
        return said(self.line.words)

    @property
    def day(self) -> date | None:
        """The day whose figures these are, of a line of the days before."""
        return date.fromisoformat(self.line.code) if (self.section.code, self.block.code) == DAYS else None

    @property
    def title(self) -> str:
        """`By hour of arrival: 09:00`; where the block is nothing but all of them, `Waits: All`."""
        if self.section.code == AMENDED:
            return self.name
        group = self.block if titled(self.block) and self.block.code != ALL else self.section
        return _("{group}: {line}", group=group.words, line=self.line.words)

    @property
    def note(self) -> str:
        """What a figure cannot say."""
        return said(self.line.note)

    @property
    def note_now(self) -> str | None:
        """The note as it would be now, if it would be another."""
        if self.latest is None or said(self.latest.note) == self.note:
            return None
        return said(self.latest.note)

    @property
    def is_another_now(self) -> bool:
        """Whether it differs from what was signed."""
        return self.added or bool(self.changes) or (not self.block.heads and self.note_now is not None)

    @property
    def behind(self) -> Sequence[Behind]:
        """The rows behind it, as the file has them now: a signed report keeps none."""
        return self.latest.behind if self.latest else ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """Its figures that are others now."""
        if self.latest is None or self.latest is self.line or len(self.latest.cells) != len(self.block.heads):
            return ()
        before = self.line.cells or (None,) * len(self.block.heads)
        figures = zip(self.block.heads, before, self.latest.cells, strict=True)
        return tuple(Change(*figure) for figure in figures if figure[1] != figure[2])


def titled(block: Block) -> bool:
    """Whether its columns want titles: a single figure called like its block has its unit beside it."""
    return not (len(block.heads) == 1 and block.heads[0].words == block.words)


def said(text: Text | None) -> str:
    """The words in the user's language."""
    return "" if text is None else spoken(text)


def with_unit(value: Value, unit: Unit) -> str:
    """A figure that stands alone: `12.5 min`; empty where there is nothing that it could be of."""
    text = figure_text(value, unit)
    return f"{text} {said(UNIT_WORDS.get(unit))}".strip() if text else ""


def sections_of(
    state: ReportState, trend: Section, lens: Lens
) -> Iterator[tuple[Section, tuple[ReportLine, ...]]]:
    """Each section with its lines, block by block; then the days before, which no signature is under, and
    what was done to the signed day.
    """
    for section in state.shown.sections:
        yield section, tuple(_lines(section, state))
    for section in (trend, *_amended(state, lens)):
        yield section, tuple(_as_it_is(section))


def _as_it_is(section: Section) -> Iterator[ReportLine]:
    for block in section.blocks:
        yield from (ReportLine(section, block, line, line) for line in block.lines)


def _lines(section: Section, state: ReportState) -> Iterator[ReportLine]:
    """Those that are shown and, once something was done to a signed day, those that have come since."""
    blocks = _blocks_now(section, state.now)
    for block in section.blocks:
        present = blocks.pop(block.code, None)
        latest = {line.code: line for line in present.lines} if present else {}
        alike = present is not None and _codes(present) == _codes(block)
        for line in block.lines:
            yield ReportLine(section, block, line, _latest(line, latest.pop(line.code, None), state, alike))
        if state.amendments and alike:
            yield from (_new(section, block, line) for line in latest.values())
    if state.amendments:
        for block in blocks.values():
            yield from (_new(section, block, line) for line in block.lines)


def _blocks_now(section: Section, now: DayReport) -> dict[str, Block]:
    found = now.section(section.code)
    return {block.code: block for block in found.blocks} if found else {}


def _codes(block: Block) -> list[str]:
    return [head.code for head in block.heads]


def _latest(line: Line, latest: Line | None, state: ReportState, alike: bool) -> Line | None:
    """The line as it is now.

    Only what was done to the day changes a signed figure: not the clock, nor another program's columns.
    """
    if latest is None or latest is line or (state.amendments and alike):
        return latest
    return latest._replace(cells=line.cells, note=line.note)


def _new(section: Section, block: Block, line: Line) -> ReportLine:
    return ReportLine(section, block, line._replace(cells=(None,) * len(block.heads)), line, added=True)


def _amended(state: ReportState, lens: Lens) -> Iterator[Section]:
    settled = state.signed.report.amendments if state.signed else ()
    blocks = (
        _block("since", say("Changed since it was signed"), state.amendments, state, lens),
        _block("signed", say("Signed with these changes"), settled, state, lens),
    )
    if state.amendments or settled:
        yield Section(AMENDED, say("Amendments"), blocks)


def _block(
    code: str, words: Saying, amendments: tuple[Amendment, ...], state: ReportState, lens: Lens
) -> Block:
    return Block(code, words, (), tuple(_amendment(one, state, lens) for one in amendments))


def _amendment(one: Amendment, state: ReportState, lens: Lens) -> Line:
    """`11-21 17:42 李敏 A012`, what was done, and the first of what it changed."""
    at = one.at.astimezone(lens.zone)
    day = "" if at.date() == state.now.day else lens.day(at.date())
    label = " ".join(filter(None, (day, lens.time(one.at), one.actor, one.ticket)))
    what: Saying = deed_words(one.deed)
    if one.reason:
        what = say("{what} ({reason})", what=what, reason=one.reason)
    if one.changes:
        what = say("{what}: {change}", what=what, change=_changed(one.changes[0]))
    rows = tuple(Behind(one.at, one.ticket, _changed(change)) for change in one.changes)
    return Line(str(one.number), Words(label, label), (), what, rows)


def _changed(change: Changed) -> Saying:
    nothing = say("nothing")
    return say(
        "{what} {before} -> {after}",
        what=change.what,
        before=change.before if change.before is not None else nothing,
        after=change.after if change.after is not None else nothing,
    )


def matching(lines: tuple[ReportLine, ...], sought: str) -> tuple[ReportLine, ...]:
    """The lines whose words, or whose block's, contain what is sought."""
    return tuple(line for line in lines if contains(sought, (said(line.block.words), line.name, line.note)))
