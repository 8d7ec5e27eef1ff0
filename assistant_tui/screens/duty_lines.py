"""The rows of the checklist: a task of the day or, at closing, something that is still open."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from assistant_tui.actions import DOABLE, SKIPPABLE, TASK, Action
from assistant_tui.domain.duties import TaskStatus
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import language, spoken
from assistant_tui.readmodels.checklist import SweepRow, TaskRow


class DutyLine(NamedTuple):
    """A `task`, or what the closing sweep has found; never both."""

    task: TaskRow | None = None
    found: SweepRow | None = None

    @property
    def key(self) -> Hashable:
        """What names the row across refreshes."""
        return ("task", self.task.task.code) if self.task else ("sweep", self.found and self.found.key)

    @property
    def name(self) -> str:
        """What it is called."""
        if self.task:
            return self.task.task.name.said_in(language())
        return spoken(self.found.words) if self.found else ""

    @property
    def status(self) -> TaskStatus | None:
        """What is on record of the task."""
        return self.task.record.status if self.task and self.task.record else None

    @property
    def facts(self) -> frozenset[str]:
        """What actions apply by."""
        if self.task is None:
            return frozenset({DOABLE})
        facts = {TASK}
        if self.status is not TaskStatus.DONE:
            facts.add(DOABLE)
        if self.status in {None, TaskStatus.SKIPPED}:
            facts.add(SKIPPABLE)
        return frozenset(facts)

    def why_not(self, action: Action) -> Saying:
        """Why the action cannot be done to this row now."""
        if self.task is None:
            return say("This is not a task: Space leads to its screen")
        if self.status is TaskStatus.RUNNING:
            return say("{task} is running: end it first", task=self.task.task.name)
        if self.task.record is not None:
            return say(
                "{task} is done already, by {name}", task=self.task.task.name, name=self.task.record.by
            )
        return action.words
