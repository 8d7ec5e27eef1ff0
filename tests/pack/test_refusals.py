"""A pack with a mistake is refused, with the file, the line and the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant_tui.domain.catalogue import Catalogue
from assistant_tui.domain.saying import MissingError
from assistant_tui.pack import PackError, load
from assistant_tui.packfolders import PACK_FILE

LOCATIONS = "locations.toml"
PHRASES = "phrases.toml"
PROTOCOLS = "protocols.toml"
CATALOGUE = "catalogue.toml"
CHECKLIST = "checklist.toml"
SUPPLIES = "supplies.toml"


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first `old` in a file of the pack; answers its line."""
    file = folder / name
    before, found, after = file.read_text("utf-8").partition(old)
    assert found, f"{old} is not in {name}"
    file.write_text(before + new + after, "utf-8")
    return before.count("\n") + 1


def refusal(folder: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load(folder, whole=True)
    return caught.value


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (PACK_FILE, 'code = "general"', 'code = "General"', "code must be small letters"),
        (PACK_FILE, 'code = "general"', "code = 7", "code must be a text in quotes"),
        (PACK_FILE, 'name = { zh_CN = "普通门诊", ', "name = { ", "zh_CN is missing"),
        (
            PACK_FILE,
            'name = { zh_CN = "普通门诊"',
            'name = { zh_TW = "x", zh_CN = "普通门诊"',
            "zh_TW is not known",
        ),
        (PACK_FILE, "max_wait_minutes = 60", "max_wait_minutes = -60", "must be between"),
        (PACK_FILE, "max_wait_minutes = 60", "max_wait = 60", "did you mean max_wait_minutes?"),
        (PACK_FILE, "returns_after = 2", "returns_after = 2.5", "must be a whole number"),
        (PACK_FILE, "returns_after = 2", "returns_after = 0", "must be between"),
        (PACK_FILE, 'code = "B"', 'code = "A"', "code A is used twice"),
        (PACK_FILE, 'code = "B"', 'code = "b"', "one or two capital letters"),
        (PACK_FILE, 'entry = "walk-in"', 'entry = "walkin"', "one of: walk-in, appointment, return"),
        (PACK_FILE, 'series = "A"', 'series = "Z"', "There is no series Z"),
        (PACK_FILE, "service_minutes = 10", "service_minutes = 0", "must be between"),
        (PACK_FILE, "spread = 1.8", "spread = 9", "must be between"),
        (PACK_FILE, '"fz", ', '"CZ", ', "words cz is used twice"),
        (PACK_FILE, '"fz", ', '"f z", ', "has a space"),
        (PACK_FILE, '"fz", ', "7, ", "a list of texts"),
        (PACK_FILE, '"fz", ', '"复", ', "is too short"),
        (LOCATIONS, 'kind = "cashier"', 'kind = "till"', "kind must be one of"),
        (LOCATIONS, 'kind = "cashier"', 'kind = "room"', "Only one location can be of the kind room"),
        (LOCATIONS, 'kind = "cashier"', 'kind = "waiting"', "Only one location can be of the kind waiting"),
        (LOCATIONS, 'key = "3"', 'key = "1"', "key 1 is used twice"),
        (LOCATIONS, 'key = "3"', 'key = "10"', "one small letter or digit"),
        (LOCATIONS, "dwell_minutes = 10", "dwell_minutes = -10", "must be between"),
        (LOCATIONS, "dwell_minutes = 10", 'dwell_minutes = "10"', "must be a number"),
        (LOCATIONS, 'en = "Cashier"', 'en = "Cash\\u202eier"', "cannot be shown"),
        (LOCATIONS, 'en = "Cashier"', 'en = ""', "en is empty"),
        (LOCATIONS, "floor = 2", "floor = 99", "must be between"),
        (LOCATIONS, "walk_minutes = 1", "walk_minutes = -1", "must be between"),
        (PACK_FILE, 'return_date_after = ["surgery"]', 'return_date_after = ["op"]', "must be of: lab, exam"),
        (PACK_FILE, 'code = "medicines"', 'code = "education"', "code education is used twice"),
        (PACK_FILE, 'after = ["admission"]', "after = []", "after needs at least one"),
        (CATALOGUE, 'code = "cbc"', 'code = "CBC"', "code must be small letters"),
        (CATALOGUE, 'code = "urine"', 'code = "cbc"', "code cbc is used twice"),
        (CATALOGUE, 'code = "cbc"', 'code = "7d"', "would be read as a dose"),
        (CATALOGUE, 'en = "Full blood count"', 'en = ""', "en is empty"),
        (CATALOGUE, 'category = "lab"', 'category = "labs"', "category must be one of"),
        (CATALOGUE, "price = 20.00", "price = 20.005", "price has more than two decimals"),
        (CATALOGUE, "price = 20.00", "price = 1e-9", "price has more than two decimals"),
        (CATALOGUE, "price = 20.00", "price = -1", "must be between"),
        (CATALOGUE, "price = 20.00", "price = 1000000", "must be between"),
        (CATALOGUE, "price = 20.00", "price = nan", "must be between"),
        (CATALOGUE, "price = 20.00", 'price = "20"', "price must be a number"),
        (CATALOGUE, 'initials = "xcg"', 'initials = "血"', "initials must be small letters"),
        (CATALOGUE, 'preparations = ["fasting"]', 'preparations = ["hungry"]', "must be of: fasting, full-"),
        (CATALOGUE, 'location = "lab"', 'location = "moon"', "There is no location moon"),
        (CATALOGUE, "minutes = 30", "minutes = 0", "must be between"),
        (CATALOGUE, 'consent = "consent-surgery"', 'consent = "cbc"', "There is no consent cbc"),
        (CATALOGUE, 'brings = ["local', 'brings = ["moon", "local', "There is no service or set moon"),
        (CATALOGUE, 'brings = ["local', 'brings = ["deposit", "local', "deposit has no price"),
        (CATALOGUE, 'brings = ["local', 'brings = ["suture", "local', "suture brings itself"),
        (CATALOGUE, 'unit = "g"', 'unit = "stone"', "stone is no unit of a dose"),
        (CATALOGUE, "largest_dose = 1\n", "largest_dose = 0\n", "largest_dose must be between"),
        (CATALOGUE, 'services = ["cbc", ', 'services = ["moon", ', "There is no service moon"),
        (CATALOGUE, 'code = "fever"', 'code = "cbc"', "code cbc is used twice"),
        (PACK_FILE, 'weekdays = "123456"', 'weekdays = "0"', "must be digits from 1 (Monday) to 7"),
        (PACK_FILE, 'holidays = "cn"', 'holidays = "moon"', "There is no calendar of holidays moon"),
        (PACK_FILE, 'holidays = "cn"', 'holidays = "../cn"', "holidays must be small letters"),
        (PACK_FILE, 'doctor_arrives = "08:00"', 'doctor_arrives = "8 Uhr"', "must be a time of day"),
        (PACK_FILE, 'midday = "12:00"', 'midday = "24:00"', "must be a time of day"),
        (PACK_FILE, 'afternoon = "13:00"', 'afternoon = "11:00"', "afternoon is earlier than what comes"),
        (CHECKLIST, 'code = "clean"', 'code = "air"', "code air is used twice"),
        (CHECKLIST, 'phase = "opening"', 'phase = "night"', "phase must be one of: opening, midday"),
        (CHECKLIST, 'kind = "note"', 'kind = "essay"', "kind must be one of: tick, span, note"),
        (CHECKLIST, 'code = "desk"', 'minutes = 5\ncode = "desk"', "minutes is for tasks of the kind span"),
        (CHECKLIST, "minutes = 30", "minutes = 0", "must be between"),
        (CHECKLIST, 'weekdays = "1"', 'weekdays = "18"', "must be digits from 1 (Monday) to 7"),
        (CHECKLIST, 'due_by = "13:30"', 'due_by = "12:30"', "due_by must be after due_from"),
        (SUPPLIES, "par = 4", "par = 0", "par must be between"),
        (SUPPLIES, 'code = "gloves-s"', 'code = "gloves-m"', "code gloves-m is used twice"),
        (SUPPLIES, 'en = "box"', 'en = ""', "en is empty"),
        (PROTOCOLS, 'code = "infusion"', 'code = "post_op"', "code post_op is used twice"),
        (PROTOCOLS, 'code = "urination"', 'code = "bleeding"', "code bleeding is used twice"),
        (PROTOCOLS, "every_minutes = 20", "every_minutes = 0", "must be between"),
        (PROTOCOLS, "every_minutes = 20", "every_minutes = 2.5", "must be a whole number"),
        (PROTOCOLS, "first_minutes = 15", "first_minute = 15", "did you mean first_minutes?"),
        (PROTOCOLS, 'at = ["08:00", "18:00"]', 'at = ["8 Uhr", "18:00"]', "is no time of day"),
        (PROTOCOLS, 'at = ["08:00", "18:00"]', "at = []", "at needs 1 to 24 times"),
        (PROTOCOLS, 'at = ["08:00"', 'every_minutes = 5\nat = ["08:00"', "every_minutes is not known"),
        (PROTOCOLS, "rounds = 2", "rounds = 0", "must be between"),
        (PROTOCOLS, 'kind = "scale"', 'kind = "skale"', "kind must be one of: choice, scale"),
        (PROTOCOLS, "most = 10", "most = 100", "must be between"),
        (PROTOCOLS, "most = 10", "most = 0", "most must be above least"),
        (PROTOCOLS, "warn = 4", "warn = 8", "A warning comes before the alarm"),
        (PROTOCOLS, "alarm = 7", "alarm = 11", "alarm must be between"),
        (PROTOCOLS, "warn_below = 94", "warn_below = 80", "A warning comes before the alarm"),
        (PROTOCOLS, 'usual = "awake"', 'usual = "asleep"', "is one of: awake, drowsy"),
        (PROTOCOLS, 'after = ["suture", ', 'after = ["x1 y", ', "code must be small letters"),
        (PROTOCOLS, 'after = ["infusion"]', 'after = ["suture"]', "after suture is used twice"),
        (PROTOCOLS, "discharge_from = 9", "discharge_from = 11", "must be between"),
        (PHRASES, "about {low}", "about {least}", "The gap {least} is not one of"),
        (PHRASES, "about {low}", "about {low:>9}", "The gap {low} is not one of"),
        (PHRASES, "about {low}", "about {low.real}", "The gap {low.real} is not one of"),
        (PHRASES, "about {low}", "about {}", "The gap {} is not one of"),
        (PHRASES, "about {low}", "about {low", "braces"),
        (PHRASES, "about {low}", "about 15", "needs the gap {low}"),
        (PHRASES, "to {high} minutes", "minutes", "needs the gap {high}"),
        (PHRASES, 'audience = "patient"', 'audience = "patients"', "audience must be one of"),
        (PHRASES, 'code = "greeting"', 'code = "call"', "code call is used twice"),
    ],
)
def test_a_mistake_is_named_with_its_line(folder: Path, name: str, old: str, new: str, reason: str) -> None:
    line = spoil(folder, name, old, new)
    assert [(m.file, m.line) for m in refusal(folder).mistakes][:1] == [(folder / name, line)]
    assert reason in str(refusal(folder))
    assert str(refusal(folder)).startswith(f"{folder / name}, line {line}: ")


