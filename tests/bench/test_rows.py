"""The bench: what its rows say, how they are shown and written, and that its file is sound."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.services.checking import check
from bench.__main__ import document, main, measured
from bench.clinic import Size, clinic_file, make_clinic
from bench.clinic.days import SERVED, WAITING
from bench.row import Goal, Judged, Measured, NotMeasuredError, Row, interleaved
from bench.rows import FAMILIES, Family
from bench.run import Run
from bench.table import HEAD, line

FIELDS = ["name", "value", "unit", "floor", "ratio", "p95_ratio", "goal", "reached", "runs"]
TINY = Size(days=3, patients=150)
LATEST = Path(__file__).parents[2] / "bench" / "results" / "latest.json"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic of three days."""
    path = tmp_path_factory.mktemp("bench") / "tiny.db"
    make_clinic(path, TINY, seed=7)
    return path


def row(judged: Judged = Judged.RATIO, most: float = 1.5) -> Row:
    return Row(Goal("a key", "ms", most, judged), Measured([3.0, 1.0, 2.0], [2.0, 2.0, 2.0]))


def test_a_row_is_medians_their_ratio_and_that_of_the_95th_percentiles() -> None:
    found = row().as_json()
    assert list(found) == FIELDS
    assert found["value"] == 2.0
    assert found["floor"] == 2.0
    assert found["ratio"] == 1.0
    assert found["p95_ratio"] == pytest.approx(1.5, abs=0.06)
    assert found["runs"] == 3
    assert found["goal"] == 1.5


@pytest.mark.parametrize(
    ("judged", "most", "reached"),
    [
        (Judged.RATIO, 1.0, True),
        (Judged.RATIO, 0.99, False),
        (Judged.P95_RATIO, 1.2, False),
        (Judged.P95_RATIO, 1.5, True),
        (Judged.VALUE, 2.0, True),
        (Judged.VALUE, 1.9, False),
    ],
)
def test_the_goal_is_held_against_what_it_speaks_of(judged: Judged, most: float, reached: bool) -> None:
    assert row(judged, most).reached is reached


@pytest.mark.parametrize(("share", "reached"), [(0.86, False), (0.88, True), (0.92, True), (0.94, False)])
def test_a_goal_with_a_tolerance_can_be_missed_on_both_sides(share: float, reached: bool) -> None:
    goal = Goal("by p90", "", 0.9, Judged.VALUE, tolerance=0.03)
    assert Row(goal, Measured([share])).reached is reached


def test_a_row_that_was_not_measured_has_no_figures_and_keeps_its_place() -> None:
    found = Row(Goal("later", "ms", 1.5), note="not yet").as_json()
    figures = {name: found[name] for name in ("value", "floor", "ratio", "p95_ratio", "reached")}
    assert set(figures.values()) == {None}
    assert (found["goal"], found["runs"]) == (1.5, 0)


def test_both_sides_are_interleaved_and_warm_runs_do_not_count() -> None:
    order = ""

    def side(name: str) -> float:
        nonlocal order
        order += name
        return float(len(order))

    found = interleaved(lambda: side("o"), lambda: side("f"), 3, warm_up=1)
    assert len(found.ours) == len(found.floor) == 3
    assert len(order) == 8
    assert all(order[at : at + 2] in {"of", "fo"} for at in range(0, 8, 2))
    assert "oo" in order
    assert "ff" in order
    assert min(found.ours) > 2


def test_what_cannot_be_measured_here_says_why_and_the_rest_is_shown() -> None:
    goals = (Goal("one", "ms", 1.0), Goal("two", "ms", 1.0))

    def measure(_: Run) -> Iterator[Row]:
        yield Row(goals[0], Measured([1.0], [2.0]))
        raise NotMeasuredError("no disk")

    rows = list(measured(Family(goals, measure), Run(True, 1, Path())))
    assert [one.goal for one in rows] == list(goals)
    assert rows[1].note == "not measured: no disk"
    assert rows[1].reached is None


def test_the_table_stars_what_is_judged_and_lines_up() -> None:
    assert "1*" in line(row()).split()
    assert line(row()).endswith("yes")
    assert line(row(most=0.5)).endswith("NO")
    assert line(Row(Goal("later", "ms", 1.5), note="not yet")).endswith("not yet")
    assert HEAD.index("reached") == line(row()).index("yes")


def test_every_row_has_a_name_of_its_own_and_later_ones_have_their_places() -> None:
    names = [goal.name for family in FAMILIES.values() for goal in family.goals]
    assert len(set(names)) == len(names)
    assert {"a year by month", "idle: 12 running watches"} <= set(names)


def test_the_figures_last_seen_are_of_these_rows() -> None:
    rows = json.loads(LATEST.read_text(encoding="utf-8"))
    goals = {goal.name: goal for family in FAMILIES.values() for goal in family.goals}
    assert [one["name"] for one in rows] == list(goals)
    for one in rows:
        assert list(one) == FIELDS
        assert (one["unit"], one["goal"]) == (goals[one["name"]].unit, goals[one["name"]].most)
        assert (one["reached"] is None) == (one["value"] is None)


def test_the_document_is_a_list_of_rows() -> None:
    assert json.loads(document([row(), row()])) == [row().as_json()] * 2


def test_one_family_can_be_run_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(FAMILIES, "years", Family((row().goal,), lambda _: iter([row()])))
    assert main(["--only", "years", "--json", str(tmp_path / "new" / "one.json")]) == 0
    assert json.loads((tmp_path / "new" / "one.json").read_text()) == [row().as_json()]
    assert "a key" in capsys.readouterr().out


def test_the_generated_file_is_sound(tiny: Path) -> None:
    assert [str(finding.saying) for finding in check(tiny, rooms={"room"})] == []


def test_the_generated_file_has_full_days_and_a_morning_under_way(tiny: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tiny)) as connection:
        (visits,) = connection.execute("SELECT COUNT(*) FROM visit").fetchone()
        (stays,) = connection.execute("SELECT COUNT(*) FROM stay WHERE until IS NOT NULL").fetchone()
        (patients,) = connection.execute("SELECT COUNT(*) FROM patient").fetchone()
        (overlaps,) = connection.execute(
            "SELECT COUNT(*) FROM queue_entry a JOIN queue_entry b ON a.room_id = b.room_id AND a.id < b.id"
            " AND a.called_at < b.ended_at AND b.called_at < a.ended_at"
        ).fetchone()
    assert visits == TINY.visits + SERVED + 1 + WAITING
    assert stays == 5 * TINY.visits + 2 * SERVED + 1
    assert patients == TINY.patients
    assert overlaps == 0
    run = Run(True, 7, tmp_path)
    ctx = run.desk(tiny)
    with closing(ctx.database):
        board = services.board.read(ctx)
        assert len(board.line) == WAITING
        assert board.serving is not None
        assert len(board.gone) == SERVED
        name = board.line[0].visit.name
        assert name in {row.name for row in services.records.find(ctx, name)}


def test_the_same_seed_makes_the_same_file_and_it_is_kept(tmp_path: Path) -> None:
    size = Size(days=1, patients=100)
    path = clinic_file(tmp_path / "a", size, 3)
    made = path.stat().st_mtime_ns
    assert clinic_file(tmp_path / "a", size, 3).stat().st_mtime_ns == made
    assert dump(path) == dump(clinic_file(tmp_path / "b", size, 3))
    assert dump(path) != dump(clinic_file(tmp_path / "b", size, 4))


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())
