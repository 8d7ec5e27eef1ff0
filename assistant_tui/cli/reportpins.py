"""Asking for PINs: without echo on a terminal, or from standard input; never as words of the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.output import printable
from assistant_tui.cli.session import Session
from assistant_tui.domain.saying import InputError, say
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.services.post import Post


def typed_pins(session: Session, questions: Sequence[str], *, from_stdin: bool) -> list[str]:
    """The answers to these questions, in order; what is not typed is empty.

    Raises CommandLineError when nobody may be asked, or there is no terminal that can hide what is typed.
    """
    if from_stdin:
        return [sys.stdin.readline().strip() for _question in questions]
    if session.no_input or not sys.stdin.isatty():
        raise CommandLineError(
            say("The PIN is asked for on a terminal; from a script, give it with --pin-stdin")
        )
    from getpass import getpass  # noqa: PLC0415 - only to ask

    return [getpass(printable(question) + ": ", stream=sys.stderr).strip() for question in questions]


def choose_pin(session: Session, post: Post, doctor: str, *, from_stdin: bool) -> None:
    """Ask for the PIN that there is, if there is one, and for the new one, typed twice on a terminal; set it.

    Raises InputError when the two differ, and as `services.reports.set_pin` does.
    """
    from assistant_tui.services import reports  # noqa: PLC0415

    questions = [_("New PIN of {doctor}", doctor=doctor)]
    if not from_stdin:
        questions.append(_("The same again"))
    if reports.has_pin(post, doctor):
        questions.insert(0, _("The PIN of {doctor} so far", doctor=doctor))
    answers = typed_pins(session, questions, from_stdin=from_stdin)
    current = answers.pop(0) if reports.has_pin(post, doctor) else ""
    if len(set(answers)) != 1:
        raise InputError(say("These are two different PINs. Nothing was changed"))
    reports.set_pin(post, doctor, answers[0], current=current)
