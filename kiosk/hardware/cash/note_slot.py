"""The note slot: when notes are let in, what its events mean for the deposit, and what is credited.

A note is money once the device says that it is stacked, and not before. A device that is silent, jammed or
full closes the slot for notes; coins go on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from kiosk.hardware.cash.note_escrow import POLL_INTERVAL, Escrow, was_stacked
from kiosk.hardware.cash.note_validator import SHUT, Event, NoteEvent, NoteValidator, Routed
from kiosk.hardware.cash.protocol import (
    CashFault,
    CashRefused,
    CashSilent,
    CashUncertain,
    MovementLog,
    UncountedNotes,
)
from kiosk.hardware.status import Detail
from kiosk.structs import Struct

FIRST_REPORTED = 6
"""Event codes below this are a note's everyday life; from here on the journal hears of them."""
SILENT_REPORTS = 2
"""Reports come every 5 s or later: after the second silent one the device was not polled for 5 s."""
_FULL_EVENT, _STACKER_AWAY, _STACKER_IS_FULL = 14, 38, 45
"""An event code, and two codes of the self-check."""


class Found(Struct):
    """What one look found: a note came back; one `left` escrow; and a fault that must end the deposit."""

    returned: bool = False
    left: bool = False
    fault: str = ""


class NoteSlot:
    """One note validator, or none. Not thread-safe."""

    def __init__(
        self, validator: NoteValidator | None, wait: Callable[[float], None], strays: MovementLog
    ) -> None:
        """`wait` sleeps for seconds; `strays` records what happens while no deposit is open."""
        self._validator = validator
        self._wait = wait
        self._strays = strays
        self._connected = False
        self._serial: int | None = None
        self._is_known = False
        """Whether the device has answered, and was not given up since."""
        self._silent_reports = 0
        self._is_awaited = False
        """Whether a start needs its answer."""
        self._detail = Detail.NONE if validator is None else Detail.NOTES_SILENT
        self._log: MovementLog | None = None
        self._has_room: Callable[[int], bool] = lambda yen: True
        self._has_begun = False
        self._escrow = Escrow()
        self.credited = 0
        """Yen in notes of the latest deposit."""
        self.stacked = 0
        """Yen that came into the stacker since it was set to 0."""
        self.uncounted = False
        """Whether notes of the latest deposit may be inside that are not credited."""

    @property
    def _device(self) -> NoteValidator:
        if self._validator is None:
            raise CashUncertain("this cash unit takes no notes")
        return self._validator

    def serials(self) -> dict[str, int]:
        """The validator's serial number, by its name; empty before it has answered."""
        return {} if self._serial is None else {"validator": self._serial}

    @property
    def takes(self) -> bool:
        """True while a note can be taken in."""
        return self._connected and self._detail is Detail.NONE and self._escrow.stuck is None

    @property
    def is_busy(self) -> bool:
        """True while a note is in escrow or on its way from it: no coin is to be let in."""
        return self._escrow.note is not None

    @property
    def is_undecided(self) -> bool:
        """True when a note waits for `accept` to decide about it."""
        return self._escrow.is_undecided

    # --- between deposits

    def connect(self) -> None:
        """Identify the device. Raises CashFault when it cannot be used."""
        if self._connected:
            return
        self._device.connect()
        self._serial = self._device.serial()
        self._detail = self._checked()
        self._connected = self._is_known = True
        self._silent_reports = 0

    def report(self) -> Detail:
        """Ask the device between visits, and return why notes are closed.

        Raises CashFault when it was open, or says that it is, and cannot be shut.
        """
        if self._validator is None:
            return Detail.NONE
        try:
            self.connect()
            if not self._validator.is_as_connected():
                raise CashFault("the note validator gives its notes another value than before")
            self.look()
            is_open = self._validator.inhibits() != SHUT
        except (CashSilent, CashRefused):
            return self._gone()
        except CashFault:
            self._connected, self._detail = False, Detail.NOTES_FAULT
            return self._detail
        if is_open:
            self._validator.accept(False)
        try:
            if self._escrow.stuck is not None and self._validator.route(stack=False) is Routed.EMPTY:
                self._escrow.stuck = None  # it is not there any more; its intent stays open
            if self._detail not in (Detail.NONE, Detail.NOTES_FRAUD):
                self._detail = self._checked()
        except CashFault:
            return self._gone()
        return self._detail if self._escrow.stuck is None else Detail.NOTES_FAULT

    def staff_has_looked(self) -> None:
        """Forget a fraud, and a note that is stuck: staff has the inside of the device before them."""
        self._escrow.stuck = None
        if self._detail is Detail.NOTES_FRAUD:
            self._detail = Detail.NOTES_FAULT  # until the device has checked itself

    def _checked(self) -> Detail:
        known = {0: Detail.NONE, _STACKER_AWAY: Detail.NOTES_STACKER, _STACKER_IS_FULL: Detail.NOTES_FULL}
        return known.get(self._device.self_check(), Detail.NOTES_FAULT)

    def _gone(self) -> Detail:
        """The device is silent in a report: bearable once it is certain that it is shut.

        It has confirmed that; or this is the second silent report, and it has inhibited itself unpolled.
        """
        self._connected, self._detail = False, Detail.NOTES_SILENT
        self._silent_reports += 1
        may_be_open = self._is_known and self._silent_reports < SILENT_REPORTS and not self._is_at_rest
        if may_be_open or self._is_awaited:
            raise CashSilent("the note validator may be open or hold a note, and does not answer")
        self._is_known = False
        note = self._escrow.give_up()
        if note is not None:
            self._tell(note.log, note.counter, UncountedNotes(stuck=1))
        return self._detail

    @property
    def _is_at_rest(self) -> bool:
        return not self.is_busy and self._device.is_shut

    # --- the deposit

    def begin(self, log: MovementLog, has_room: Callable[[int], bool]) -> None:
        """A deposit begins. `has_room(yen)` says whether so much more can have been inserted at all."""
        self._log, self._has_room, self.credited, self.uncounted = log, has_room, 0, False
        self._has_begun = True
        self._escrow.give_up()

    def end(self) -> None:
        """The deposit has ended: what is found from now on belongs to none."""
        self._log = None

    def accept(self, taken: bool) -> None:
        """Let notes in or not, and decide about the one in escrow. Raises CashFault.

        A device that is shut and does not answer any more stays shut, and is no fault: it is not opened.
        """
        self._escrow.decide(stack=taken)
        taken = taken and self.takes and self._answers()
        if not self._is_known or (not taken and self._device.is_shut):
            return
        self._device.accept(taken)

    def _answers(self) -> bool:
        """Whether a device at rest answers: after a command to open that is not heard it may be open."""
        if not self._is_at_rest:
            return True  # then silence is what `poll` says of it
        try:
            self._device.inhibits()
        except (CashSilent, CashRefused):
            self._connected, self._detail = False, Detail.NOTES_SILENT
        return self._connected

    def poll(self, *, coins: bool) -> Found:
        """Look, and move the note on. `coins`: a coin was credited since the last poll.

        Raises CashFault for a fault that must end the deposit, and when the device is silent while it may
        be open.
        """
        if not self._connected:
            return Found()
        try:
            found = self.look()
        except (CashSilent, CashRefused):
            if not self._is_at_rest:
                raise
            self._connected, self._detail = False, Detail.NOTES_SILENT
            return Found()
        if self.is_busy:
            self._move(coins=coins)
            if not self.is_busy:  # the device says that nothing is in escrow
                found = replace(found, returned=True, left=True)
        return found

    def finish(self) -> None:
        """Return the note in escrow, and wait for one that is on its way. Raises CashFault as `poll`."""
        self._escrow.call_back()
        self.poll(coins=False)
        while self.is_busy:
            self._escrow.call_back()
            self._wait(POLL_INTERVAL)
            self.poll(coins=False)

    def _move(self, *, coins: bool) -> None:
        note = self._escrow.note
        if not self._escrow.advance(self._device, coins=coins) and note is not None:
            self._detail = Detail.NOTES_FAULT
            self._tell(note.log, note.counter, UncountedNotes(stuck=1))

    # --- events

    def look(self) -> Found:
        """Read what happened since the last look, and write it down. Raises CashFault as `poll`."""
        seen = self._device.poll()
        log, found = self._log or self._strays, Found()
        uncounted = Counter(lost=seen.lost)
        reset = seen.reset and self._escrow.reset()
        for event in seen.events:
            found = self._apply(event, log, found, uncounted)
        if told := UncountedNotes(**uncounted, reset=reset):
            self._tell(log, seen.counter, told)
        has_inhibited_itself = seen.reset or any(e.meaning is NoteEvent.INHIBITED for e in seen.events)
        if has_inhibited_itself and self._log is not None and not self._device.is_shut:
            self._device.accept(self.takes)
        if found.fault and self._log is not None:
            raise CashFault(found.fault)
        return found

    def _apply(self, event: Event, log: MovementLog, found: Found, uncounted: Counter[str]) -> Found:
        """Count one event; returns what was found with it, and adds what cannot be counted."""
        if event.code >= FIRST_REPORTED and event.meaning is not NoteEvent.TRIFLE:
            log.validator_reported(event.code)
        match event.meaning:
            case NoteEvent.ESCROW:
                before = self._escrow.note
                uncounted["stuck"] += before is not None and before.intent is not None
                self._escrow.holds(event.denomination, event.counter, log)
            case NoteEvent.STACKED:
                uncounted["implausible"] += not self._credit(event, log)
                found = replace(found, left=True)
            case NoteEvent.RETURNED:
                note = self._escrow.left()
                if note is not None and note.intent is not None:
                    note.log.note_returned(note.intent)
                found = replace(found, returned=True, left=True)
            case NoteEvent.REJECTED:
                found = replace(found, returned=True)
            case NoteEvent.UNVALUED:
                uncounted["unvalued"] += 1
                self._escrow.give_up()
            case NoteEvent.JAMMED | NoteEvent.FAULT:
                self._detail = Detail.NOTES_FAULT
                if self.is_busy:
                    found = replace(
                        found, fault=f"the note validator reports {event.code} with a note inside"
                    )
            case NoteEvent.FRAUD:
                self._detail = Detail.NOTES_FRAUD
                uncounted["doubtful"] += self.credited > 0
                found = replace(found, fault=f"the note validator reports fraud {event.code}")
            case NoteEvent.STACKER_SHUT:
                full = event.code == _FULL_EVENT
                self._detail = Detail.NOTES_FULL if full else Detail.NOTES_STACKER
            case NoteEvent.STACKER_WELL if self._detail in (Detail.NOTES_FULL, Detail.NOTES_STACKER):
                self._detail = Detail.NONE
        return found

    def _credit(self, event: Event, log: MovementLog) -> bool:
        """A note is in the stacker: the one that was routed, or one that nobody asked for."""
        note = self._escrow.left()
        if note is not None:
            log = note.log
        elif not self._has_begun or not self._has_room(event.denomination):
            return False  # before the first deposit it is a note of an earlier start, see `stacked_since`
        # Sums first: if a row cannot be written to disk, the customer is still owed the note.
        self.stacked += event.denomination
        if log is self._log:
            self.credited += event.denomination
        log.note_stacked(note.intent if note else None, event.denomination, event.counter)
        return True

    def _tell(self, log: MovementLog, counter: int, uncounted: UncountedNotes) -> None:
        self.uncounted = True
        log.notes_uncounted(counter, uncounted)

    # --- at the start

    def stacked_since(self, counter: int, serial: int | None) -> bool:
        """As `CashUnit.note_since`. `serial` is that of the validator with the note, None when not noted."""
        self._is_awaited = True
        self.connect()
        self._is_awaited = False
        if serial not in (None, self._serial):
            raise CashUncertain("another note validator knows nothing of the note")
        return was_stacked(self._device, counter, self._wait)
