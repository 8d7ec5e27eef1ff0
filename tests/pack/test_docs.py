"""docs/packs.md says what the code does: every key, default, kind, gap, and an example that loads."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from assistant_tui.domain.catalogue import Category, Preparation, Service
from assistant_tui.domain.duties import Hours, Phase, Task, TaskKind
from assistant_tui.domain.queuerules import QueueRules
from assistant_tui.domain.workdays import weekday_digits
from assistant_tui.pack import Location, LocationKind, Series, Words, load
from assistant_tui.pack.phrases import GAPS, KNOWN
from assistant_tui.pack.visits import USUAL_SPREAD
from assistant_tui.paths import data_folder
from assistant_tui.toml import Table

DOCS = (Path(__file__).parents[2] / "docs" / "packs.md").read_text("utf-8")
SECTION = re.compile(r"^##+ (?:`\[+([\w.]+)\]+`|(\w+\.toml))\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \|", re.MULTILINE)


def documented() -> dict[tuple[str, str], str]:
    """Table ("" for the top) and key -> default, as the documentation has it."""
    keys: dict[tuple[str, str], str] = {}
    for table, _, content in SECTION.findall(DOCS.partition("## An example")[0]):
        rows = ROW.findall(content.partition("| phrase | must have |")[0])
        keys |= {(table, key): default.strip("`") for key, default in rows}
    return keys


def test_every_key_that_is_read_is_documented_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[tuple[str, str]] = set()
    value = Table._value

    def recorded(table: Table, key: str, default: object) -> object:
        read.add((".".join(part for part in table._place if isinstance(part, str)), key))
        return value(table, key, default)

    monkeypatch.setattr(Table, "_value", recorded)
    load(data_folder() / "packs" / "general", whole=True)
    tables = {table for table, _ in documented()} - {""}
    nested = {(table.rpartition(".")[0], table.rpartition(".")[2]) for table in tables}
    read = {(table, key) for table, key in read if key not in {"zh_CN", "en"}}
    assert read - nested == set(documented()) - nested


def documented_line(key: str) -> str:
    (line,) = re.findall(rf"^\| `{key}` .*$", DOCS, re.MULTILINE)
    return str(line)


def test_the_defaults_are_documented() -> None:
    shown = documented()
    usual = QueueRules()
    for field in fields(QueueRules):
        default = getattr(usual, field.name)
        key = field.name
        if isinstance(default, timedelta):
            unit = "seconds" if key == "call_interval" else "minutes"
            key, default = f"{key}_{unit}", default // timedelta(**{unit: 1})
        assert shown["queue", key] == str(default)
    assert shown["series", "width"] == str(Series._field_defaults["width"])
    assert shown["visit_kind", "spread"] == str(USUAL_SPREAD)
    service = Service("usual", Words("", ""), Category.LAB)
    assert shown["service", "minutes"] == str(service.usual // timedelta(minutes=1))
    for key in ("signature", "pay_first"):
        assert shown["service", key] == str(getattr(service, key)).lower()
    hours = Hours()
    assert shown["hours", "weekdays"] == weekday_digits(hours.weekdays)
    assert shown["hours", "holidays"] == hours.holidays
    assert shown["hours", "opening_minutes"] == str(hours.ahead // timedelta(minutes=1))
    assert shown["hours", "doctor_arrives"] == f"{hours.doctor:%H:%M}"
    for key in ("midday", "afternoon", "closing", "closed"):
        assert shown["hours", key] == f"{getattr(hours, key):%H:%M}"
    assert shown["task", "kind"] == Task.__dataclass_fields__["kind"].default
    assert shown["location", "floor"] == str(Location._field_defaults["floor"])


def test_kinds_gaps_and_known_phrases_are_documented() -> None:
    (kinds,) = re.findall(r"^Kinds: (.*)\.$", DOCS, re.MULTILINE)
    assert re.findall(r"`([\w-]+)`", kinds) == list(LocationKind)
    (categories,) = re.findall(r"^Categories: (.*)\.$", DOCS, re.MULTILINE)
    assert re.findall(r"`([\w-]+)`", categories) == list(Category)
    assert set(re.findall(r'`"([\w-]+)"`', documented_line("preparations"))) == set(Preparation)
    assert set(re.findall(r'`"(\w+)"`', documented_line("phase"))) == set(Phase)
    assert set(re.findall(r'`"(\w+)"`: ', documented_line(r"kind` \| `tick"))) == set(TaskKind)
    (gaps,) = re.findall(r"^A text may have gaps, which the program fills: (.*)\.$", DOCS, re.MULTILINE)
    assert set(re.findall(r"{(\w+)}", gaps)) == GAPS
    rows = re.findall(r"^\| `(\w+)` \| ((?:`{\w+}` ?)+)\|", DOCS, re.MULTILINE)
    assert {code: set(re.findall(r"{(\w+)}", needed)) for code, needed in rows} == KNOWN


def test_the_example_is_a_pack(tmp_path: Path) -> None:
    for content in re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL):
        name = content.splitlines()[0].removeprefix("# ")
        (tmp_path / name).write_text(content, "utf-8")
    pack = load(tmp_path, whole=True)
    assert pack.name.en == "Eye clinic"
    assert [service.name.en for service in pack.catalogue.services] == ["Eye pressure"]
