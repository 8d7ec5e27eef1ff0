"""Asking the user something: on stderr, so that stdout keeps to the data; never with `--no-input`."""

from __future__ import annotations

import sys

from assistant_tui.cli.exits import CommandLineError
from assistant_tui.cli.output import printable
from assistant_tui.cli.session import Session
from assistant_tui.domain.saying import say
from assistant_tui.i18n import _

_YES = frozenset({"y", "yes", "是", "好"})


def ask(session: Session, question: str, *, option: str, usual: str = "") -> str:
    """The answer, or `usual` for an empty line.

    Raises CommandLineError, naming the option to use instead, when nobody may be asked or nobody answers.
    """
    if not session.no_input:
        shown = f"{question} [{usual}]" if usual else question
        sys.stderr.write(printable(shown) + ": ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if line:
            return line.strip() or usual
        sys.stderr.write("\n")
    raise CommandLineError(say("{option} is missing", option=option))


def agreed(session: Session, question: str) -> bool:
    """Whether the user says yes; only a clear yes is one. Raises CommandLineError as `ask` does."""
    return ask(session, _("{question} (y/N)", question=question), option="--yes", usual="n").lower() in _YES
