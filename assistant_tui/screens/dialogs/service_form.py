"""One entry of the catalogue, new or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from assistant_tui import services
from assistant_tui.domain.catalogue import Service
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean
from assistant_tui.i18n import _, language
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.screens.dialogs.form import Form
from assistant_tui.screens.dialogs.service_fields import NEW, fields_of, values_of
from assistant_tui.services.context import Context
from assistant_tui.services.importing.servicecells import service_of
from assistant_tui.services.importing.servicecolumns import Part
from assistant_tui.widgets.plain import plain


class ServiceForm(Dialog[Service]):
    """Answers the entry as it is kept. Esc leaves; with unsaved changes it says so first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", show=False)]

    def __init__(self, ctx: Context, known: Service | None = None) -> None:
        title = _("New entry of the catalogue")
        if known:
            title = _("{code} {name}", code=known.code, name=known.name.said_in(language()))
        super().__init__(title, _("Ctrl+S or F2: save   Up/Down: other field   Esc: back"))
        self._ctx = ctx
        self._known = known
        self._warned = False

    def body(self) -> Iterable[Widget]:
        """The fields."""
        yield Form(fields_of(self._ctx, self._known))

    def on_mount(self) -> None:
        """As the catalogue has it; a new one with what is usual."""
        self._form.fill(values_of(self._known or NEW))
        self._form.focus_first()

    @property
    def _form(self) -> Form:
        return self.query_one(Form)

    @on(Form.Finished)
    def _finished(self, event: Form.Finished) -> None:
        event.stop()
        self.action_save()

    @on(Form.Changed)
    def _edited(self, event: Form.Changed) -> None:
        event.stop()
        self._warned = False
        self.query_one(".dialog-hint", Static).update(plain(self._hint))

    def action_save(self) -> None:
        """Save, or say at the first field that cannot be right why."""
        if self._form.approve():
            self.attempt(self._saved)

    def action_leave(self) -> None:
        """Back; a first Esc over unsaved changes only warns."""
        if self._form.changed and not self._warned:
            self._warned = True
            self.refused(say("Not saved. Ctrl+S saves, Esc again leaves without saving"))
            return
        super().action_leave()

    def _saved(self) -> Service:
        known = self._known
        if known is not None:
            changed = self._form.changed
            return services.catalogue.change(self._ctx, self._with(changed, known)) if changed else known
        service = self._with(self._form.values, None)
        if services.catalogue.catalogue(self._ctx).service(service.code):
            raise RuleError(
                say("There is {code} already: change that, or take another code", code=service.code)
            )
        return services.catalogue.change(self._ctx, service)

    def _with(self, values: Mapping[str, str], known: Service | None) -> Service:
        """The entry with these fields. Raises InputError."""
        cells = {Part(key): value for key, value in values.items()}
        if {Part.NAME, Part.NAME_EN} & cells.keys():
            cells |= self._names()
        service = service_of(cells, cells.keys(), known, self._ctx.pack.locations)
        if Part.INITIALS in cells and not clean(cells[Part.INITIALS]):
            return replace(service, initials="")  # the catalogue makes them of the Chinese name
        return service

    def _names(self) -> dict[Part, str]:
        """In both languages; one that is missing is like the other. Raises InputError when both are."""
        chinese, english = (clean(self._form.values[part]) for part in (Part.NAME, Part.NAME_EN))
        if not (chinese or english):
            raise InputError(say("A name is needed"))
        return {Part.NAME: chinese or english, Part.NAME_EN: english or chinese}
