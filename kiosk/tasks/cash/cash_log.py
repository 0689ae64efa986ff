"""The cash unit's movements in the journal: those of a visit, and money that belongs to none."""

from __future__ import annotations

import secrets

from kiosk.hardware.cash.protocol import Uncounted, UncountedNotes
from kiosk.journal.catalogue import STRAY, Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.structs import Struct


class CashLog(Struct):
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

    def note_intended(self, denomination: int, counter: int) -> int | None:
        facts = {"denomination": denomination, "counter": counter}
        try:  # no rescue: what cannot be written down goes back to the shopper
            return self.log.journal.append(Kind.NOTE_INTENDED, facts, self.log.visit)
        except JournalFault:
            return None

    def note_stacked(self, intent: int | None, denomination: int, counter: int) -> None:
        if intent is None:  # nobody asked for it; it is inside all the same
            intent = self.log.intend(Kind.NOTE_INTENDED, denomination=denomination, counter=counter)
        self.log.result(intent, Kind.NOTE_STACKED, denomination=denomination, counter=counter)

    def note_returned(self, intent: int) -> None:
        self.log.result(intent, Kind.NOTE_RETURNED)

    def notes_uncounted(self, counter: int, uncounted: UncountedNotes) -> None:
        self.log.note(
            Kind.NOTES_UNCOUNTED,
            counter=counter,
            lost=uncounted.lost,
            unvalued=uncounted.unvalued,
            stuck=uncounted.stuck,
            implausible=uncounted.implausible,
            doubtful=uncounted.doubtful,
            reset=uncounted.reset,
        )

    def validator_reported(self, code: int) -> None:
        self.log.note(Kind.VALIDATOR_REPORTED, code=code)


class StrayLog:
    """Money that was inserted while no deposit was open, in a record of its own; a `MovementLog`.

    A record lasts until its money was returned, or could not be: `take` hands it over.
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

    def note_intended(self, denomination: int, counter: int) -> int | None:
        return None  # whoever inserts a note while nobody pays gets it back

    def note_stacked(self, intent: int | None, denomination: int, counter: int) -> None:
        self._inserted += denomination
        self._log().note_stacked(intent, denomination, counter)

    def note_returned(self, intent: int) -> None:
        self._log().note_returned(intent)

    def notes_uncounted(self, counter: int, uncounted: UncountedNotes) -> None:
        # With a shut slot, lost events and a reset cost no note.
        if uncounted.unvalued or uncounted.stuck or uncounted.implausible:
            self._log().notes_uncounted(counter, uncounted)

    def validator_reported(self, code: int) -> None:
        CashLog(VisitLog(self._journal, "", rescue=True)).validator_reported(code)

    def _log(self) -> CashLog:
        self._record = self._record or f"{STRAY}{secrets.token_hex(8)}"
        return CashLog(VisitLog(self._journal, self._record, rescue=True))
