"""The interface of a card reader, and how it can fail."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from kiosk.hardware.status import DeviceError, DeviceReport, Media


class CardRemoved(DeviceError):
    """The card was removed. It is unknown whether the last command was executed."""


class ReaderFault(DeviceError):
    """The reader, its service or its cable failed; the card itself may be fine."""


class ReaderAmbiguous(ReaderFault):
    """Several readers or slots are meant by the reader's name: no waiting helps."""


class CardFault(DeviceError):
    """The card returned an error or an invalid response. `sw` is the status word, or 0 without one."""

    def __init__(self, sw: int, detail: str = "") -> None:
        super().__init__(f"status word {sw:04X}{': ' if detail else ''}{detail}")
        self.sw = sw


class NotAMyNumberCard(DeviceError):
    """A card without the JPKI application, or with another kind of token in it."""


class SmartphoneToken(DeviceError):
    """A smartphone's certificates, where only a My Number Card is taken."""


class JukiCard(DeviceError):
    """住民基本台帳カード, the predecessor, which no service accepts any longer."""


class NoAuthenticationCertificate(DeviceError):
    """A My Number Card without 利用者証明用電子証明書."""


class NoSignatureCertificate(DeviceError):
    """A My Number Card without 署名用電子証明書: its holder is under 15 or did not ask for one."""


class NoPin(DeviceError):
    """A card without PIN and password (顔認証マイナンバーカード): only a counter can serve its holder."""


class PinRejected(DeviceError):
    """Wrong PIN or password. `tries_left` (1 to 15) is the card's own counter."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"the card refused the PIN or password, {tries_left} left")
        self.tries_left = tries_left


class PinBlocked(DeviceError):
    """The card no longer accepts this PIN or password.

    Only the municipality can unblock it; a password can also be reset with a reservation.
    """


class CardConnection(Protocol):
    """Exclusive access to a powered card."""

    def transmit(self, apdu: bytes | bytearray) -> bytes:
        """Send one command APDU and return data and status word. Keeps no reference to `apdu`.

        Raises CardRemoved or ReaderFault; after either, every later call raises it too.
        """


class CardReader(Protocol):
    """A reader that holds one card."""

    def media(self) -> Media:
        """Return whether a card is on the reader now; may be called every 200 ms. Raises ReaderFault."""

    def connect(self) -> AbstractContextManager[CardConnection]:
        """Connect exclusively, in a transaction; the card is powered down at the end, so no PIN survives.

        Raises CardRemoved, CardFault (no answer to reset) or ReaderFault.
        """

    def status(self) -> DeviceReport:
        """Return the reader's status. Never raises."""
