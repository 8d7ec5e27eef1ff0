"""How the alerts of a played demo day are shown: `demo --alerts`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant_tui.cli.shapes import Shape, Shapes
from assistant_tui.cli.wording import clock_time
from assistant_tui.domain.deeds import deed_words
from assistant_tui.domain.escalation import Loudness
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.alertday import KIND_WORDS, AlertDay, AlertStory, AlertSum

if TYPE_CHECKING:
    from assistant_tui.cli.session import Session

_LOUD = (Loudness.BELL, Loudness.REPEATING, Loudness.OVERLAY)


def show(session: Session, day: AlertDay) -> None:
    """Print the counts by kind, by what and by whom they were settled, and what nobody acted on."""
    if session.out.json:
        session.out.document(_document(Shapes(session.zone), day))
        return
    sums = (*day.kinds, day.all)
    heads = (
        _("Alert"), _("Raised"), _("Acted on"), _("By itself"), _("Still open"),
        _("Bell"), _("Repeated"), _("Overlay"), _("Median min"), _("P90 min"),
    )  # fmt: skip
    session.out.table(heads, [_figures(one) for one in sums], right=range(1, len(heads)))
    session.out.line()
    settled = [
        (_named(one.kind), _listed((_deed(deed), n) for deed, n in one.deeds.most_common()),
         _listed(one.actors.most_common()))
        for one in day.kinds
    ]  # fmt: skip
    session.out.table((_("Alert"), _("Settled by"), _("By whom")), settled)
    ignored = [story for story in day.stories if not story.deed]
    if ignored:
        session.out.line()
        rows = [(*_from_to(session, story), spoken(story.saying), story.key) for story in ignored]
        session.out.table((_("Since"), _("Until"), _("Nobody acted on"), _("Key")), rows)
    session.out.note(
        _(
            "From {first} to {last}; {count} at once at most",
            first=clock_time(day.began, session.zone),
            last=clock_time(day.ended, session.zone),
            count=day.most_at_once,
        )
    )


def _figures(one: AlertSum) -> tuple[str, ...]:
    counts = (one.raised, one.acted_on, one.by_itself, one.standing, *(one.loudest[loud] for loud in _LOUD))
    times = (one.minutes.median, one.minutes.p90)
    return (
        _named(one.kind),
        *map(str, counts),
        *("" if time is None else f"{time:.1f}" for time in times),
    )


def _named(kind: str) -> str:
    if not kind:
        return _("all")
    return spoken(KIND_WORDS[kind]) if kind in KIND_WORDS else kind


def _deed(code: str) -> str:
    return spoken(deed_words(code))


def _listed(counted: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counted)


def _from_to(session: Session, story: AlertStory) -> tuple[str, str]:
    return clock_time(story.raised_at, session.zone), clock_time(story.ended_at, session.zone)


def _document(shapes: Shapes, day: AlertDay) -> Shape:
    return {
        "began": shapes.at(day.began),
        "ended": shapes.at(day.ended),
        "most_at_once": day.most_at_once,
        "all": _sum(day.all),
        "kinds": [{"kind": one.kind, **_sum(one)} for one in day.kinds],
        "alerts": [
            {
                "key": story.key,
                "kind": story.kind,
                "text": spoken(story.saying),
                "visit_id": story.visit_id,
                "raised_at": shapes.at(story.raised_at),
                "ended_at": shapes.at(story.ended_at),
                "loudest": story.loudest.name.lower(),
                "deed": story.deed or None,
                "by": story.actor or None,
            }
            for story in day.stories
        ],
    }


def _sum(one: AlertSum) -> Shape:
    return {
        "raised": one.raised,
        "acted_on": one.acted_on,
        "by_itself": one.by_itself,
        "open": one.standing,
        "loudest": {loud.name.lower(): one.loudest[loud] for loud in Loudness if one.loudest[loud]},
        "deeds": dict(_sorted(one.deeds)),
        "by": dict(_sorted(one.actors)),
        "median_minutes": _rounded(one.minutes.median),
        "p90_minutes": _rounded(one.minutes.p90),
    }


def _sorted(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items())


def _rounded(minutes: float | None) -> float | None:
    return None if minutes is None else round(minutes, 1)
