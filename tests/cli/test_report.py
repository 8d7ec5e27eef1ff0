"""`report`: a day told, remarked on, signed, changed and signed again, by the command line alone."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant_tui.cli.exits import ExitCode
from tests.cli.conftest import Program

EVENING = "2026-11-21T17:40+08:00"
LATER = "2026-11-21T18:10+08:00"
TOMORROW = "2026-11-22T08:00+08:00"
DAY = "2026-11-21"
DOCS = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")


def shown(program: Program, *words: str, now: str = EVENING) -> dict[str, Any]:
    """The report as a document."""
    answer = program("report", "show", "--json", *words, now=now)
    assert answer.code == 0, answer.err
    found: dict[str, Any] = json.loads(answer.out)
    return found


def figure(report: dict[str, Any], path: str) -> list[Any]:
    """The cells of a line by `section/block/line`."""
    section, block, line = path.split("/")
    (cells,) = [
        one["cells"]
        for of in report["sections"]
        if of["code"] == section
        for table in of["blocks"]
        if table["code"] == block
        for one in table["lines"]
        if one["code"] == line
    ]
    assert isinstance(cells, list)
    return cells


@pytest.fixture
def seen(busy: Program) -> Program:
    """Of three patients one was seen and went home, another was not there."""
    for words in (("call",), ("start", "A001"), ("noshow", "A003")):
        assert busy("queue", *words).code == 0
    assert busy("queue", "done", "A001", now="2026-11-21T09:20+08:00").code == 0
    return busy


@pytest.fixture
def signed(seen: Program) -> Program:
    """The same, signed on paper."""
    assert seen("report", "sign", "--paper", "--yes", now=EVENING).code == 0
    return seen


def test_a_day_from_its_figures_to_the_second_signature(busy: Program) -> None:
    def run(*words: str, now: str = EVENING, stdin: str = "") -> str:
        # As users do, but for what other tests run so.
        if words[0] == "report":
            answer = busy.shell(*words, "--now", now, stdin=stdin)
        else:
            answer = busy(*words, now=now)
        assert answer.code == 0, answer.err
        return answer.out

    run("queue", "call", "A001", "--reason", "下腹痛", now="2026-11-21T09:05+08:00")
    run("queue", "start", "A001", now="2026-11-21T09:06+08:00")
    run("queue", "done", "A001", now="2026-11-21T09:20+08:00")
    assert run("report", "remark", "-", stdin="停电半小时\n下午补齐\n") == "停电半小时\n下午补齐\n"
    before = run("report", "show")
    assert "Not signed" in before
    assert "停电半小时\n下午补齐\n" in before
    first = run("report", "sign", "--paper", "--yes")
    (link,) = re.findall(r"SHA-256 ([0-9a-f]{64})", first)
    assert "no. 1, on paper by 王主任" in first
    page = run("report", "show", "--format", "html")
    assert link in page
    assert run("report", "show", "--format", "html", now=LATER) == page
    signed_text = run("report", "show", "--format", "signed")
    assert hashlib.sha256(signed_text.encode()).hexdigest() == link
    run("queue", "left", "A002", now=LATER)
    amended = run("report", "amendments", now=LATER)
    assert amended.startswith("2026-11-21 18:10:00  A002  left before being seen  李敏\n")
    assert "Queue entry: status: waiting -> left" in amended
    again = run("report", "show", now=LATER)
    assert link in again
    assert "Changed after it was signed" in again
    assert run("report", "pin", "--pin-stdin", stdin="2468\n", now=LATER) == ""
    second = run("report", "sign", "--pin-stdin", stdin="2468\n", now=LATER)
    assert "no. 2, by PIN by 王主任" in second
    assert run("report", "amendments", now=LATER) == ""
    whole = run("report", "show", now=LATER)
    assert "Changed after the signature before this one" in whole
    assert run("report", "show", "--number", "1", "--format", "html", now=LATER) == page
    run("check")
    assert "欧阳" not in whole + page + signed_text


def test_figures_are_those_of_the_day(seen: Program) -> None:
    report = shown(seen)
    assert figure(report, "visits/all/visits") == [3]
    assert figure(report, "visits/all/noshow") == [1]
    assert figure(report, "service/all/all")[0] == 1
    assert report["signature"] is None
    text = seen("report", "show", now=EVENING).out
    assert re.search(r"^Visits +3$", text, re.MULTILINE)
    assert "日报 2026-11-21" in seen("report", "show", now=EVENING, lang="zh_CN").out


def test_what_was_signed_counts_unless_the_file_is_asked(signed: Program) -> None:
    assert signed("queue", "add", "李强 男30", now=LATER).code == 0
    assert figure(shown(signed, now=LATER), "visits/all/visits") == [3]
    live = shown(signed, "--live", now=LATER)
    assert figure(live, "visits/all/visits") == [4]
    assert live["signature"] is None
    assert [one["action"] for one in shown(signed, now=LATER)["since"]] == ["register"]
    assert figure(shown(signed, "--date", DAY, now=TOMORROW), "visits/all/visits") == [3]
    assert shown(signed, now=TOMORROW)["signature"] is None


def test_a_signed_page_is_the_same_bytes_wherever_it_goes(signed: Program, tmp_path: Path) -> None:
    file, printed = tmp_path / "report.html", tmp_path / "printed.html"
    assert signed("report", "show", "--format", "html", "-o", str(file), now=LATER, lang="zh_CN").code == 0
    assert (
        signed("print", "report", "-o", str(printed), now=TOMORROW).code == 0
    )  # of a day without a signature
    assert signed("print", "report", "--date", DAY, "-o", str(printed), now=TOMORROW).code == 0
    with sqlite3.connect(signed.database) as connection:
        (page,) = connection.execute(
            "SELECT body FROM report_content c JOIN day_report d ON d.page_hash = c.hash"
        ).fetchone()
    connection.close()
    assert file.read_bytes() == printed.read_bytes() == page.encode()


def test_what_leaves_is_on_record_and_what_is_looked_at_is_not(signed: Program, tmp_path: Path) -> None:
    count = signed.journal_length()
    for words in ((), ("--json",), ("--live",)):
        assert signed("report", "show", *words, now=LATER).code == 0
    assert signed.journal_length() == count
    file = tmp_path / "report"
    for form in ("text", "json", "md", "html", "signed"):
        assert signed("report", "show", "--format", form, "-o", str(file), now=LATER).code == 0
    assert signed("report", "show", "--format", "html", now=LATER).code == 0
    rows = json.loads(signed("journal", "list", "--json", now=LATER).out)[:6]
    assert [row["action"] for row in rows] == ["export"] * 6
    assert rows[-1]["reason"] == f"report {DAY} no. 1 text"
    refused = signed("report", "show", "-o", str(tmp_path / "none" / "report"), now=LATER)
    assert refused.code == ExitCode.REFUSED
    assert signed("report", "show", "-o", str(signed.database), now=LATER).code == ExitCode.REFUSED
    assert signed.journal_length() == count + 6


def test_a_file_says_what_the_terminal_says(signed: Program, tmp_path: Path) -> None:
    for form in ("text", "json"):
        file = tmp_path / f"report.{form}"
        assert signed("report", "show", "--format", form, "-o", str(file), now=LATER).out == ""
        assert file.read_text(encoding="utf-8") == signed("report", "show", "--format", form, now=LATER).out


def test_markdown_is_not_led_astray_by_a_remark(seen: Program) -> None:
    assert seen("report", "remark", "# *停电* | <b>\n- 半小时", now=EVENING).code == 0
    text = seen("report", "show", "--format", "md", now=EVENING).out
    assert text.startswith("# Day report of 2026-11-21")
    assert "# \\*停电\\* \\| \\<b\\>  \n" in text
    tables = [line for line in text.splitlines() if line.startswith("| ")]
    assert tables
    assert "| Visits " in text


def test_signing_on_paper_asks_first(seen: Program) -> None:
    unasked = seen("report", "sign", "--paper", "--no-input", now=EVENING)
    assert (unasked.code, unasked.out) == (ExitCode.USAGE, "")
    assert "--yes" in unasked.err
    declined = seen.shell("report", "sign", "--paper", "--now", EVENING, stdin="\n")
    assert declined.code == ExitCode.REFUSED
    assert "cannot be taken back" in declined.err
    assert shown(seen)["signature"] is None
    assert seen.shell("report", "sign", "--paper", "--now", EVENING, stdin="y\n").code == 0
    again = seen("report", "sign", "--paper", "--yes", now=EVENING)
    assert again.code == ExitCode.REFUSED
    assert "nothing has changed since" in again.err


def test_a_pin_is_never_a_word_of_the_command_line(seen: Program) -> None:
    assert seen("report", "sign", "--pin", "2468", now=EVENING).code == ExitCode.USAGE
    assert seen("report", "pin", "2468", now=EVENING).code == ExitCode.USAGE
    piped = seen.shell("report", "sign", "--now", EVENING, stdin="2468\n")
    assert piped.code == ExitCode.USAGE
    assert "--pin-stdin" in piped.err
    quiet = seen("report", "sign", "--no-input", now=EVENING)
    assert quiet.code == ExitCode.USAGE
    both = seen("report", "sign", "--paper", "--pin-stdin", now=EVENING)
    assert both.code == ExitCode.USAGE


def test_pins_are_set_changed_wrong_and_forgotten(seen: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def pin(*words: str, stdin: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        return seen("report", *words, now=EVENING).code

    assert pin("sign", "--pin-stdin", stdin="2468\n") == ExitCode.REFUSED  # there is none yet
    assert pin("pin", "--pin-stdin", stdin="12\n") == ExitCode.INPUT
    assert pin("pin", "--pin-stdin", stdin="2468\n") == 0
    assert pin("sign", "--pin-stdin", stdin="1111\n") == ExitCode.INPUT
    assert pin("pin", "--pin-stdin", stdin="1111\n1357\n") == ExitCode.INPUT
    assert pin("pin", "--pin-stdin", stdin="2468\n1357\n") == 0
    assert pin("pin", "--forget") == ExitCode.INPUT
    assert pin("pin", "--forget", "--reason", "忘了") == 0
    assert pin("pin", "--name", "路人", "--pin-stdin", stdin="2468\n") == ExitCode.MISSING
    assert shown(seen)["signature"] is None
    assert b"2468" not in seen.database.read_bytes()


class _Terminal:
    """Standard input of somebody who sits there."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_pin_is_typed_twice_without_echo(
    seen: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter(["2468", "2469", "2468", "2468", "2468"])

    def hidden(question: str, stream: object) -> str:
        assert stream is sys.stderr
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("getpass.getpass", hidden)
    monkeypatch.setattr("sys.stdin", _Terminal())
    differing = seen("report", "pin", now=EVENING)
    assert differing.code == ExitCode.INPUT
    assert "two different PINs" in differing.err
    assert seen("report", "pin", now=EVENING).code == 0
    assert seen("report", "sign", now=EVENING).code == 0
    assert asked == [
        "New PIN of 王主任: ",
        "The same again: ",
        "New PIN of 王主任: ",
        "The same again: ",
        f"PIN of 王主任, who signs {DAY}: ",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "--date", "2026-11-30"), ExitCode.INPUT),
        (("show", "--date", "yesterday"), ExitCode.INPUT),
        (("show", "--number", "2"), ExitCode.MISSING),
        (("show", "--number", "1", "--live"), ExitCode.USAGE),
        (("show", "--date", "2026-11-20", "--format", "signed"), ExitCode.MISSING),
        (("amendments", "--date", "2026-11-20"), ExitCode.MISSING),
        (("remark", "x", "--date", "2026-11-30"), ExitCode.INPUT),
        (("remark", ""), ExitCode.REFUSED),
        (("sign", "--paper", "--yes", "--date", "2026-11-30"), ExitCode.INPUT),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    signed: Program, words: tuple[str, ...], code: ExitCode
) -> None:
    count = signed.journal_length()
    answer = signed("report", *words, now=LATER)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.strip()
    assert signed.journal_length() == count


