"""Order slips: the clinic's own catalogue, slips and items, what was settled at the exit."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of order slips."""

    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("purpose_zh", sa.String(), nullable=False),
        sa.Column("purpose_en", sa.String(), nullable=False),
        sa.Column("preparations", sa.String(), nullable=False),
        sa.Column("advice_zh", sa.String(), nullable=False),
        sa.Column("advice_en", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("usual", sa.Integer(), nullable=False),
        sa.Column("signature", sa.Boolean(), nullable=False),
        sa.Column("pay_first", sa.Boolean(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("brings", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("largest_dose", sa.Float(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "category IN ('lab', 'exam', 'treatment', 'prescription', 'surgery', "
            "'anaesthesia', 'admission', 'consent')",
            name="service_category",
        ),
        sa.CheckConstraint("price IS NULL OR price >= 0", name="service_price"),
        sa.CheckConstraint("usual >= 1", name="service_usual"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "service_code",
        "service",
        ["code"],
        unique=True,
        sqlite_where=sa.text("voided = 0"),
        postgresql_where=sa.text("voided = 0"),
    )
    op.create_table(
        "order_slip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("doctor_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.BigInteger(), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "category IN ('lab', 'exam', 'treatment', 'prescription', 'surgery', "
            "'anaesthesia', 'admission', 'consent')",
            name="order_slip_category",
        ),
        sa.CheckConstraint("number >= 1", name="order_slip_numbered"),
        sa.ForeignKeyConstraint(["doctor_id"], ["doctor.id"], name="order_slip_doctor_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="order_slip_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("day", "number", name="order_slip_number"),
    )
    op.create_index("order_slip_by_visit", "order_slip", ["visit_id"])
    op.create_table(
        "settlement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("overridden", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("NOT overridden OR reason <> ''", name="settlement_reason"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="settlement_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("settlement_by_visit", "settlement", ["visit_id"])
    op.create_index(
        "settlement_once",
        "settlement",
        ["visit_id", "point"],
        unique=True,
        sqlite_where=sa.text("voided = 0"),
        postgresql_where=sa.text("voided = 0"),
    )
    op.create_table(
        "order_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("dosage", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("usual", sa.Integer(), nullable=False),
        sa.Column("preparations", sa.String(), nullable=False),
        sa.Column("signature", sa.Boolean(), nullable=False),
        sa.Column("pay_first", sa.Boolean(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("part_of", sa.Integer(), nullable=True),
        sa.Column("drafted_at", sa.BigInteger(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=True),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("paid_at", sa.BigInteger(), nullable=True),
        sa.Column("paid_by", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("performed_at", sa.BigInteger(), nullable=True),
        sa.Column("performed_by", sa.String(), nullable=False),
        sa.Column("override_reason", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("result_text", sa.String(), nullable=False),
        sa.Column("resulted_at", sa.BigInteger(), nullable=True),
        sa.Column("resulted_by", sa.String(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=True),
        sa.Column("read_by", sa.String(), nullable=False),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.Column("refused_by", sa.String(), nullable=False),
        sa.Column("refusal_form", sa.Boolean(), nullable=False),
        sa.Column("refusal_reason", sa.String(), nullable=False),
        sa.Column("void_at", sa.BigInteger(), nullable=True),
        sa.Column("void_by", sa.String(), nullable=False),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.Column("refunded_at", sa.BigInteger(), nullable=True),
        sa.Column("refunded_by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(started_at IS NULL AND performed_at IS NULL) OR override_reason <> ''"
            " OR ((signed_at IS NOT NULL OR NOT signature) AND (paid_at IS NOT NULL OR amount = 0"
            " OR NOT pay_first))",
            name="order_item_allowed",
        ),
        sa.CheckConstraint(
            "category IN ('lab', 'exam', 'treatment', 'prescription', 'surgery', "
            "'anaesthesia', 'admission', 'consent')",
            name="order_item_category",
        ),
        sa.CheckConstraint(
            "result IS NULL OR result IN ('normal', 'abnormal', 'text')", name="order_item_result"
        ),
        sa.CheckConstraint("void_at IS NULL OR void_reason <> ''", name="order_item_void"),
        sa.CheckConstraint("(result IS NULL) = (resulted_at IS NULL)", name="order_item_resulted"),
        sa.CheckConstraint(
            "drafted_at IS NULL OR paid_at IS NULL OR drafted_at <= paid_at", name="order_item_paid"
        ),
        sa.CheckConstraint(
            "drafted_at IS NULL OR signed_at IS NULL OR drafted_at <= signed_at", name="order_item_signed"
        ),
        sa.CheckConstraint(
            "paid_at IS NULL OR refunded_at IS NULL OR paid_at <= refunded_at", name="order_item_refunded"
        ),
        sa.CheckConstraint(
            "performed_at IS NULL OR resulted_at IS NULL OR performed_at <= resulted_at",
            name="order_item_result_after",
        ),
        sa.CheckConstraint("price >= 0 AND amount = quantity * price", name="order_item_amount"),
        sa.CheckConstraint("quantity BETWEEN 1 AND 999", name="order_item_quantity"),
        sa.CheckConstraint(
            "refunded_at IS NULL OR (paid_at IS NOT NULL AND (refused_at IS NOT NULL"
            " OR void_at IS NOT NULL))",
            name="order_item_given_back",
        ),
        sa.CheckConstraint(
            "resulted_at IS NULL OR read_at IS NULL OR resulted_at <= read_at", name="order_item_read_after"
        ),
        sa.CheckConstraint(
            "started_at IS NULL OR performed_at IS NULL OR started_at <= performed_at",
            name="order_item_performed",
        ),
        sa.ForeignKeyConstraint(["part_of"], ["order_item.id"], name="order_item_part_of_fkey"),
        sa.ForeignKeyConstraint(["slip_id"], ["order_slip.id"], name="order_item_slip_id_fkey"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="order_item_visit_id_fkey"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("order_item_by_day", "order_item", ["day", "code"])
    op.create_index("order_item_by_slip", "order_item", ["slip_id"])
    unread = sa.text(
        "voided = 0 AND void_at IS NULL AND performed_at IS NOT NULL AND read_at IS NULL"
        " AND category IN ('lab', 'exam')"
    )
    op.create_index("order_item_unread", "order_item", ["day"], sqlite_where=unread, postgresql_where=unread)
    op.create_index("order_item_by_visit", "order_item", ["visit_id"])
    merged = sa.text("merged_into IS NOT NULL")
    op.create_index(
        "patient_merged", "patient", ["merged_into"], sqlite_where=merged, postgresql_where=merged
    )
    op.drop_index("visit_by_patient", "visit")
    op.create_index("visit_by_patient", "visit", ["patient_id", "day", "voided"])
    op.add_column("visit", sa.Column("return_on", sa.Date(), nullable=True))
