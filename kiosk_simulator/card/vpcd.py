"""A software card behind the real PC/SC service, through the virtual reader vpcd.

vpcd (of vsmartcard) listens in the PC/SC service; a card is a TCP connection to it. Frames consist of a
two-byte big-endian length and a payload: one byte is a control code, more bytes are a command APDU.

    python -m kiosk_simulator.card.vpcd --port 20480 --profile normal --state DIRECTORY
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import socket
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from kiosk_simulator.card.jpki_card import SoftwareJpkiCard

_POWER_OFF, _POWER_ON, _RESET, _GET_ATR = 0, 1, 2, 4


class VpcdBridge:
    """One card slot of vpcd. `insert` connects, `remove` closes; a card can be inserted again.

    `delay` is the time in seconds added to each APDU, `apdus_sent` counts those that the card executed.
    """

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._address = (host, port)
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._remove_in: tuple[int, bool] | None = None
        self._resumed = threading.Event()
        self._resumed.set()
        self.delay = 0.0
        self.apdus_sent = 0

    def insert(self, card: SoftwareJpkiCard, *, timeout: float = 10.0) -> None:
        """Put the card into the slot, waiting up to `timeout` seconds for vpcd to listen.

        Raises TimeoutError when it does not.
        """
        self.remove()
        link = self._connected_socket(timeout)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._socket = link
        self._thread = threading.Thread(
            target=self._serve, args=(link, card), name="software card", daemon=True
        )
        self._thread.start()

    def remove(self) -> None:
        """Remove the card now, even in the middle of a command."""
        self._resumed.set()
        self._close()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def remove_after_apdu(self, count: int, *, answered: bool = True) -> None:
        """See SoftwareReader.remove_after_apdu: pull the card after `count` more APDUs."""
        with self._lock:
            self._remove_in = (count, answered)

    def hang(self) -> None:
        """Stop answering APDUs until `resume` or `remove`: PC/SC itself has no time-out."""
        self._resumed.clear()

    def resume(self) -> None:
        """End `hang`."""
        self._resumed.set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait at most `timeout` seconds until the card is no longer served; False when it still is."""
        if self._thread is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _connected_socket(self, timeout: float) -> socket.socket:
        deadline = time.monotonic() + timeout
        refused = threading.Event()
        while True:
            try:
                return socket.create_connection(self._address, timeout=timeout)
            except ConnectionRefusedError:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"no vpcd listens on port {self._address[1]}") from None
                refused.wait(0.01)  # there is no event for a port that starts listening

    def _serve(self, link: socket.socket, card: SoftwareJpkiCard) -> None:
        link.settimeout(None)
        with contextlib.suppress(OSError), link:
            while (frame := _receive(link)) is not None:
                answer = self._answer(card, frame)
                if answer == b"":
                    break
                if answer is not None:
                    link.sendall(len(answer).to_bytes(2, "big") + answer)
        card.power_off()
        self._close(link)

    def _answer(self, card: SoftwareJpkiCard, frame: bytes) -> bytes | None:
        """What to send back: None for nothing, empty when the card is pulled."""
        if len(frame) == 1:
            match frame[0]:
                case code if code == _GET_ATR:
                    return card.atr
                case code if code == _POWER_OFF:
                    card.power_off()
                case code if code in (_POWER_ON, _RESET):
                    card.power_on()
            return None
        self._resumed.wait()
        if card.delay + self.delay:
            time.sleep(card.delay + self.delay)
        if self._due(before=True):
            return b""
        answer = card.transmit(frame)
        self.apdus_sent += 1
        return b"" if self._due(before=False) else answer

    def _due(self, *, before: bool) -> bool:
        """Whether the card is pulled now, before or after a command was executed."""
        with self._lock:
            if self._remove_in is None:
                return False
            count, answered = self._remove_in
            if before and count > 0:
                return False
            if not before:
                count -= 1
                self._remove_in = (count, answered)
                if count > 0 or answered:
                    return False
            self._remove_in = None
            return True

    def _close(self, link: socket.socket | None = None) -> None:
        with self._lock:
            if self._socket is None or (link is not None and link is not self._socket):
                return
            closing, self._socket = self._socket, None
        with contextlib.suppress(OSError):
            closing.shutdown(socket.SHUT_RDWR)
        closing.close()


def _receive(link: socket.socket) -> bytes | None:
    """Read one frame; None when the other side closed."""
    head = _receive_exactly(link, 2)
    return None if head is None else _receive_exactly(link, int.from_bytes(head, "big"))


def _receive_exactly(link: socket.socket, count: int) -> bytes | None:
    content = b""
    while len(content) < count:
        # vpcd 3.3 writes length and payload separately: without a quick ACK each APDU takes 44 ms.
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        part = link.recv(count - len(content))
        if not part:
            return None
        content += part
    return content


def main() -> None:
    """Keep the card of one profile in a virtual reader until the process is terminated."""
    from kiosk_simulator.card.profiles import PROFILES, make_card
    from kiosk_simulator.pki.authority import Pki

    parser = argparse.ArgumentParser(description="a software My Number Card in a virtual PC/SC reader")
    parser.add_argument("--port", type=int, required=True, help="vpcd's port for the slot")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="normal")
    parser.add_argument("--state", type=Path, required=True, help="folder of the simulated keys")
    arguments = parser.parse_args()
    card = make_card(arguments.profile, Pki.load_or_create(arguments.state, datetime.now(UTC)))
    bridge = VpcdBridge(arguments.port)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    bridge.insert(card)
    while not ended.is_set() and not bridge.wait(0.2):
        pass
    bridge.remove()


if __name__ == "__main__":
    main()
