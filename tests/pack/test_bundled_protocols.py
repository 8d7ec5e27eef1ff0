"""The protocols of the packs that come with the program."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from rich.cells import cell_len

from assistant_tui.domain.protocols import Level, ObservationKind
from assistant_tui.domain.timetable import DailyAt, Every
from assistant_tui.pack import Pack, find, load
from assistant_tui.paths import data_folder

NAMES = ("dental", "general", "gynecology", "proctology")
BUNDLED = data_folder() / "packs"
MINUTE = timedelta(minutes=1)


@pytest.fixture(params=NAMES)
def pack(request: pytest.FixtureRequest) -> Pack:
    name: str = request.param
    return load(find(name, [BUNDLED]))


def test_after_surgery_every_pack_looks_each_twenty_minutes(pack: Pack) -> None:
    protocol = pack.protocol("post_op")
    assert protocol.timetable == Every(20 * MINUTE, 20 * MINUTE)
    first_three = [one.code for one in protocol.observations][:3]
    assert first_three == ["bleeding", "urination", "pain"]
    bleeding, urination, pain = protocol.observations[:3]
    assert [one.level for one in bleeding.choices] == [Level.USUAL, Level.USUAL, Level.WARN, Level.ALARM]
    assert (urination.choices[1].warn_after, urination.choices[1].alarm_after) == (240 * MINUTE, 360 * MINUTE)
    assert (pain.kind, pain.least, pain.most, pain.warn, pain.alarm) == (ObservationKind.SCALE, 0, 10, 4, 7)


def test_the_score_of_discharge_is_aldrete_s(pack: Pack) -> None:
    protocol = pack.protocol("post_op")
    assert protocol.score is not None
    assert "Aldrete" in protocol.score.en
    assert [len(part.answers) for part in protocol.discharge] == [3] * 5
    assert protocol.discharge_from == 9


def test_what_is_offered_after_a_service_is_in_the_catalogue(pack: Pack) -> None:
    offered = {code for protocol in pack.protocols for code in protocol.after}
    assert offered <= {service.code for service in pack.catalogue.services}
    assert offered


@pytest.mark.parametrize(
    ("name", "code", "minutes"),
    [
        ("gynecology", "womb", 120),
        ("dental", "socket", 30),
        ("general", "allergy", 30),
        ("proctology", "first_day", 1440),
    ],
)
def test_each_specialty_observes_what_its_own_work_calls_for(name: str, code: str, minutes: int) -> None:
    table = load(BUNDLED / name).protocol(code).timetable
    assert isinstance(table, Every)
    assert table.rounds is not None
    assert table.first + (table.rounds - 1) * table.every == minutes * MINUTE


def test_the_first_day_in_proctology_has_its_four_tasks() -> None:
    codes = {one.code for one in load(BUNDLED / "proctology").protocol("first_day").observations}
    assert codes >= {"stool", "sitz-bath", "red-light", "dressing"}


@pytest.mark.parametrize("name", ["general", "gynecology", "proctology"])
def test_ward_rounds_are_in_the_morning_and_the_evening(name: str) -> None:
    table = load(BUNDLED / name).protocol("ward").timetable
    assert isinstance(table, DailyAt)
    assert [f"{one:%H:%M}" for one in table.times] == ["08:00", "18:00"]


def test_every_word_is_there_in_both_languages_and_fits(pack: Pack) -> None:
    for protocol in pack.protocols:
        assert cell_len(protocol.name.zh_CN) <= 20
        assert cell_len(protocol.name.en) <= 24
        for one in protocol.observations:
            assert cell_len(one.name.zh_CN) <= 14
            assert cell_len(one.name.en) <= 16
            for choice in one.choices:
                assert choice.name.zh_CN != choice.name.en
        for words in protocol.instructions:
            assert any("\u4e00" <= char <= "\u9fff" for char in words.zh_CN)
            assert not any("\u4e00" <= char <= "\u9fff" for char in words.en)


def test_protocols_are_read_within_thirty_milliseconds() -> None:
    def seconds() -> float:
        pack = load(BUNDLED / "gynecology")
        start = time.perf_counter()
        assert pack.protocols
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.03
