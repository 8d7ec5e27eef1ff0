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
    PrintedAmendment,
    PrintedHead,
    PrintedItem,
    PrintedLine,
    PrintedPatient,
    PrintedSection,
    PrintedStop,
    PrintedTable,
    ReportPaper,
    SlipPaper,
    TicketPaper,
)
from assistant_tui.readmodels.reports import Changed, Signature

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


def report_paper(*, lines: int = 5, words: str = "停电半小时", signed: bool = True) -> ReportPaper:
    """A report with a table of every shape, each of so many lines, and these words wherever people write."""
    count, minutes = PrintedHead(say("Number"), None), PrintedHead(say("Mean"), say("min"))
    hours = tuple(
        PrintedLine(Words(f"{hour}:00", f"{hour}:00"), ("3", "41.5"), 12.5 * hour % 100, None)
        for hour in range(lines)
    )
    counts = tuple(PrintedLine(say("Visits"), ("3",), None, None) for _ in range(lines))
    told = tuple(PrintedLine(say("Incident"), (), None, Words(words, words)) for _ in range(lines))
    four = tuple(PrintedLine(say("Items"), ("1", "2.0", "3", "4.0"), None, say("none")) for _ in range(lines))
    sections = (
        PrintedSection(
            "glance", say("At a glance"), (PrintedTable("a", say("a"), (count,), counts, None, None, None),)
        ),
        PrintedSection(
            "waits",
            say("Waits"),
            (
                PrintedTable("hour", say("By hour"), (count, minutes), hours, say("Mean"), "60.0", 80.0),
                PrintedTable("all", say("All"), (count,), counts, None, None, None),
                PrintedTable("each", say("What happened"), (), told, None, None, None),
                PrintedTable("four", say("Items"), (count, minutes) * 2, four, None, None, None),
            ),
        ),
    )
    changed = Changed(say("Visit"), Words(words, words), None)
    amendment = PrintedAmendment(AT, "李敏", say("registered"), "A012", words, (changed,) * 3)
    signature = Signature(2, AT, "王主任", True, "李敏", "0123456789abcdef" * 4, 7)
    return ReportPaper(
        clinic=HEAD.clinic,
        room=HEAD.room,
        doctor=HEAD.doctor,
        day=AT.date(),
        made_at=AT,
        sections=sections,
        remark=words,
        amendments=(amendment,) * lines,
        signature=signature if signed else None,
    )


def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A clinic's own folder of templates, still empty, before the bundled one."""
    own = tmp_path / "print"
    own.mkdir()
    return own, BUNDLED
