"""What a card reader is to the rest of the program, and how it can fail."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from kiosk.hardware.status import DeviceError, DeviceReport, Media


class CardRemoved(DeviceError):
    """The card left the reader. Whether the last command was carried out is unknown."""


class ReaderFault(DeviceError):
    """The reader, its service or its cable failed; the card may be in order."""


class CardFault(DeviceError):
    """The card answered with an error or with nonsense. `sw` is the status word, 0 when there was none."""

    def __init__(self, sw: int, detail: str = "") -> None:
        super().__init__(f"status word {sw:04X}{': ' if detail else ''}{detail}")
        self.sw = sw


class NotAMyNumberCard(DeviceError):
    """No JPKI application, or the token of a telephone."""


class JukiCard(DeviceError):
    """住民基本台帳カード, the predecessor, which services accept no more."""


class NoAuthenticationCertificate(DeviceError):
    """A My Number Card without 利用者証明用電子証明書."""


class NoSignatureCertificate(DeviceError):
    """A My Number Card without 署名用電子証明書: its holder is under 15 or did not wish one."""


class PinRejected(DeviceError):
    """Wrong PIN or password. `tries_left` (1 to 15) is what the card itself says."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"the card refused the PIN or password, {tries_left} left")
        self.tries_left = tries_left


class PinBlocked(DeviceError):
    """The card accepts this PIN or password no more.

    Only the municipality can unblock it, or, the password, a reset with a reservation.
    """


class CardConnection(Protocol):
    """A powered card of which we are the only user."""

    def transmit(self, apdu: bytes | bytearray) -> bytes:
        """Send one command APDU, return data and status word; keeps no reference to `apdu`.

        Raises CardRemoved or ReaderFault; after either, every later call raises too.
        """


class CardReader(Protocol):
    """One reader with one place for a card."""

    def media(self) -> Media:
        """Whether a card lies on the reader now; cheap enough for every 200 ms. Raises ReaderFault."""

    def connect(self) -> AbstractContextManager[CardConnection]:
        """Take the card exclusively, in a transaction; its power is cut at the end, so no PIN survives.

        Raises CardRemoved, CardFault (no answer to reset) or ReaderFault.
        """

    def status(self) -> DeviceReport:
        """Whether a shopper may be let in with this reader. Never raises."""
