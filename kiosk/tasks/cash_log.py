"""The cash unit's movements in the journal: those of a visit, and coins that belong to none."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from kiosk.hardware.cash.protocol import Uncounted
from kiosk.journal.catalogue import STRAY, Kind
from kiosk.journal.journal import Journal, VisitLog


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


class StrayLog:
    """Coins that were inserted while no deposit was open, in a record of their own; a `MovementLog`.

    A record lasts until its coins were returned, or could not be: `take` hands it over.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._record = ""
        self._inserted = 0

    def take(self) -> tuple[str, int]:
        """Return the record that has not been dealt with and its yen, and begin anew; ("", 0) without one."""
        record, inserted = self._record, self._inserted
        self._record, self._inserted = "", 0
        return record, inserted

    def coin_accepted(self, denomination: int, counter: int, hopper: bool) -> None:
        self._inserted += denomination
        self._log().coin_accepted(denomination, counter, hopper)

    def coins_uncounted(self, counter: int, uncounted: Uncounted) -> None:
        if uncounted.unvalued or uncounted.kept:  # with a shut slot, lost events and a reset cost no coin
            self._log().coins_uncounted(counter, uncounted)

    def acceptor_reported(self, code: int) -> None:
        CashLog(VisitLog(self._journal, "", rescue=True)).acceptor_reported(code)

    def hopper_intended(self, denomination: int, pieces: int, total: int) -> int:
        return self._log().hopper_intended(denomination, pieces, total)

    def hopper_counted(self, intent: int, denomination: int, pieces: int) -> None:
        self._log().hopper_counted(intent, denomination, pieces)

    def hopper_paid(self, intent: int, denomination: int, pieces: int) -> None:
        self._log().hopper_paid(intent, denomination, pieces)

    def _log(self) -> CashLog:
        self._record = self._record or f"{STRAY}{secrets.token_hex(8)}"
        return CashLog(VisitLog(self._journal, self._record, rescue=True))
