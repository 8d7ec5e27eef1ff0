"""The packs that come with the program."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from rich.cells import cell_len

from assistant_tui.domain.queue import EntryKind, QueueRules
from assistant_tui.pack import Audience, LocationKind, Pack, find, load
from assistant_tui.pack.phrases import GAPS, KNOWN
from assistant_tui.paths import data_folder

NAMES = ("dental", "general", "gynecology", "proctology")
BUNDLED = data_folder() / "packs"
VALUES = dict.fromkeys(GAPS, "7")


@pytest.fixture(params=NAMES)
def pack(request: pytest.FixtureRequest) -> Pack:
    name: str = request.param
    return load(find(name, [BUNDLED]))


def test_each_is_named_like_its_folder(pack: Pack) -> None:
    assert pack.code == pack.folder.name
    assert pack.name.said_in("zh_CN") != pack.name.said_in("en")


def test_each_knows_how_people_come(pack: Pack) -> None:
    words = {word: kind.code for kind in pack.visit_kinds for word in kind.words}
    assert words["初诊"] == "first"
    assert words["复诊"] == words["fz"] == "follow-up"
    assert words["预约"] == "booked"
    assert words["回诊"] == "results"
    assert pack.visit_kind("booked").entry is EntryKind.APPOINTMENT
    assert pack.visit_kind("results").entry is EntryKind.RETURN
    assert {kind.entry for kind in pack.visit_kinds} == set(EntryKind)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("dental", "拔牙"),
        ("dental", "正畸"),
        ("gynecology", "产检"),
        ("gynecology", "术后复查"),
        ("proctology", "换药"),
        ("proctology", "术后复查"),
    ],
)
def test_a_specialty_has_its_own_kinds(name: str, word: str) -> None:
    pack = load(BUNDLED / name)
    assert any(word in kind.words for kind in pack.visit_kinds)


def test_every_location_can_be_picked_with_one_key(pack: Pack) -> None:
    keys = [location.key for location in pack.locations]
    assert None not in keys
    assert len(set(keys)) == len(keys)
    assert [location.order for location in pack.locations] == list(range(len(keys)))


def test_each_has_the_places_of_every_clinic(pack: Pack) -> None:
    assert pack.waiting is pack.location("waiting")
    assert pack.room is pack.location("room")
    kinds = {location.kind for location in pack.locations}
    assert kinds >= {LocationKind.CASHIER, LocationKind.LAB, LocationKind.IMAGING, LocationKind.AWAY}


def test_location_names_fit_a_column(pack: Pack) -> None:
    for location in pack.locations:
        assert cell_len(location.name.zh_CN) <= 12
        assert cell_len(location.name.en) <= 20


def test_every_phrase_can_be_said_in_both_languages(pack: Pack) -> None:
    assert {phrase.audience for phrase in pack.phrases} == set(Audience)
    for phrase in pack.phrases:
        for language in ("zh_CN", "en"):
            said = phrase.said_in(language, **VALUES)
            assert "{" not in said
            assert "____" not in said
        assert _is_chinese(phrase.text.zh_CN)
        assert not _is_chinese(phrase.text.en)
        assert _gaps(phrase.text.zh_CN) == _gaps(phrase.text.en), phrase.code


def test_the_wait_is_told_as_a_range(pack: Pack) -> None:
    assert "15到25分钟" in pack.phrase("tell_wait").said_in("zh_CN", low=15, high=25)
    assert "15 to 25 minutes" in pack.phrase("tell_wait").said_in("en", low=15, high=25)


def test_a_call_names_no_one(pack: Pack) -> None:
    for code in KNOWN:
        assert "name" not in _gaps(pack.phrase(code).text.en)


def test_an_unknown_gap_is_left_to_the_speaker(pack: Pack) -> None:
    assert "____" in pack.phrase("tell_wait").said_in("en", low=15)
    assert pack.phrase("call").said_in("en", ticket="{name}", room="3").startswith("Number {name},")


def test_the_general_pack_keeps_the_usual_queue_rules() -> None:
    assert load(BUNDLED / "general").queue == QueueRules()


def test_a_pack_loads_within_ten_milliseconds() -> None:
    def seconds(folder: Path) -> float:
        start = time.perf_counter()
        load(folder)
        return time.perf_counter() - start

    # The best of several: other programs may use the machine too.
    assert min(seconds(BUNDLED / "dental") for _ in range(20)) < 0.010


def _gaps(text: str) -> set[str]:
    return {gap for gap in GAPS if f"{{{gap}}}" in text}


def _is_chinese(text: str) -> bool:
    return any(unicodedata.name(character, "").startswith("CJK") for character in text)
