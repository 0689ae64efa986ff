"""The cash unit's movements in the journal."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.hardware.cash.protocol import Uncounted
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import VisitLog


@dataclass(frozen=True, slots=True)
class CashLog:
    """Writes the cash unit's movements into the journal; implements the unit's `MovementLog`."""

    log: VisitLog

    def coin_accepted(self, denomination: int, counter: int, hopper: bool) -> None:
        self.log.note(Kind.COIN_ACCEPTED, denomination=denomination, counter=counter, hopper=hopper)

    def coins_uncounted(self, counter: int, uncounted: Uncounted) -> None:
        self.log.note(
            Kind.COINS_UNCOUNTED,
            counter=counter,
            lost=uncounted.lost,
            unvalued=uncounted.unvalued,
            kept=uncounted.kept,
            implausible=uncounted.implausible,
            reset=uncounted.reset,
        )

    def acceptor_reported(self, code: int) -> None:
        self.log.note(Kind.ACCEPTOR_REPORTED, code=code)

    def hopper_intended(self, denomination: int, pieces: int, total: int) -> int:
        return self.log.intend(Kind.HOPPER_INTENDED, denomination=denomination, pieces=pieces, total=total)

    def hopper_counted(self, intent: int, denomination: int, pieces: int) -> None:
        self.log.note(Kind.HOPPER_COUNTED, denomination=denomination, pieces=pieces)

    def hopper_paid(self, intent: int, denomination: int, pieces: int) -> None:
        self.log.result(intent, Kind.HOPPER_PAID, denomination=denomination, pieces=pieces)
