"""Settings: read with mistakes named, written whole, overridden in a fixed order."""

from __future__ import annotations

import os
import re
import stat
import time
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui import paths
from assistant_tui.domain.goals import Goal, GoalFigure
from assistant_tui.domain.saying import InputError, RuleError
from assistant_tui.settings import (
    Language,
    Origin,
    Resolved,
    Settings,
    SettingsError,
    Theme,
    load,
    read_settings,
    resolve,
    save,
    zone,
)
from assistant_tui.settings.model import COMMENTS
from tests.domain.test_goals import goals

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"
NAMES = [field.name for field in fields(Settings)]
posix_only = pytest.mark.skipif(os.name != "posix", reason="the system knows no permission bits")

drawable = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20)
any_settings = st.builds(
    Settings,
    language=st.sampled_from(Language),
    theme=st.sampled_from(Theme),
    pack=drawable.filter(bool),
    room=drawable,
    assistant=drawable,
    database=drawable,
    backups=drawable,
    timezone=st.sampled_from(["", "Asia/Shanghai", "UTC"]),
    hide_names=st.booleans(),
    bell=st.booleans(),
    wait_target=st.integers(0, 1440),
    goals=st.sets(st.sampled_from(GoalFigure)).flatmap(
        lambda chosen: st.tuples(*(goals(figure) for figure in GoalFigure if figure in chosen))
    ),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the settings of whoever runs it."""
    monkeypatch.setattr(paths, "config_folder", lambda: tmp_path / "config")
    monkeypatch.setattr(paths, "data_home", lambda: tmp_path / "data")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    return tmp_path


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("settings") / "settings.toml"


@given(any_settings)
def test_what_is_saved_is_loaded(scratch: Path, settings: Settings) -> None:
    save(scratch, settings)
    assert load(scratch) == settings


def test_without_a_file_the_defaults_count(file: Path) -> None:
    assert load(file) == Settings()


def test_an_empty_file_gives_the_defaults(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("", "utf-8")
    assert read_settings(file).settings == Settings()
    assert read_settings(file).given == frozenset()


def test_every_setting_is_explained_above_its_line(file: Path) -> None:
    save(file, Settings())
    lines = file.read_text("utf-8").splitlines()
    for name in NAMES:
        begins = (f"{name} = ", f"# [{name}.")  # without goals, an example of one
        at = next(n for n, line in enumerate(lines) if line.startswith(begins))
        assert lines[at - 1] == f"# {COMMENTS[name]}"


def test_changing_one_leaves_the_others() -> None:
    settings = Settings(room="3", bell=False)
    assert settings.with_(theme=Theme.LIGHT) == Settings(room="3", bell=False, theme=Theme.LIGHT)


@posix_only
def test_the_file_and_its_folder_are_private(file: Path) -> None:
    save(file, Settings())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_saving_leaves_nothing_else_behind(file: Path) -> None:
    save(file, Settings())
    save(file, Settings(room="2"))
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


@posix_only
def test_a_link_is_followed(file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles.toml"
    file.parent.mkdir()
    file.symlink_to(elsewhere)
    save(file, Settings(room="2"))
    assert file.is_symlink()
    assert load(elsewhere).room == "2"


def test_a_failed_save_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(file, Settings(room="1"))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RuleError, match="No space left"):
        save(file, Settings(room="2"))
    assert load(file).room == "1"
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    "settings",
    [Settings(assistant="a\nb"), Settings(room="\x1b[2J"), Settings(pack=""), Settings(timezone="Mars/Base")],
)
def test_what_could_not_be_read_back_is_not_written(file: Path, settings: Settings) -> None:
    with pytest.raises(SettingsError):
        save(file, settings)
    assert not file.exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('language = "fr"', "language must be one of: auto, zh_CN, en"),
        ("theme = 1", "theme must be one of"),
        ('bell = "yes"', "bell must be true or false"),
        ('timezone = "Asia"', "There is no time zone Asia"),
        ('timezone = "../../etc/passwd"', "There is no time zone"),
        ('pack = ""', "pack is empty"),
        ("room = 3", "room must be a text in quotes"),
        ('room = "3', "not TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line(file: Path, line: str, reason: str) -> None:
    file.parent.mkdir()
    file.write_text(f"# mine\n\n{line}\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        load(file)
    (mistake,) = caught.value.mistakes
    assert (mistake.file, mistake.line) == (file, 3)
    assert reason in str(mistake.reason)


GOAL = """\
[goals.wait]
from = 30
to = 20
start = 2026-11-01
by = 2027-03-31
"""


def test_a_goal_goes_from_a_value_to_a_better_one_between_two_days(file: Path) -> None:
    file.parent.mkdir()
    in_quotes = GOAL.replace("2027-03-31", '"2027-03-31"')
    file.write_text(f"wait_target = 30\n{in_quotes}", "utf-8")
    aims = load(file).aims
    assert aims.wait_target == timedelta(minutes=30)
    assert aims.goals == (Goal(GoalFigure.WAIT, 30, 20, date(2026, 11, 1), date(2027, 3, 31)),)
    assert Settings().aims.wait_target is None


def test_the_example_in_a_new_file_is_a_goal_when_the_signs_before_it_are_taken_away(file: Path) -> None:
    save(file, Settings())
    *_, example = file.read_text("utf-8").split("\n\n")
    file.write_text(example.replace("# [", "[").replace("\n# ", "\n"), "utf-8")
    (goal,) = load(file).goals
    assert goal == Goal(GoalFigure.WAIT, 30, 20, date(2026, 11, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("right", "wrong", "line", "reason"),
    [
        ("[goals.wait]", "goals = 3\n[x]", 1, "goals must be a table"),
        ("[goals.wait]", "[goals]\nwait = 3\n[x]", 2, "wait must be a table"),
        ("from = 30\n", "", 1, "from is missing"),
        ("by = 2027-03-31\n", "", 1, "by is missing"),
        ("from = 30", 'from = "30"', 2, "from must be a number"),
        ("to = 20", "to = -1", 3, "to must be between 0 and 1440"),
        ("to = 20", "to = nan", 3, "to must be between 0 and 1440"),
        ("to = 20", "to = 30", 3, "Less is better for wait: to must be less than from"),
        ("[goals.wait]", "[goals.promises_kept]", 3, "More is better for promises_kept: to must be more"),
        ("to = 20\n", "to = 20\n[goals.no_show]\nfrom = 101\nto = 4\n", 5, "from must be between 0 and 100"),
        ("by = 2027-03-31", "by = 2026-11-01", 5, "by must be a later day than start"),
        ("by = 2027-03-31", 'by = "March"', 5, "by must be a date such as 2026-11-21"),
        ("by = 2027-03-31", "by = 2027-03-31T08:00:00", 5, "by must be a date such as 2026-11-21"),
        ("by = 2027-03-31", "by = 2027", 5, "by must be a date such as 2026-11-21"),
    ],
)
def test_a_mistake_in_a_goal_is_named_with_its_line(
    file: Path, right: str, wrong: str, line: int, reason: str
) -> None:
    file.parent.mkdir()
    file.write_text(GOAL.replace(right, wrong), "utf-8")
    with pytest.raises(SettingsError) as caught:
        load(file)
    assert line in {one.line for one in caught.value.mistakes if reason in str(one.reason)}
    assert len(caught.value.mistakes) == (3 if "no_show" in wrong else 1)


def test_a_goal_for_what_is_no_figure_and_a_key_that_is_none_are_warnings(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(f"{GOAL}until = 2027-03-31\n[goals.wiat]\nfrom = 1\n", "utf-8")
    read = read_settings(file)
    assert [goal.figure for goal in read.settings.goals] == [GoalFigure.WAIT]
    assert read.given == {"goals"}
    assert [one.line for one in read.warnings] == [6, 7]
    assert "did you mean wait?" in str(read.warnings[1].saying)


def test_an_unknown_key_is_a_warning(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('room = "3"\nthem = "light"\n', "utf-8")
    read = read_settings(file)
    assert read.settings == Settings(room="3")
    (warning,) = read.warnings
    assert warning.line == 2
    assert "did you mean theme?" in str(warning.saying)


def test_a_folder_instead_of_a_file_is_refused(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be read"):
        load(file)


def test_the_command_line_beats_the_environment_beats_the_file(file: Path, tmp_path: Path) -> None:
    save(file, Settings(database="file.db", language=Language.ENGLISH))
    environ = {"ASSISTANT_TUI_DB": str(tmp_path / "environ.db"), "ASSISTANT_TUI_LANG": "zh"}

    def found(resolved: Resolved) -> tuple[str, Origin, str, Origin]:
        origins = resolved.sources
        return resolved.database_path.name, origins["database"], resolved.language, origins["language"]

    assert found(resolve({})) == ("file.db", Origin.FILE, "en", Origin.FILE)
    assert found(resolve(environ)) == ("environ.db", Origin.ENVIRONMENT, "zh_CN", Origin.ENVIRONMENT)
    told = resolve(environ, db=tmp_path / "told.db", lang="en")
    assert found(told) == ("told.db", Origin.COMMAND_LINE, "en", Origin.COMMAND_LINE)
    file.unlink()
    assert found(resolve({})) == ("clinic.db", Origin.DEFAULT, "zh_CN", Origin.DEFAULT)


def test_overrides_are_not_settings(file: Path) -> None:
    save(file, Settings(language=Language.ENGLISH))
    assert resolve({}, db="x.db", lang="zh_CN").settings == Settings(language=Language.ENGLISH)


def test_the_settings_file_itself_can_be_elsewhere(file: Path, tmp_path: Path) -> None:
    save(file, Settings(room="usual"))
    for name in ("told", "environ"):
        save(tmp_path / f"{name}.toml", Settings(room=name))
    environ = {"ASSISTANT_TUI_CONFIG": str(tmp_path / "environ.toml")}
    assert resolve({}).settings.room == "usual"
    assert resolve(environ).settings.room == "environ"
    told = resolve(environ, config=tmp_path / "told.toml")
    assert (told.settings.room, told.sources["config"]) == ("told", Origin.COMMAND_LINE)


def test_every_setting_has_a_source() -> None:
    assert set(resolve({}).sources) == {*NAMES, "config"}
    assert {str(origin.saying) for origin in Origin} == {
        "command line",
        "environment",
        "settings file",
        "default",
    }


def test_an_empty_variable_is_not_set(tmp_path: Path) -> None:
    resolved = resolve({"ASSISTANT_TUI_DB": "", "ASSISTANT_TUI_LANG": "", "ASSISTANT_TUI_CONFIG": ""})
    assert resolved.database_path == tmp_path / "data" / "clinic.db"
    assert set(resolved.sources.values()) == {Origin.DEFAULT}


def test_a_path_in_the_file_is_seen_from_the_file(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(file, Settings(database="clinic/day.db", backups="kept"))
    monkeypatch.chdir(tmp_path)
    assert resolve({}).database_path == file.parent / "clinic" / "day.db"
    assert resolve({}).backups_path == file.parent / "kept"
    assert resolve({}, db="here.db").database_path == tmp_path / "here.db"


def test_backups_are_beside_the_database_unless_told(tmp_path: Path) -> None:
    assert resolve({}, db=tmp_path / "x" / "y.db").backups_path == tmp_path / "x" / "backups"


@pytest.mark.parametrize(
    ("text", "language"),
    [("zh-CN", "zh_CN"), ("zh", "zh_CN"), ("ZH_cn.UTF-8", "zh_CN"), ("en_GB", "en"), ("auto", "zh_CN")],
)
def test_a_language_may_be_written_in_many_ways(text: str, language: str) -> None:
    assert resolve({}, lang=text).language == language


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="There is no language fr"):
        resolve({"ASSISTANT_TUI_LANG": "fr"})


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo]:
    """A system whose zone has summer time."""
    if not hasattr(time, "tzset"):
        pytest.skip("the system's zone cannot be set from here")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield ZoneInfo("Europe/Berlin")
    time.tzset()


def test_the_systems_zone_keeps_its_summer_time(berlin: ZoneInfo) -> None:
    system = zone("")
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for hour in range(0, 365 * 24, 1):
        moment = start + timedelta(hours=hour)
        ours, theirs = moment.astimezone(system), moment.astimezone(berlin)
        assert ours.replace(tzinfo=None) == theirs.replace(tzinfo=None)
        assert (ours.fold, ours.utcoffset()) == (theirs.fold, theirs.utcoffset())
    assert moment.astimezone(system).tzname() == "CET"


def test_a_zone_has_a_name_or_is_refused() -> None:
    assert zone("Asia/Shanghai") == ZoneInfo("Asia/Shanghai")
    for name in ("Asia", "Mars/Base", "/etc/passwd", "a" * 300):
        with pytest.raises(ValueError, match="no time zone"):
            zone(name)


def test_the_documentation_has_every_setting_and_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", DOCS.read_text("utf-8"), re.MULTILINE)
    documented = {name: tomllib.loads(f"value = {default}")["value"] for name, default in rows}
    assert documented == Settings().plain()


def test_the_documentation_has_every_variable() -> None:
    assert set(re.findall(r"ASSISTANT_TUI_\w+", DOCS.read_text("utf-8"))) == {
        "ASSISTANT_TUI_CONFIG",
        "ASSISTANT_TUI_DB",
        "ASSISTANT_TUI_LANG",
    }
