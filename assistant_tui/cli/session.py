"""One run of the command line: what the global options said, and what a command opens with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from assistant_tui import i18n
from assistant_tui.cli.output import Output
from assistant_tui.cli.workstation import Screens, no_screens

if TYPE_CHECKING:
    import typer

    from assistant_tui.domain.clock import Clock
    from assistant_tui.services.context import Context
    from assistant_tui.services.post import Post
    from assistant_tui.settings import Resolved
    from assistant_tui.store.database import Database

GLOBAL_NAMES = frozenset({"db", "config", "lang", "json", "no_input", "now"})


@dataclass
class Session:
    """The global options, wherever on the line they stood; commands get it by `session_of`."""

    environ: Mapping[str, str]
    screens: Screens = no_screens
    db: str | None = None
    config: str | None = None
    lang: str | None = None
    now: str | None = None
    json: bool = False
    no_input: bool = False
    _closing: list[Database] = field(default_factory=list)

    def note(self, said: Mapping[str, str | bool]) -> None:
        """Take over these global options, by the names of the fields here."""
        for name, value in said.items():
            assert name in GLOBAL_NAMES
            setattr(self, name, value)

    @cached_property
    def resolved(self) -> Resolved:
        """The settings that count; from here on their language is spoken."""
        from assistant_tui import settings  # noqa: PLC0415

        resolved = settings.resolve(self.environ, self.config, self.db, self.lang)
        i18n.use_language(resolved.language)
        return resolved

    @cached_property
    def out(self) -> Output:
        """Where the answer goes."""
        return Output(json=self.json, environ=self.environ)

    @cached_property
    def zone(self) -> tzinfo:
        """The clinic's time zone."""
        from assistant_tui.settings import zone  # noqa: PLC0415

        return zone(self.resolved.settings.timezone)

    @cached_property
    def clock(self) -> Clock:
        """The wall's clock, or the instant of `--now`. Raises InputError for a time that is none."""
        from assistant_tui.domain.clock import FixedClock, SystemClock  # noqa: PLC0415

        return SystemClock() if self.now is None else FixedClock(self._instant(self.now))

    def database(self) -> Database:
        """The clinic's file, for commands that need no more; closed at the end. Raises StoreError."""
        from assistant_tui.services.opening import open_file  # noqa: PLC0415 - sqlite3, for commands that read

        database = open_file(self.resolved, clock=self.clock)
        self._closing.append(database)
        return database

    def post(self) -> Post:
        """The workstation without its pack, for what needs none. Raises StoreError."""
        from assistant_tui.services.opening import open_post  # noqa: PLC0415

        post = open_post(self.resolved, clock=self.clock)
        self._closing.append(post.database)
        return post

    def desk(self) -> Context:
        """The workstation, for actions and for what the pack has a say in. Raises StoreError, FileError."""
        from assistant_tui.services.opening import open_workstation  # noqa: PLC0415

        context = open_workstation(self.resolved, clock=self.clock)
        self._closing.append(context.database)
        return context

    def open_screens(self) -> None:
        """Show the screens until the user leaves them. Raises RuleError where there is no terminal."""
        self.screens(self.resolved, clock=self.clock)

    def close(self) -> None:
        """Close what was opened."""
        while self._closing:
            self._closing.pop().close()

    def _instant(self, text: str) -> datetime:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            from assistant_tui.domain.saying import InputError, say  # noqa: PLC0415

            raise InputError(
                say("“{text}” is no time: write one like 2026-11-21T10:42+08:00", text=text)
            ) from None
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).astimezone(UTC)


def session_of(ctx: typer.Context) -> Session:
    """The session that this command runs in."""
    session = ctx.find_root().obj
    assert isinstance(session, Session)
    return session
