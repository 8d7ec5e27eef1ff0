"""`checklist`: the duties of the day, from opening to the closing sweep."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant_tui.cli import arguments
from assistant_tui.cli.checklistshapes import show_day, show_history, show_rows, show_sweep
from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _

if TYPE_CHECKING:
    from assistant_tui.cli.session import Session
    from assistant_tui.domain.duties import Task
    from assistant_tui.services.context import Context

_DAYS = 30


class When(StrEnum):
    """A part of the day; the words of `domain.duties.Phase`."""

    OPENING = "opening"
    MIDDAY = "midday"
    CLOSING = "closing"


def add_to(group: Group) -> None:
    """Add `checklist`."""
    noun = add_noun(group, "checklist")
    program = "assistant-tui checklist"
    add_verb(
        noun,
        "list",
        list_day,
        _("Show what is due today, and what became of it."),
        f"{program} list",
        f"{program} list --date 2026-11-20 --json",
    )
    add_verb(noun, "done", done, _("It is done."), f"{program} done desk",
             f'{program} done meeting --note "王主任下午停诊"')  # fmt: skip
    add_verb(noun, "begin", begin, _("A span begins: the UV lamp is on."), f"{program} begin uv")
    add_verb(noun, "end", end, _("A span ends; its minutes are kept."), f"{program} end uv --at 12:40")
    add_verb(noun, "skip", skip, _("It is not done today, for a reason."),
             f'{program} skip uv --reason "有患者"')  # fmt: skip
    add_verb(noun, "note", note, _("Write a note on a task; one still open is done with it."),
             f'{program} note lunch "李敏"')  # fmt: skip
    add_verb(noun, "add", add, _("Put a task on one day."),
             f'{program} add "检修牙椅" --phase closing --date 2026-11-23')  # fmt: skip
    add_verb(noun, "retire", retire, _("Take a task off the checklist; what is on record stays."),
             f"{program} retire desk")  # fmt: skip
    add_verb(noun, "history", history, _("Show what became of a task day by day."),
             f"{program} history uv --days 14")  # fmt: skip
    add_verb(noun, "sweep", sweep, _("Show what is still open before the room is left."), f"{program} sweep")


def task() -> Any:
    """A task of the checklist."""
    return typer.Argument(metavar=_("CODE"), help=_("The task's code, as `checklist list` shows it"))


def happened() -> Any:
    """When it was, for a late entry."""
    return typer.Option("--at", metavar="HH:MM", help=_("When it was, earlier today; without it, now"))


def list_day(ctx: typer.Context, date: Annotated[str, arguments.day()] = "") -> None:
    from assistant_tui.domain.typedtimes import date_typed  # noqa: PLC0415
    from assistant_tui.services import checklist  # noqa: PLC0415

    session = session_of(ctx)
    desk = session.desk()
    show_day(session, desk, checklist.day_of(desk, date_typed(date) if date else desk.today()))


def done(
    ctx: typer.Context,
    code: Annotated[str, task()],
    note: Annotated[str, typer.Option("--note", metavar=_("TEXT"), help=_("What is to be remembered"))] = "",
) -> None:
    from assistant_tui.services import checklist  # noqa: PLC0415

    session, desk = _opened(ctx)
    show_rows(session, desk, [checklist.do(desk, code, note)])


def begin(ctx: typer.Context, code: Annotated[str, task()], at: Annotated[str, happened()] = "") -> None:
    from assistant_tui.cli.orderpick import instant_today  # noqa: PLC0415
    from assistant_tui.services import checklist  # noqa: PLC0415

    session, desk = _opened(ctx)
    show_rows(session, desk, [checklist.begin(desk, code, at=instant_today(desk, at))])


def end(ctx: typer.Context, code: Annotated[str, task()], at: Annotated[str, happened()] = "") -> None:
    from assistant_tui.cli.orderpick import instant_today  # noqa: PLC0415
    from assistant_tui.services import checklist  # noqa: PLC0415

    session, desk = _opened(ctx)
    show_rows(session, desk, [checklist.end(desk, code, at=instant_today(desk, at))])


def skip(
    ctx: typer.Context,
    code: Annotated[str, task()],
    reason: Annotated[str, arguments.reason(_("Why it is not done"))],
) -> None:
    from assistant_tui.services import checklist  # noqa: PLC0415

    session, desk = _opened(ctx)
    show_rows(session, desk, [checklist.skip(desk, code, reason)])


def note(
    ctx: typer.Context,
    code: Annotated[str, task()],
    text: Annotated[str, typer.Argument(metavar=_("TEXT"), help=_("The note"))],
) -> None:
    from assistant_tui.services import checklist  # noqa: PLC0415

    session, desk = _opened(ctx)
    show_rows(session, desk, [checklist.note(desk, code, text)])


def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar=_("TITLE"), help=_("What is to be done"))],
    phase: Annotated[
        When, typer.Option("--phase", metavar="opening|midday|closing", help=_("In which part of the day"))
    ] = When.OPENING,
    date: Annotated[str, arguments.day()] = "",
) -> None:
    from assistant_tui.domain.duties import Phase  # noqa: PLC0415
    from assistant_tui.domain.typedtimes import date_typed  # noqa: PLC0415
    from assistant_tui.services import checklist  # noqa: PLC0415

    session, desk = _opened(ctx)
    day = date_typed(date) if date else desk.today()
    _show_task(session, checklist.add_once(desk, day, title, Phase(phase.value)))


def retire(ctx: typer.Context, code: Annotated[str, task()]) -> None:
    from assistant_tui.services import checklist  # noqa: PLC0415

    session, desk = _opened(ctx)
    _show_task(session, checklist.retire(desk, code))


def history(
    ctx: typer.Context,
    code: Annotated[str, task()],
    days: Annotated[
        int, typer.Option("--days", min=1, max=3660, metavar=_("NUMBER"), help=_("How many days back"))
    ] = _DAYS,
) -> None:
    from assistant_tui.services import checklist  # noqa: PLC0415

    session, desk = _opened(ctx)
    show_history(session, checklist.history(desk, code, days))


def sweep(ctx: typer.Context) -> None:
    from assistant_tui.services import board, checklist  # noqa: PLC0415

    session, desk = _opened(ctx)
    show_sweep(session, checklist.sweep(board.read(desk)))


def _opened(ctx: typer.Context) -> tuple[Session, Context]:
    session = session_of(ctx)
    return session, session.desk()


def _show_task(session: Session, one: Task) -> None:
    from assistant_tui.cli.checklistshapes import task_shape  # noqa: PLC0415
    from assistant_tui.i18n import language  # noqa: PLC0415

    if session.out.json:
        session.out.document(task_shape(one))
    else:
        session.out.line(f"{one.code}  {one.name.said_in(language())}")
