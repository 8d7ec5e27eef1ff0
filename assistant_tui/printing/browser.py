"""Showing a page: a file for this user alone, opened in the browser, from where it is printed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from assistant_tui import paths
from assistant_tui.domain.saying import RuleError, say

KEPT = timedelta(hours=1)
"""So long a page stays on the disk; the next one that is shown removes it then."""
_PREFIX, _SUFFIX = "page-", ".html"
# These draw over the terminal that the program is in, and cannot print.
_IN_THE_TERMINAL = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})

Opener = Callable[[str], bool]


def pages_folder() -> Path:
    """Where pages wait for the browser: in the program's own state folder."""
    from platformdirs import user_state_path  # noqa: PLC0415 - 4 ms

    return user_state_path(paths.NAME, appauthor=False) / "print"


def open_in_browser(html: str, *, folder: Path | None = None, opener: Opener | None = None) -> Path:
    """Write the page (0600, in a folder of this user's), open it, and answer the file.

    Older pages there are removed. Raises RuleError, naming the file, when no browser opens it, and when it
    cannot be written.
    """
    file = _written(html, folder or pages_folder())
    _remove_old(file)
    if not (opener or _system_browser)(file.as_uri()):
        raise RuleError(say("No browser could be opened. The page is in {file}", file=file))
    return file


def _written(html: str, folder: Path) -> Path:
    try:
        paths.private_folder(folder)
        # mkstemp makes it readable and writable for this user alone.
        handle, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(html)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RuleError(say("{path} cannot be written: {error}", path=folder, error=reason)) from error
    return Path(name)


def _remove_old(newest: Path) -> None:
    """By the file system's own clock: the newest page was written just now."""
    with suppress(OSError):
        oldest = newest.stat().st_mtime - KEPT.total_seconds()
        for file in newest.parent.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                if file.stat().st_mtime < oldest:
                    file.unlink()


def _system_browser(address: str) -> bool:
    import webbrowser  # noqa: PLC0415 - slow to import, and most of what is printed goes elsewhere

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if getattr(browser, "basename", "") in _IN_THE_TERMINAL:
        return False
    return browser.open(address)
