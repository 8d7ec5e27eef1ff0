"""The actions of the day report: moving about in it, and signing it."""

from __future__ import annotations

from assistant_tui.actions.model import Action, Scope
from assistant_tui.domain.saying import say

REPORT_ACTIONS: tuple[Action, ...] = (
    Action(
        "open_figure",
        ("enter", "space", "ideographic_space"),
        say("Rows behind"),
        say("What a figure was made of; what is still open leads to where it is settled"),
        Scope.REPORT,
        importance=99,
    ),
    Action(
        "sign_report",
        ("ctrl+s", "s"),
        say("Sign the day"),
        say("The doctor signs with name and PIN, or has signed on paper; it cannot be taken back"),
        Scope.REPORT,
        importance=98,
    ),
    Action(
        "remark",
        ("ctrl+a", "r"),
        say("Remark"),
        say("What there is to say of the day, in one's own words"),
        Scope.REPORT,
        importance=97,
    ),
    Action(
        "print_report",
        ("f7", "o"),
        say("Print"),
        say("The page of the day in view, in the browser: as it was signed, or to be signed on"),
        Scope.REPORT,
        importance=95,
    ),
    Action(
        "next_section",
        ("right",),
        say("Next section"),
        say("On to the next section of the report"),
        Scope.REPORT,
        importance=96,
    ),
    Action(
        "previous_section",
        ("left",),
        say("Section before"),
        say("Back to the section's beginning, or to the section before"),
        Scope.REPORT,
    ),
    Action(
        "day_before",
        ("ctrl+b", "left_square_bracket", "【"),
        say("Day before"),
        say("The report of the day before"),
        Scope.REPORT,
        importance=94,
    ),
    Action(
        "day_after",
        ("ctrl+f", "right_square_bracket", "】"),
        say("Day after"),
        say("The report of the day after; 9 shows today's"),
        Scope.REPORT,
        importance=93,
    ),
    Action(
        "doctor_pin",
        ("ctrl+g", "c"),
        say("Doctor's PIN"),
        say("The doctor chooses the PIN that signs, or another one"),
        Scope.REPORT,
        importance=92,
    ),
)