def test_a_remark_is_taken_away(seen: Program) -> None:
    assert seen("report", "remark", "停电", now=EVENING).out == "停电\n"
    assert json.loads(seen("report", "remark", "停水", "--json", now=EVENING).out) == {
        "day": DAY,
        "remark": "停水",
    }
    gone = seen("report", "remark", "", now=EVENING)
    assert (gone.out, gone.err) == ("", f"There is no remark on {DAY} any more\n")


def test_days_without_a_signature_are_named(seen: Program) -> None:
    assert seen("report", "unsigned", now=TOMORROW).out == f"{DAY}\n"
    assert json.loads(seen("report", "unsigned", "--json", now=TOMORROW).out) == [DAY]
    assert seen("report", "sign", "--date", DAY, "--paper", "--yes", now=TOMORROW).code == 0
    done = seen("report", "unsigned", now=TOMORROW)
    assert (done.code, done.out, done.err) == (0, "", "Every earlier day is signed\n")


def test_the_documentation_has_every_key_of_the_json(signed: Program) -> None:
    assert signed("queue", "add", "李强 男30", now=LATER).code == 0
    assert signed("report", "sign", "--paper", "--yes", now=LATER).code == 0
    told = json.loads(signed("report", "show", "--format", "signed", now=LATER).out)
    documented = set(re.findall(r"`(\w+)`", DOCS))

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    assert keys(told) - documented == set()
    assert keys(shown(signed, now=LATER)) - documented - {"name", "signature", "amended", "since"} - {
        "signed_at", "signed_by", "on_paper", "by", "hash", "action",
    } == set()  # fmt: skip
    sections = {section["code"] for section in told["sections"]}
    assert sections <= documented
    tables = {table["code"] for section in told["sections"] for table in section["blocks"]}
    assert tables <= documented


@pytest.mark.skipif(sys.platform != "linux", reason="the lines are for cron and GNU date")
def test_the_lines_for_cron_do_what_they_say(program: Program) -> None:
    lines = re.findall(r"^(?:\S+ ){5}(assistant-tui .*)$", DOCS, re.MULTILINE)
    assert len(lines) == 3
    (program.folder / "reports").mkdir()
    environ = {
        **program.environ,
        "HOME": str(program.folder),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    }
    for line in lines:
        # What cron makes of it: without the backslash a % would end the command.
        assert "%" not in line.replace("\\%", "")
        done = subprocess.run(
            ["/bin/sh", "-c", line.replace("\\%", "%")],
            env=environ,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    written = sorted(file.suffix for file in (program.folder / "reports").iterdir())
    assert written == [".csv", ".html", ".xlsx"]
