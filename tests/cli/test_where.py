"""`where`, `move`, `depart`."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Program


@pytest.mark.parametrize("typed", ["lab", "LAB", "Laboratory", "检验科", "ultra"])
def test_a_location_is_known_by_code_name_in_either_language_or_beginning(busy: Program, typed: str) -> None:
    answer = busy("move", "A001", typed, "--json")
    assert answer.code == 0, answer.err
    assert json.loads(answer.out)["stay"]["location"] in {"lab", "ultrasound"}


def test_escort_and_time_to_be_back_are_noted(busy: Program) -> None:
    visit = json.loads(busy("move", "A001", "lab", "--escort", "李敏", "--back-in", "30", "--json").out)
    assert visit["stay"]["escort"] == "李敏"
    assert visit["stay"]["back_by"] == "2026-11-21T09:30:00.000+08:00"


def test_everybody_is_listed_with_place_and_time(busy: Program) -> None:
    busy("move", "A002", "lab", "--back-in", "20")
    answer = busy("where", now="2026-11-21T09:07+08:00")
    rows = {line.split()[-4 if "09:20" in line else -3]: line for line in answer.out.splitlines()[1:]}
    assert len(rows) == 3
    moved = next(line for line in rows.values() if "A002" in line)
    assert moved.startswith("Laboratory")
    assert moved.endswith("09:20")
    assert "若兰" not in busy("where", "--mask").out


def test_a_ticket_shows_the_way_of_one_patient(busy: Program) -> None:
    busy("move", "A001", "lab")
    answer = busy("where", "a1")
    assert answer.out.splitlines()[0] == "A001  王芳"
    assert "Laboratory" in answer.out
    timeline = json.loads(busy("where", "a1", "--json").out)
    assert [stay["location"] for stay in timeline["stays"]] == ["waiting", "lab"]
    assert [item["action"] for item in timeline["actions"]] == ["register", "move"]


def test_nobody_leaves_from_the_queue(busy: Program) -> None:
    assert busy("depart", "A001").code == 1
    busy("queue", "call")
    busy("queue", "done", "A001", "--to", "lab")
    assert busy("depart", "A001").out.endswith("left the clinic\n")


def test_an_empty_clinic_is_said(program: Program) -> None:
    answer = program("where")
    assert (answer.code, answer.out, answer.err) == (0, "", "Nobody is in the clinic\n")
