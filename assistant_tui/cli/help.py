"""The page that `--help` shows, in the user's language and aligned by terminal cells.

Typer's own pages speak English only and count characters, not cells.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistant_tui.cli.output import width
from assistant_tui.cli.session import GLOBAL_NAMES
from assistant_tui.i18n import _

_WIDEST = 100
_INDENT = "  "
_LONGEST_NAME = 34

Row = tuple[str, str]
Sections = Iterable[tuple[str, list[Row]]]


def page(command: Any, ctx: Any) -> str:
    """The help of a Typer command or group."""
    return laid_out(
        usage=usage(ctx),
        words=command.help or "",
        sections=_sections(command, ctx),
        examples=(command.epilog or "").splitlines(),
    )


def laid_out(*, usage: str, words: str, sections: Sections, examples: Sequence[str]) -> str:
    """A page of help from its parts; a section without rows is left out."""
    columns = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = [usage, "", *_wrapped(words, columns)]
    for title, rows in sections:
        if rows:
            lines += ["", title, *_listed(rows, columns)]
    if examples:
        lines += ["", _("Examples:"), *(_INDENT + line for line in examples)]
    return "\n".join(lines)


def usage(ctx: Any) -> str:
    """One line: how the command is written."""
    command = ctx.command
    pieces = [command.options_metavar]
    for param in command.params:
        if param.param_type_name == "argument":
            name = param.make_metavar(ctx)
            pieces.append(name if param.required else f"[{name}]")
    pieces.append(getattr(command, "subcommand_metavar", ""))
    return _("Usage: {command}", command=" ".join(piece for piece in (_path(ctx), *pieces) if piece))


def _path(ctx: Any) -> str:
    """The commands as typed, without the arguments that Typer would put between them."""
    return f"{_path(ctx.parent)} {ctx.info_name}" if ctx.parent else str(ctx.info_name)


def _sections(command: Any, ctx: Any) -> Iterator[tuple[str, list[Row]]]:
    own, everywhere, arguments = [], [], []
    for param in command.get_params(ctx):
        if getattr(param, "hidden", False):
            continue
        if param.param_type_name == "argument":
            arguments.append((param.make_metavar(ctx), param.help or ""))
        elif param.name in GLOBAL_NAMES:
            everywhere.append(_option(param, ctx))
        else:
            own.append(_option(param, ctx))
    commands = getattr(command, "commands", {})
    yield _("Arguments:"), arguments
    yield (
        _("Commands:"),
        [(name, _first_sentence(one.help)) for name, one in commands.items() if not one.hidden],
    )
    yield _("Options:"), own
    yield _("Options of every command:"), everywhere


def _option(param: Any, ctx: Any) -> Row:
    names = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
    if not param.is_flag:
        names = f"{names} {param.make_metavar(ctx)}"
    words = param.help or ""
    if param.required:
        words = _("{words} (needed)", words=words)
    return names, words


def _first_sentence(text: str | None) -> str:
    return re.split(r"(?<=\.)\s|(?<=。)|\n", text or "", maxsplit=1)[0]


def _listed(rows: Iterable[Row], columns: int) -> Iterator[str]:
    rows = list(rows)
    left = min(max(width(name) for name, _words in rows), _LONGEST_NAME)
    margin = len(_INDENT) + left + 2
    for name, words in rows:
        first, *more = list(_wrapped(words, columns - margin)) or [""]
        if width(name) > left:
            yield _INDENT + name
            yield (" " * margin + first).rstrip()
        else:
            yield (_INDENT + name + " " * (left - width(name) + 2) + first).rstrip()
        yield from (" " * margin + line for line in more)


def _wrapped(text: str, columns: int) -> Iterator[str]:
    """Lines of at most so many cells; Chinese breaks anywhere, other words at spaces."""
    for paragraph in text.split("\n"):
        line = ""
        for word in _pieces(paragraph):
            if line and width(line) + width(word.rstrip()) > columns:
                yield line.rstrip()
                line = ""
            line += word if line else word.lstrip()
        if line or not paragraph:
            yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What must not be broken: words with the space after them, and single wide characters."""
    word = ""
    for at, char in enumerate(text):
        word += char
        following = text[at + 1 : at + 2]
        # Chinese punctuation never begins a line.
        if (
            char == " " or width(char) > 1 or (following and width(following) > 1)
        ) and following not in _CLOSING:
            yield word
            word = ""
    if word:
        yield word


_CLOSING = frozenset("，。；：、？！）」”")
