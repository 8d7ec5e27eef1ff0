"""Which settings count: the command line before the environment, before the file, before the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from assistant_tui import paths
from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.i18n import system_language
from assistant_tui.settings.model import Language, Settings

if TYPE_CHECKING:
    from assistant_tui.settings.file import FromFile
    from assistant_tui.toml import Mistake

CONFIG_VARIABLE = "ASSISTANT_TUI_CONFIG"
DATABASE_VARIABLE = "ASSISTANT_TUI_DB"
LANGUAGE_VARIABLE = "ASSISTANT_TUI_LANG"


class Origin(StrEnum):
    """Where a value came from, strongest first."""

    COMMAND_LINE = "command-line"
    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"

    @property
    def saying(self) -> Saying:
        """The origin for people."""
        return _ORIGIN_WORDS[self]


_ORIGIN_WORDS = {
    Origin.COMMAND_LINE: say("command line"),
    Origin.ENVIRONMENT: say("environment"),
    Origin.FILE: say("settings file"),
    Origin.DEFAULT: say("default"),
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What counts on this workstation now.

    `settings` are the file's, untouched by overrides, so that saving them saves no override. `language` is
    `zh_CN` or `en`, never `auto`; the paths are absolute. `sources` tells the origin of every setting and of
    `config`; `warnings` are lines of the file that were passed over.
    """

    settings: Settings
    config_path: Path
    database_path: Path
    backups_path: Path
    language: str
    sources: Mapping[str, Origin]
    warnings: tuple[Mistake, ...] = ()

    @property
    def printer_target(self) -> str:
        """Where the receipt printer is reached, a path made absolute; empty when there is none."""
        target = self.settings.printer.target
        return target if not target or "://" in target else str(_beside(self.config_path, target))


def resolve(
    environ: Mapping[str, str],
    config: Path | str | None = None,
    db: Path | str | None = None,
    lang: str | None = None,
) -> Resolved:
    """Find the settings file and what overrides it; an empty variable counts as not set.

    A path in the file is seen from the file's folder, others from the working directory.
    Raises SettingsError for a file with mistakes, InputError for a language that is none.
    """
    config_given, config_origin = _override(config, environ.get(CONFIG_VARIABLE))
    config_path = paths.expanded(config_given).absolute() if config_given else paths.config_path()
    file = _read(config_path)
    settings = file.settings if file else Settings()
    given = file.given if file else frozenset()
    sources = {name: Origin.FILE if name in given else Origin.DEFAULT for name in settings.plain()}
    sources["config"] = config_origin

    db_given, db_origin = _override(db, environ.get(DATABASE_VARIABLE))
    if db_given:
        sources["database"] = db_origin
        database_path = paths.expanded(db_given).absolute()
    elif settings.database:
        database_path = _beside(config_path, settings.database)
    else:
        database_path = paths.database_path()

    lang_given, lang_origin = _override(lang, environ.get(LANGUAGE_VARIABLE))
    wanted = settings.language
    if lang_given:
        sources["language"] = lang_origin
        wanted = _language(lang_given)
    return Resolved(
        settings=settings,
        config_path=config_path,
        database_path=database_path,
        backups_path=(
            _beside(config_path, settings.backups) if settings.backups else database_path.parent / "backups"
        ),
        language=system_language() if wanted is Language.AUTO else wanted.value,
        sources=sources,
        warnings=file.warnings if file else (),
    )


def _read(path: Path) -> FromFile | None:
    """What the file gives; without a file, what reads one is not even imported (6 ms of every command)."""
    if not paths.is_there(path):
        return None
    from assistant_tui.settings.file import read_settings  # noqa: PLC0415

    return read_settings(path)


def _override(from_command_line: Path | str | None, from_environment: str | None) -> tuple[str, Origin]:
    if from_command_line:
        return str(from_command_line), Origin.COMMAND_LINE
    if from_environment:
        return from_environment, Origin.ENVIRONMENT
    return "", Origin.DEFAULT


def _beside(config_path: Path, text: str) -> Path:
    return (config_path.parent / paths.expanded(text)).absolute()


def _language(text: str) -> Language:
    """The language meant by `zh_CN`, `zh-cn`, `zh`, `en_GB.UTF-8`, `auto`, ..."""
    start = text.lower().replace("-", "_").split(".")[0].split("_")[0]
    languages = {"auto": Language.AUTO, "zh": Language.CHINESE, "en": Language.ENGLISH}
    if start in languages:
        return languages[start]
    raise InputError(say("There is no language {language}: choose zh_CN, en or auto", language=text))
