"""A report as text that is signed: its figures as canonical JSON, its words in both languages.

Whatever becomes of the program's words, a signed report says what it said. The form is described for others
in `docs/report.md`; `FORMAT` is its edition.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant_tui.domain.clock import instant, milliseconds
from assistant_tui.domain.words import Words
from assistant_tui.i18n import in_both
from assistant_tui.readmodels.reports import (
    Amendment,
    Block,
    Changed,
    DayReport,
    Head,
    Line,
    Section,
    Text,
    Unit,
)

FORMAT = 1


def freeze(report: DayReport, *, before: str | None) -> str:
    """The report as canonical JSON: the same report gives the same text. The rows behind it are left out.

    `before` is the hash of what was signed of the day before this, None the first time.
    """
    content = {
        "format": FORMAT,
        "before": before,
        "day": report.day.isoformat(),
        "room": report.room,
        "doctor": report.doctor,
        "made_at": milliseconds(report.made_at),
        "through": report.through,
        "remark": report.remark,
        "sections": [_section(section) for section in report.sections],
        "amendments": [_amendment(one) for one in report.amendments],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(text: str) -> DayReport:
    """The inverse of `freeze`, but for the rows behind the figures."""
    content = json.loads(text)
    return DayReport(
        day=date.fromisoformat(content["day"]),
        room=content["room"],
        doctor=content["doctor"],
        made_at=instant(content["made_at"]),
        through=content["through"],
        sections=tuple(map(_section_again, content["sections"])),
        remark=content["remark"],
        amendments=tuple(map(_amendment_again, content["amendments"])),
    )


def _section(section: Section) -> Mapping[str, object]:
    return {
        "code": section.code,
        "words": _words(section.words),
        "blocks": [_block(block) for block in section.blocks if block.lines],
    }


def _block(block: Block) -> Mapping[str, object]:
    return {
        "code": block.code,
        "words": _words(block.words),
        "heads": [{"code": one.code, "words": _words(one.words), "unit": one.unit} for one in block.heads],
        "lines": [_line(line) for line in block.lines],
        "bar": block.bar,
        "goal": block.goal,
    }


def _line(line: Line) -> Mapping[str, object]:
    note = None if line.note is None else _words(line.note)
    return {"code": line.code, "words": _words(line.words), "cells": list(line.cells), "note": note}


def _amendment(one: Amendment) -> Mapping[str, object]:
    return {
        "number": one.number,
        "at": milliseconds(one.at),
        "actor": one.actor,
        "deed": one.deed,
        "ticket": one.ticket,
        "reason": one.reason,
        "changes": [
            {
                "what": _words(change.what),
                "before": None if change.before is None else _words(change.before),
                "after": None if change.after is None else _words(change.after),
            }
            for change in one.changes
        ],
    }


def _words(text: Text) -> Mapping[str, str]:
    said = text if isinstance(text, Words) else in_both(text)
    return {"zh_CN": said.zh_CN, "en": said.en}


def _section_again(found: Mapping[str, Any]) -> Section:
    return Section(found["code"], Words(**found["words"]), tuple(map(_block_again, found["blocks"])))


def _block_again(found: Mapping[str, Any]) -> Block:
    heads = tuple(Head(one["code"], Words(**one["words"]), Unit(one["unit"])) for one in found["heads"])
    lines = tuple(map(_line_again, found["lines"]))
    return Block(found["code"], Words(**found["words"]), heads, lines, found["bar"], found["goal"])


def _line_again(found: Mapping[str, Any]) -> Line:
    note = None if found["note"] is None else Words(**found["note"])
    return Line(found["code"], Words(**found["words"]), tuple(found["cells"]), note)


def _amendment_again(found: Mapping[str, Any]) -> Amendment:
    changes = tuple(
        Changed(
            Words(**one["what"]),
            None if one["before"] is None else Words(**one["before"]),
            None if one["after"] is None else Words(**one["after"]),
        )
        for one in found["changes"]
    )
    return Amendment(
        found["number"], instant(found["at"]), found["actor"], found["deed"], found["ticket"],
        found["reason"], changes,
    )  # fmt: skip
