"""PC/SC test rig: a private PC/SC service with a virtual reader, for the real driver and real tools.

vpcd listens on all interfaces, so use a rig only on a machine that nobody else can reach, and never on a
terminal in production. The service's socket cannot be moved, so only one rig can run on a machine.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from kiosk.hardware.card.pcsc import PcscReader
from kiosk.hardware.card.protocol import ReaderFault
from kiosk.hardware.status import Media
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.vpcd import VpcdBridge

READER = "Virtual PCD 00 00"
"""Name of vpcd's first slot."""

_RUN = Path("/run/pcscd")
_SOCKET = _RUN / "pcscd.comm"
_DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
_DAEMON = "/usr/sbin/pcscd"
_PORTS = range(20480, 30000, 2)  # below the ephemeral range, so that no client's port is in use
_TIMEOUT = 20.0
_FOLDER_PREFIX = "pcsc-lab-"
_PID_FILE = Path(tempfile.gettempdir()) / "certificate-kiosk-pcsc-lab.pid"


class RigUnavailable(RuntimeError):
    """The rig cannot start here; the message names the obstacle."""


class PcscTestRig:
    """Context manager: starts the service, inserts `card` (None: an empty reader), and stops both.

    `reader` is the real driver on the virtual reader, `bridge` the slot and `port` the slot's TCP
    port. A second rig on the machine waits until the first one ends. Raises RigUnavailable when the
    service or vpcd is not installed, or another PC/SC service is running.
    """

    def __init__(self, card: SoftwareJpkiCard | None = None) -> None:
        self._card = card
        self._stack = ExitStack()
        self._inserted: int | None = None
        self.reader = PcscReader(READER)
        self.bridge: VpcdBridge
        self.port: int
        self.process: subprocess.Popen[bytes]

    def __enter__(self) -> PcscTestRig:
        with ExitStack() as stack:
            stack.enter_context(_only_rig())
            _end_orphan()
            _refuse_where_impossible()
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=_FOLDER_PREFIX)))
            port = _free_port()
            (folder / "vpcd").write_text(
                f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:{port}\n'
                f"LIBPATH {_DRIVER}\nCHANNELID {port}\n"
            )
            _RUN.mkdir(exist_ok=True)
            self.start_service(folder)
            stack.callback(self.stop_service)
            self._folder = folder
            self.port = port
            self.bridge = VpcdBridge(port)
            stack.callback(self.bridge.remove)
            stack.callback(self.reader.close)
            self.wait_for(Media.NOT_PRESENT)
            if self._card is not None:
                self.insert(self._card)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def insert(self, card: SoftwareJpkiCard) -> None:
        """Insert a card and wait until the service detects it."""
        self.bridge.insert(card)
        self.wait_for(Media.PRESENT)
        self._inserted = self.reader.movements()

    def remove(self) -> None:
        """Remove the card (even if it was pulled before) and wait until the service's poll detects it.

        A card inserted again before that would not be detected.
        """
        self.bridge.remove()
        self._until(self._is_empty, "the removal was never seen")

    def _is_empty(self) -> bool:
        # The parity of the counter is no evidence: a service does not count a card present at its start.
        return self.reader.media() is Media.NOT_PRESENT and self.reader.movements() != self._inserted

    def wait_for(self, media: Media) -> None:
        """Wait until the driver itself reports `media`.

        Raises TimeoutError after 20 seconds, RigUnavailable when the service ends.
        """
        self._until(lambda: self.reader.media() is media, f"the virtual reader never became {media}")

    def _until(self, happened: Callable[[], bool], else_: str) -> None:
        deadline = time.monotonic() + _TIMEOUT
        while True:
            with contextlib.suppress(ReaderFault):
                if happened():
                    return
            if time.monotonic() > deadline:
                raise TimeoutError(else_)
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self.process.wait(timeout=0.01)
                raise RigUnavailable(f"pcscd ended with status {code}")

    def start_service(self, folder: Path | None = None) -> None:
        """Start the PC/SC service (again)."""
        folder = folder or self._folder
        self.process = subprocess.Popen(
            [_DAEMON, "--foreground", "--error", *_without_polkit(), "-c", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _PID_FILE.write_text(str(self.process.pid))

    def stop_service(self) -> None:
        """Stop the PC/SC service by its process id and reap it."""
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        _PID_FILE.unlink(missing_ok=True)


def _without_polkit() -> list[str]:
    """pcsc-lite from 2.3 on asks polkit about every client, and refuses all where polkit is not running."""
    usage = subprocess.run([_DAEMON, "--help"], capture_output=True, text=True, check=False).stdout
    return [option for option in ("--disable-polkit",) if option in usage]


@contextlib.contextmanager
def _only_rig() -> Iterator[None]:
    with (Path(tempfile.gettempdir()) / "certificate-kiosk-pcsc-lab.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _end_orphan() -> None:
    """Stop the service that a killed rig left behind, after checking that the pid still belongs to it."""
    try:
        pid = int(_PID_FILE.read_text())
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return
    if command.startswith(_DAEMON.encode()) and _FOLDER_PREFIX.encode() in command:
        ended = os.pidfd_open(pid)
        try:
            signal.pidfd_send_signal(ended, signal.SIGTERM)
            select.select([ended], [], [], 5)
        finally:
            os.close(ended)
    _PID_FILE.unlink(missing_ok=True)


def _refuse_where_impossible() -> None:
    if shutil.which(_DAEMON) is None:
        raise RigUnavailable("pcscd is not installed (Debian package pcscd)")
    if not _DRIVER.exists():
        raise RigUnavailable("vpcd is not installed (Debian package vsmartcard-vpcd)")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(_SOCKET))
        except OSError:
            return
    raise RigUnavailable("a PC/SC service that is not ours runs on this machine; its socket cannot be shared")


def _free_port() -> int:
    """A port that is free together with the next one: vpcd uses both, on all interfaces."""
    for port in _PORTS:
        with socket.socket() as first, socket.socket() as second:
            try:
                first.bind(("0.0.0.0", port))  # noqa: S104 - only asks whether vpcd could
                second.bind(("0.0.0.0", port + 1))  # noqa: S104
            except OSError:
                continue
            return port
    raise RigUnavailable("no pair of free ports below 30000")
