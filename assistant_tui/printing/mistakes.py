"""A mistake in a template, said with its file and line instead of as a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from assistant_tui.domain.saying import RuleError, Saying, say
from assistant_tui.toml import FileError, Mistake

_LONGEST = 200
_UNKNOWN = re.compile(r"'([^']*)'(?: is undefined)?$")


@contextmanager
def in_words(folders: Sequence[Path]) -> Iterator[None]:
    """Whatever goes wrong in a template of these folders becomes a FileError; all else stays what it is."""
    try:
        yield
    except RuleError:
        raise
    except TemplateSyntaxError as error:
        source = Path(error.filename or error.name or "")
        raise FileError([Mistake(source, error.lineno, _not_understood(error))]) from error
    except Exception as error:
        file, line = _where(error, folders)
        if file is None:
            if isinstance(error, TemplateNotFound):
                raise FileError([Mistake(folders[0] / str(error.name), 1, _reason(error))]) from error
            raise
        raise FileError([Mistake(file, line, _reason(error))]) from error


def _where(error: BaseException, folders: Sequence[Path]) -> tuple[Path | None, int]:
    """The innermost line of a template on the way to the error; Jinja2 puts them into the traceback."""
    found: tuple[Path | None, int] = (None, 0)
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if any(file.is_relative_to(folder) for folder in folders):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _not_understood(error: TemplateSyntaxError) -> Saying:
    return say("The template cannot be understood: {error}", error=str(error.message)[:_LONGEST])


def _reason(error: Exception) -> Saying:
    match error:
        case UndefinedError() if unknown := _UNKNOWN.search(str(error)):
            return say("There is no {name} here; docs/printing.md lists what there is", name=unknown[1])
        case TemplateNotFound():
            return say("There is no template {name}", name=error.name)
        case SecurityError():
            return say("A template may not do this: {error}", error=str(error)[:_LONGEST])
        case _:
            return say("The template fails here: {error}", error=str(error)[:_LONGEST])
