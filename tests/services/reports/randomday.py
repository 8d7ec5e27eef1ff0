"""A random day, written into the file row by row: nothing that the services would not allow is left out."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

from assistant_tui.domain.clock import milliseconds
from assistant_tui.services.context import Context

MINUTE = 60_000
KINDS = ("first", "follow-up", "results", "forgotten")
PLACES = ("waiting", "room", "lab", "cashier", "nowhere-now")
ENDS = ("completed", "left", "noshow", "entered-in-error")
CATEGORIES = ("lab", "exam", "prescription", "surgery", "consent")


def fill(ctx: Context, day: date, begin: datetime, seed: int, visits: int = 14) -> None:
    """Write visits of the day that arrive within twelve hours from `begin` on; some are another room's."""
    random_day = RandomDay(ctx, day, Random(seed))
    with ctx.reading:
        if not ctx.reading.execute("SELECT 1 FROM room WHERE id = 2").fetchone():
            random_day.row("room", id=2, code="2", name="二", doctor_id=1)
        for number in range(1, visits + 1):
            random_day.visit(milliseconds(begin), number)


class RandomDay:
    """Inserts rows with what every table asks for."""

    def __init__(self, ctx: Context, day: date, random: Random) -> None:
        self._db, self._day, self._random = ctx.reading, str(day), random

    def row(self, table: str, **values: object) -> int:
        """One row; answers its number."""
        filled = {"version": 1, "voided": 0, **values}
        names = ", ".join(f'"{name}"' for name in filled)
        marks = ", ".join("?" * len(filled))
        cursor = self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(filled.values()))
        assert cursor.lastrowid
        return cursor.lastrowid

    def visit(self, begin: int, number: int) -> None:
        """A visit with all that belongs to it."""
        random = self._random
        arrived = begin + random.randrange(0, 12 * 60) * MINUTE + random.randrange(MINUTE)
        room = random.choice((1, 1, 1, 2))
        slot = arrived + random.randrange(-40, 40) * MINUTE if random.random() < 0.4 else None
        departed = arrived + random.randrange(240, 700) * MINUTE if random.random() < 0.7 else None
        patient = self.row("patient", name=f"病人{number}", sex="female", note="")
        visit = self.row(
            "visit",
            patient_id=patient,
            room_id=room,
            doctor_id=1,
            day=self._day,
            series="A",
            number=number,
            ticket=f"A{number:03}",
            kind=random.choice(KINDS),
            status="arrived",
            complaint="",
            acuity=4,
            arrived_at=arrived,
            slot_at=slot,
            departed_at=departed,
            note="",
            voided=int(random.random() < 0.1),
        )
        at = arrived
        for last in [False] * random.randrange(0, 3) + [True]:
            at = self._entry(visit, room, at, last=last)
        self._stays(visit, arrived, departed)
        for _ in range(random.randrange(0, 4)):
            self._item(visit, arrived)
        if random.random() < 0.4:
            self._watch(visit, room, arrived)

    def _entry(self, visit: int, room: int, at: int, *, last: bool) -> int:
        """One wait; answers when it was over."""
        random = self._random
        called = at + random.randrange(0, 150) * MINUTE if random.random() < 0.8 else None
        started = called + random.randrange(0, 9) * MINUTE if called and random.random() < 0.8 else None
        ended = (started or called or at) + random.randrange(1, 40) * MINUTE
        going = last and random.random() < 0.2 and started is None
        status = "waiting" if going else ("completed" if started else random.choice(ENDS[1:]))
        entry = self.row(
            "queue_entry",
            visit_id=visit,
            room_id=room,
            day=self._day,
            kind=random.choice(("walk-in", "appointment", "return")),
            status=status,
            queued_at=at,
            calls=random.randrange(1, 4) if called else 0,
            calls_before=0,
            first_called_at=called,
            called_at=called,
            started_at=started,
            ended_at=None if going else ended,
            moved=0,
            reason="",
        )
        for _ in range(random.randrange(0, 2)):
            told = at + random.randrange(0, 20) * MINUTE
            high = told + random.randrange(5, 90) * MINUTE
            self.row(
                "promise",
                visit_id=visit,
                entry_id=entry,
                told_at=told,
                low_at=told,
                high_at=high,
                told_by="李敏",
            )
        return ended

    def _stays(self, visit: int, arrived: int, departed: int | None) -> None:
        random = self._random
        since = arrived
        for last in [False] * random.randrange(0, 4) + [True]:
            until = since + random.randrange(1, 60) * MINUTE if not last else departed
            if until is not None and until < since:
                until = since
            self.row(
                "stay",
                visit_id=visit,
                day=self._day,
                location=random.choice(PLACES),
                since=since,
                until=until,
                escort="",
            )
            if until is None:
                return
            since = until

    def _item(self, visit: int, at: int) -> None:
        random = self._random
        category = random.choice(CATEGORIES)
        price = random.choice((0, 500, 12_000))
        signed = at + 5 * MINUTE if random.random() < 0.8 else None
        paid = at + 9 * MINUTE if signed and price and random.random() < 0.7 else None
        done = at + 30 * MINUTE if signed and random.random() < 0.6 else None
        refused = at + 40 * MINUTE if done is None and random.random() < 0.3 else None
        void = at + 41 * MINUTE if refused is None and random.random() < 0.2 else None
        back = at + 50 * MINUTE if paid and (refused or void) and random.random() < 0.5 else None
        slip = self.row(
            "order_slip",
            visit_id=visit,
            doctor_id=1,
            day=self._day,
            number=self._next_slip(),
            category=category,
            drafted_at=at,
            drafted_by="李敏",
            note="",
        )
        self.row(
            "order_item",
            slip_id=slip,
            visit_id=visit,
            day=self._day,
            code="x",
            name_zh="项",
            name_en="item",
            category=category,
            quantity=1,
            price=price,
            amount=price,
            dosage="",
            note="",
            location="",
            usual=10,
            preparations="",
            signature=1,
            pay_first=0,
            consent="",
            drafted_at=at,
            signed_at=signed,
            signed_by="",
            on_paper=0,
            paid_at=paid,
            paid_by="",
            started_by="",
            performed_at=done,
            performed_by="",
            override_reason="",
            result_text="",
            resulted_by="",
            read_by="",
            refused_at=refused,
            refused_by="",
            refusal_form=0,
            refusal_reason="",
            void_at=void,
            void_by="",
            void_reason="错" if void else "",
            refunded_at=back,
            refunded_by="",
        )

    def _next_slip(self) -> int:
        last = self._db.execute("SELECT MAX(number) FROM order_slip WHERE day = ?", (self._day,)).fetchone()[
            0
        ]
        return int(last or 0) + 1

    def _watch(self, visit: int, room: int, at: int) -> None:
        random = self._random
        ended = at + 200 * MINUTE
        watch = self.row(
            "watch",
            visit_id=visit,
            room_id=room,
            day=self._day,
            protocol=random.choice(("post_op", "gone")),
            timetable="after 20 every 20 times 6",
            procedure="",
            surgeon="",
            started_at=at,
            started_by="李敏",
            responsible="李敏",
            entries=0,
            instructions="",
            score_parts="",
            ended_at=ended,
            ended_by="李敏",
            end_kind="transferred",
            end_reason="转科",
        )
        for number in range(1, 7):
            due = at + 20 * number * MINUTE
            how = random.choice(("done", "done", "done", "missed", "cancelled"))
            happened = due + random.randrange(-3, 15) * MINUTE if how == "done" else None
            self.row(
                "watch_round",
                watch_id=watch,
                visit_id=visit,
                number=number,
                due_at=due,
                status=how,
                happened_at=happened,
                entered_at=happened or due,
                by="李敏",
                readings="{}",
                level=random.choice((0, 0, 1, 2)) if how == "done" else 0,
                partial=0,
                reason="手术中" if how == "cancelled" else "",
                note="",
            )
        for _ in range(random.randrange(0, 2)):
            arrived = at + random.randrange(31, 50) * MINUTE if random.random() < 0.7 else None
            self.row(
                "doctor_call",
                visit_id=visit,
                watch_id=watch,
                doctor="王主任",
                called_at=at + 30 * MINUTE,
                called_by="李敏",
                arrived_at=arrived,
                ordered="",
            )
