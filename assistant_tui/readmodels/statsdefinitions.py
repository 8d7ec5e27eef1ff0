"""What each column of `export stats` means: docs/metrics.md and the workbook's definitions say the same."""

from __future__ import annotations

from typing import NamedTuple


class Definition(NamedTuple):
    """A column: its name, its unit (count, minutes, per cent), how it is computed, of what, without what."""

    name: str
    unit: str
    formula: str
    population: str = ""
    left_out: str = ""


def _spread(name: str, formula: str, number: str, population: str, left_out: str) -> tuple[Definition, ...]:
    return (
        Definition(f"{name}_n", "count", number, population, left_out),
        Definition(f"{name}_mean_min", "minutes", f"mean of: {formula}", f"as {name}_n"),
        Definition(f"{name}_median_min", "minutes", "median of the same", f"as {name}_n"),
        Definition(f"{name}_p90_min", "minutes", "90th percentile of the same", f"as {name}_n"),
    )


DEFINITIONS = (
    Definition("room", "text", "the room's code"),
    Definition("visits", "count", "visits registered", "visits of the day and room", "entered in error"),
    Definition("first_visits", "count", "visits of a kind that means the first time here", "visits"),
    Definition(
        "returns",
        "count",
        "queue entries of patients who came back with results",
        "queue entries",
        "entered in error",
    ),
    Definition("appointments", "count", "visits with a booked time", "visits"),
    Definition("walk_ins", "count", "visits - appointments", "visits"),
    Definition("fulfilled", "count", "visits in which a consultation was begun", "visits"),
    Definition("noshow", "count", "never seen, and the last queue entry ended as no-show", "visits"),
    Definition(
        "left_unseen",
        "count",
        "never seen, and the last queue entry ended with the patient leaving",
        "visits",
    ),
    Definition("still_open", "count", "not departed, and neither no-show nor left unseen", "visits"),
    *_spread(
        "wait",
        "first called - (arrival or booked time, whichever is later), at least 0",
        "number of waits",
        "visits that were called",
        "never called",
    ),
    *_spread(
        "service",
        "end - start of the visit's consultations, added up",
        "number of services",
        "visits with a consultation, all of them ended",
        "a consultation is going on",
    ),
    *_spread(
        "total",
        "departure - arrival",
        "number of stays at the clinic",
        "visits that have departed, fulfilled or never in the queue (imported)",
        "not seen, or still here",
    ),
    Definition("promises_told", "count", "waits told to patients", "promises of the day's queue entries"),
    Definition(
        "promises_kept",
        "count",
        "first call after the promise no later than the promised time + 5 minutes",
        "promises",
    ),
    Definition(
        "promises_broken",
        "count",
        "called later, or the entry ended uncalled after the promised time + 5 minutes",
        "promises",
    ),
    Definition(
        "promise_kept_pct",
        "per cent",
        "promises_kept / (promises_kept + promises_broken)",
        "decided promises",
        "still waiting; ended before its time",
    ),
    Definition(
        "no_show_pct",
        "per cent",
        "noshow / (fulfilled + noshow)",
        "decided visits",
        "left unseen, still waiting",
    ),
    Definition("calls", "count", "calls made, repeated ones too", "queue entries"),
    Definition(
        "missed_calls",
        "count",
        "calls that were not the one that brought the patient in, nor the one that stands now",
        "queue entries",
    ),
    Definition("waits_over_target", "count", "waits longer than the target", "as wait_n"),
    Definition("wait_over_target_pct", "per cent", "waits_over_target / wait_n", "as wait_n"),
)
"""Every column after the grouping, in the order in which they stand."""
UNITS = {one.name: one.unit for one in DEFINITIONS}
