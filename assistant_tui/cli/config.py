"""`config`: where the settings are, and what counts."""

from __future__ import annotations

from dataclasses import asdict
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
    values: dict[str, Any] = asdict(resolved.settings) | {
        "config": str(resolved.config_path),
        "database": str(resolved.database_path),
        "backups": str(resolved.backups_path),
        "language": resolved.language,
    }
    if session.out.json:
        session.out.document(
            {
                name: {"value": value, "source": resolved.sources[name]}
                for name, value in sorted(values.items())
            }
        )
    else:
        rows = [
            (name, _shown(value), spoken(resolved.sources[name].saying))
            for name, value in sorted(values.items())
        ]
        session.out.table((_("Setting"), _("Value"), _("Origin")), rows)
    for warning in resolved.warnings:
        session.out.note(spoken(warning.saying))


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} = {_shown(one)}" for name, one in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)
