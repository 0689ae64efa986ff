"""The simulated environment of a terminal: devices and services, started and stopped together."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from kiosk_simulator.card.inventory import CardInventory
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.phone.server import Telephone
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter
from kiosk_simulator.start_devices import StartDevices


class Environment:
    """Reader, changer, printers, issuing centre and the shopper's telephone around one terminal.

    Nothing listens before `start`. `cards` are the specimen cards.
    """

    def __init__(
        self,
        state: Path,
        now: Callable[[], datetime],
        *,
        wait: Callable[[float], None],
        seconds_per_sheet: float = 0.0,
        auto_print: bool = True,
        on_change: Callable[[], None] = lambda: None,
        devices: StartDevices | None = None,
    ) -> None:
        """`state` is the folder of the test keys; `now` is the clock of every part (aware).

        `wait` lets seconds pass on that clock. `auto_print` prints a sheet every `seconds_per_sheet`
        seconds. `on_change` is called from any thread when a device changes. `devices` were made before.
        """
        self.pki = Pki.load_or_create(state / "pki", now())
        self.reader = SoftwareReader(wait=wait, now=lambda: now().timestamp(), on_change=on_change)
        self.cards = CardInventory(self.pki, lambda: self.reader.card)
        devices = devices or StartDevices(now, wait=wait, on_change=on_change)
        self.changer, self.line, self.sound = devices.changer, devices.line, devices.sound
        self.printer = SimulatedPrinter(
            auto=auto_print, seconds_per_sheet=seconds_per_sheet, on_change=on_change
        )
        self.receipt_printer = SimulatedReceiptPrinter(on_change=on_change, now=lambda: now().timestamp())
        self.centre = SimulatedCentre(self.pki, now=now)
        self.phone = Telephone(
            self.card, lambda: self.reader.card, self._reserve, now=now, on_change=on_change
        )

    def card(self, profile: str) -> SoftwareJpkiCard:
        """The card of a profile, see `CardInventory.card`."""
        return self.cards.card(profile)

    def start(self) -> None:
        """Start listening, on loopback only."""
        self.centre.start()
        self.printer.start()
        self.receipt_printer.start()
        self.phone.start()

    def stop(self) -> None:
        """Close every server and forget what was printed."""
        servers = (self.phone, self.printer, self.receipt_printer, self.centre)
        # Stopping takes each a fraction of a second, and they do not depend on each other.
        with ThreadPoolExecutor(len(servers)) as pool:
            for stopped in [pool.submit(server.stop) for server in servers]:
                stopped.result()

    def _reserve(self, certificate_der: bytes) -> datetime:
        """`SimulatedCentre.reserve` of the current centre: tests replace `self.centre`."""
        return self.centre.reserve(certificate_der)

    def __enter__(self) -> Environment:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
