"""The day's checklist: what is due, doing it, changing it, and what is open at closing.

Reading needs no SQLModel; it is imported with the first thing that is written.
"""

from assistant_tui.services.checklist.doing import begin, do, end, note, skip
from assistant_tui.services.checklist.editing import add, add_once, change, retire
from assistant_tui.services.checklist.reading import alerts, day_of, history, task, tasks, today
from assistant_tui.services.checklist.sweep import sweep

__all__ = [
    "add",
    "add_once",
    "alerts",
    "begin",
    "change",
    "day_of",
    "do",
    "end",
    "history",
    "note",
    "retire",
    "skip",
    "sweep",
    "task",
    "tasks",
    "today",
]
