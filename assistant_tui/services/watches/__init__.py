"""Watches at work: begun, each round recorded, the doctor called, handed over, and ended.

How watches stand is read in `services.watchlist`, which needs no SQLModel.
"""

from assistant_tui.services.watches.beginning import start
from assistant_tui.services.watches.calling import call_doctor, doctor_came
from assistant_tui.services.watches.ending import stop
from assistant_tui.services.watches.keeping import hand_over, instruct
from assistant_tui.services.watches.rounds import cancel_round, record

__all__ = [
    "call_doctor",
    "cancel_round",
    "doctor_came",
    "hand_over",
    "instruct",
    "record",
    "start",
    "stop",
]
