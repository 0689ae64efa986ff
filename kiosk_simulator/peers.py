"""The peers of a terminal of which some or all are simulated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kiosk.app.peers import CentreAddress, ConfiguredPeers, Peers
from kiosk.config.settings import Settings
from kiosk.hardware.cash.bus import Port
from kiosk.hardware.sound.protocol import SoundPort
from kiosk.runtime.late import Late

if TYPE_CHECKING:  # loaded behind the first picture
    from kiosk.hardware.card.protocol import CardReader
    from kiosk_simulator.environment import Environment
    from kiosk_simulator.start_devices import StartDevices


class SimulatedPeers:
    """Parts that the settings call simulated come from the environment, all others from the settings."""

    def __init__(
        self,
        environment: Environment | Late[Environment],
        settings: Settings,
        devices: StartDevices | None = None,
    ) -> None:
        """A `Late` environment is made when something of it is asked for; its `devices` are needed before."""
        self._late = environment if isinstance(environment, Late) else Late(lambda: environment)
        self._devices = self._environment if devices is None else devices  # both have what is used
        self._simulated = frozenset(settings.simulated_parts)
        self._sound = settings.sound_device
        self._configured: Peers = ConfiguredPeers(settings)

    @property
    def _environment(self) -> Environment:
        return self._late.get()

    def card_reader(self) -> CardReader:
        return self._environment.reader if "reader" in self._simulated else self._configured.card_reader()

    def cash_port(self) -> Port:
        return self._devices.line if "cash" in self._simulated else self._configured.cash_port()

    def printer_uri(self) -> str:
        if "printer" in self._simulated:
            return self._environment.printer.uri
        return self._configured.printer_uri()

    def receipt_printer(self) -> tuple[str, int]:
        if "receipt_printer" in self._simulated:
            return self._environment.receipt_printer.address
        return self._configured.receipt_printer()

    def sound_port(self) -> SoundPort:
        return self._devices.sound if self._sound == "simulated" else self._configured.sound_port()

    def centre(self) -> CentreAddress:
        if "centre" not in self._simulated:
            return self._configured.centre()
        from kiosk.centre.record_keys import RecordKey
        from kiosk.centre.transport import TlsFiles

        pki = self._environment.pki
        files = TlsFiles(pki.tls.ca, pki.tls.terminal_certificate, pki.tls.terminal_key)
        keys = (RecordKey(pki.record_public_key),)
        return CentreAddress(self._environment.centre.base_url, files, keys, pki.verifier_key.public_key())

    def hopper_contents(self) -> Mapping[int, int]:
        if "cash" not in self._simulated:
            return self._configured.hopper_contents()
        return {yen: hopper.coins for yen, hopper in self._devices.changer.hoppers.items()}
