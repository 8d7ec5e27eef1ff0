"""What a clinic has set itself comes from its settings; a demo has aims of its own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from assistant_tui.domain.goals import NO_AIMS, Aims, GoalFigure
from assistant_tui.services.context import Context
from assistant_tui.services.opening import open_post, open_workstation, wait_target
from assistant_tui.settings import Resolved, resolve

SET = """
wait_target = 25
[goals.wait]
from = 30
to = 20
start = 2026-11-01
by = 2027-03-31
"""


def resolved(ctx: Context, folder: Path, text: str) -> Resolved:
    """Settings with that text, for the file of `ctx`."""
    (folder / "settings.toml").write_text(text, "utf-8")
    return resolve({}, config=folder / "settings.toml", db=ctx.database.path)


def as_seen(settings: Resolved) -> tuple[Aims, timedelta, timedelta]:
    """The aims of a workstation, its target, and the target of a post without a pack."""
    desk, post = open_workstation(settings), open_post(settings)
    try:
        return desk.aims, desk.wait_target, wait_target(settings, post)
    finally:
        desk.database.close()
        post.database.close()


def test_the_settings_say_what_the_clinic_has_set_itself(ctx: Context, tmp_path: Path) -> None:
    aims, *targets = as_seen(resolved(ctx, tmp_path, SET))
    assert [goal.figure for goal in aims.goals] == [GoalFigure.WAIT]
    assert targets == [timedelta(minutes=25)] * 2


def test_without_a_word_of_it_the_target_is_the_pack_s_maximum_wait(ctx: Context, tmp_path: Path) -> None:
    assert as_seen(resolved(ctx, tmp_path, "")) == (NO_AIMS, *[ctx.pack.queue.max_wait] * 2)


def test_no_pack_is_read_for_a_target_of_the_clinic_s_own(ctx: Context, tmp_path: Path) -> None:
    """Figures are exported without a pack: a mistake in one does not keep them from leaving."""
    settings = resolved(ctx, tmp_path, f'pack = "nowhere"\n{SET}')
    post = open_post(settings)
    assert wait_target(settings, post) == timedelta(minutes=25)
    post.database.close()


@pytest.mark.parametrize("text", ["", SET])
def test_a_demo_has_aims_of_its_own_that_are_under_way(ctx: Context, tmp_path: Path, text: str) -> None:
    ctx.reading.execute("UPDATE meta SET value = '1' WHERE name = 'demo'")
    aims, *targets = as_seen(resolved(ctx, tmp_path, text))
    assert targets == [ctx.pack.queue.max_wait] * 2
    assert {goal.figure for goal in aims.goals} == {GoalFigure.WAIT, GoalFigure.PROMISES_KEPT}
    assert all(goal.is_better for goal in aims.goals)
