"""Where strips go: a printer in the network, a device, a file; and what is said when they do not."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from assistant_tui.domain.saying import InputError, RuleError
from assistant_tui.printing import targets
from assistant_tui.printing.targets import address_of, send

posix_only = pytest.mark.skipif(os.name != "posix", reason="the system has no devices as files")


def test_a_network_printer_gets_every_byte() -> None:
    got = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            connection, _ = server.accept()
            with connection:
                while piece := connection.recv(4096):
                    got.extend(piece)

        printer = threading.Thread(target=take)
        printer.start()
        send(b"\x1b@" + b"x" * 100_000, f"tcp://127.0.0.1:{server.getsockname()[1]}")
        printer.join(timeout=5)
    assert bytes(got) == b"\x1b@" + b"x" * 100_000


def test_a_printer_that_is_off_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(RuleError, match=r"Nothing answers at 127\.0\.0\.1"):
        send(b"x", f"tcp://127.0.0.1:{port}")


def test_a_printer_that_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "TIMEOUT", 0.1)
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(RuleError, match="takes nothing"),
    ):
        send(b"x" * 50_000_000, f"tcp://127.0.0.1:{server.getsockname()[1]}")


@pytest.mark.parametrize(
    ("target", "address"),
    [("tcp://127.0.0.1", ("127.0.0.1", 9100)), ("tcp://[::1]:9101/", ("::1", 9101)), ("TCP://p:1", ("p", 1))],
)
def test_an_address_may_leave_the_port_out(target: str, address: tuple[str, int]) -> None:
    assert address_of(target) == address


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1",
        "tcp://",
        "tcp://h:x",
        "tcp://h:99999",
        "tcp://h:0",
        "tcp://h/p",
        "tcp://u@h",
        "tcp://[::",
    ],
)
def test_what_is_no_printer_is_refused(target: str) -> None:
    with pytest.raises(InputError, match="is no printer"):
        send(b"x", target)


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "ticket.bin"
    for data in (b"first, longer", b"\x1b@"):
        send(data, str(file))
        assert file.read_bytes() == data


def test_a_missing_device_is_not_created() -> None:
    with pytest.raises(RuleError, match="is the printer connected"):
        send(b"x", "/dev/no-such-printer")
    assert not Path("/dev/no-such-printer").exists()


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="There is no folder for"):
        send(b"x", str(tmp_path / "none" / "ticket.bin"))
    with pytest.raises(RuleError, match="cannot be written to"):
        send(b"x", str(tmp_path))


@posix_only
def test_a_device_gets_every_byte(tmp_path: Path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        send(b"\x1b@ticket", str(pipe))
        assert os.read(reader, 100) == b"\x1b@ticket"
    finally:
        os.close(reader)


@posix_only
def test_a_device_without_paper_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "TIMEOUT", 0.1)
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    with pytest.raises(RuleError, match="cannot be written to"):
        send(b"x", str(pipe))  # nobody at the other end
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(RuleError, match="takes nothing"):
            send(b"x" * 1_000_000, str(pipe))
    finally:
        os.close(reader)
