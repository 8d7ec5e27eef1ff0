"""The rows of screen 5: watches that go on, and those that a surgery calls for and nobody has begun."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, NamedTuple

from assistant_tui.actions import CALLED, GOES_ON, NOT_CALLED, Action
from assistant_tui.domain.saying import Saying, say

if TYPE_CHECKING:
    from assistant_tui.readmodels.watches import Offer, WatchRow


class WatchLine(NamedTuple):
    """A `watch`, or an `offer` of one; never both."""

    watch: WatchRow | None = None
    offer: Offer | None = None

    @property
    def key(self) -> Hashable:
        """What names the row across refreshes."""
        return ("watch", self.watch.watch_id) if self.watch else ("offer", self.offer and self.offer.item_id)

    @property
    def visit_id(self) -> int | None:
        """Whose it is."""
        if self.watch:
            return self.watch.visit_id
        return self.offer.visit_id if self.offer else None

    @property
    def facts(self) -> frozenset[str]:
        """What actions apply by."""
        if self.watch is None:
            return frozenset()
        return frozenset({GOES_ON, CALLED if self.watch.called else NOT_CALLED})

    def why_not(self, action: Action) -> Saying:
        """Why the action cannot be done to this row now."""
        if self.watch is None:
            return say("Not observed yet: y begins it")
        if CALLED in action.when:
            return say("{ticket}: the doctor has not been called", ticket=self.watch.ticket)
        return say("{ticket}: the doctor has been called already", ticket=self.watch.ticket)
