"""Which actions make sense now: for the footer, the menu, the palette and the keys themselves."""

from __future__ import annotations

from collections.abc import Iterable

from assistant_tui.actions import (
    ACTIONS,
    FAMILY_EXPECTED,
    NEXT_STOP,
    NOT_QUEUEING,
    Action,
    Scope,
    Subject,
    key_name,
    keys_on,
)
from assistant_tui.domain.queue import ACTIVE
from assistant_tui.domain.saying import Saying, say
from assistant_tui.readmodels.board import Board, VisitRow
from assistant_tui.readmodels.shell import KeyHint
from assistant_tui.screens.next_stop import goes_on
from assistant_tui.screens.pane import Line

_NO_ROW = {
    Subject.SLIP: say("Select a slip first"),
    Subject.TASK: say("Select a task first"),
    Subject.WATCH: say("Select a patient first"),
}


def facts_about(visit: VisitRow | None, board: Board) -> frozenset[str]:
    """What holds of the selected visit; nothing when none is selected or she has left."""
    if visit is None or not visit.inside:
        return frozenset()
    state = visit.entry.status if visit.entry and visit.entry.status in ACTIVE else NOT_QUEUEING
    facts = {state}
    if any(one.invite and one.invited_at is None for one in visit.companions):
        facts.add(FAMILY_EXPECTED)
    if goes_on(board.stop(visit.visit_id), visit):
        facts.add(NEXT_STOP)
    return frozenset(facts)


def visit_of(action: Action, board: Board, selected: VisitRow | None) -> VisitRow | None:
    """Whose visit the action is about: the selected one, or that of the patient with the doctor or called."""
    if action.subject is not Subject.ROOM:
        return selected
    for row in (board.serving, board.called):
        if row and row.entry.status in action.when:
            return row.visit
    return None


def applies(
    action: Action, board: Board, selected: VisitRow | None, of_row: frozenset[str] = frozenset()
) -> bool:
    """Whether the action makes sense now; `of_row` is what holds of the selected slip, task or watch."""
    if action.subject in _NO_ROW:
        return action.applies_to(of_row)
    return action.applies_to(facts_about(visit_of(action, board, selected), board))


def why_not(action: Action, selected: VisitRow | None, row: Line | None) -> Saying:
    """Why the action does not make sense now, and what to do instead."""
    if action.subject is Subject.ROOM:
        return say("Nobody has been called: F5 calls the next patient")
    if action.subject in _NO_ROW:
        return row.why_not(action) if row else _NO_ROW[action.subject]
    if selected is None:
        return say("Select a patient first")
    if not selected.inside:
        return say("{ticket} has left the clinic", ticket=selected.ticket)
    return say(
        "{action}: not now for {ticket}. Enter shows what can be done",
        action=action.words,
        ticket=selected.ticket,
    )


def on_selection(
    scope: Scope, board: Board, selected: VisitRow | None, of_row: frozenset[str] = frozenset()
) -> list[Action]:
    """What can be done with the selected visit, patient or row, the most likely first."""
    return [
        action
        for action in ACTIONS
        if action.subject is not Subject.NOTHING
        and _offered_on(scope, action)
        and visit_of(action, board, selected) == selected
        and applies(action, board, selected, of_row)
    ]


def _offered_on(scope: Scope, action: Action) -> bool:
    """The patients' own actions only there; among slips and tasks nothing of the queue and whereabouts."""
    if scope in {Scope.ORDERS, Scope.CHECKLIST, Scope.WATCH}:
        return action.scope in {scope, Scope.EVERYWHERE}
    return action.scope is not Scope.PATIENTS or scope is Scope.PATIENTS


def hints(scope: Scope, actions: Iterable[Action]) -> list[KeyHint]:
    """The footer: F-keys by number, always in the same place; then what the screen and the selection add."""
    shown = [
        (keys[0], action) for action in actions if action.importance and (keys := keys_on(scope, action))
    ]
    return [
        KeyHint(action.id, key_name(key), action.words, action.importance)
        for key, action in sorted(shown, key=_footer_order)
    ]


def _footer_order(shown: tuple[str, Action]) -> tuple[int, int]:
    key, action = shown
    return (0, int(key[1:])) if key[0] == "f" and key[1:].isdigit() else (1, -action.importance)
