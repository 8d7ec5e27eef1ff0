"""Two programs on one file: nothing lost, no ticket twice, and each notices the other."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import RuleError
from assistant_tui.pack.load import load
from assistant_tui.services.context import Context
from assistant_tui.services.setup import open_desk
from assistant_tui.store.database import Database
from assistant_tui.store.journal import broken_links
from tests.conftest import NINE, ZONE
from tests.factory import register

ROOT = Path(__file__).parents[2]
ARRIVALS = 25
PROGRAM = """
import sys
from pathlib import Path
from tests.services.test_two_programs import work_a_morning
work_a_morning(Path(sys.argv[1]), sys.argv[2])
"""


def desk(path: Path, name: str) -> Context:
    """A workstation of its own on the file."""
    pack = load(ROOT / "data" / "packs" / "general")
    return open_desk(Database.open(path), pack, assistant=name, clock=FixedClock(NINE), zone=ZONE)


def work_a_morning(path: Path, name: str) -> None:
    """In a process of its own: register, call, send to the laboratory; prints the tickets it gave out."""
    ctx = desk(path, name)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for _ in range(ARRIVALS):
        sys.stdout.write(f"{register(ctx, name).ticket}\n")
        try:
            call = services.queue.call_next(ctx)
            services.queue.finish(ctx, call.visit_id, to="lab")
        except RuleError:
            continue  # the other one was quicker
    ctx.database.close()


def test_two_programs_at_once_give_every_ticket_once_and_lose_nothing(ctx: Context) -> None:
    path = ctx.database.path
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(path), name],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in ("李敏", "赵敏")
    ]  # fmt: skip
    for one in desks:
        assert one.stdout
        assert one.stdin
        assert one.stdout.readline() == "ready\n"
    for one in desks:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    given = [one.communicate(timeout=60)[0].split() for one in desks]
    assert [one.returncode for one in desks] == [0, 0]
    assert sorted(given[0] + given[1]) == [f"A{number:03d}" for number in range(1, 2 * ARRIVALS + 1)]
    board = services.board.read(ctx)
    assert Counter(visit.name for visit in board.inside) == {"李敏": ARRIVALS, "赵敏": ARRIVALS}
    done = Counter(row.action for row in services.history.recent(ctx, 1000))
    assert done["call"] == done["finish"] + (1 if board.called else 0)
    assert len(board.line) == 2 * ARRIVALS - done["call"]
    assert list(services.checking.check(path)) == []
    assert list(broken_links(ctx.reading)) == []


def test_each_notices_what_the_other_has_done(ctx: Context) -> None:
    other = desk(ctx.database.path, "赵敏")
    before = ctx.database.changes_of_others()
    visit = register(other)
    assert ctx.database.changes_of_others() != before
    assert [row.visit_id for row in services.board.read(ctx).inside] == [visit.visit_id]
    before = other.database.changes_of_others()
    services.queue.call_next(ctx)
    assert other.database.changes_of_others() != before
    called = services.board.read(other).called
    assert called
    assert called.visit.visit_id == visit.visit_id
    other.database.close()


def test_what_one_has_done_cannot_be_done_by_the_other_again(ctx: Context) -> None:
    other = desk(ctx.database.path, "赵敏")
    visit = register(ctx)
    services.queue.call_next(other)
    services.queue.finish(other, visit.visit_id, to=None)
    for act in (
        services.queue.start,
        services.queue.skip,
        services.queue.no_show,
        services.whereabouts.depart,
    ):
        with pytest.raises(RuleError, match=visit.ticket):
            act(ctx, visit.visit_id)
    other.database.close()
