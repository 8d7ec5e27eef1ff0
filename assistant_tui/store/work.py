"""The unit of work: one user action, one transaction, one journal row.

    with UnitOfWork(database, heading) as work:
        entry = work.get(QueueEntry, entry_id)
        work.change(entry, status="called", called_at=now)
        work.commit()

Leaving the block without `commit`, or by an exception, rolls everything back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Insert, Table, Update, bindparam, insert, select, update
from sqlmodel import SQLModel

from assistant_tui.domain.reportchecks import sha256
from assistant_tui.domain.saying import ConflictError, MissingError, RuleError, say
from assistant_tui.store import search
from assistant_tui.store.amendments import index_amendments
from assistant_tui.store.database import Database
from assistant_tui.store.failures import in_words
from assistant_tui.store.journal import Change, Heading, append, image
from assistant_tui.store.kept import forget
from assistant_tui.store.tables import DayReport, Patient, Record
from assistant_tui.store.touched import Touched, moves

RecordT = TypeVar("RecordT", bound=Record)
RowT = TypeVar("RowT", bound=SQLModel)

_KEEP_TEXT = "INSERT INTO report_content (hash, body) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING"


class UnitOfWork:
    """Collects the changes of one action; see the module's example."""

    def __init__(self, database: Database, heading: Heading) -> None:
        self.heading = heading
        self._connection: Connection = database.writing
        self._raw = database.raw  # the same connection underneath, in the same transaction
        self._changes: list[Change] = []
        self._touched = Touched()
        self._renamed: dict[int, Patient] = {}
        self._about: dict[str, int | None] = {}

    def __enter__(self) -> Self:
        assert not self._connection.in_transaction(), "units of work do not nest"
        try:
            with in_words():
                self._connection.begin()
        except BaseException:
            self._roll_back()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._roll_back()

    def _roll_back(self) -> None:
        # A COMMIT that failed or was interrupted is over for SQLAlchemy, but perhaps not for SQLite.
        with in_words():
            self._connection.rollback()
            if self._raw.in_transaction:
                self._raw.rollback()

    # Reading what is about to be changed.

    def get(self, table: type[RecordT], row_id: int) -> RecordT:
        """The row with this id, voided or not. Raises MissingError."""
        rows = self.find(table, _column(table, "id") == row_id)
        if not rows:
            raise MissingError(say("{what} {number} does not exist", what=table.__name__, number=row_id))
        return rows[0]

    def get_many(self, table: type[RecordT], row_ids: Sequence[int]) -> list[RecordT]:
        """The rows with these ids, in their order. Raises MissingError."""
        rows = {row.key: row for row in self.find(table, _column(table, "id").in_(row_ids))}
        return [rows[row_id] if row_id in rows else self.get(table, row_id) for row_id in row_ids]

    def find(
        self, table: type[RowT], *conditions: Any, order: Any = None, limit: int | None = None
    ) -> list[RowT]:
        """All rows that meet the conditions, in the order given."""
        statement = select(_table(table)).where(*conditions)
        if order is not None:
            statement = statement.order_by(order)
        if limit is not None:
            statement = statement.limit(limit)
        with in_words():
            return [table(**row) for row in self._connection.execute(statement).mappings()]

    # Changing.

    def add(self, row: RecordT) -> RecordT:
        """Insert a new row; answers the same object with its id."""
        values = row.model_dump(exclude={"id"})
        with in_words():
            result = self._connection.execute(_inserting(type(row)), values)
        assert result.inserted_primary_key is not None
        row.id = int(result.inserted_primary_key[0])
        self._changes.append(Change(str(row.__tablename__), row.id, None, image(values)))
        self._touched.note(str(row.__tablename__), values)
        self._note(row)
        return row

    def add_many(self, table: type[Record], rows: Sequence[Mapping[str, object]]) -> list[int]:
        """Insert rows given as column values, in few statements however many; answers their ids in order.

        For imports: tens of thousands of rows. Not for patients, whose spellings are kept too.
        """
        if not rows:
            return []
        usual = {
            name: field.default
            for name, field in table.model_fields.items()
            if name != "id" and not field.is_required()
        }
        filled = [{**usual, **row} for row in rows]
        statement = _inserting(table).returning(_column(table, "id"), sort_by_parameter_order=True)
        with in_words():
            ids = [int(number) for (number,) in self._connection.execute(statement, filled)]
        name = str(table.__tablename__)
        self._changes += [
            Change(name, number, None, image(values)) for number, values in zip(ids, filled, strict=True)
        ]
        for values in filled:
            self._touched.note(name, values)
        return ids

    def change(self, row: RecordT, **values: object) -> RecordT:
        """Set these columns; a value that is there already is no change.

        Raises ConflictError when the row in the file is not the version that was read, RuleError for a signed
        report.
        """
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        self._note(row, renamed=bool(changed))
        if not changed:
            return row
        _require_unsigned(row)
        self._touched.note(str(row.__tablename__), dict(row), columns=changed)
        guarded = _updating(type(row)).values({name: bindparam(name) for name in (*changed, "version")})
        version = row.version + 1
        with in_words():
            result = self._connection.execute(
                guarded, {**changed, "version": version, "guard_id": row.key, "guard_version": row.version}
            )
        if result.rowcount != 1:
            raise ConflictError(say("Somebody else has just changed this. Look again and repeat"))
        before = image({name: getattr(row, name) for name in changed})
        for name, value in {**changed, "version": version}.items():
            setattr(row, name, value)
        self._changes.append(Change(str(row.__tablename__), row.key, before, image(changed)))
        if moves(changed):
            self._touched.note(str(row.__tablename__), dict(row), columns=changed)
        return row

    def void(self, row: RecordT) -> RecordT:
        """Take the row out of every list, without deleting it."""
        return self.change(row, voided=True)

    def void_many(self, rows: Sequence[RecordT]) -> None:
        """Void rows of one table in one statement however many. Raises ConflictError as `change` does."""
        rows = [row for row in rows if not row.voided]
        if not rows:
            return
        for row in rows:
            _require_unsigned(row)
        version = _column(type(rows[0]), "version")
        guarded = _updating(type(rows[0])).values(voided=True, version=version + 1)
        with in_words():
            result = self._connection.execute(
                guarded, [{"guard_id": row.key, "guard_version": row.version} for row in rows]
            )
        if result.rowcount != len(rows):
            raise ConflictError(say("Somebody else has just changed this. Look again and repeat"))
        before, after = image({"voided": False}), image({"voided": True})
        for row in rows:
            row.voided, row.version = True, row.version + 1
            self._note(row)
            self._touched.note(str(row.__tablename__), dict(row))
            self._changes.append(Change(str(row.__tablename__), row.key, before, after))

    def keep(self, body: str) -> str:
        """Keep the text of a report for ever, once; answers its SHA-256 in hex, under which it is found."""
        link = sha256(body)
        with in_words():
            self._raw.execute(_KEEP_TEXT, (link, body))
        return link

    def about(self, *, visit_id: int | None = None, patient_id: int | None = None) -> None:
        """Say whom the action concerns, where no changed row tells."""
        self._about |= {
            name: value
            for name, value in (("visit_id", visit_id), ("patient_id", patient_id))
            if value is not None
        }

    def about_many(self) -> None:
        """Say that the action concerns too many to name one of them."""
        self._about = {"visit_id": None, "patient_id": None}

    def commit(self) -> int:
        """Write the journal row and make everything durable; answers the journal row's number."""
        with in_words():
            search.rewrite(self._connection, list(self._renamed.values()))
            number = append(self._raw, self.heading, self._changes, **self._about)
            touched = self._touched.as_text()
            index_amendments(self._raw, touched, number)
            forget(self._raw, touched)
            self._connection.commit()
        return number

    def _note(self, row: Record, *, renamed: bool = True) -> None:
        if isinstance(row, Patient):
            self._about.setdefault("patient_id", row.key)
            if renamed:
                self._renamed[row.key] = row
            return
        visit_id = row.key if str(row.__tablename__) == "visit" else getattr(row, "visit_id", None)
        if visit_id is not None:
            self._about.setdefault("visit_id", visit_id)
        if (patient_id := getattr(row, "patient_id", None)) is not None:
            self._about.setdefault("patient_id", patient_id)


def _require_unsigned(row: Record) -> None:
    if isinstance(row, DayReport):
        raise RuleError(say("A signed report stays as it is. What is changed since is signed again"))


def _table(model: type[Any]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _column(model: type[Any], name: str) -> ColumnElement[Any]:
    return _table(model).c[name]


def _updating(model: type[Any]) -> Update:
    """An update of the row that was read, if it still is the version that was."""
    table = _table(model)
    return update(table).where(
        table.c.id == bindparam("guard_id"), table.c.version == bindparam("guard_version")
    )


def _inserting(model: type[Any]) -> Insert:
    return insert(_table(model))
