"""A small catalogue for the tests, over the general pack's locations."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant_tui import services
from assistant_tui.domain.catalogue import Catalogue, Category, Preparation, Service, ServiceSet
from assistant_tui.domain.draftline import Drafted
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.services.context import Context
from tests.factory import register

BLOOD = Service(
    "cbc", Words("血常规", "Blood count"), Category.LAB, 2500, "xcg", location="lab",
    usual=timedelta(minutes=30), preparations=(Preparation.FASTING,),
)  # fmt: skip
URINE = Service("urine", Words("尿常规", "Urine test"), Category.LAB, 1200, "ncg", location="lab")
SCAN = Service("scan", Words("B超", "Ultrasound"), Category.EXAM, 12000, "bc", location="imaging")
DRESSING = Service(
    "dressing", Words("换药", "Dressing"), Category.TREATMENT, 3000, "hy", location="treatment",
    pay_first=False,
)  # fmt: skip
FREE_TALK = Service("talk", Words("宣教", "Advice"), Category.TREATMENT, 0, "xj", signature=False)
FORM = Service("form", Words("手术同意书", "Surgery consent"), Category.CONSENT, 0, "sstys", signature=False)
NOTICE = Service("notice", Words("手术通知单", "Surgery notice"), Category.SURGERY, 0, "sstzd")
NUMBING = Service("numbing", Words("局麻", "Local anaesthesia"), Category.ANAESTHESIA, 20000, "jm")
SURGERY = Service(
    "surgery", Words("门诊手术", "Outpatient surgery"), Category.SURGERY, 80000, "mzss", location="treatment",
    consent="form", brings=("notice", "numbing", "preop", "form"),
)  # fmt: skip
DEPOSIT = Service("deposit", Words("押金", "Deposit"), Category.ADMISSION, None, "yj", signature=False)
CATALOGUE = Catalogue(
    (BLOOD, URINE, SCAN, DRESSING, FREE_TALK, FORM, NOTICE, NUMBING, SURGERY, DEPOSIT),
    (ServiceSet("preop", Words("术前检查", "Before surgery"), ("cbc", "urine"), "sqjc"),),
)


def with_catalogue(ctx: Context) -> Context:
    """The workstation with this catalogue instead of its pack's."""
    return replace(ctx, pack=replace(ctx.pack, read_catalogue=lambda: CATALOGUE))


def draft(ctx: Context, visit: VisitRow, *wanted: Service) -> tuple[ItemRow, ...]:
    """Draft these services; answers their items in the order of the slips."""
    slips = services.orders.draft(ctx, visit.visit_id, [Drafted(service) for service in wanted])
    return tuple(item for slip in slips for item in slip.items)


def ids(items: tuple[ItemRow, ...]) -> list[int]:
    """The ids of these items."""
    return [item.item_id for item in items]


def seen(ctx: Context, to: str = "waiting") -> VisitRow:
    """A patient whose first consultation is over, now at that location."""
    visit = register(ctx)
    services.queue.call(ctx, visit.visit_id, reason="测试")
    return services.queue.finish(ctx, visit.visit_id, to=to)
