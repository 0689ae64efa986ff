"""The far ends of a terminal of which some or all are simulated."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.app.peers import CentreAddress, ConfiguredPeers, Peers
from kiosk.centre.transport import TlsFiles
from kiosk.config.settings import Settings
from kiosk.hardware.card.types import CardReader
from kiosk.hardware.cash.bus import Port
from kiosk_simulator.environment import World


class SimulatedPeers:
    """Every part that the settings call simulated is the world's, the others are what the settings name."""

    def __init__(self, world: World, settings: Settings) -> None:
        self._world = world
        self._simulated = frozenset(settings.simulated_parts)
        self._configured: Peers = ConfiguredPeers(settings)

    def card_reader(self) -> CardReader:
        return self._world.reader if "reader" in self._simulated else self._configured.card_reader()

    def cash_port(self) -> Port:
        return self._world.line if "cash" in self._simulated else self._configured.cash_port()

    def printer_uri(self) -> str:
        return self._world.printer.uri if "printer" in self._simulated else self._configured.printer_uri()

    def receipt_printer(self) -> tuple[str, int]:
        if "receipt_printer" in self._simulated:
            return self._world.receipt_printer.address
        return self._configured.receipt_printer()

    def centre(self) -> CentreAddress:
        if "centre" not in self._simulated:
            return self._configured.centre()
        tls, pki = self._world.pki.tls, self._world.pki
        files = TlsFiles(tls.ca, tls.terminal_certificate, tls.terminal_key)
        return CentreAddress(self._world.centre.base_url, files, pki.record_public_key)

    def hopper_contents(self) -> Mapping[int, int]:
        if "cash" not in self._simulated:
            return self._configured.hopper_contents()
        return {denomination: hopper.coins for denomination, hopper in self._world.changer.hoppers.items()}
