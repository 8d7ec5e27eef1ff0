"""Where the program keeps its things on this machine.

The folders are the platform's own (platformdirs), with XDG variables respected. On Linux the environment says
where they are, and platformdirs, which takes 4 ms to import, is asked only when it does not.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "assistant-tui"


def data_folder() -> Path:
    """The bundled packs and demo: inside the package once installed, beside it in a source tree."""
    package = Path(__file__).parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def config_folder() -> Path:
    """Where the settings are, and the packs of one's own."""
    if folder := _xdg("XDG_CONFIG_HOME", ".config"):
        return folder
    from platformdirs import user_config_path  # noqa: PLC0415

    return user_config_path(NAME, appauthor=False)


def config_path() -> Path:
    """The settings, unless told otherwise."""
    return config_folder() / "settings.toml"


def data_home() -> Path:
    """Where the database and its backups are, unless told otherwise."""
    if folder := _xdg("XDG_DATA_HOME", ".local/share"):
        return folder
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path(NAME, appauthor=False)


def database_path() -> Path:
    """The database, unless told otherwise."""
    return data_home() / "clinic.db"


def log_path() -> Path:
    """The program's log."""
    from platformdirs import user_log_path  # noqa: PLC0415

    return user_log_path(NAME, appauthor=False) / f"{NAME}.log"


def _xdg(variable: str, usual: str) -> Path | None:
    """Our folder by the XDG Base Directory Specification; None where the environment does not settle it.

    A path that is not absolute does not count, as the specification has it.
    """
    if sys.platform != "linux":
        return None
    told, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if told.startswith("/"):
        return Path(told, NAME)
    return Path(home, usual, NAME) if home.startswith("/") else None


def expanded(text: str) -> Path:
    """The path with `~` replaced by the home folder, where there is one."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # no such user, or no home
        return Path(text)


def is_there(path: Path) -> bool:
    """Whether anything is there, even if it cannot be looked at: what is wrong with it, reading tells."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError:
        pass
    return True


def private_folder(path: Path) -> Path:
    """Make the folder, for this user only (0700 where the system knows that), and answer it.

    A folder that exists is left as it is: it may be shared on purpose.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    return path
