"""The actions on slips: what their screen's keys do to the selected one, in the order in which it happens."""

from __future__ import annotations

from assistant_tui.actions.model import ASKS, Action, Scope, Subject
from assistant_tui.domain.orders import Step
from assistant_tui.domain.saying import Saying, say


def _step(
    name: str, keys: str, words: Saying, what: Saying, *, step: str, importance: int = 0
) -> Action:  # the keys of a slip are single letters, save for those of `answer_slip`
    return Action(
        name, tuple(keys.split()), words, what, Scope.ORDERS, Subject.SLIP, frozenset({step}), importance
    )


SLIP_ACTIONS: tuple[Action, ...] = (
    _step(
        "answer_slip",
        "space ideographic_space",
        say("Tick off"),
        say("What this list waits for has happened: signed, paid, done, ..."),
        step=ASKS,
        importance=89,
    ),
    _step("sign_slip", "s", say("Signed"), say("The doctor signs in the program"), step=Step.SIGN),
    _step(
        "sign_on_paper",
        "S",
        say("Signed on paper"),
        say("The doctor has signed the slip itself: who, and when"),
        step=Step.SIGN,
    ),
    _step("pay_slip", "c", say("Paid"), say("The cashier has been paid"), step=Step.PAY),
    _step("do_slip", "d", say("Done"), say("It is done; a surgery first begins"), step=Step.PERFORM),
    _step("enter_result", "r", say("Result"), say("The result is back, or is put right"), step=Step.RESULT),
    _step("read_result", "k", say("Read"), say("The doctor has read the result"), step=Step.READ),
    _step(
        "refuse_slip",
        "f",
        say("Refused"),
        say("The patient declines; with the reason, and whether the form is signed"),
        step=Step.REFUSE,
    ),
    _step("void_slip", "x", say("Void"), say("Take items back, with a reason"), step=Step.VOID),
    _step("refund_slip", "m", say("Given back"), say("The money has been given back"), step=Step.REFUND),
    Action(
        "lists_or_patients",
        ("ctrl+b", "l"),
        say("Lists or patients"),
        say("By what is waited for, or all slips by patient"),
        Scope.ORDERS,
        importance=65,
    ),
)
