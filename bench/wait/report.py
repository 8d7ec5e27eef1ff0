"""What was measured, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bench.wait.figures import Figure, Figures
from bench.wait.speed import Speed

HEAD = (
    "95 % intervals from drawing sessions anew; ratio: error / error of the first line;\n"
    "long: waits over 30 min; by p50, by p90: share called by what was told\n\n"
    f"{'':16}{'MAE min':^20}{'long':>7}{'ratio':>21}{'long ratio':>21}{'by p50':>21}{'by p90':>21}\n"
)


class Compared(NamedTuple):
    """The tellers on one log or scenario, by name; `sessions` are those in which waits were told."""

    name: str
    sessions: int
    figures: dict[str, Figures]


def lines(compared: Compared) -> list[str]:
    """The block of the table for one log or scenario."""
    told = next(iter(compared.figures.values())).told
    title = f"{compared.name} ({compared.sessions} sessions, {told} waits told)"
    return [title, *(_line(name, one) for name, one in compared.figures.items()), ""]


def speed_line(speed: Speed) -> str:
    """How long an estimate takes, in a sentence."""
    return (
        f"estimate for {speed.patients} patients: {speed.median_ms:.1f} ms CPU (median), "
        f"{speed.p95_ms:.1f} ms (p95 of {speed.runs})"
    )


def document(blocks: Sequence[Compared], speed: Speed, seed: int) -> dict[str, object]:
    """All of it for a JSON file: errors in seconds, each figure as point, low and high."""
    return {
        "seed": seed,
        "speed": speed._asdict(),
        "compared": [
            {
                "name": one.name,
                "sessions": one.sessions,
                "tellers": {name: _shape(figures) for name, figures in one.figures.items()},
            }
            for one in blocks
        ],
    }


def _shape(figures: Figures) -> dict[str, object]:
    return {
        name: value._asdict() if isinstance(value, Figure) else value
        for name, value in figures._asdict().items()
    }


def _line(name: str, one: Figures) -> str:
    long_error = f"{one.long_error.point / 60:7.1f}" if one.long_error else f"{'-':>7}"
    shares = (one.ratio, one.long_ratio, one.by_expected, one.by_p90)
    return f"  {name:14}{_minutes(one.error)}{long_error}" + "".join(map(_share, shares))


def _minutes(figure: Figure | None) -> str:
    if figure is None:
        return f"{'-':>20}"
    return f"{figure.point / 60:7.1f} ({figure.low / 60:.1f}-{figure.high / 60:.1f})".ljust(20)


def _share(figure: Figure | None) -> str:
    if figure is None:
        return f"{'-':>21}"
    return f"{figure.point:.3f} ({figure.low:.3f}-{figure.high:.3f})".rjust(21)
