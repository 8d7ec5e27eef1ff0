"""A page of HTML: a paper in the words of a template, the clinic's own or the program's.

Templates run in Jinja2's sandbox, every value is escaped, and a name that is not there is a mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, tzinfo
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant_tui.domain.money import money_text
from assistant_tui.domain.saying import Saying, say
from assistant_tui.domain.words import Words
from assistant_tui.i18n import language, spoken
from assistant_tui.printing.mistakes import in_words
from assistant_tui.readmodels.papers import Paper
from assistant_tui.toml import FileError, Mistake

SUFFIX = ".html.j2"


def page(name: str, paper: Paper, folders: Sequence[Path], zone: tzinfo) -> str:
    """The paper as HTML, by the first template `name.html.j2` that a folder has, in the language in use.

    Raises FileError, with file and line, for a mistake in a template.
    """
    environment = _environment(folders, zone)
    with in_words(folders):
        return environment.get_template(name + SUFFIX).render(vars(_spoken(paper)), language=language())


def _environment(folders: Sequence[Path], zone: tzinfo) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=_Loader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=lambda value: "" if value is None else value,
        trim_blocks=True,
        lstrip_blocks=True,
        # One page a run: a cache would have nobody to serve.
        cache_size=0,
    )
    environment.globals["words"] = _words
    environment.filters |= {
        "money": money_text,
        "listed": _listed,
        "date": partial(_date, zone=zone),
        "time": partial(_time, zone=zone),
    }
    return environment


class _Loader(FileSystemLoader):
    """Reads templates; one that cannot be read is named."""

    def get_source(self, environment: Any, template: str) -> Any:
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:  # an OSError too, and no mistake: another folder or name may have it
            raise
        except UnicodeDecodeError:
            raise self._unreadable(template, say("The text is not UTF-8; save the file as UTF-8")) from None
        except OSError as error:
            reason = say("The file cannot be read: {error}", error=error.strerror or str(error))
            raise self._unreadable(template, reason) from error

    def _unreadable(self, template: str, reason: Saying) -> FileError:
        tried = [Path(folder, *split_template_path(template)) for folder in self.searchpath]
        file = next((path for path in tried if path.is_file()), tried[0])
        return FileError([Mistake(file, 1, reason)])


def _spoken(value: object) -> Any:
    """A read model as templates see it: whatever has words says them in the language in use."""
    match value:
        case Words() | Saying():
            return spoken(value)
        case tuple() if hasattr(value, "_asdict"):
            return SimpleNamespace(**{name: _spoken(part) for name, part in value._asdict().items()})
        case tuple():
            return tuple(map(_spoken, value))
        case _ if is_dataclass(value):
            return SimpleNamespace(**{one.name: _spoken(getattr(value, one.name)) for one in fields(value)})
        case _:
            return value


def _words(chinese: str, english: str) -> str:
    """What a template says itself, in the language in use."""
    return Words(chinese, english).said_in(language())


def _listed(values: Sequence[object]) -> str:
    """The words of a list, one after the other, as the language parts them."""
    return ("、" if language() == "zh_CN" else ", ").join(map(str, values))


def _date(moment: date | datetime, zone: tzinfo) -> str:
    """`2026-11-21`, of an instant in the clinic's zone."""
    day = moment.astimezone(zone) if isinstance(moment, datetime) else moment
    return f"{day:%Y-%m-%d}"


def _time(moment: datetime, zone: tzinfo) -> str:
    """`10:42` in the clinic's zone."""
    return f"{moment.astimezone(zone):%H:%M}"
