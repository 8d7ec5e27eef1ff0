"""Programs that come and go on one file: no look at it may loosen another's locks."""

from __future__ import annotations

import subprocess
import sys

from assistant_tui.services.context import Context
from assistant_tui.store.connect import is_open_here
from assistant_tui.store.database import Database
from assistant_tui.store.files import companions

COMES_AND_GOES = """
import sys
from pathlib import Path
from assistant_tui.store.database import Database

path, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(times):
    database = Database.open(path)
    database.raw.execute("BEGIN IMMEDIATE")
    database.raw.execute("REPLACE INTO meta VALUES (?, ?)", (name, str(number)))
    database.raw.execute("COMMIT")
    database.close()
"""


def test_programs_that_open_write_and_close_at_will_never_see_damage(ctx: Context) -> None:
    path = ctx.database.path
    ctx.database.close()
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", COMES_AND_GOES, str(path), f"program {number}", "80"],
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    for program in programs:
        _out, error = program.communicate(timeout=100)
        assert program.returncode == 0, error
    database = Database.open(path)
    assert [database.meta(f"program {number}") for number in range(3)] == ["79"] * 3
    assert not companions(path)[2].exists()
    database.close()


def test_opening_the_file_again_leaves_the_locks_of_the_first_connection(ctx: Context) -> None:
    path = ctx.database.path
    assert is_open_here(path)
    ctx.database.raw.execute("BEGIN IMMEDIATE")
    Database.open(path).close()  # as the backup worker does
    other = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
    refused = subprocess.run(
        [sys.executable, "-c", other, str(path)], capture_output=True, text=True, check=False
    )
    ctx.database.raw.execute("ROLLBACK")
    assert "database is locked" in refused.stderr


def test_a_closed_file_is_known_to_be_closed(ctx: Context) -> None:
    ctx.database.close()
    assert not is_open_here(ctx.database.path)
