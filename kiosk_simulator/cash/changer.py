"""A complete simulated cash unit: coin acceptor, note validator, four hoppers, cash box and tray."""

from __future__ import annotations

import threading
from collections.abc import Callable

from kiosk.rules.money import COINS
from kiosk_simulator.cash.devices import SimulatedAcceptor, SimulatedHopper
from kiosk_simulator.cash.validator import SimulatedValidator

FIRST_HOPPER_ADDRESS = 3
INITIAL_COINS = 40
"""Coins in each hopper of a new simulated changer."""


class SimulatedChanger:
    """All devices of the changer, with what people do to it: insert money, empty the tray, fill hoppers."""

    def __init__(self, coins: int = INITIAL_COINS, on_change: Callable[[], None] = lambda: None) -> None:
        self.tray: list[int] = []
        self.cash_box: list[int] = []
        self.on_change = on_change
        self._lock = threading.Lock()
        self.hoppers = {
            yen: SimulatedHopper(FIRST_HOPPER_ADDRESS + index, yen, coins, self._paid)
            for index, yen in enumerate(COINS)
        }
        self.acceptor = SimulatedAcceptor(hopper_takes=self._hopper_takes)
        self.validator = SimulatedValidator()
        self._coins = 0

    @property
    def slaves(self) -> tuple[SimulatedAcceptor | SimulatedHopper | SimulatedValidator, ...]:
        """Every device on the bus."""
        return (self.acceptor, *self.hoppers.values(), self.validator)

    @property
    def inserted(self) -> int:
        """Yen in coins that were ever taken in, and in notes that somebody would find in the stacker."""
        return self._coins + sum(self.validator.stacker)

    @inserted.setter
    def inserted(self, yen: int) -> None:
        self._coins = yen - sum(self.validator.stacker)

    def insert(self, yen: int) -> bool:
        """Insert a coin; False when it was returned."""
        with self._lock:
            taken = self.acceptor.insert(yen)
            if taken:
                self._coins += yen
        self.on_change()
        return taken

    def insert_note(self, yen: int) -> bool:
        """Insert a note; False when it was returned at once. One in escrow is not inside yet."""
        with self._lock:
            taken = self.validator.insert(yen)
        self.on_change()
        return taken

    def take_tray(self) -> int:
        """Take the coins in the tray; returns yen."""
        amount, self.tray = sum(self.tray), []
        self.acceptor.returned.clear()
        self.validator.returned.clear()
        self.on_change()
        return amount

    def fill(self, yen: int, coins: int) -> None:
        """Set the number of coins in a hopper."""
        self.hoppers[yen].coins = coins
        self.on_change()

    def _hopper_takes(self, yen: int) -> bool:
        if self.hoppers[yen].take():
            return True
        self.cash_box.append(yen)
        return False

    def _paid(self, yen: int) -> None:
        self.tray.append(yen)
        self.on_change()
