"""The panes by the ids of `actions.SCREENS`; each is loaded when it is first opened."""

from __future__ import annotations

from importlib import import_module

from assistant_tui.screens.pane import Pane

_CLASSES = {
    "checklist": "ChecklistPane",
    "queue": "QueuePane",
    "whereabouts": "WhereaboutsPane",
    "orders": "OrdersPane",
    "watch": "WatchPane",
    "patients": "PatientsPane",
    "report": "ReportPane",
}


def pane_class(pane_id: str) -> type[Pane]:
    """The class of a numbered screen; its module is named like its id."""
    found = getattr(import_module(f"assistant_tui.screens.{pane_id}"), _CLASSES[pane_id])
    assert isinstance(found, type)
    assert issubclass(found, Pane)
    return found
