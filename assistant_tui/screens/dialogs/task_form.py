"""One task of the checklist, new or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from assistant_tui.domain.duties import PHASE_WORDS, Phase, Task, TaskKind
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.text import clean
from assistant_tui.domain.typedtimes import date_typed, time_typed
from assistant_tui.domain.words import Words
from assistant_tui.domain.workdays import weekday_digits, weekdays_of
from assistant_tui.i18n import _
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.form import Field, Form, options_of
from assistant_tui.services import checklist
from assistant_tui.services.context import Context

_KINDS = ((TaskKind.TICK, say("ticked off")), (TaskKind.SPAN, say("begun and ended")),
          (TaskKind.NOTE, say("written down")))  # fmt: skip


class TaskForm(Dialog[Task]):
    """Answers the task as it is kept; a new one is for today unless the day is taken out."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", show=False)]

    def __init__(self, ctx: Context, known: Task | None = None) -> None:
        title = _("Change: {task}", task=known.name) if known else _("New task")
        super().__init__(title, _("Ctrl+S or F2: save   Up/Down: other field   Esc: back"))
        self._ctx = ctx
        self._known = known

    def body(self) -> Iterable[Widget]:
        """The fields."""
        yield Form(_fields())

    def on_mount(self) -> None:
        """As it is kept; a new one with what is usual."""
        new = Task("", Words("", ""), Phase.OPENING, once=self._ctx.today())
        self._form.fill(_values(self._known or new))
        self._form.focus_first()

    @on(Form.Finished)
    def _finished(self, event: Form.Finished) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Save, or say at the first field that cannot be right why."""
        if self._form.approve():
            self.attempt(self._saved)

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    def _saved(self) -> Task:
        wanted = _task(self._known or Task("", Words("", ""), Phase.OPENING), self._form.values)
        if self._known is None:
            return checklist.add(self._ctx, wanted)
        return checklist.change(self._ctx, wanted)


def _fields() -> tuple[Field, ...]:
    phases = options_of((phase.value, words) for phase, words in PHASE_WORDS.items())
    kinds = options_of((kind.value, words) for kind, words in _KINDS)
    return (
        Field("name_zh", say("Chinese name")),
        Field("name_en", say("English name"), hint=_("Empty: the same")),
        Field("phase", say("Phase"), options=phases),
        Field("kind", say("Kind"), options=kinds),
        Field("due_from", say("Due from"), _of(time_typed), hint=_("Empty: as the phase"), ascii_keys=True),
        Field("due_by", say("Due by"), _of(time_typed), hint=_("Empty: as the phase"), ascii_keys=True),
        Field("minutes", say("Minutes"), _of(_minutes), hint=_("How long a span lasts"), ascii_keys=True),
        Field("once", say("Only on"), _of(date_typed), hint=_("Empty: every working day"), ascii_keys=True),
        Field("weekdays", say("Weekdays"), _weekdays, hint=_("Such as 15: Monday and Friday"),
              ascii_keys=True),
    )  # fmt: skip


def _values(task: Task) -> dict[str, str]:
    return {
        "name_zh": task.name.zh_CN,
        "name_en": task.name.en,
        "phase": task.phase.value,
        "kind": task.kind.value,
        "due_from": f"{task.due_from:%H:%M}" if task.due_from else "",
        "due_by": f"{task.due_by:%H:%M}" if task.due_by else "",
        "minutes": str(task.length // timedelta(minutes=1)) if task.length else "",
        "once": task.once.isoformat() if task.once else "",
        "weekdays": weekday_digits(task.weekdays),
    }


def _task(known: Task, values: Mapping[str, str]) -> Task:
    """The task with these fields. Raises InputError."""
    text = {key: clean(value) for key, value in values.items()}
    return replace(
        known,
        name=Words(text["name_zh"], text["name_en"]),
        phase=Phase(text["phase"]),
        kind=TaskKind(text["kind"]),
        due_from=time_typed(text["due_from"]) if text["due_from"] else None,
        due_by=time_typed(text["due_by"]) if text["due_by"] else None,
        length=_minutes(text["minutes"]) if text["minutes"] else None,
        once=date_typed(text["once"]) if text["once"] else None,
        weekdays=_weekdays(text["weekdays"]),
    )


def _of(read: Callable[[str], object]) -> Callable[[str], object]:
    """A check that lets an empty field pass."""
    return lambda typed: read(clean(typed)) if clean(typed) else None


def _minutes(typed: str) -> timedelta:
    if not typed.isdecimal() or int(typed) == 0:
        raise InputError(say("Type a number of minutes"))
    return timedelta(minutes=min(int(typed), 10**6))


def _weekdays(typed: str) -> frozenset[int]:
    found = weekdays_of(clean(typed))
    if found is None:
        raise InputError(say("Type digits from 1 (Monday) to 7 (Sunday)"))
    return found
