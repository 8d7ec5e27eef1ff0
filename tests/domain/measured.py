"""Vitals with one value changed, by its name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant_tui.domain.vitals import Vitals


def but(vitals: Vitals, what: str, value: Any) -> Vitals:
    """The same with this value."""
    return replace(vitals, **{what: value})
