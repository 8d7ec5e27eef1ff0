"""The JSON of triages and incidents. Keys are a promise; otherwise as in `shapes`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import tzinfo
from typing import TYPE_CHECKING

from assistant_tui.cli.shapes import Shape, Shapes
from assistant_tui.cli.wording import masked_name
from assistant_tui.i18n import spoken

if TYPE_CHECKING:
    from assistant_tui.domain.news2 import News2
    from assistant_tui.readmodels.incidents import IncidentRow
    from assistant_tui.readmodels.triage import Assessment, TriageRow


def triage_shape(row: TriageRow, zone: tzinfo) -> Shape:
    """A triage with all that was measured."""
    return {
        "at": Shapes(zone).at(row.at),
        "by": row.by,
        "level": row.level,
        "reason": row.reason,
        "red_flag": row.red_flag or None,
        "pregnant": row.pregnant,
        "news2": row.score,
        **asdict(row.vitals),
    }


def assessment_shape(found: Assessment) -> Shape:
    """What vital signs and a red flag come to; `suggested` is null when nothing is known."""
    suggestion = found.suggestion
    return {
        "suggested": int(suggestion.level) if suggestion else None,
        "reasons": [
            {"level": int(reason.level), "text": spoken(reason.saying)}
            for reason in (suggestion.reasons if suggestion else ())
        ],
        "not_for": spoken(found.not_for) if found.not_for else None,
        **_score(found.score),
    }


def _score(score: News2 | None) -> Shape:
    if score is None:
        return {"news2": None, "risk": None, "parts": {}, "missing": []}
    return {
        "news2": score.score,
        "risk": score.risk.value if score.risk else None,
        "parts": {part.value: points for part, points in score.parts.items()},
        "missing": [part.value for part in score.missing],
    }


def incident_shape(row: IncidentRow, zone: tzinfo, *, masked: bool = False) -> Shape:
    """An incident with whom it concerns and what followed."""
    at = Shapes(zone).at
    return {
        "incident_id": row.incident_id,
        "day": row.day.isoformat(),
        "kind": row.kind.value,
        "state": row.state.value,
        "what": row.what,
        "place": row.place,
        "visit_id": row.visit_id,
        "ticket": row.ticket or None,
        "name": (masked_name(row.patient) if masked else row.patient) or None,
        "slip_id": row.slip_id,
        "slip": row.slip_number,
        "happened_at": at(row.happened_at),
        "entered_at": at(row.entered_at),
        "by": row.by,
        "report_by": at(row.report_by),
        "reported_at": at(row.reported_at),
        "reported_to": row.reported_to,
        "action": row.action,
        "root_cause": row.root_cause,
        "prevention": row.prevention,
        "closed_at": at(row.closed_at),
        "closed_by": row.closed_by,
    }
