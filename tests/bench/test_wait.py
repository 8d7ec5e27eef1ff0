"""The replay of the wait estimate: its protocol, its rivals, its figures, and the logs it reads."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant_tui.domain.pace import Served
from bench.wait.__main__ import compare, main
from bench.wait.days import SCENARIOS, simulated
from bench.wait.figures import figures
from bench.wait.log import BadLogError, Session, parse_log, read_log
from bench.wait.replay import Tally, replay
from bench.wait.speed import measure_speed
from bench.wait.tellers import Estimate, KindMeans, PooledMean, Smoothed, Teller, Told

HEAD = "session,order,kind,service_seconds\n"


def session(*seconds: float, kind: str = "first") -> Session:
    return [Served(kind, one) for one in seconds]


class Listener:
    """A teller that says the same to everybody and notes all that it is given."""

    name = "listener"

    def __init__(self, p90: float | None = 2000.0) -> None:
        self.learnt: list[Session] = []
        self.asked: list[tuple[int, list[Served], str, list[str]]] = []
        self._p90 = p90

    def learn(self, session: Session) -> None:
        self.learnt.append(session)

    def tell(self, today: Sequence[Served], current: str, line: Sequence[str], /) -> list[Told]:
        self.asked.append((len(self.learnt), list(today), current, list(line)))
        return [Told(600.0, self._p90) for _ in line]


def test_the_protocol_on_a_log_that_can_be_counted_by_hand() -> None:
    log = [session(1), [Served("a", 600), Served("b", 1500), Served("c", 300)], session(5)]
    listener = Listener()
    tallies = replay(log, listener, only_learnt=1)
    # As a is called, b will wait 600 and c 2100; as b is called, c will wait 1500. All are told 600.
    assert tallies[0] == Tally(
        told=3, error=0 + 1500 + 900, long=1, long_error=1500, by_expected=1, by_p90=2, p90s=3
    )
    assert tallies[1].told == 0
    assert listener.asked == [(1, [], "a", ["b", "c"]), (1, [Served("a", 600)], "b", ["c"])]
    assert listener.learnt == log


def test_the_first_twenty_sessions_are_only_learnt_from() -> None:
    listener = Listener()
    assert len(replay([session(60, 60)] * 23, listener)) == 3
    assert [asked[0] for asked in listener.asked] == [20, 21, 22]


@pytest.mark.parametrize("make", [PooledMean, KindMeans, Smoothed, lambda: Estimate(1)])
@pytest.mark.parametrize("changed", [(3, 4), (3, 9), (4, 0)])
def test_another_future_changes_nothing_of_what_was_told(
    make: type[PooledMean], changed: tuple[int, int]
) -> None:
    def all_told(sessions: list[Session]) -> dict[tuple[int, int], list[Told]]:
        teller: Teller = make()
        told: dict[tuple[int, int], list[Told]] = {}
        for number, one in enumerate(sessions):
            for j in range(len(one) - 1):
                told[number, j] = teller.tell(one[:j], one[j].kind, [other.kind for other in one[j + 1 :]])
            teller.learn(one)
        return told

    sessions = [one[:10] for one in simulated(SCENARIOS[0], 5, 6)]
    before = all_told(sessions)
    at_session, at_patient = changed
    future = [list(one) for one in sessions]
    for number in range(at_session, len(future)):
        for j in range(at_patient if number == at_session else 0, len(future[number])):
            future[number][j] = Served(future[number][j].kind, future[number][j].seconds * 7 + 100)
    after = all_told(future)
    # Up to and with the call of the first changed one, nobody can know.
    known = [moment for moment in before if moment <= changed]
    assert len(known) > 20
    assert all(before[moment] == after[moment] for moment in known)
    assert any(before[moment] != after[moment] for moment in before if moment > changed)


def test_the_rivals_by_hand() -> None:
    past = [Served("first", 900), Served("again", 300)]
    today, line = [Served("first", 300)], ["again", "first", "new"]
    pooled, kinds, smoothed = PooledMean(), KindMeans(), Smoothed()
    for teller in (pooled, kinds, smoothed):
        teller.learn(past)
    assert [one.expected for one in pooled.tell(today, "first", line)] == [500, 1000, 1500]
    assert [one.expected for one in kinds.tell(today, "new", line)] == [500, 800, 1400]
    level = 840 + 0.1 * (300 - 840)
    expected = [level, 2 * level, 3 * level]
    assert [one.expected for one in smoothed.tell(today, "first", line)] == pytest.approx(expected)


def test_the_estimate_tells_what_it_has_seen() -> None:
    teller = Estimate(seed=3)
    for _ in range(40):
        teller.learn(session(*[300.0] * 12))
    told = teller.tell(session(300.0, 300.0), "first", ["first"] * 4)
    assert [one.expected for one in told] == pytest.approx([300, 600, 900, 1200], rel=0.08)
    assert all(one.p90 is not None and one.p90 >= one.expected for one in told)


def test_the_same_seed_measures_the_same() -> None:
    sessions = simulated(SCENARIOS[0], 2, 23)
    assert compare("x", sessions, 4) == compare("x", sessions, 4)
    assert simulated(SCENARIOS[0], 2, 5) == sessions[:5]
    assert simulated(SCENARIOS[0], 3, 5) != sessions[:5]


TALLIES = st.lists(
    st.builds(
        lambda told, error, long, by: Tally(
            told, error * told, min(long, told), error * long, min(by, told), 0, 0
        ),
        st.integers(1, 200),
        st.floats(1, 3000),
        st.integers(0, 50),
        st.integers(0, 200),
    ),
    min_size=25,
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(TALLIES, st.integers(0, 9))
def test_the_interval_holds_the_figure(tallies: list[Tally], seed: int) -> None:
    twice = [one._replace(error=2 * one.error) for one in tallies]
    first, second = figures([tallies, twice], random.Random(seed), resamples=200)
    for figure in (first.error, first.by_expected, second.error):
        assert figure is not None
        assert figure.low <= figure.point <= figure.high
    assert first.by_p90 is None
    assert first.error is not None
    assert second.error is not None
    assert second.error.point == pytest.approx(2 * first.error.point)
    # Resampled together: what is twice the other in every session is so in every draw.
    assert second.ratio == pytest.approx((2.0, 2.0, 2.0))
    assert first.ratio == pytest.approx((1.0, 1.0, 1.0))


def test_of_equal_sessions_every_draw_is_the_same() -> None:
    tally = Tally(told=10, error=600, long=2, long_error=300, by_expected=5, by_p90=9, p90s=10)
    (one,) = figures([[tally] * 30], random.Random(1))
    assert (one.told, one.error, one.long_error) == (300, (60, 60, 60), (150, 150, 150))
    assert (one.by_expected, one.by_p90) == ((0.5, 0.5, 0.5), (0.9, 0.9, 0.9))


def test_a_log_keeps_its_sessions_in_the_order_of_the_file_and_sorts_their_patients() -> None:
    text = HEAD + "s2,2,again,60\ns1,1,first,10.5\ns2,1,first,30\ns2,10,,0\n"
    assert parse_log(text.splitlines(keepends=True)) == [
        [Served("first", 30), Served("again", 60), Served("", 0)],
        [Served("first", 10.5)],
    ]


def test_a_log_may_have_other_columns_a_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes("doctor,session,order,kind,service_seconds\r\n王,1,1,初诊,60\r\n".encode("utf-8-sig"))
    assert read_log(path) == [[Served("初诊", 60)]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: no column session, order"),
        ("session,order,kind\n", "line 1: no column service_seconds"),
        (HEAD + "1,1,a,60\n1,x,a,60\n", "line 3: order is not a whole number: 'x'"),
        (HEAD + "1,1,a,long\n", "line 2: service_seconds is not a number: 'long'"),
        (HEAD + "1,1,a,-1\n", "line 2: service_seconds is not between"),
        (HEAD + "1,1,a,nan\n", "line 2: service_seconds is not between"),
        (HEAD + "1,1,a,inf\n", "line 2: service_seconds is not between"),
        (HEAD + "1,1\n", "line 2: fewer cells than columns"),
        (HEAD + ",1,a,60\n", "line 2: session is empty"),
        (HEAD + "1,1,a,60\n2,1,a,60\n1,1,a,60\n", "line 4: session 1 has order 1 twice"),
        (HEAD + '1,1,"a"b,60\n', "line 2: "),
    ],
)
def test_a_bad_log_is_refused_with_the_line(text: str, says: str) -> None:
    with pytest.raises(BadLogError) as refusal:
        parse_log(text.splitlines(keepends=True))
    assert says in str(refusal.value)


def test_a_log_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLogError, match=r"gone\.csv"):
        read_log(tmp_path / "gone.csv")
    path = tmp_path / "gbk.csv"
    path.write_bytes(HEAD.encode() + "1,1,初诊,60\n".encode("gbk"))
    with pytest.raises(BadLogError, match="not in UTF-8"):
        read_log(path)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "doctor.csv"
    rows = [
        f"{number},{order},{one.kind},{one.seconds}\n"
        for number, sitting in enumerate(simulated(SCENARIOS[-1], 8, 24))
        for order, one in enumerate(sitting)
    ]
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def test_the_command_prints_a_table_and_writes_json(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "wait.json"
    assert main(["--log", str(log), "--seed", "3", "--json", str(target)]) == 0
    out = capsys.readouterr().out
    assert "doctor.csv (4 sessions" in out
    assert "40 patients" in out
    document = json.loads(target.read_text(encoding="utf-8"))
    assert set(document) == {"seed", "speed", "compared"}
    assert set(document["speed"]) == {"patients", "median_ms", "p95_ms", "runs"}
    (only,) = document["compared"]
    assert (only["name"], only["sessions"]) == ("doctor.csv", 4)
    assert list(only["tellers"]) == ["n ahead x mean", "per-kind means", "exp. smoothing", "estimate"]
    shape = {"told", "error", "long_error", "ratio", "long_ratio", "by_expected", "by_p90"}
    assert all(set(teller) == shape for teller in only["tellers"].values())
    assert set(only["tellers"]["estimate"]["by_p90"]) == {"point", "low", "high"}
    assert only["tellers"]["n ahead x mean"]["by_p90"] is None


def test_a_bad_or_too_short_log_is_said_and_nothing_is_measured(
    log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--log", str(log.parent / "gone.csv")]) == 2
    assert "gone.csv" in capsys.readouterr().err
    log.write_text(HEAD + "1,1,a,60\n", encoding="utf-8")
    assert main(["--log", str(log)]) == 2
    captured = capsys.readouterr()
    assert "1 sessions; more than 20 are needed" in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_every_scenario_simulates_plausible_sessions(scenario: object) -> None:
    sessions = simulated(next(one for one in SCENARIOS if one is scenario), 1, 60)
    times = [one.seconds for sitting in sessions for one in sitting]
    assert all(len(sitting) >= 4 for sitting in sessions)
    assert min(times) > 0
    assert 250 < sum(times) / len(times) < 1200


def test_the_speed_is_that_of_forty_patients() -> None:
    speed = measure_speed(3, seed=1)
    assert (speed.patients, speed.runs) == (40, 3)
    assert 0 < speed.median_ms <= speed.p95_ms
