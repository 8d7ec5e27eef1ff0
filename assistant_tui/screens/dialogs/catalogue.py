"""The catalogue: every service that can be ordered, to find, change, add to and retire."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from assistant_tui import services
from assistant_tui.domain.catalogue import CATEGORY_WORDS, Service
from assistant_tui.domain.money import money_text
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.i18n import _, language, spoken
from assistant_tui.readmodels.shell import Tone
from assistant_tui.screens.dialogs.search import Search
from assistant_tui.screens.dialogs.service_form import ServiceForm
from assistant_tui.screens.pane import contains
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import Cell, Column

_MINUTE = timedelta(minutes=1)


class CatalogueList(Search[Service]):
    """Goes on until Esc: Enter changes the entry under the cursor. Sets are the pack's, and not listed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "add", show=False),
        Binding("ctrl+r", "retire", show=False),
    ]

    def __init__(self, ctx: Context) -> None:
        super().__init__(
            _("Catalogue"),
            _("Code, name or initials"),
            [
                Column("code", lambda: _("Code"), lambda row: Cell(row.code, _tone(row)), 12, weight=1),
                Column("name", lambda: _("Item"), _name, 16, weight=2, priority=9),
                Column("category", lambda: _("Category"), _category, 12, priority=8),
                Column("price", lambda: _("Price"), _price, 9, align="right", priority=7),
                Column("place", lambda: _("Location"), self._place, 10, weight=1, priority=2),
                Column("minutes", lambda: _("Min"), _minutes, 4, align="right", priority=2),
            ],
            key=lambda service: service.code,
            found=self._matching,
            hint=_("Enter: change   Ctrl+N: new   Ctrl+R: retire or bring back   Esc: back"),
        )
        self._ctx = ctx

    def chosen(self, row: Service) -> None:
        """Change this entry."""
        self.app.push_screen(ServiceForm(self._ctx, row), self._changed)

    def action_add(self) -> None:
        """A new entry."""
        self.app.push_screen(ServiceForm(self._ctx), self._changed)

    def action_retire(self) -> None:
        """Take the entry under the cursor out of what can be ordered, or bring it back."""
        service = self._table.cursor_row
        if service is None:
            return
        try:
            if service.retired:
                changed = services.catalogue.change(self._ctx, replace(service, retired=False))
            else:
                changed = services.catalogue.retire(self._ctx, service.code)
        except RuleError as error:
            self.refused(error.saying)
            return
        self._changed(changed)

    def _changed(self, service: Service | None) -> None:
        """Show it as it is now, under the cursor."""
        if service is None:
            return
        self._table.show(self._matching(self.query_one(PlainInput).value.strip()))
        if not self._table.select(service.code):
            self.query_one(PlainInput).value = service.code
        name = service.name.said_in(language())
        words = say("{name} is retired", name=name) if service.retired else say("{name} is saved", name=name)
        self.query_one(".dialog-hint", Static).update(plain(f"{spoken(words)}   {self._hint}"))

    def _matching(self, sought: str) -> list[Service]:
        """What can be ordered, likeliest first; then what was retired."""
        known = services.catalogue.catalogue(self._ctx).services
        if not sought:
            return sorted(known, key=lambda service: service.retired)
        found = services.catalogue.find(self._ctx, sought, limit=len(known))
        retired = (service for service in known if service.retired and _contains(service, sought))
        return [*(one for one in found if isinstance(one, Service)), *retired]

    def _place(self, service: Service) -> Cell:
        places = {one.code: one.name.said_in(language()) for one in self._ctx.pack.locations}
        return Cell(places.get(service.location or "", service.location or ""), _tone(service))


def _contains(service: Service, sought: str) -> bool:
    return contains(sought, (service.code, service.name.zh_CN, service.name.en, service.initials))


def _tone(service: Service) -> Tone:
    return "muted" if service.retired else ""


def _name(service: Service) -> Cell:
    return Cell(service.name.said_in(language()), _tone(service))


def _category(service: Service) -> Cell:
    if service.retired:
        return Cell(_("retired"), "warn")
    return Cell(spoken(CATEGORY_WORDS[service.category]))


def _price(service: Service) -> Cell:
    return Cell(_("as said") if service.price is None else money_text(service.price), _tone(service))


def _minutes(service: Service) -> Cell:
    return Cell(str(service.usual // _MINUTE), _tone(service))
