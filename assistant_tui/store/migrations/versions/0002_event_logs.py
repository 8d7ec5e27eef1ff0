"""Event logs: what an imported log was called, and its events as they were written."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of event logs."""
    op.create_table(
        "flow_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "flow_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("lifecycle", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("resource", sa.String(), nullable=False),
        sa.Column("more", sa.String(), nullable=False),
        sa.CheckConstraint("phase IN ('start', 'complete', 'point', 'unused')", name="flow_event_phase"),
        sa.ForeignKeyConstraint(["log_id"], ["flow_log.id"], name="flow_event_log_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="flow_event_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("log_id", "number", name="flow_event_place"),
    )
    op.create_index("flow_event_by_case", "flow_event", ["case_id"])
    op.create_index("flow_event_by_visit", "flow_event", ["visit_id"])