@pytest.mark.parametrize(
    ("name", "old", "reason"),
    [
        (PROTOCOLS, "every_minutes = 20\n", "every_minutes is missing"),
        (PROTOCOLS, "discharge_from = 9\n", "discharge_from is missing"),
        (PACK_FILE, 'code = "general"\n', "code is missing"),
        (PACK_FILE, "service_minutes = 10\n", "service_minutes is missing"),
        (LOCATIONS, 'kind = "cashier"\n', "kind is missing"),
    ],
)
def test_a_missing_key_is_named_with_the_line_of_its_table(
    folder: Path, name: str, old: str, reason: str
) -> None:
    removed = spoil(folder, name, old, "")
    (mistake,) = refusal(folder).mistakes
    lines = (folder / name).read_text("utf-8").splitlines()
    above = [n for n, text in enumerate(lines[: removed - 1], start=1) if text.startswith("[[")]
    assert mistake.line == (above[-1] if above else 1)
    assert reason in str(mistake.reason)


@pytest.mark.parametrize("code", ["call", "tell_wait", "missed_call", "invite_family"])
def test_the_phrases_that_the_program_shows_must_stay(folder: Path, code: str) -> None:
    spoil(folder, PHRASES, f'code = "{code}"', 'code = "mine"')
    assert f"The phrase {code} is missing" in str(refusal(folder))


