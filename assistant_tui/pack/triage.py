"""`triage.toml`: what makes a patient grave at first sight."""

from __future__ import annotations

from assistant_tui.domain.acuity import FIRST_SERVED, Acuity
from assistant_tui.domain.triage import RedFlag
from assistant_tui.pack.parts import entries, used_once, words
from assistant_tui.toml import Table


def read_red_flags(top: Table) -> tuple[RedFlag, ...]:
    """The red flags in the order of the file."""
    found = entries(top, "red_flag", _red_flag)
    used_once("code", ((table, flag.code) for table, flag in found))
    return tuple(flag for _, flag in found)


def _red_flag(table: Table) -> RedFlag:
    return RedFlag(
        code=table.code("code"),
        name=words(table, "name"),
        level=Acuity(table.whole("level", None, min(FIRST_SERVED), max(FIRST_SERVED))),
    )
