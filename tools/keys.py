"""Writes docs/keys.md, the table of all keys, from the action registry; a test keeps it current."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant_tui.actions import ACTIONS, Scope, key_name
from assistant_tui.domain.saying import Saying
from assistant_tui.i18n import spoken, use_language

PAGE = Path(__file__).parent.parent / "docs" / "keys.md"
HEAD = """# Keys

Made by `make keys` from `assistant_tui/actions/table.py`; do not edit by hand.

Letters do not arrive while a Chinese input method is switched on: every action also has an F-key, a digit,
a key with Ctrl, or its line in the menu that Enter opens on the selected patient. Full-width `？`, `／` and
digits work like the plain ones. A screen's own key goes before the same key of an action that works
everywhere: `F7` among the patients, `n` on the checklist.
"""
TITLES = {
    Scope.EVERYWHERE: "Everywhere",
    Scope.CHECKLIST: "1 Checklist",
    Scope.QUEUE: "2 Queue",
    Scope.WHEREABOUTS: "3 Whereabouts",
    Scope.ORDERS: "4 Slips",
    Scope.WATCH: "5 Watch",
    Scope.PATIENTS: "8 Patients",
    Scope.REPORT: "9 Day report",
}


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for scope in Scope for line in _table(scope))]) + "\n"


def _table(scope: Scope) -> Iterator[str]:
    yield f"## {TITLES[scope]}\n"
    yield "| keys | action | 操作 | what it does |"
    yield "|---|---|---|---|"
    for action in ACTIONS:
        if action.scope is scope:
            keys = " ".join(f"`{key_name(key)}`" for key in action.keys)
            yield f"| {keys} | {action.words} | {_chinese(action.words)} | {action.help} |"
    yield ""


def _chinese(words: Saying) -> str:
    use_language("zh_CN")
    return spoken(words)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
