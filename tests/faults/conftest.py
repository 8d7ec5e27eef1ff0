"""What the tests of faults share: a warm process to kill forks of, a worn file, and figures to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from tests.faults.mortal import Undertaker
from tests.faults.work import act, copied, opened


@pytest.fixture(scope="module")
def undertaker() -> Iterator[Undertaker]:
    """Kills workers, on demand."""
    with Undertaker() as one:
        yield one


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Says a figure in the test's output: `make soak` shows it."""

    def say(figure: str) -> None:
        print(f"{request.node.name}: {figure}")  # noqa: T201 - what the run is for

    return say


@pytest.fixture
def worn(new_file: Path, tmp_path: Path) -> Path:
    """A file with a morning's work in it, closed; the same one every time."""
    path = copied(new_file, tmp_path / "clinic.db")
    ctx, rng = opened(path), Random(20261121)
    ctx.reading.execute("PRAGMA synchronous = OFF")
    for _ in range(60):
        act(ctx, rng)
    ctx.database.close()
    return path
