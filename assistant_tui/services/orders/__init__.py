"""Order slips at work: drafting, every fact of an item's life, and the patient's way with them.

How slips stand is read in `services.slips`, which needs no SQLModel.
"""

from assistant_tui.services.orders.drafting import draft
from assistant_tui.services.orders.steps import (
    MissingFirstError,
    enter_result,
    pay,
    perform,
    read_results,
    refund,
    refuse,
    sign,
    start,
    void,
)
from assistant_tui.services.orders.way import send_on

__all__ = [
    "MissingFirstError",
    "draft",
    "enter_result",
    "pay",
    "perform",
    "read_results",
    "refund",
    "refuse",
    "send_on",
    "sign",
    "start",
    "void",
]
