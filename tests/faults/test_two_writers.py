"""Two programs write to one file as fast as they can: no lost update, no ticket twice."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.faults.proof import assert_rows_are_as_journalled, reopened
from tests.faults.work import ROOT, act, copied, opened

WRITES = 300
SOAKED_WRITES = 2000
PROGRAM = """
import sys
from pathlib import Path
from tests.faults.test_two_writers import write
write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
"""

Report = Callable[[str], None]


def write(path: Path, name: str, writes: int) -> None:
    """In a process of its own: act until so many actions were done; prints how many the rules refused."""
    ctx, rng = opened(path, name), Random(name)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    done = refused = 0
    while done < writes:
        if act(ctx, rng) is None:
            refused += 1
        else:
            done += 1
    ctx.database.close()
    sys.stdout.write(f"{refused}\n")


def write_together(path: Path, writes: int, report: Report) -> None:
    """Two writers at once; fails unless every action is in the journal once, with its rows."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(path), name, str(writes)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in ("李敏", "赵敏")
    ]  # fmt: skip
    for one in writers:
        assert one.stdin
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in writers:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    refused = [int(one.communicate(timeout=1800)[0]) for one in writers]
    assert [one.returncode for one in writers] == [0, 0]
    _, last = reopened(path, acknowledged=2 * writes + 1)
    assert last == 2 * writes + 1  # and the set-up
    with closing(sqlite3.connect(path)) as connection:
        by_actor = dict(connection.execute("SELECT actor, count(*) FROM journal WHERE id > 1 GROUP BY actor"))
        tickets = connection.execute("SELECT day, ticket FROM visit").fetchall()
        assert_rows_are_as_journalled(connection)
    assert by_actor == {"李敏": writes, "赵敏": writes}
    assert len(tickets) == len(set(tickets)) > writes / 4
    report(
        f"2 x {writes} writes, {len(tickets)} tickets, none twice, 0 lost; {sum(refused)} refused by rules"
    )


def test_two_writers_lose_no_update_and_give_no_ticket_twice(
    new_file: Path, tmp_path: Path, report: Report
) -> None:
    write_together(copied(new_file, tmp_path / "clinic.db"), WRITES, report)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_thousand_writes_each_lose_no_update_and_give_no_ticket_twice(
    new_file: Path, tmp_path: Path, report: Report
) -> None:
    write_together(copied(new_file, tmp_path / "clinic.db"), SOAKED_WRITES, report)
