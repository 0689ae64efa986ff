"""What is at the far end of each of the terminal's wires: configured devices and centre, or a simulator's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from kiosk.config.settings import Settings
from kiosk.hardware.cash.bus import Port, SerialPort
from kiosk.hardware.sound.alsa import AlsaPort, SilentPort
from kiosk.hardware.sound.protocol import SoundPort
from kiosk.structs import Struct

if TYPE_CHECKING:  # keys and TLS are loaded behind the first picture
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    from kiosk.centre.record_keys import RecordKey
    from kiosk.centre.transport import TlsFiles
    from kiosk.hardware.card.protocol import CardReader


class CentreAddress(Struct):
    """Where the issuing centre is, what proves both sides, and the keys that check its records.

    `sealing_key` is the key for the backs of certificates, None where they have none.
    """

    url: str
    files: TlsFiles
    record_keys: tuple[RecordKey, ...]
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

    def sound_port(self) -> SoundPort:
        """The loudspeaker and its headphone jack."""

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

    def sound_port(self) -> SoundPort:
        kind, _, device = self._settings.sound_device.partition(":")
        if kind != "alsa":
            return SilentPort()
        return AlsaPort(device, self._settings.sound.headphone_jack)

    def centre(self) -> CentreAddress:
        from kiosk.config.centre_files import record_keys, sealing_key, tls_files

        centre = self._settings.centre
        return CentreAddress(centre.url, tls_files(centre), record_keys(centre), sealing_key(centre))

    def hopper_contents(self) -> Mapping[int, int]:
        return {}
