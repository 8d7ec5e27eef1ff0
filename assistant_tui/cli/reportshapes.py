"""The day's report as a document: codes are the same in every language, names are in yours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant_tui.cli.session import Session
from assistant_tui.cli.shapes import Shape, Shapes
from assistant_tui.i18n import spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.reports import Amendment, Block, Line, Section, Signature, Text
    from assistant_tui.services.reports.handout import Handout


def report_shape(session: Session, handed: Handout) -> Shape:
    """The report with its signature, and what was done to the day since."""
    report = handed.report
    shapes = Shapes(session.zone)
    return {
        "day": report.day.isoformat(),
        "room": report.room,
        "doctor": report.doctor,
        "made_at": shapes.at(report.made_at),
        "through": report.through,
        "remark": report.remark,
        "signature": signature_shape(session, handed.signature) if handed.signature else None,
        "sections": [_section(shapes, section) for section in report.sections if section.lines],
        "amended": amendment_shapes(session, report.amendments),
        "since": amendment_shapes(session, handed.since),
    }


def signature_shape(session: Session, signature: Signature) -> Shape:
    """Who signed what, and when."""
    return {
        "number": signature.number,
        "signed_at": Shapes(session.zone).at(signature.signed_at),
        "signed_by": signature.signed_by,
        "on_paper": signature.on_paper,
        "by": signature.by,
        "hash": signature.hash,
        "through": signature.through,
    }


def amendment_shapes(session: Session, amendments: Iterable[Amendment]) -> list[Shape]:
    """What was done to a signed day."""
    at = Shapes(session.zone).at
    return [
        {
            "number": one.number,
            "at": at(one.at),
            "actor": one.actor,
            "action": one.deed,
            "ticket": one.ticket,
            "reason": one.reason,
            "changes": [
                {"what": spoken(change.what), "before": _maybe(change.before), "after": _maybe(change.after)}
                for change in one.changes
            ],
        }
        for one in amendments
    ]


def _section(shapes: Shapes, section: Section) -> Shape:
    blocks = [_block(shapes, block) for block in section.blocks if block.lines]
    return {"code": section.code, "name": spoken(section.words), "blocks": blocks}


def _block(shapes: Shapes, block: Block) -> Shape:
    return {
        "code": block.code,
        "name": spoken(block.words),
        "heads": [
            {"code": head.code, "name": spoken(head.words), "unit": head.unit.value} for head in block.heads
        ],
        "bar": block.bar,
        "goal": block.goal,
        "lines": [_line(shapes, line) for line in block.lines],
    }


def _line(shapes: Shapes, line: Line) -> Shape:
    return {
        "code": line.code,
        "name": spoken(line.words),
        "cells": list(line.cells),
        "note": _maybe(line.note),
        "behind": [
            {
                "at": shapes.at(row.at),
                "ticket": row.ticket,
                "text": spoken(row.words),
                "visit_id": row.visit_id,
            }
            for row in line.behind
        ],
    }


def _maybe(text: Text | None) -> str | None:
    return None if text is None else spoken(text)
