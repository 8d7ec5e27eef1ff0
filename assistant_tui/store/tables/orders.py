"""What the doctor orders: the clinic's own catalogue, slips and their items."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from assistant_tui.domain.catalogue import Category
from assistant_tui.store.columns import one_of, ordered
from assistant_tui.store.tables.base import Record, only_one, when


class ServiceEntry(Record, table=True):
    """A service of the clinic's own catalogue: new, or in place of the pack's of the same code.

    The columns are those of `domain.catalogue.Service`; lists are codes parted by spaces, an absent text is
    empty, `usual` is minutes, `price` minor units or NULL where it is said when ordering.
    """

    __tablename__: ClassVar[Any] = "service"
    __table_args__ = (
        one_of("category", Category, name="service_category"),
        CheckConstraint("price IS NULL OR price >= 0", name="service_price"),
        CheckConstraint("usual >= 1", name="service_usual"),
        only_one("service_code", "code", where="voided = 0"),
    )
    code: str
    name_zh: str
    name_en: str
    category: str
    price: int | None = None
    initials: str = ""
    purpose_zh: str = ""
    purpose_en: str = ""
    preparations: str = ""
    advice_zh: str = ""
    advice_en: str = ""
    location: str = ""
    usual: int
    signature: bool = True
    pay_first: bool = True
    consent: str = ""
    brings: str = ""
    unit: str = ""
    largest_dose: float | None = None
    retired: bool = False


class OrderSlip(Record, table=True):
    """A slip: items of one category, drafted together for the doctor to sign; numbered anew each day."""

    __tablename__: ClassVar[Any] = "order_slip"
    __table_args__ = (
        UniqueConstraint("day", "number", name="order_slip_number"),
        one_of("category", Category, name="order_slip_category"),
        CheckConstraint("number >= 1", name="order_slip_numbered"),
        Index("order_slip_by_visit", "visit_id"),
    )
    visit_id: int = Field(foreign_key="visit.id")
    doctor_id: int = Field(foreign_key="doctor.id")
    day: date
    number: int
    category: str
    drafted_at: datetime = when(nullable=False)
    drafted_by: str
    note: str = ""


# Results of any day that are to come or to be read: few among many.
_UNREAD = text(
    "voided = 0 AND void_at IS NULL AND performed_at IS NOT NULL AND read_at IS NULL"
    " AND category IN ('lab', 'exam')"
)


class OrderItem(Record, table=True):
    """One item of a slip; name, price and rules are as they were when it was drafted.

    Every fact has its instant and whose it is. `part_of` is the surgery's item that it belongs to;
    `override_reason` says why I5 was let pass. The CHECKs are I5 and the order of the facts.
    """

    __tablename__: ClassVar[Any] = "order_item"
    __table_args__ = (
        one_of("category", Category, name="order_item_category"),
        CheckConstraint("quantity BETWEEN 1 AND 999", name="order_item_quantity"),
        CheckConstraint("price >= 0 AND amount = quantity * price", name="order_item_amount"),
        CheckConstraint(
            "result IS NULL OR result IN ('normal', 'abnormal', 'text')", name="order_item_result"
        ),
        CheckConstraint("(result IS NULL) = (resulted_at IS NULL)", name="order_item_resulted"),
        CheckConstraint(
            "(started_at IS NULL AND performed_at IS NULL) OR override_reason <> ''"
            " OR ((signed_at IS NOT NULL OR NOT signature)"
            " AND (paid_at IS NOT NULL OR amount = 0 OR NOT pay_first))",
            name="order_item_allowed",
        ),
        ordered("drafted_at", "signed_at", name="order_item_signed"),
        ordered("drafted_at", "paid_at", name="order_item_paid"),
        ordered("started_at", "performed_at", name="order_item_performed"),
        ordered("performed_at", "resulted_at", name="order_item_result_after"),
        ordered("resulted_at", "read_at", name="order_item_read_after"),
        ordered("paid_at", "refunded_at", name="order_item_refunded"),
        CheckConstraint(
            "refunded_at IS NULL"
            " OR (paid_at IS NOT NULL AND (refused_at IS NOT NULL OR void_at IS NOT NULL))",
            name="order_item_given_back",
        ),
        CheckConstraint("void_at IS NULL OR void_reason <> ''", name="order_item_void"),
        Index("order_item_by_slip", "slip_id"),
        Index("order_item_by_visit", "visit_id"),
        Index("order_item_by_day", "day", "code"),
        Index("order_item_unread", "day", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
    )
    slip_id: int = Field(foreign_key="order_slip.id")
    visit_id: int = Field(foreign_key="visit.id")
    day: date
    code: str
    name_zh: str
    name_en: str
    category: str
    quantity: int = 1
    price: int
    amount: int
    dosage: str = ""
    note: str = ""
    location: str = ""
    usual: int
    preparations: str = ""
    signature: bool
    pay_first: bool
    consent: str = ""
    part_of: int | None = Field(default=None, foreign_key="order_item.id")
    drafted_at: datetime = when(nullable=False)
    signed_at: datetime | None = when()
    signed_by: str = ""
    on_paper: bool = False
    paid_at: datetime | None = when()
    paid_by: str = ""
    started_at: datetime | None = when()
    started_by: str = ""
    performed_at: datetime | None = when()
    performed_by: str = ""
    override_reason: str = ""
    result: str | None = None
    result_text: str = ""
    resulted_at: datetime | None = when()
    resulted_by: str = ""
    read_at: datetime | None = when()
    read_by: str = ""
    refused_at: datetime | None = when()
    refused_by: str = ""
    refusal_form: bool = False
    refusal_reason: str = ""
    void_at: datetime | None = when()
    void_by: str = ""
    void_reason: str = ""
    refunded_at: datetime | None = when()
    refunded_by: str = ""
