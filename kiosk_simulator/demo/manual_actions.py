"""What the shopper's hands do apart from touching: the card and the coins."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Protocol

from kiosk.centre.errors import CentreRefused
from kiosk_simulator.card.vpcd import VpcdBridge
from kiosk_simulator.environment import World


class Hands(Protocol):
    """Card and coins of one visit."""

    def set_card(self) -> None:
        """Put the card on the reader."""

    def take_card(self) -> None:
        """Take it back."""

    def insert(self, yen: int) -> None:
        """Throw a coin in."""

    def lets_print(self) -> None:
        """Have the printer print by itself from now on."""

    def leaps_to(self, moment: float) -> None:
        """Put the terminal's clock forward to `moment` (its monotonic seconds)."""

    def apdus(self) -> int:
        """Commands the card has answered."""


class SimulatedHands:
    """Card and coins of the simulated world; with `bridge` the card goes behind a virtual PC/SC reader."""

    def __init__(
        self,
        world: World,
        profile: str,
        bridge: VpcdBridge | None = None,
        leap: Callable[[float], None] = lambda moment: None,
    ) -> None:
        self._world, self._leap = world, leap
        self._card = world.new_card(profile)
        self._bridge = bridge

    def reserve(self) -> None:
        """Reserve a password reset, as the holder does by telephone before coming here.

        A card that can have none gets none; the visit shows the shopper why.
        """
        certificate = self._card.contents.authentication_certificate
        if certificate is not None:
            with contextlib.suppress(CentreRefused):
                self._world.centre.reserve(certificate)

    def set_card(self) -> None:
        if self._bridge is not None:
            self._bridge.insert(self._card)
        else:
            self._world.reader.insert(self._card)

    def take_card(self) -> None:
        if self._bridge is not None:
            self._bridge.remove()
        else:
            self._world.reader.remove()

    def insert(self, yen: int) -> None:
        self._world.changer.insert(yen)

    def lets_print(self) -> None:
        self._world.printer.auto = True
        self._world.printer.start_worker()

    def leaps_to(self, moment: float) -> None:
        self._leap(moment)

    def apdus(self) -> int:
        return self._card.apdus
