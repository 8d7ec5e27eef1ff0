"""One file per feature; one public function is one user action, one unit of work, one frozen answer.

The modules are loaded when first touched: `services.queue.call_next` brings SQLModel, importing
`services` does not. Front ends write `from assistant_tui import services`.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant_tui.services import (
        alerts,
        arrivals,
        backups,
        board,
        catalogue,
        checking,
        checklist,
        companions,
        context,
        demo,
        flow,
        gate,
        history,
        importing,
        incidentlist,
        incidents,
        orders,
        patients,
        promises,
        queue,
        records,
        registration,
        reports,
        setup,
        slips,
        stats,
        supplies,
        timeline,
        triage,
        triages,
        watches,
        watchlist,
        whereabouts,
    )

__all__ = [
    "alerts",
    "arrivals",
    "backups",
    "board",
    "catalogue",
    "checking",
    "checklist",
    "companions",
    "context",
    "demo",
    "flow",
    "gate",
    "history",
    "importing",
    "incidentlist",
    "incidents",
    "orders",
    "pars",
    "patients",
    "promises",
    "queue",
    "records",
    "registration",
    "reports",
    "setup",
    "slips",
    "stats",
    "supplies",
    "timeline",
    "triage",
    "triages",
    "watches",
    "watchlist",
    "whereabouts",
]


def __getattr__(name: str) -> ModuleType:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")
