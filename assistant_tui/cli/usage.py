"""What Typer says about a command line that it cannot read, in the user's language.

Typer has its sentences in English only. They are recognised here by their shape; one that is not (a newer
Typer has reworded it) is shown as it is, and a test notices.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from assistant_tui.cli.help import usage
from assistant_tui.i18n import _

_Sentence = Callable[[dict[str, str]], str]


def _invalid(found: dict[str, str]) -> str:
    name = found["name"]
    return f"{name}: {found['reason']}" if name else found["reason"]


_SENTENCES: tuple[tuple[str, _Sentence], ...] = (
    (r"Missing command\.", lambda _found: _("Which command?")),
    (
        r"No such command '(?P<name>.*)'\. Did you mean (?P<near>.*)\?",
        lambda found: _("There is no command {name}. Did you mean {near}?", **found),
    ),
    (r"No such command '(?P<name>.*)'\.", lambda found: _("There is no command {name}", **found)),
    (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.*)\)",
        lambda found: _("There is no option {name}. Did you mean {near}?", **found),
    ),
    (r"No such option: (?P<name>.*)", lambda found: _("There is no option {name}", **found)),
    (
        r"Option '(?P<name>.*)' requires (?:an argument|\d+ arguments)\.",
        lambda found: _("Type a value after {name}", **found),
    ),
    (r"Option '(?P<name>.*)' does not take a value\.", lambda found: _("{name} takes no value", **found)),
    (
        r"Got unexpected extra argument\(s\) \((?P<words>.*)\)",
        lambda found: _("This is too much: {words}. Put text with spaces in quotes", **found),
    ),
    (
        r"Missing (?:argument|option|parameter) '(?P<name>[^']*)'.*",
        lambda found: _("{name} is missing", **found),
    ),
    (
        r"Invalid value for (?P<name>.*): (?P<typed>.*) is not a valid (?:integer|int)(?: range)?\.",
        lambda found: _("{name}: {typed} is no whole number", **found),
    ),
    (
        r"Invalid value for (?P<name>.*): (?P<typed>.*) is not a valid float\.",
        lambda found: _("{name}: {typed} is no number", **found),
    ),
    (
        r"Invalid value for (?P<name>.*): (?P<typed>.*) is not in the range (?P<range>.*)\.",
        lambda found: _("{name}: {typed} is not in the range {range}", **found),
    ),
    (
        r"Invalid value for (?P<name>.*): (?P<typed>'.*') is not one of (?P<choices>.*)\.",
        lambda found: _("{name}: {typed} is not one of {choices}", **found),
    ),
    (r"Invalid value(?: for (?P<name>.*))?: (?P<reason>.*)", _invalid),
)


def usage_in_words(error: Any) -> str:
    """What is wrong with the command line, and where to read how it is written."""
    sentence = in_words(error.format_message())
    ctx = getattr(error, "ctx", None)
    if ctx is None:
        return sentence
    return "\n".join((sentence, usage(ctx), _("Help: {command} --help", command=ctx.command_path)))


def in_words(message: str) -> str:
    """One of Typer's sentences in the user's language."""
    for shape, sentence in _SENTENCES:
        if match := re.fullmatch(shape, message, re.DOTALL):
            return sentence({name: (text or "").replace("'", "") for name, text in match.groupdict().items()})
    return message
