"""The key of the pseudonyms: a file of its own beside the settings, made when it is first needed.

It is in no database and no export. Who has it can find out whose a pseudonym is; without it the next export
has others, which nobody can join to those of before.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from assistant_tui import paths
from assistant_tui.domain.saying import RuleError, say

KEY_NAME = "pseudonyms.key"
_BYTES = 32
_TEXT = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}\n?")


def pseudonym_key(config_path: Path) -> bytes:
    """The key beside these settings; made there, for this user only (0600), if there is none yet.

    Raises RuleError for a file that is no key, that others on the machine can read, or that cannot be made.
    """
    path = config_path.parent / KEY_NAME
    try:
        if not paths.is_there(path):
            _make(path)
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except OSError as error:
        reason = error.strerror or str(error)
        raise RuleError(say("The key {path} cannot be used: {error}", path=path, error=reason)) from error
    except UnicodeDecodeError:
        text, mode = "", 0
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise RuleError(say("Others can read the key {path}. Take that away with: chmod 600", path=path))
    if not _TEXT.fullmatch(text):
        raise RuleError(
            say(
                "{path} is no key of pseudonyms. Put a copy of it back; or move it away,"
                " and the next export begins with new pseudonyms",
                path=path,
            )
        )
    return bytes.fromhex(text.strip())


def _make(path: Path) -> None:
    """A new key in one step: of two programs at once the first one's counts, and nobody reads half of it."""
    import secrets  # noqa: PLC0415 - once in the life of a clinic
    import tempfile  # noqa: PLC0415

    paths.private_folder(path.parent)
    handle, name = tempfile.mkstemp(prefix=f".{KEY_NAME}.", dir=path.parent)  # 0600 from the beginning
    try:
        with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
            file.write(f"{secrets.token_hex(_BYTES)}\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(name, path)  # unlike a move, never in the place of another
    finally:
        Path(name).unlink()
