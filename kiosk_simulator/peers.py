"""The peers of a terminal of which some or all are simulated."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.app.peers import CentreAddress, ConfiguredPeers, Peers
from kiosk.centre.transport import TlsFiles
from kiosk.config.settings import Settings
from kiosk.hardware.card.protocol import CardReader
from kiosk.hardware.cash.bus import Port
from kiosk_simulator.environment import Environment


class SimulatedPeers:
    """Parts that the settings call simulated come from the environment, all others from the settings."""

    def __init__(self, environment: Environment, settings: Settings) -> None:
        self._environment = environment
        self._simulated = frozenset(settings.simulated_parts)
        self._configured: Peers = ConfiguredPeers(settings)

    def card_reader(self) -> CardReader:
        return self._environment.reader if "reader" in self._simulated else self._configured.card_reader()

    def cash_port(self) -> Port:
        return self._environment.line if "cash" in self._simulated else self._configured.cash_port()

    def printer_uri(self) -> str:
        if "printer" in self._simulated:
            return self._environment.printer.uri
        return self._configured.printer_uri()

    def receipt_printer(self) -> tuple[str, int]:
        if "receipt_printer" in self._simulated:
            return self._environment.receipt_printer.address
        return self._configured.receipt_printer()

    def centre(self) -> CentreAddress:
        if "centre" not in self._simulated:
            return self._configured.centre()
        pki = self._environment.pki
        files = TlsFiles(pki.tls.ca, pki.tls.terminal_certificate, pki.tls.terminal_key)
        return CentreAddress(
            self._environment.centre.base_url, files, pki.record_public_key, pki.verifier_key.public_key()
        )

    def hopper_contents(self) -> Mapping[int, int]:
        if "cash" not in self._simulated:
            return self._configured.hopper_contents()
        return {yen: hopper.coins for yen, hopper in self._environment.changer.hoppers.items()}
