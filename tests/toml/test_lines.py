"""Where a value stands in a TOML text."""

from __future__ import annotations

import pytest

from assistant_tui.toml.lines import Place, line_of

TEXT = """\
# a comment = \"\"\" that opens nothing
title = "x"
[queue]  # the rules
max = 1
long = \"\"\"
max = 2
[[phrase]]
\"\"\"
[[phrase]]
code = "a"
text.zh_CN = "甲"
text.en = "one"

[[phrase]]
"code" = "b"
words = [
  "code = 1",
]
quotes = '\"\"\"'  # not open
[phrase.text]
en = "two"
[[phrase.part]]
n = 1
[[phrase.part]]
n = 2
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("title",), 2),
        (("queue",), 3),
        (("queue", "max"), 4),
        (("queue", "long"), 5),
        (("phrase", 0), 9),
        (("phrase", 0, "code"), 10),
        (("phrase", 0, "text", "en"), 12),
        (("phrase", 1), 14),
        (("phrase", 1, "code"), 15),
        (("phrase", 1, "words"), 16),
        (("phrase", 1, "quotes"), 19),
        (("phrase", 1, "text", "en"), 21),
        (("phrase", 1, "part", 0, "n"), 23),
        (("phrase", 1, "part", 1, "n"), 25),
    ],
)
def test_a_value_is_found_on_the_line_where_it_begins(place: Place, line: int) -> None:
    assert line_of(TEXT, place) == line


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("phrase", 0, "audience"), 9),
        (("queue", "max", "deeper"), 4),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_what_is_missing_gets_the_line_of_what_is_around_it(place: Place, line: int) -> None:
    assert line_of(TEXT, place) == line
