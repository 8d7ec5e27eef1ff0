"""Which of a pack's visit kinds and locations the demo uses: by what they are, never by their codes."""

from __future__ import annotations

from datetime import timedelta

from assistant_tui.domain.queue import EntryKind
from assistant_tui.pack.model import Location, LocationKind, Pack, VisitKind

_NOT_TOO_LONG = timedelta(minutes=30)
"""Who is seen in the demo's morning takes no longer as a rule: with longer ones nothing would move."""

_ERRANDS = frozenset({LocationKind.CASHIER, LocationKind.LAB, LocationKind.IMAGING})


def first_kind(pack: Pack) -> VisitKind:
    """For somebody who comes for the first time: the pack's first kind."""
    return pack.visit_kinds[0]


def return_kinds(pack: Pack) -> list[VisitKind]:
    """For somebody known who walks in: the other walk-in kinds that do not take too long, or the first."""
    return _of(pack, EntryKind.WALK_IN, shorter=True, but=first_kind(pack)) or [first_kind(pack)]


def booked_kinds(pack: Pack, *, shorter: bool = False) -> list[VisitKind]:
    """For somebody with a booked time; any kind may be booked, so there always is one."""
    return _of(pack, EntryKind.APPOINTMENT, shorter=shorter) or [first_kind(pack)]


def results_service(pack: Pack) -> timedelta:
    """The usual time for looking at results."""
    return min(kind.service for kind in _of(pack, EntryKind.RETURN) or pack.visit_kinds)


def _of(
    pack: Pack, entry: EntryKind, *, shorter: bool = False, but: VisitKind | None = None
) -> list[VisitKind]:
    return [
        kind
        for kind in pack.visit_kinds
        if kind.entry is entry and kind is not but and not (shorter and kind.service > _NOT_TOO_LONG)
    ]


def errands(pack: Pack) -> list[Location]:
    """Cashier, laboratories and imaging: the shortest stay first; of a pack without any, all others."""
    places = [place for place in pack.locations if place.kind in _ERRANDS]
    others = [
        place for place in pack.locations if place.kind not in {LocationKind.WAITING, LocationKind.ROOM}
    ]
    return sorted(places or others, key=lambda place: place.dwell)
