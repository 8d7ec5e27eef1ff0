"""What each column of `export stats` means: docs/metrics.md and the workbook's definitions say the same."""

from __future__ import annotations

from typing import NamedTuple


class Definition(NamedTuple):
    """A column: name, unit (count, minutes, per cent, fen), how it is computed, of what, without what."""

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
    Definition("items", "count", "items of slips", "slips of the visits, whenever drafted", "taken back"),
    Definition("items_done", "count", "items that were performed", "items"),
    Definition("items_refused", "count", "items that the patient refused", "items"),
    Definition("items_voided", "count", "items that were voided", "items"),
    Definition("amount_due_fen", "fen", "sum of the amounts that count", "items", "refused, voided"),
    Definition("amount_paid_fen", "fen", "sum of all amounts ever paid", "items"),
    Definition("amount_refunded_fen", "fen", "sum of the amounts given back", "items"),
    Definition("amount_open_fen", "fen", "sum of the amounts due and not paid", "items", "refused, voided"),
    Definition(
        "rounds",
        "count",
        "rounds on record: done, missed or left out",
        "watches begun on the day in the room",
        "due, and not on record yet; looks in between",
    ),
    Definition("rounds_on_time", "count", "done within 5 minutes of their due time", "rounds"),
    Definition("rounds_late", "count", "done, and not within these 5 minutes", "rounds"),
    Definition("rounds_missed", "count", "on record as missed", "rounds"),
    Definition("rounds_left_out", "count", "left out with a reason", "rounds"),
    Definition(
        "rounds_on_time_pct",
        "per cent",
        "rounds_on_time / (rounds_on_time + rounds_late + rounds_missed)",
        "rounds done or missed",
        "left out",
    ),
    Definition("alarms", "count", "readings of the level alarm", "rounds done, looks in between"),
    Definition("doctor_calls", "count", "times that the doctor was asked to come at once", "visits"),
    *_spread(
        "response",
        "the doctor's coming - the call",
        "number of calls that he came to",
        "doctor_calls",
        "he has not come",
    ),
    Definition("tasks_done", "count", "tasks of the checklist that were done", "tasks on record"),
    Definition("tasks_skipped", "count", "tasks left out with a reason", "tasks on record"),
    Definition("incidents", "count", "incidents entered on the day", "incidents of the room"),
    Definition(
        "incidents_reported_late",
        "count",
        "reported more than half an hour after they became known",
        "incidents",
        "not reported yet",
    ),
    Definition(
        "due_back", "count", "visits whose date to come back is this day", "visits of any day to the room"
    ),
    Definition(
        "came_back", "count", "patients of due_back who were here on this day, in any room", "due_back"
    ),
)
"""Every column after the grouping, in the order in which they stand."""
UNITS = {one.name: one.unit for one in DEFINITIONS}


def _four(name: str) -> tuple[str, ...]:
    return tuple(f"{name}_{part}" for part in ("n", "mean_min", "median_min", "p90_min"))


SECTIONS = {
    "visits": (
        "visits", "first_visits", "returns", "appointments", "walk_ins", "fulfilled", "noshow", "left_unseen",
        "still_open", "no_show_pct", *_four("total"),
    ),
    "waits": (*_four("wait"), "waits_over_target", "wait_over_target_pct", "calls", "missed_calls"),
    "consultations": _four("service"),
    "promises": ("promises_told", "promises_kept", "promises_broken", "promise_kept_pct"),
    "slips": (
        "items", "items_done", "items_refused", "items_voided", "amount_due_fen", "amount_paid_fen",
        "amount_refunded_fen", "amount_open_fen",
    ),
    "watches": (
        "rounds", "rounds_on_time", "rounds_late", "rounds_missed", "rounds_left_out", "rounds_on_time_pct",
        "alarms", "doctor_calls", *_four("response"),
    ),
    "duties": (
        "tasks_done", "tasks_skipped", "incidents", "incidents_reported_late", "due_back", "came_back",
    ),
}  # fmt: skip
"""What the columns after the room are about: every one of them is in one section."""
