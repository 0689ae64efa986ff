"""The simulated world around a terminal: every far end, started and stopped together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.profiles import PROFILES, make_card
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.line import InProcessLine
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.page_printer.server import SimulatedPrinter
from kiosk_simulator.phone.server import Telephone
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.receipt_printer.server import SimulatedReceiptPrinter


class World:
    """Reader, changer, printers, centre and the shopper's telephone around one simulated terminal.

    Nothing listens before `start`.
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
    ) -> None:
        """`state` keeps the test keys; `now` is the clock of the whole world (aware)."""
        self.pki = Pki.load_or_create(state / "pki", now())
        self.reader = SoftwareReader(wait=wait, on_change=on_change)
        self.changer = SimulatedChanger(on_change=on_change)
        self.line = InProcessLine(self.changer.slaves)
        self.printer = SimulatedPrinter(
            auto=auto_print, seconds_per_sheet=seconds_per_sheet, on_change=on_change
        )
        self.receipt_printer = SimulatedReceiptPrinter(on_change=on_change)
        self.centre = SimulatedCentre(self.pki, now=now)
        self.phone = Telephone(
            self.card, lambda: self.reader.card, self._reserve, now=now, on_change=on_change
        )
        self._cards: dict[str, SoftwareJpkiCard] = {}
        self._issuing = threading.RLock()

    def card(self, profile: str) -> SoftwareJpkiCard:
        """The card of a profile; it remembers its PIN tries and its password like a real one.

        Raises KeyError for a name that no profile has.
        """
        with self._issuing:
            if profile not in self._cards:
                self._cards[profile] = make_card(profile, self.pki)
            return self._cards[profile]

    def new_card(self, profile: str) -> SoftwareJpkiCard:
        """The same card as when it was issued: all tries left, the first password."""
        with self._issuing:
            self._cards.pop(profile, None)
            return self.card(profile)

    def profile_of(self, card: SoftwareJpkiCard | None) -> str | None:
        """The profile of a card of this world, None for no card or one from elsewhere."""
        return next((key for key, each in list(self._cards.items()) if each is card), None)

    def tries_left(self, profile: str) -> int:
        """PIN tries that the card of a profile has left, without issuing it."""
        card = self._cards.get(profile)
        return PROFILES[profile].tries_left if card is None else card.tries_left()

    def start(self) -> None:
        """Begin to listen, on loopback only."""
        self.centre.start()
        self.printer.start()
        self.receipt_printer.start()
        self.phone.start()

    def stop(self) -> None:
        """Close everything and forget what was printed."""
        ends = (self.phone, self.printer, self.receipt_printer, self.centre)
        # Each takes a fraction of a second to let go, and none needs another.
        with ThreadPoolExecutor(len(ends)) as pool:
            for stopped in [pool.submit(end.stop) for end in ends]:
                stopped.result()

    def _reserve(self, certificate_der: bytes) -> datetime:
        """`SimulatedCentre.reserve` of the centre that is here now: a test may put another in its place."""
        return self.centre.reserve(certificate_der)

    def __enter__(self) -> World:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
