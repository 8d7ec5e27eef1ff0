"""The settings file: read with mistakes named by line, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from assistant_tui import paths
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.settings.goals import goals_written, read_goals
from assistant_tui.settings.model import COMMENTS, Language, Printer, Settings, Theme
from assistant_tui.settings.zone import is_zone
from assistant_tui.toml import FileError, Mistake, Mistakes, Source, Table, parse, read
from assistant_tui.toml.table import DAY_MINUTES

WIDTHS = (58, 80)
"""Millimetres of the paper that receipt printers take."""
_HEADER = """\
# assistant-tui 设置 / settings
# 程序保存设置时会重写整个文件。说明见 docs/settings.md
# The program rewrites this file when settings change; see docs/settings.md
"""


class SettingsError(FileError):
    """The settings were refused; `mistakes` names every one with file, line and reason."""


@dataclass(frozen=True, slots=True)
class FromFile:
    """What was read: the settings, the keys that the file gives, and what in it was passed over.

    A key that is not known is a warning, not a mistake: the file may have been written by a newer version.
    """

    settings: Settings = field(default_factory=Settings)
    given: frozenset[str] = frozenset()
    warnings: tuple[Mistake, ...] = ()


def load(path: Path) -> Settings:
    """The settings of a file; the defaults if there is none. Raises SettingsError."""
    return read_settings(path).settings


def read_settings(path: Path) -> FromFile:
    """Read a file with what is worth knowing about it; one that does not exist gives nothing.

    Raises SettingsError with all mistakes.
    """
    if not paths.is_there(path):
        return FromFile()
    mistakes = Mistakes()
    parsed = read(path, mistakes)
    return _understood(parsed, mistakes)


def save(path: Path, settings: Settings) -> None:
    """Write the whole file, for this user only (0600 where the system knows that), or leave it untouched.

    A link is followed. Raises SettingsError for settings that could not be read back, RuleError if the disk
    refuses.
    """
    text = written(settings)
    mistakes = Mistakes()
    _understood(parse(path, text, mistakes), mistakes)
    target = Path(os.path.realpath(path))
    try:
        paths.private_folder(target.parent)
        _replace(target, text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RuleError(
            say("The settings cannot be saved to {file}: {error}", file=path, error=reason)
        ) from error


def written(settings: Settings) -> str:
    """The file's text: every setting under its comment, those that are tables of tables at the end."""
    values = settings.plain()
    goals = values.pop("goals")
    blocks = [f"# {COMMENTS[name]}\n{name} = {_toml(value)}\n" for name, value in values.items()]
    return "\n".join([_HEADER, *blocks, f"# {COMMENTS['goals']}\n{goals_written(goals)}"])


def _understood(parsed: tuple[Source, dict[str, object]] | None, mistakes: Mistakes) -> FromFile:
    if parsed is None:
        raise SettingsError(mistakes.in_order())
    source, values = parsed
    table = Table(source, values)
    passed_over: list[Mistake] = []
    settings = _settings(table, passed_over)
    if mistakes:
        raise SettingsError(mistakes.in_order())
    warnings = (*table.leftover(), *passed_over)
    return FromFile(settings, frozenset(values) & frozenset(COMMENTS), warnings)


def _settings(table: Table, passed_over: list[Mistake]) -> Settings:
    usual = Settings()
    timezone = table.text("timezone", usual.timezone, blank=True)
    if not is_zone(timezone):
        table.wrong(
            "timezone", say("There is no time zone {zone}; write one like Asia/Shanghai", zone=timezone)
        )
    return Settings(
        language=table.choice("language", Language, usual.language),
        theme=table.choice("theme", Theme, usual.theme),
        pack=table.text("pack", usual.pack),
        room=table.text("room", usual.room, blank=True),
        assistant=table.text("assistant", usual.assistant, blank=True),
        database=table.text("database", usual.database, blank=True),
        backups=table.text("backups", usual.backups, blank=True),
        timezone=timezone,
        hide_names=table.flag("hide_names", usual.hide_names),
        bell=table.flag("bell", usual.bell),
        sound=table.flag("sound", usual.sound),
        desktop=table.flag("desktop", usual.desktop),
        printer=_printer(table, usual.printer, passed_over),
        wait_target=table.whole("wait_target", usual.wait_target, 0, DAY_MINUTES),
        goals=read_goals(table, passed_over),
    )


def _printer(table: Table, usual: Printer, passed_over: list[Mistake]) -> Printer:
    """`[printer]`, or `printer = { ... }` as the program writes it; keys not known are `passed_over`."""
    inner = table.table("printer", optional=True)
    if inner is None:
        return usual
    width = inner.whole("width", usual.width, 0, 1000)
    if width not in WIDTHS:
        inner.wrong("width", say("width must be one of: {options}", options=", ".join(map(str, WIDTHS))))
    printer = Printer(width, inner.text("target", usual.target, blank=True))
    passed_over += inner.leftover()
    return printer


def _toml(value: str | bool | int | dict[str, object]) -> str:
    """A TOML value: JSON's quoting is TOML's, but for DEL, which the reader refuses anyway."""
    import json  # noqa: PLC0415 - most commands only read

    if isinstance(value, dict):
        return (
            "{ "
            + ", ".join(f"{name} = {json.dumps(one, ensure_ascii=False)}" for name, one in value.items())
            + " }"
        )
    return json.dumps(value, ensure_ascii=False)


def _replace(target: Path, text: str) -> None:
    """Put the text in the file's place in one step: a power cut leaves the old file or the new one."""
    import tempfile  # noqa: PLC0415 - slow to import, and most commands only read

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
