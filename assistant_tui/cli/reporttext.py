"""The day's report for people: as text for the terminal, and as Markdown for chat and mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from assistant_tui.cli.session import Session
from assistant_tui.cli.wording import date_and_time
from assistant_tui.domain.deeds import deed_words
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.figuretext import UNIT_WORDS, figure_text

if TYPE_CHECKING:
    from assistant_tui.readmodels.reports import Amendment, Block, Head, Signature
    from assistant_tui.services.reports.handout import Handout


def show_report(session: Session, handed: Handout) -> None:
    """The whole report, a table after the other, on standard output."""
    out = session.out
    for line in _head(session, handed):
        out.line(line)
    for section in handed.report.sections:
        if section.lines:
            out.line()
            out.line(f"== {spoken(section.words)} ==")
        for number, block in enumerate(block for block in section.blocks if block.lines):
            if number:
                out.line()
            out.table(_heads(block), _rows(block), right=range(1, 1 + len(block.heads)))
    if handed.report.remark:
        out.line()
        out.line(f"== {_('Remark')} ==")
        for line in handed.report.remark.splitlines():
            out.line(line)
    for words, amendments in _amended(handed):
        out.line()
        out.line(f"== {words} ==")
        show_amendments(session, amendments)


def show_amendments(session: Session, amendments: Sequence[Amendment]) -> None:
    """What was done to a signed day, each with its changes below."""
    for one in amendments:
        session.out.line(_deed(session, one))
        for line in _changes(one):
            session.out.line(f"  {line}")


def show_signature(session: Session, signature: Signature) -> None:
    """Who signed, when, and what tells that nothing was changed since."""
    for line in _signed(session, signature):
        session.out.line(line)


def write_markdown(session: Session, handed: Handout, stream: TextIO) -> None:
    """The whole report as Markdown; what that would take for markup is escaped."""
    from assistant_tui.export.markdown import escaped, markdown_table  # noqa: PLC0415 - widths, when asked for

    title, *rest = _head(session, handed)
    stream.write(f"# {escaped(title)}\n\n")
    stream.writelines(f"{escaped(line)}  \n" for line in rest)
    for section in handed.report.sections:
        if section.lines:
            stream.write(f"\n## {escaped(spoken(section.words))}\n")
        for block in section.blocks:
            if block.lines:
                stream.write("\n")
                right = [0 < place <= len(block.heads) for place in range(len(_heads(block)))]
                markdown_table(_heads(block), list(_rows(block)), right, stream)
    if handed.report.remark:
        stream.write(f"\n## {_('Remark')}\n\n")
        stream.writelines(f"{escaped(line)}  \n" for line in handed.report.remark.splitlines())
    for words, amendments in _amended(handed):
        stream.write(f"\n## {escaped(words)}\n\n")
        for one in amendments:
            stream.write(f"- {escaped(_deed(session, one))}\n")
            stream.writelines(f"  - {escaped(line)}\n" for line in _changes(one))


def _head(session: Session, handed: Handout) -> Iterator[str]:
    report = handed.report
    yield _("Day report of {day}, {room}, {doctor}", day=report.day, room=report.room, doctor=report.doctor)
    yield _("As of {time}", time=date_and_time(report.made_at, session.zone))
    if handed.signature:
        yield from _signed(session, handed.signature)
    else:
        yield _("Not signed")


def _signed(session: Session, signature: Signature) -> Iterator[str]:
    words = (
        _("Signature no. {number}, on paper by {doctor}, {time}")
        if signature.on_paper
        else _("Signature no. {number}, by PIN by {doctor}, {time}")
    )
    time = date_and_time(signature.signed_at, session.zone)
    yield words.format(number=signature.number, doctor=signature.signed_by, time=time)
    yield f"SHA-256 {signature.hash}"


def _amended(handed: Handout) -> Iterator[tuple[str, Sequence[Amendment]]]:
    if handed.report.amendments:
        yield _("Changed after the signature before this one"), handed.report.amendments
    if handed.since:
        yield _("Changed after it was signed"), handed.since


def _deed(session: Session, one: Amendment) -> str:
    parts = (
        date_and_time(one.at, session.zone),
        one.ticket,
        spoken(deed_words(one.deed)),
        one.actor,
        one.reason,
    )
    return "  ".join(filter(None, parts))


def _changes(one: Amendment) -> Iterator[str]:
    for change in one.changes:
        what, before = spoken(change.what), change.before
        after = _("nothing") if change.after is None else spoken(change.after)
        if before is None:
            yield _("{what}: {after}", what=what, after=after)
        else:
            yield _("{what}: {before} -> {after}", what=what, before=spoken(before), after=after)


def _heads(block: Block) -> list[str]:
    """The block's words over its lines, its heads over their figures, nothing over notes.

    The words that a block has from its only head stand there once, as its unit if it has one.
    """
    notes = [""] if _noted(block) else []
    if [head.words for head in block.heads] == [block.words]:
        unit = UNIT_WORDS.get(block.heads[0].unit, block.words)
        return ["", spoken(unit), *notes]
    return [spoken(block.words), *map(_named, block.heads), *notes]


def _named(head: Head) -> str:
    unit = UNIT_WORDS.get(head.unit)
    return spoken(head.words) if unit is None else _("{head} ({unit})", head=head.words, unit=unit)


def _rows(block: Block) -> Iterator[list[str]]:
    noted = _noted(block)
    for line in block.lines:
        # A line without figures says all in its note.
        figures = [
            figure_text(value, head.unit) for value, head in zip(line.cells, block.heads, strict=False)
        ]
        note = [spoken(line.note) if line.note is not None else ""] if noted else []
        yield [spoken(line.words), *figures, *note]


def _noted(block: Block) -> bool:
    return any(line.note is not None for line in block.lines)
