"""`config`: where the settings are, and what counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import typer

from assistant_tui.cli.commands import Group, add_noun, add_verb
from assistant_tui.cli.session import session_of
from assistant_tui.i18n import _, spoken


def add_to(group: Group) -> None:
    """Add `config`."""
    noun = add_noun(group, "config")
    add_verb(noun, "path", show_path, _("Show where the settings file is."), "assistant-tui config path")
    add_verb(noun, "show", show, _("Show every setting and where it came from."), "assistant-tui config show")


def show_path(ctx: typer.Context) -> None:
    session = session_of(ctx)
    path = session.resolved.config_path
    if session.out.json:
        session.out.document({"path": str(path), "exists": path.exists()})
    else:
        session.out.line(str(path))


def show(ctx: typer.Context) -> None:
    session = session_of(ctx)
    resolved = session.resolved
    values: dict[str, Any] = resolved.settings.plain() | {
        "config": str(resolved.config_path),
        "database": str(resolved.database_path),
        "backups": str(resolved.backups_path),
        "language": resolved.language,
    }
    if session.out.json:
        session.out.document(
            {
                name: {"value": _jsonable(value), "source": resolved.sources[name]}
                for name, value in sorted(values.items())
            }
        )
    else:
        rows = [
            (row, _shown(one), spoken(resolved.sources[name].saying))
            for name, value in sorted(values.items())
            for row, one in _rows(name, value)
        ]
        session.out.table((_("Setting"), _("Value"), _("Origin")), rows)
    for warning in resolved.warnings:
        session.out.note(spoken(warning.saying))


def _rows(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """One row; of a table of tables, one for each, if there are any."""
    if isinstance(value, dict) and any(isinstance(one, dict) for one in value.values()):
        yield from ((f"{name}.{inner}", one) for inner, one in value.items())
    else:
        yield name, value


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _jsonable(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} = {_shown(one)}" for name, one in value.items())
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).lower() if isinstance(value, bool) else str(value)
