"""Help that runs: every action with its keys and what it does; Enter does it."""

from __future__ import annotations

from collections.abc import Iterable

from assistant_tui.actions import Action, Scope, in_scope, key_name, keys_on
from assistant_tui.domain.saying import Saying, say
from assistant_tui.i18n import _, spoken
from assistant_tui.screens.dialogs.search import Search
from assistant_tui.screens.pane import contains
from assistant_tui.widgets.table import Cell, Column, Heading

SCOPE_WORDS: dict[Scope, Saying] = {
    Scope.EVERYWHERE: say("Everywhere"),
    Scope.CHECKLIST: say("Checklist"),
    Scope.QUEUE: say("Queue"),
    Scope.WHEREABOUTS: say("Whereabouts"),
    Scope.ORDERS: say("Slips"),
    Scope.WATCH: say("Watch"),
    Scope.PATIENTS: say("Patients"),
    Scope.REPORT: say("Day report"),
}


class Help(Search[Action]):
    """The actions of the screen in view, then those that work everywhere; typing narrows them down."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(
            _("Help"),
            _("Search"),
            [
                Column("keys", lambda: _("Keys"), lambda row: _keys(scope, row), 12, priority=9),
                Column("words", lambda: _("Action"), lambda row: Cell(spoken(row.words)), 16, priority=9),
                Column("help", lambda: "", lambda row: Cell(spoken(row.help), "muted"), 20, weight=1),
            ],
            key=lambda action: action.id,
            found=lambda sought: list(_rows(scope, sought)),
        )


def _rows(shown: Scope, sought: str) -> Iterable[Action | Heading]:
    scope: Scope | None = None
    for action in in_scope(shown):
        keys = " ".join(map(key_name, keys_on(shown, action)))
        if not contains(sought, (spoken(action.words), spoken(action.help), keys)):
            continue
        if action.scope is not scope:
            scope = action.scope
            yield Heading(SCOPE_WORDS[scope])
        yield action


def _keys(scope: Scope, action: Action) -> Cell:
    return Cell(
        " ".join(name for key in keys_on(scope, action) if (name := key_name(key)).isascii()), "accent"
    )
