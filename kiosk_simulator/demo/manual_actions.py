"""What the scripted shopper does besides touching the screen: handling the card and the coins."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Protocol

from kiosk.centre.errors import CentreRefused
from kiosk_simulator.card.vpcd import VpcdBridge
from kiosk_simulator.environment import Environment

_PATIENCE = 20.0
"""Seconds."""


class ManualActions(Protocol):
    """Card and coins of one visit."""

    def place_card(self) -> None:
        """Put the card on the reader."""

    def take_card(self) -> None:
        """Take it off the reader."""

    def insert(self, yen: int) -> None:
        """Insert a coin."""

    def let_printer_print(self) -> None:
        """Let the printer print by itself from now on."""

    def take_slip(self) -> None:
        """Wait for the receipt or slip, some seconds at most: a shopper does not leave without it."""

    def skip_to(self, moment: float) -> None:
        """Put the terminal's clock forward to `moment` (its monotonic seconds)."""

    def apdus(self) -> int:
        """Commands that the card has answered."""


class SimulatedManualActions:
    """Card and coins of the simulated environment.

    With `bridge` the card goes into a virtual PC/SC reader. `skip` puts the terminal's clock forward.
    """

    def __init__(
        self,
        environment: Environment,
        profile: str,
        bridge: VpcdBridge | None = None,
        skip: Callable[[float], None] = lambda moment: None,
    ) -> None:
        self._environment, self._skip = environment, skip
        self._card = environment.cards.reissue(profile)
        self._bridge = bridge
        self._slip_is_out = threading.Event()
        environment.receipt_printer.on_receipt = lambda _slip: self._slip_is_out.set()

    def reserve(self) -> None:
        """Reserve a password reset, as the holder does by telephone before the visit.

        For a card that the centre refuses there is no reservation; the terminal tells the shopper why.
        """
        certificate = self._card.contents.authentication_certificate
        if certificate is not None:
            with contextlib.suppress(CentreRefused):
                self._environment.centre.reserve(certificate)

    def place_card(self) -> None:
        if self._bridge is not None:
            self._bridge.insert(self._card)
        else:
            self._environment.reader.insert(self._card)

    def take_card(self) -> None:
        if self._bridge is not None:
            self._bridge.remove()
        else:
            self._environment.reader.remove()

    def take_slip(self) -> None:
        self._slip_is_out.wait(_PATIENCE)

    def insert(self, yen: int) -> None:
        self._environment.changer.insert(yen)

    def let_printer_print(self) -> None:
        self._environment.printer.auto = True
        self._environment.printer.start_worker()

    def skip_to(self, moment: float) -> None:
        self._skip(moment)

    def apdus(self) -> int:
        return self._card.apdus
