"""Real work at random: a day at the desk through the services, as quickly as it can be typed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock, instant
from assistant_tui.domain.saying import RuleError
from assistant_tui.pack.load import load
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts
from assistant_tui.services.setup import open_desk
from assistant_tui.store.database import Database
from tests.conftest import NINE, ZONE
from tests.factory import register

ROOT = Path(__file__).parents[2]
PACK = load(ROOT / "data" / "packs" / "general")
NAMES = ("王芳", "曾敏", "单于飞", "欧阳若兰", "[TODO] 张三", "=cmd()")
PLACES = ("lab", "cashier", "waiting")
BETWEEN = timedelta(seconds=5)
"""So much time goes by from one action to the next."""

Action = Callable[[Context, Random], object]


def copied(template: Path, path: Path) -> Path:
    """A file of one's own."""
    shutil.copy(template, path)
    return path


def opened(path: Path, name: str = "李敏") -> Context:
    """A workstation on the file, whose clock goes on where the journal ends."""
    database = Database.open(path)
    (last,) = database.raw.execute("SELECT max(at) FROM journal").fetchone()
    at = NINE if last is None else max(NINE, instant(last)) + BETWEEN
    return open_desk(database, PACK, assistant=name, clock=FixedClock(at), zone=ZONE)


def last_number(ctx: Context) -> int:
    """The number of the last journal row, 0 without one."""
    return int(ctx.reading.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0])


def act(ctx: Context, rng: Random) -> int | None:
    """Try one action; answers the number of its journal row, None when the rules refuse it."""
    assert isinstance(ctx.clock, FixedClock)
    ctx.clock.at += BETWEEN
    (action,) = rng.choices(list(_ACTIONS), weights=list(_ACTIONS.values()))
    before = last_number(ctx)
    try:
        action(ctx, rng)
    except RuleError:
        return None
    return after if (after := last_number(ctx)) != before else None


def _in_state(ctx: Context, status: str) -> int:
    row = ctx.reading.execute(
        "SELECT visit_id FROM queue_entry WHERE voided = 0 AND status = ?", (status,)
    ).fetchone()
    return int(row[0]) if row else 0


def _somebody(ctx: Context, rng: Random) -> int:
    rows = ctx.reading.execute(
        "SELECT id FROM visit WHERE voided = 0 AND departed_at IS NULL ORDER BY id"
    ).fetchall()
    return int(rng.choice(rows)[0]) if rows else 0


def _arrive(ctx: Context, rng: Random) -> object:
    return register(ctx, rng.choice(NAMES), phone=f"138{rng.randrange(10**8):08d}")


def _call(ctx: Context, _: Random) -> object:
    return services.queue.call_next(ctx)


def _let_in(ctx: Context, _: Random) -> object:
    return services.queue.start(ctx, _in_state(ctx, "called"))


def _finish(ctx: Context, rng: Random) -> object:
    return services.queue.finish(ctx, _in_state(ctx, "in-progress"), to=rng.choice(("lab", None, None)))


def _skip(ctx: Context, _: Random) -> object:
    return services.queue.skip(ctx, _in_state(ctx, "called"))


def _move(ctx: Context, rng: Random) -> object:
    return services.whereabouts.move(ctx, _somebody(ctx, rng), rng.choice(PLACES))


def _depart(ctx: Context, rng: Random) -> object:
    return services.whereabouts.depart(ctx, _somebody(ctx, rng))


def _leave(ctx: Context, rng: Random) -> object:
    return services.queue.leave(ctx, _somebody(ctx, rng), reason="家属要求")


def _with_family(ctx: Context, rng: Random) -> object:
    return services.companions.add_companion(ctx, _somebody(ctx, rng), name="丈夫", invite=True)


def _promise(ctx: Context, rng: Random) -> object:
    return services.promises.tell(ctx, services.promises.offer(ctx, _somebody(ctx, rng)))


def _edit(ctx: Context, rng: Random) -> object:
    (patient,) = ctx.reading.execute("SELECT coalesce(max(id), 0) FROM patient").fetchone()
    facts = PatientFacts(rng.choice(NAMES), "female", "1990", note=f"{rng.random()}")
    return services.patients.edit(ctx, rng.randint(1, max(1, patient)), facts)


def _undo(ctx: Context, _: Random) -> object:
    return services.history.undo(ctx)


def _redo(ctx: Context, _: Random) -> object:
    return services.history.redo(ctx)


_ACTIONS: dict[Action, int] = {
    _arrive: 6, _call: 5, _let_in: 5, _finish: 5, _skip: 1, _move: 3, _depart: 3, _leave: 2,
    _with_family: 1, _promise: 1, _edit: 2, _undo: 2, _redo: 1,
}  # fmt: skip
