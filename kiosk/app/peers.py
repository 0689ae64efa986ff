"""What is at the far end of each of the terminal's wires: configured devices and centre, or a simulator's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from kiosk.centre.transport import TlsFiles
from kiosk.config.centre_files import record_key, sealing_key, tls_files
from kiosk.config.settings import Settings
from kiosk.hardware.card.protocol import CardReader
from kiosk.hardware.cash.bus import Port, SerialPort


@dataclass(frozen=True, slots=True)
class CentreAddress:
    """Where the issuing centre is, what proves both sides, and the key that checks its records.

    `sealing_key` is the key for the backs of certificates, None where they have none.
    """

    url: str
    files: TlsFiles
    record_key: Ed25519PublicKey
    sealing_key: X25519PublicKey | None = None


class Peers(Protocol):
    """The far ends. A driver is the same whichever it speaks to; only what it is plugged into differs.

    Every method raises SettingsError when its peer cannot be named by the settings.
    """

    def card_reader(self) -> CardReader:
        """The reader, not yet opened."""

    def cash_port(self) -> Port:
        """The serial line of the ccTalk bus."""

    def printer_uri(self) -> str:
        """The page printer's ipp:// or ipps:// URI."""

    def receipt_printer(self) -> tuple[str, int]:
        """Host and port of the ESC/POS printer."""

    def centre(self) -> CentreAddress:
        """The issuing centre."""

    def hopper_contents(self) -> Mapping[int, int]:
        """Coins in the hoppers of a new terminal, yen to pieces; empty where only staff can count."""


class ConfiguredPeers:
    """What kiosk.toml names."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def card_reader(self) -> CardReader:
        from kiosk.hardware.card.pcsc import PcscReader

        return PcscReader(self._settings.reader.name or None, self._settings.reader.index)

    def cash_port(self) -> Port:
        return SerialPort(self._settings.cash.port)

    def printer_uri(self) -> str:
        return self._settings.printer.uri

    def receipt_printer(self) -> tuple[str, int]:
        host, _, port = self._settings.receipt_printer.address.rpartition(":")
        return host, int(port)

    def centre(self) -> CentreAddress:
        centre = self._settings.centre
        return CentreAddress(centre.url, tls_files(centre), record_key(centre), sealing_key(centre))

    def hopper_contents(self) -> Mapping[int, int]:
        return {}
