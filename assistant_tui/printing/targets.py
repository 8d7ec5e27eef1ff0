"""Where the bytes of a strip go: a receipt printer at a device or in the network, or a file.

Only what the user names is spoken to; nothing is looked for.
"""

from __future__ import annotations

import os
import select
import socket
import stat
import time
from pathlib import Path
from urllib.parse import urlsplit

from assistant_tui import paths
from assistant_tui.domain.saying import InputError, RuleError, say

TIMEOUT = 3.0
"""Seconds; a printer that takes nothing for so long is off or out of paper."""
PORT = 9100
"""The port of network printers (raw printing)."""
_TCP = "tcp"
_DEVICES = Path("/dev")


def send(data: bytes, target: str) -> None:
    """Write to `tcp://HOST:PORT`, to a device such as `/dev/usb/lp0`, or to a file.

    A device is never created. Raises InputError for a target that is none, RuleError when it takes nothing.
    """
    if "://" in target:
        _to_network(data, *address_of(target))
    else:
        _to_path(data, paths.expanded(target))


def address_of(target: str) -> tuple[str, int]:
    """Host and port of `tcp://HOST[:PORT]`. Raises InputError for anything else."""
    try:
        parts = urlsplit(target)
        host, port = parts.hostname, PORT if parts.port is None else parts.port
    except ValueError:
        host, port, parts = None, 0, urlsplit("")
    if parts.scheme != _TCP or not host or not port or parts.path not in {"", "/"} or parts.username:
        raise InputError(
            say("“{target}” is no printer: write a path, or tcp://192.168.1.50:9100", target=target)
        )
    return host, port


def _to_network(data: bytes, host: str, port: int) -> None:
    where = f"{host}:{port}"
    try:
        with socket.create_connection((host, port), timeout=TIMEOUT) as connection:
            connection.sendall(data)
            # Let the printer take what is on its way before the connection closes.
            connection.shutdown(socket.SHUT_WR)
    except TimeoutError as error:
        raise _silent(where) from error
    except ConnectionRefusedError as error:
        raise RuleError(
            say("Nothing answers at {target}: is the printer on, and the address right?", target=where)
        ) from error
    except (OSError, UnicodeError) as error:
        raise _not_reached(where, error) from error


def _to_path(data: bytes, path: Path) -> None:
    try:
        if _is_device(path):
            _to_device(data, path)
        else:
            path.write_bytes(data)
    except FileNotFoundError as error:
        raise RuleError(
            say("There is no {target}: is the printer connected and on?", target=path)
            if path.is_relative_to(_DEVICES)
            else say("There is no folder for {target}", target=path)
        ) from error
    except PermissionError as error:
        raise RuleError(
            say("{target} may not be written to: ask for the right to use it", target=path)
        ) from error
    except (OSError, ValueError) as error:
        raise _not_reached(str(path), error) from error


def _is_device(path: Path) -> bool:
    """Whether it must not be created or replaced: what is no file, and all that would lie among devices."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return path.is_relative_to(_DEVICES)


def _to_device(data: bytes, path: Path) -> None:
    # Without waiting, where the system can: a printer without paper would hold the program for ever.
    flags = (
        os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    )
    device = os.open(path, flags)
    try:
        rest, until = memoryview(data), time.monotonic() + TIMEOUT
        while rest:
            _wait(device, path, until)
            try:
                written = os.write(device, rest)
            except BlockingIOError:
                continue
            if written:
                rest, until = rest[written:], time.monotonic() + TIMEOUT
    finally:
        os.close(device)


def _wait(device: int, path: Path, until: float) -> None:
    """Until the device takes more. Raises RuleError when it takes nothing for too long."""
    if os.name != "posix":
        return
    left = until - time.monotonic()
    if left <= 0 or not select.select([], [device], [], left)[1]:
        raise _silent(str(path))


def _silent(where: str) -> RuleError:
    return RuleError(say("{target} takes nothing: is the printer on, and is there paper?", target=where))


def _not_reached(where: str, error: Exception) -> RuleError:
    reason = getattr(error, "strerror", None) or str(error)
    return RuleError(say("{target} cannot be written to: {error}", target=where, error=reason))
