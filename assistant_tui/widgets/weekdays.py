"""The day of the week, in the user's language."""

from __future__ import annotations

from datetime import date

from assistant_tui.i18n import _


def weekday(day: date) -> str:
    """`Sat`, `周六`."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]
