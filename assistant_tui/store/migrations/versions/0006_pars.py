"""Par levels that a room has set itself."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table of a room's own par levels."""

    op.create_table(
        "supply_par",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("par", sa.Integer(), nullable=False),
        sa.CheckConstraint("par >= 0", name="supply_par_level"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="supply_par_room_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "supply_par_code",
        "supply_par",
        ["room_id", "code"],
        unique=True,
        sqlite_where=sa.text("voided = 0"),
        postgresql_where=sa.text("voided = 0"),
    )
