"""The table of all actions, in the order in which help and menus offer them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant_tui.actions.care import ALERT_ACTIONS, CARE_ACTIONS
from assistant_tui.actions.duties import DUTY_ACTIONS
from assistant_tui.actions.model import FAMILY_EXPECTED, NEXT_STOP, NOT_QUEUEING, Action, Scope, Subject
from assistant_tui.actions.report import REPORT_ACTIONS
from assistant_tui.actions.slips import SLIP_ACTIONS
from assistant_tui.actions.watch import START_WATCH, WATCH_ACTIONS
from assistant_tui.domain.queue import EntryStatus
from assistant_tui.domain.saying import say

_WAITING = frozenset({EntryStatus.WAITING.value, EntryStatus.SKIPPED.value})
_CALLED = frozenset({EntryStatus.CALLED.value})
_SERVED = frozenset({EntryStatus.CALLED.value, EntryStatus.IN_PROGRESS.value})
_ASIDE = frozenset({EntryStatus.ON_HOLD.value, EntryStatus.SKIPPED.value, EntryStatus.CALLED.value})
_HOLDABLE = frozenset({EntryStatus.WAITING.value, EntryStatus.SKIPPED.value})
_UNSEEN = _WAITING | {EntryStatus.CALLED.value, EntryStatus.ON_HOLD.value}
_FREE = frozenset({NOT_QUEUEING})
_MOVABLE = _WAITING | {EntryStatus.ON_HOLD.value, NOT_QUEUEING}

ACTIONS: tuple[Action, ...] = (
    Action(
        "help",
        ("f1", "question_mark", "？"),
        say("Help"),
        say("All actions with their keys; choose one to run it"),
        importance=20,
    ),
    Action(
        "register",
        ("f2", "n"),
        say("Register"),
        say("Register a patient in one line, or known by phone, card or name"),
        importance=95,
    ),
    Action("find", ("f3",), say("Find"), say("Find a patient by name, pinyin, phone or card"), importance=85),
    Action("call_next", ("f5",), say("Call next"), say("Call whoever is first in the queue"), importance=100),
    Action(
        "recall",
        ("f6",),
        say("Call again"),
        say("Call the patient at the door again; after the last call, skip"),
        importance=90,
    ),
    Action(
        "undo",
        ("f9", "ctrl+z", "u"),
        say("Undo"),
        say("Take the last action back, whole"),
        importance=75,
    ),
    Action("redo", ("ctrl+y", "U"), say("Redo"), say("Do again what was undone last")),
    Action(
        "hide_names",
        ("f10", "ctrl+n"),
        say("Hide names"),
        say("Mask all names, and show them again"),
        importance=40,
    ),
    Action("palette", ("ctrl+p",), say("Commands"), say("Find any action or patient"), importance=30),
    Action("screen_checklist", ("1", "１"), say("Checklist"), say("The duties of the day")),
    Action("screen_queue", ("2", "２"), say("Queue"), say("The queue")),
    Action("screen_whereabouts", ("3", "３"), say("Whereabouts"), say("Where everyone is")),
    Action("screen_orders", ("4", "４"), say("Slips"), say("What the slips wait for")),
    Action("screen_watch", ("5", "５"), say("Watch"), say("Who is observed, round by round")),
    Action("screen_patients", ("8", "８"), say("Patients"), say("All patients")),
    Action(
        "screen_report", ("9", "９"), say("Day report"), say("The day explained and signed; today's again")
    ),
    Action("menu", ("enter",), say("Menu"), say("What can be done with the selected patient"), importance=60),
    Action("language", ("ctrl+l",), say("Language"), say("Switch between Chinese and English")),
    Action("theme", ("ctrl+t",), say("Colours"), say("Switch between dark, light and high contrast")),
    Action("quit", ("ctrl+q",), say("Quit"), say("Close the program; a backup is made")),
    Action("fees", ("ctrl+o",), say("Fee check"), say("What is due, paid, open and to be given back today")),
    Action("catalogue", ("ctrl+k",), say("Catalogue"), say("What can be ordered: find, change, add, retire")),
    *ALERT_ACTIONS,
    *DUTY_ACTIONS,
    *CARE_ACTIONS,
    *SLIP_ACTIONS,
    *WATCH_ACTIONS,
    *REPORT_ACTIONS,
    # The selected visit, in the order in which its menu offers them.
    Action(
        "start",
        ("i", "ctrl+s"),
        say("Comes in"),
        say("The called patient has come in"),
        Scope.QUEUE,
        Subject.ROOM,
        _CALLED,
        importance=88,
    ),
    Action(
        "finish",
        ("f", "ctrl+f"),
        say("Finish"),
        say("The consultation is over: leave, or go on to a location"),
        Scope.QUEUE,
        Subject.ROOM,
        _SERVED,
        importance=87,
    ),
    Action(
        "call",
        ("c",),
        say("Call this one"),
        say("Call the selected patient; out of turn with a reason"),
        Scope.QUEUE,
        Subject.VISIT,
        _WAITING,
    ),
    Action(
        "tell_wait",
        ("t",),
        say("Tell the wait"),
        say("Show the sentence to say, and record the promise"),
        Scope.QUEUE,
        Subject.VISIT,
        _WAITING,
        importance=50,
    ),
    Action(
        "move",
        ("f4", "g"),
        say("Send to"),
        say("Send the patient to a location: F4 and the location's digit"),
        subject=Subject.VISIT,
        when=_MOVABLE,
        importance=80,
    ),
    Action(
        "send_on",
        ("full_stop", "。", "ctrl+r"),
        say("To the next stop"),
        say("Send the patient where the slips ask for next"),
        subject=Subject.VISIT,
        when=frozenset({NEXT_STOP}),
        importance=73,
    ),
    Action(
        "draft",
        ("f7", "ctrl+d"),
        say("Draft slips"),
        say("Draft slips in one line: codes, names or initials"),
        subject=Subject.VISIT,
        importance=74,
    ),
    START_WATCH,
    Action(
        "skip",
        ("k",),
        say("Missed the call"),
        say("No answer: some others go first"),
        Scope.QUEUE,
        Subject.ROOM,
        _CALLED,
    ),
    Action(
        "hold",
        ("o",),
        say("Put on hold"),
        say("Do not call for now; the arrival time is kept"),
        Scope.QUEUE,
        Subject.VISIT,
        _HOLDABLE,
    ),
    Action(
        "resume",
        ("r",),
        say("Back to the queue"),
        say("Back into the queue: from hold, after a missed call, or take a call back"),
        Scope.QUEUE,
        Subject.VISIT,
        _ASIDE,
    ),
    Action(
        "queue_again",
        ("b",),
        say("Queue again"),
        say("Back to the doctor, with results as a rule"),
        Scope.EVERYWHERE,
        Subject.VISIT,
        _FREE,
    ),
    Action(
        "place",
        ("m",),
        say("Move in the queue"),
        say("Put the patient at another place, with a reason"),
        Scope.QUEUE,
        Subject.VISIT,
        _WAITING,
    ),
    Action(
        "level",
        ("l",),
        say("Triage level"),
        say("How urgent: level, reason, vital signs with NEWS2, red flag"),
        Scope.QUEUE,
        Subject.VISIT,
        _UNSEEN,
    ),
    Action(
        "companion",
        ("a",),
        say("Companion"),
        say("Note who came along, and whether to invite them in"),
        Scope.EVERYWHERE,
        Subject.VISIT,
    ),
    Action(
        "invite",
        ("v",),
        say("Invited in"),
        say("The companion has been invited in"),
        Scope.EVERYWHERE,
        Subject.VISIT,
        frozenset({FAMILY_EXPECTED}),
    ),
    Action(
        "timeline",
        ("w",),
        say("Timeline"),
        say("The visit from arrival to now"),
        Scope.EVERYWHERE,
        Subject.VISIT,
    ),
    Action(
        "record",
        ("p",),
        say("Record"),
        say("The patient's record with all visits"),
        Scope.EVERYWHERE,
        Subject.PATIENT,
    ),
    Action(
        "edit",
        ("e", "ctrl+e"),
        say("Edit"),
        say("Correct name, birth date, phone, card or note"),
        Scope.EVERYWHERE,
        Subject.PATIENT,
    ),
    Action(
        "left",
        ("x",),
        say("Left unseen"),
        say("Left before being seen"),
        Scope.QUEUE,
        Subject.VISIT,
        _UNSEEN,
    ),
    Action(
        "noshow",
        ("z",),
        say("Did not come"),
        say("Expected and not there"),
        Scope.QUEUE,
        Subject.VISIT,
        _UNSEEN,
    ),
    Action(
        "error",
        ("E",),
        say("Registered in error"),
        say("Take a mistaken registration out, with a reason"),
        Scope.QUEUE,
        Subject.VISIT,
        _UNSEEN,
    ),
    Action(
        "depart",
        ("d",),
        say("Leaves the clinic"),
        say("The visit is over"),
        Scope.WHEREABOUTS,
        Subject.VISIT,
        _FREE,
        importance=70,
    ),
    # Screens of their own.
    Action(
        "filter",
        ("slash", "／", "ctrl+f3"),
        say("Filter"),
        say("Show only rows that contain what is typed; Esc shows all"),
        importance=35,
    ),
    Action(
        "board_or_list",
        ("s", "ctrl+b"),
        say("Board or list"),
        say("By location, or everyone by time"),
        Scope.WHEREABOUTS,
        importance=65,
    ),
    Action(
        "visit_known",
        ("f7",),
        say("New visit"),
        say("Register a visit of the selected patient"),
        Scope.PATIENTS,
        Subject.PATIENT,
        importance=86,
    ),
    Action(
        "merge",
        ("ctrl+g",),
        say("Merge"),
        say("Two records of one person become one"),
        Scope.PATIENTS,
        Subject.PATIENT,
        importance=45,
    ),
)

BY_ID = {action.id: action for action in ACTIONS}

SCREENS: dict[str, tuple[str, str]] = {
    "checklist": ("1", "screen_checklist"),
    "queue": ("2", "screen_queue"),
    "whereabouts": ("3", "screen_whereabouts"),
    "orders": ("4", "screen_orders"),
    "watch": ("5", "screen_watch"),
    "patients": ("8", "screen_patients"),
    "report": ("9", "screen_report"),
}
"""The numbered screens there are: the digit, and the action that opens it. Other digits are reserved."""


def in_scope(scope: Scope) -> Iterable[Action]:
    """Actions whose keys work there: the screen's own before those that work everywhere."""
    return (
        *(action for action in ACTIONS if action.scope is scope),
        *(action for action in ACTIONS if action.scope is Scope.EVERYWHERE),
    )


def keys_on(scope: Scope, action: Action) -> tuple[str, ...]:
    """The action's keys there: an action of the screen's own goes before one that works everywhere."""
    if action.scope is scope:
        return action.keys
    taken = {key for one in ACTIONS if one.scope is scope for key in one.keys}
    return tuple(key for key in action.keys if key not in taken)
