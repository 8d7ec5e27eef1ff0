"""What was done to a room's day after it was signed, in words: who, when, why, and each change.

Patients are tickets here as in all of the report: of a name there is only that it was changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assistant_tui.domain.deeds import deed_words
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.reports import Amendment, Changed, Text
from assistant_tui.services.context import Context
from assistant_tui.services.reports.changes.columns import KINDS, NOT_OF_A_DAY, left_out
from assistant_tui.services.reports.changes.kinds import Column
from assistant_tui.services.reports.changes.values import HIDDEN, Setting, after_one_another
from assistant_tui.store.journal import Change
from assistant_tui.store.queries import amendments as queries
from assistant_tui.store.queries.amendments import JournalledAmendment, NamedRow

LISTED = 12
"""Of an action that changed more rows, only how many of each kind is told: an import has thousands."""

_Rows = Mapping[tuple[str, int], NamedRow]


def amendments(ctx: Context, day: date, after: int) -> tuple[Amendment, ...]:
    """What changed the room's day after this journal row, in the order in which it was done.

    The number of queries does not depend on how much was done.
    """
    found = queries.amendments(ctx.reading, day, ctx.room_id, after)
    ids: defaultdict[str, set[int]] = defaultdict(set)
    for one in found:
        for change in one.changes:
            ids[change.table].add(change.row_id)
    rows = {
        (table, number): row
        for table in sorted(ids)
        for number, row in queries.named_rows(ctx.reading, table, ids[table]).items()
    }
    setting = Setting(ctx.zone, day, ctx.pack)
    return tuple(_amendment(one, rows, setting, ctx.room_id) for one in found)


def _amendment(one: JournalledAmendment, rows: _Rows, setting: Setting, room_id: int) -> Amendment:
    changes = [change for change in one.changes if _of_the_day(change, rows, setting.day, room_id)]
    told = _summed(changes) if len(changes) > LISTED else _each(changes, one.ticket, rows, setting)
    return Amendment(
        one.number, one.at, one.actor, one.deed, one.ticket, one.reason, (*_taken_back(one, setting), *told)
    )


def _of_the_day(change: Change, rows: _Rows, day: date, room_id: int) -> bool:
    """Whether the row is, or was before, one of the room's day; a patient's record is part of every day.

    A visit is also one of the day on which she is to come back.
    """
    if change.table in NOT_OF_A_DAY:
        return False
    row = rows.get((change.table, change.row_id))
    if row is None:
        return True
    sides = (change.before or {}, change.after)
    on, back, at = ({side.get(name) for side in sides} for name in ("day", "return_on", "room_id"))
    return day.isoformat() in on | back | {row.day} and (room_id in at | {row.room_id})


def _taken_back(one: JournalledAmendment, setting: Setting) -> Iterator[Changed]:
    if one.undone:
        deed, at = one.undone
        what = say("What was done at {time}", time=setting.time(at))
        yield Changed(what, deed_words(deed), say("taken back"))


def _summed(changes: Iterable[Change]) -> Iterator[Changed]:
    counts = Counter((change.table, _done_to(change)) for change in changes)
    for (table, done), count in counts.items():
        words = KINDS[table].many if table in KINDS else say("{code}", code=table)
        yield Changed(words, None, _COUNTED[done](count))


def _done_to(change: Change) -> str:
    if change.before is None:
        return "added"
    return "taken back" if change.after.get("voided") else "changed"


_COUNTED = {
    "added": lambda count: say("{count} added", count=count),
    "changed": lambda count: say("{count} changed", count=count),
    "taken back": lambda count: say("{count} taken back", count=count),
}


def _each(changes: Iterable[Change], ticket: str, rows: _Rows, setting: Setting) -> Iterator[Changed]:
    for change in changes:
        row = rows.get((change.table, change.row_id))
        what = _named(change, ticket, row, setting)
        if change.before is None:
            yield Changed(what, None, after_one_another(list(_new(change, row, setting))) or say("added"))
        else:
            yield from _changed(change, what, setting)


def _changed(change: Change, what: Text, setting: Setting) -> Iterator[Changed]:
    before = change.before or {}
    if "voided" in change.after:
        states = {True: say("taken back"), False: say("there")}
        yield Changed(what, states[bool(before.get("voided"))], states[bool(change.after["voided"])])
    for name in _in_order(change):
        column = _column(change.table, name)
        if column is not None:
            sides = column.told(before.get(name), setting), column.told(change.after[name], setting)
            if sides != (None, None):
                yield Changed(say("{row}: {column}", row=what, column=column.words), *sides)


def _new(change: Change, row: NamedRow | None, setting: Setting) -> Iterator[Text]:
    """What a new row says, without what is as it always is at first, and what goes without saying."""
    said = {setting.day.isoformat(), *((row.ticket, row.name_zh) if row else ())}
    for name in _in_order(change):
        value, column = change.after[name], _column(change.table, name)
        if column is None or value in (None, "", 0) or value in said:
            continue
        told = column.told(value, setting)
        if told is not None and told != HIDDEN:
            yield say("{what} {value}", what=column.words, value=told)


def _in_order(change: Change) -> list[str]:
    """The changed columns, in the order in which they have their words."""
    known = list(KINDS[change.table].columns) if change.table in KINDS else []
    return [name for name in known if name in change.after] + sorted(change.after.keys() - set(known))


def _column(table: str, name: str) -> Column | None:
    """What a column is called, one that is not known by its name; None of one that is not told."""
    if left_out(table, name):
        return None
    kind = KINDS.get(table)
    return (kind.columns.get(name) if kind else None) or Column(say("{code}", code=name))


def _named(change: Change, ticket: str, row: NamedRow | None, setting: Setting) -> Text:
    kind = KINDS.get(change.table)
    if kind is None:
        return say("{code}", code=change.table)
    if row is None:
        return Saying(kind.one.template, {"name": str(change.row_id)})
    words = Saying(kind.one.template, {"name": _name(change.table, row, setting)})
    if row.ticket in {"", ticket}:
        return words
    return say("{ticket} {what}", ticket=row.ticket, what=words)


def _name(table: str, row: NamedRow, setting: Setting) -> Text:
    match table:
        case "stay":
            return setting.place(row.name_zh)
        case "watch":
            return setting.protocol(row.name_zh)
        case "supply_entry":
            return setting.supply(row.name_zh)
        case "watch_round" if not row.name_zh:
            return say("in between")
        case _:
            return Words(row.name_zh, row.name_en)
