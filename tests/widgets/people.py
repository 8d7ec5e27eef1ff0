"""Rows for the widget tests: invented people, and names that try to break a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from assistant_tui.widgets.table import Cell, Column, Heading, LineTable

HOSTILE = (
    "[/]",
    "[TODO] 张三",
    "[@click=app.quit]x[/]",
    "\x1b[31mred\x1b[2J",
    "a\tb\r\nc",
    "\u202eevil\u202c",
    "أحمد علي",
    "👩\u200d⚕\ufe0f李👍🏽",
    "e\u0301\u0301\u0301lise",
    "名" * 200,
    "=cmd()",
    "",
    "\u3000　全角",
)

CHINESE = ("王芳芳", "赵敏", "欧阳若兰", "单雄信", "仇英", "司马青衫")
LATIN = ("Mary Smith", "Ann Lee", "Jonathan Featherstonehaugh", "O'Brien", "Zoë Ångström")

names = st.one_of(st.sampled_from([*HOSTILE, *CHINESE, *LATIN]), st.text(max_size=40))


@dataclass(frozen=True)
class Person:
    """A row."""

    id: int
    name: str
    minutes: int = 0


def people(count: int) -> list[Person]:
    """That many people, with names of all kinds in turn."""
    pool = (*CHINESE, *LATIN, *HOSTILE)
    return [Person(n, pool[n % len(pool)], n) for n in range(count)]


def columns(count: Callable[[], None] = lambda: None) -> list[Column[Person]]:
    """A queue-like set of columns; `count` is called for each cell that is formatted."""

    def named(person: Person) -> Cell:
        count()
        return Cell(person.name)

    def waited(person: Person) -> Cell:
        count()
        return Cell(str(person.minutes), "alarm" if person.minutes > 30 else "muted")

    return [
        Column("id", lambda: "号", lambda person: Cell(f"A{person.id:03}"), 4, priority=9),
        Column("name", lambda: "姓名", named, 8, weight=2, priority=8),
        Column("waited", lambda: "Waited", waited, 4, align="right", priority=5),
        Column("why", lambda: "Why", lambda person: Cell(person.name * 3, "accent"), 6, weight=1),
    ]


def table(
    count: Callable[[], None] = lambda: None,
    *,
    header: bool = True,
    follow: Callable[[], None] | None = None,
) -> LineTable[Person]:
    """An empty table of people."""
    return LineTable(
        columns(count),
        key=lambda person: person.id,
        empty=lambda: "Nobody is waiting.",
        header=header,
        follow=follow,
    )


GROUPED: list[Person | Heading] = [
    Heading("Cashier", "1"),
    Person(1, "王芳芳"),
    Heading("Laboratory"),
    Heading("Ultrasound", "2"),
    Person(2, "赵敏"),
    Person(3, "仇英"),
    Heading("Theatre"),
]
