"""SQLAlchemy over a sqlite3 connection that we opened."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, Engine, ExceptionContext, StaticPool, create_engine, event


def engine_over(raw: sqlite3.Connection) -> Engine:
    """An engine whose only connection is `raw`, in autocommit mode; a transaction begins with the write lock.

    Taking the lock at the start means that what a unit of work has read stays true until it commits.
    """
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "handle_error")
    def _keep(context: ExceptionContext) -> None:
        # After Ctrl+C SQLAlchemy would close the connection, which is ours and reads the board too.
        context.is_disconnect = False

    return engine