@pytest.mark.parametrize("kind", ["waiting", "room"])
def test_a_pack_has_a_waiting_area_and_a_room(folder: Path, kind: str) -> None:
    spoil(folder, LOCATIONS, f'kind = "{kind}"', 'kind = "other"')
    assert f"One location must be of the kind {kind}" in str(refusal(folder))


def test_all_mistakes_of_all_files_are_named_at_once_in_order(folder: Path) -> None:
    spoil(folder, PHRASES, "about {low}", "about {least}")
    spoil(folder, LOCATIONS, "dwell_minutes = 10", "dwell = 10")
    spoil(folder, PACK_FILE, 'series = "A"', 'series = "Z"')
    spoil(folder, PACK_FILE, "returns_after = 2", "returns_after = 'two'")
    found = [(mistake.file.name, mistake.line) for mistake in refusal(folder).mistakes]
    assert found == sorted(found)
    assert {name for name, _ in found} == {PACK_FILE, LOCATIONS, PHRASES}
    assert len(found) == 6  # {low} is also needed, and dwell_minutes also missing


@pytest.mark.parametrize("name", [PACK_FILE, LOCATIONS, PHRASES])
def test_a_missing_file_is_a_mistake(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (mistake,) = refusal(folder).mistakes
    assert mistake.file == folder / name


@pytest.mark.parametrize("content", ["", "location = 1", "location = []", "location = [1]", "location = {}"])
def test_a_file_without_its_tables_says_which(folder: Path, content: str) -> None:
    (folder / LOCATIONS).write_text(content, "utf-8")
    (mistake,) = refusal(folder).mistakes
    assert "location" in str(mistake.reason)


def test_a_dose_without_a_unit_is_a_mistake(folder: Path) -> None:
    line = spoil(folder, CATALOGUE, 'unit = "g"\n', "")
    (mistake,) = refusal(folder).mistakes
    assert (mistake.line, str(mistake.reason)) == (line, "largest_dose needs a unit")


def test_a_pack_without_a_catalogue_offers_nothing(folder: Path) -> None:
    (folder / CATALOGUE).unlink()
    assert load(folder, whole=True).catalogue == Catalogue()


def test_a_catalogue_is_refused_when_it_is_asked_for_until_it_is_put_right(folder: Path) -> None:
    sound = (folder / CATALOGUE).read_text("utf-8")
    line = spoil(folder, CATALOGUE, "price = 20.00", "price = 20.005")
    pack = load(folder)
    with pytest.raises(PackError, match=rf"catalogue\.toml, line {line}: price has more"):
        _ = pack.catalogue
    (folder / CATALOGUE).write_text(sound, "utf-8")
    assert pack.catalogue == load(folder, whole=True).catalogue
    assert pack.catalogue is pack.catalogue


def test_prices_are_exact_to_the_fen(folder: Path) -> None:
    for written, minor in (
        ("0.29", 29),
        ("999999.99", 99_999_999),
        ("1e2", 10_000),
        ("0", 0),
        ("19.9", 1990),
    ):
        text = (folder / CATALOGUE).read_text("utf-8")
        before, _, after = text.partition("price = ")
        changed = f"{before}price = {written}\n{after.partition(chr(10))[2]}"
        (folder / CATALOGUE).write_text(changed, "utf-8")
        assert load(folder).catalogue.services[0].price == minor


def test_what_belongs_to_leaving_may_be_left_out(folder: Path) -> None:
    text = (folder / PACK_FILE).read_text("utf-8")
    (folder / PACK_FILE).write_text(text.partition("[leaving]")[0], "utf-8")
    pack = load(folder)
    assert (pack.belongings, pack.return_date_after) == ((), frozenset())


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    (folder / "followups.toml").write_text("not = [toml", "utf-8")
    assert load(folder).code == "general"


def test_the_queue_rules_may_be_left_out(folder: Path) -> None:
    text = (folder / PACK_FILE).read_text("utf-8")
    before, _, rest = text.partition("[queue]")
    (folder / PACK_FILE).write_text(before + rest[rest.index("[[series]]") :], "utf-8")
    assert load(folder).queue.calls_before_skip == 3


def test_what_a_pack_does_not_have_is_missing(folder: Path) -> None:
    pack = load(folder)
    for lookup in (pack.location, pack.visit_kind, pack.ticket_series, pack.phrase):
        with pytest.raises(MissingError, match="The pack has no moon"):
            lookup("moon")
