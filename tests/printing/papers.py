"""Papers for the tests, without a clinic."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant_tui import paths
from assistant_tui.domain.saying import say
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.papers import (
    ItineraryPaper,
    Letterhead,
    PrintedItem,
    PrintedPatient,
    PrintedStop,
    SlipPaper,
    TicketPaper,
)

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
BUNDLED = paths.data_folder() / "print"
HEAD = Letterhead(Words("妇科门诊", "Gynaecology"), "一诊室", "王主任", AT, "李敏")
PATIENT = PrintedPatient(
    "欧阳若兰", say("female"), say("{years} years", years=30), "A012", date(2026, 11, 21)
)
ITEM = PrintedItem(
    "cbc", Words("血常规", "Blood count"), 2, 2000, 4000, (), "", Words("看血", "Looks at blood"),
    (say("fasting"),), None, Words("检验科", "Laboratory"), 30, say("to be paid"), None, "", "",
)  # fmt: skip


def slip_paper(*, name: str = "欧阳若兰", items: int = 1, note: str = "空腹") -> SlipPaper:
    """An unsigned slip with so many items."""
    return SlipPaper(
        HEAD, replace(PATIENT, name=name), 3, say("Lab test"), AT, "李敏", "王主任", note, (ITEM,) * items,
        4000 * items, signature=True, signed_at=None, signed_by="", on_paper=False,
    )  # fmt: skip


def itinerary_paper(name: str = "血常规") -> ItineraryPaper:
    """To the cashier, then to the laboratory for an item of this name."""
    item = replace(ITEM, name=Words(name, name))
    stops = (
        PrintedStop("pay", Words("收费处", "Cashier"), 1, (item,), 4000, 30),
        PrintedStop("test", Words("检验科", "Laboratory"), 2, (item,), 0, 30),
        PrintedStop("await", Words("候诊区", "Waiting area"), 2, (item,), 0, 30),
        PrintedStop("doctor", Words("候诊区", "Waiting area"), 2, (item,), 0, 30),
    )
    return ItineraryPaper(HEAD, PATIENT, Words("诊室", "Room"), stops)


def ticket_paper(name: str = "欧阳**") -> TicketPaper:
    """The ticket of somebody with four before her."""
    return TicketPaper(
        HEAD, "A012", name, Words("初诊", "First visit"), AT, Words("候诊区", "Waiting area"), 4, AT, AT
    )


def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A clinic's own folder of templates, still empty, before the bundled one."""
    own = tmp_path / "print"
    own.mkdir()
    return own, BUNDLED
