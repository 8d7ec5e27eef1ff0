"""What a triage says in words: the score with its parts, the suggestion, and the facts of the panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant_tui.domain.acuity import ACUITY_WORDS, Acuity
from assistant_tui.domain.news2 import News2, Risk
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.vitalwords import measured, parts, scored
from assistant_tui.i18n import _, language, spoken
from assistant_tui.readmodels.shell import Fact, Tone
from assistant_tui.readmodels.triage import Assessment, TriageRow
from assistant_tui.screens.lens import Lens
from assistant_tui.services.triages import flag_of

_TONES: dict[Risk | None, Tone] = {Risk.HIGH: "alarm", Risk.MEDIUM: "warn", Risk.LOW_MEDIUM: "warn"}
_STYLES: dict[Tone, str] = {"alarm": "bold $error", "warn": "$warning"}


def score_line(found: Assessment) -> tuple[str, str]:
    """`NEWS2 7, risk high: Breaths 2, ...`, or for whom it is not; with its style."""
    if found.score is None:
        return spoken(found.not_for) if found.not_for else "", "$foreground-muted"
    return _score_text(found.score), _STYLES.get(_TONES.get(found.score.risk, ""), "")


def suggestion_line(found: Assessment) -> tuple[str, str]:
    """The level suggested, with every reason; with its style."""
    if found.suggestion is None:
        return _("Vital signs or a red flag suggest a level; you decide"), "$foreground-muted"
    level = found.suggestion.level
    reasons = _listed(reason.saying for reason in found.suggestion.reasons)
    said = _("Suggested: level {level}, {words}", level=int(level), words=ACUITY_WORDS[level])
    grave = {Acuity.CRITICAL: "bold $error", Acuity.SEVERE: "bold $error", Acuity.URGENT: "$warning"}
    return f"{said} ({reasons})" if reasons else said, grave.get(level, "")


def triage_facts(triage: TriageRow, lens: Lens) -> Iterator[Fact]:
    """The newest triage of a visit, for the panel: why, the score, what was measured."""
    flag = flag_of(lens.pack, triage.red_flag) if triage.red_flag else None
    if triage.red_flag:
        yield Fact(say("Red flag"), flag.name.said_in(language()) if flag else triage.red_flag, "alarm")
    who = f"({lens.time(triage.at)} {triage.by})"
    yield Fact(say("Triaged"), " ".join(filter(None, (triage.reason, who))))
    vitals = _listed(measured(triage.vitals))
    if triage.score is not None:
        score = triage.news2
        yield Fact(say("NEWS2"), _score_text(score).removeprefix("NEWS2 "), _TONES.get(score.risk, ""))
    if vitals:
        yield Fact(say("Vitals"), vitals)


def _score_text(score: News2) -> str:
    listed = _listed(parts(score))
    return f"{spoken(scored(score))}: {listed}" if listed else spoken(scored(score))


def _listed(sayings: Iterable[Saying]) -> str:
    return ", ".join(map(spoken, sayings))
