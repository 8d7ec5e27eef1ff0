"""What rows and columns of the file are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from assistant_tui.domain.saying import Saying
from assistant_tui.services.reports.changes.values import Told, text


class Column(NamedTuple):
    """What a column is called, and how what stands in it is told."""

    words: Saying
    told: Told = text


class Kind(NamedTuple):
    """Rows of one table: what one and many are called, and their columns; `one` may have the gap `{name}`."""

    one: Saying
    many: Saying
    columns: Mapping[str, Column]
