"""Opening the clinic's file for this workstation: by the command line, and by the screens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant_tui.domain.clock import Clock, SystemClock
from assistant_tui.domain.saying import RuleError, Saying, say
from assistant_tui.services.post import Post, take_post
from assistant_tui.settings import Origin, Resolved, zone
from assistant_tui.store.database import Database
from assistant_tui.store.failures import DamagedError, NoDatabaseError, in_words

if TYPE_CHECKING:
    from assistant_tui.domain.goals import Aims
    from assistant_tui.services.context import Context


def open_file(resolved: Resolved, *, clock: Clock | None = None) -> Database:
    """The file alone, for those who need neither room nor pack.

    Raises StoreError, and RuleError for another clock than the wall's on a file that is no demo: what
    really happened has really happened when the journal says so.
    """
    try:
        database = Database.open(resolved.database_path)
    except NoDatabaseError as error:
        if resolved.database_path.exists():
            raise
        raise NoDatabaseError(
            say(
                "There is no database at {path} yet. Make one with: assistant-tui init",
                path=resolved.database_path,
            )
        ) from error
    except DamagedError as error:
        raise DamagedError(with_backup(error.saying, resolved)) from error
    if not isinstance(clock, SystemClock | None) and not database.is_demo:
        database.close()
        raise RuleError(say("--now works only on a database made with: assistant-tui init --demo"))
    return database


def with_backup(trouble: Saying, resolved: Resolved) -> Saying:
    """What is wrong with the file, and the newest sound backup to put in its place."""
    from assistant_tui.store.backup import newest_sound  # noqa: PLC0415 - for trouble only

    newest = newest_sound(resolved.database_path, resolved.backups_path)
    if newest is None:
        return say(
            "{trouble}. There is no sound backup in {folder}", trouble=trouble, folder=resolved.backups_path
        )
    return say(
        "{trouble}. The newest sound backup is {backup}; to put it in place: assistant-tui restore latest",
        trouble=trouble,
        backup=newest.path,
    )


def open_post(resolved: Resolved, *, clock: Clock | None = None) -> Post:
    """The file with room and time zone, as the settings have them, for what asks no pack: none is read.

    `clock` is the wall's by default. Raises as `open_file`, and MissingError for a room that is not there.
    """
    database = open_file(resolved, clock=clock)
    with _closed_if_refused(database):
        return _post(resolved, database, clock)


def open_workstation(resolved: Resolved, *, clock: Clock | None = None) -> Context:
    """The same with the pack.

    Raises as `open_post`, FileError for a pack with mistakes, MissingError for one that is not there.
    """
    from assistant_tui import pack as packs  # noqa: PLC0415 - see `open_post`
    from assistant_tui.services.context import Context  # noqa: PLC0415

    database = open_file(resolved, clock=clock)
    with _closed_if_refused(database):
        pack = packs.load(packs.find(pack_code(resolved, database), packs.pack_folders()))
        post = _post(resolved, database, clock)
        return Context.at(post, pack, _aims(resolved, post))


def pack_code(resolved: Resolved, database: Database) -> str:
    """The pack to use: the one of the settings, or else the one that the file was made with.

    A demo always keeps its own: the settings speak of the real clinic.
    """
    chosen = resolved.settings.pack
    if database.is_demo or resolved.sources["pack"] is Origin.DEFAULT:
        return database.meta("pack") or chosen
    return chosen


def wait_target(resolved: Resolved, post: Post) -> timedelta:
    """`Context.wait_target` for what has no pack: no more of one is read, if the settings say nothing.

    Raises FileError for a pack with mistakes, MissingError for one that is not there.
    """
    # A demo's aims name none, and its clinic is not that of the settings.
    own = None if post.database.is_demo else resolved.settings.aims.wait_target
    if own is not None:
        return own
    from assistant_tui.packfolders import find, max_wait, pack_folders  # noqa: PLC0415

    folder = find(pack_code(resolved, post.database), pack_folders())
    told = max_wait(folder)
    if told is not None:
        return told
    from assistant_tui import pack as packs  # noqa: PLC0415 - takes 40 ms to import, and figures need no more

    return packs.load(folder).queue.max_wait


def _aims(resolved: Resolved, post: Post) -> Aims:
    """What the clinic has set itself; a demo keeps its own: the settings speak of the real clinic."""
    if post.database.is_demo:
        from assistant_tui.services.demo.aims import aims  # noqa: PLC0415 - for a demo

        return aims(post.today())
    return resolved.settings.aims


def _post(resolved: Resolved, database: Database, clock: Clock | None) -> Post:
    return take_post(
        database,
        assistant=_assistant(resolved, database),
        clock=clock or SystemClock(),
        zone=zone(resolved.settings.timezone),
        room="" if database.is_demo else resolved.settings.room,
    )


def _assistant(resolved: Resolved, database: Database) -> str:
    """Who acts: the assistant of the settings, or else whoever made the file."""
    if resolved.settings.assistant and not database.is_demo:
        return resolved.settings.assistant
    with in_words():
        made_by = database.raw.execute("SELECT actor FROM journal ORDER BY id LIMIT 1").fetchone()
    return str(made_by[0]) if made_by else ""


@contextmanager
def _closed_if_refused(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise
