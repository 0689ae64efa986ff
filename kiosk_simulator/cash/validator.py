"""A simulated note validator with escrow and stacker; a note moves between two polls, as the motor needs."""

from __future__ import annotations

from enum import StrEnum

from kiosk.hardware.cash.cctalk import Header
from kiosk_simulator.cash.devices import Refusal, Silence

RETURN, STACK, HOLD = 0, 1, 255
ESCROW_EMPTY, ROUTE_FAILED = b"\xfe", b"\xff"
STACKER_AWAY, BILL_JAM, STACKER_IS_FULL = 38, 39, 45
"""Fault codes of the self-check."""


class NoteFault(StrEnum):
    """Faults of the note validator that QA can switch."""

    SILENT = "validator_silent"  # answers nothing
    RESETS = "validator_resets"  # loses its state at the next request; a note that moves is stacked unseen
    JAM = "validator_jam"  # keeps the next note in escrow whatever it is told
    LOST_EVENT = "validator_lost_event"  # stacks the next note without an event
    RETURNS = "validator_returns"  # returns the next note by itself
    FULL = "validator_full"  # its stacker is full
    REMOVED = "validator_removed"  # its stacker is taken out
    FRAUD = "validator_fraud"  # the next note is pulled out on a string
    SCALING = "validator_scaling"  # says that its values are to be taken ten times
    LATE = "validator_late"  # its next reply comes with the one after it
    DOUBLED = "validator_doubled"  # sends every reply twice


class SimulatedValidator:
    """A bill validator; `insert` is the shopper's part, and `stacker` is what somebody would find inside."""

    NOTES = ("JP1000A", "JP1000B", "JP2000A", "JP5000A", "JP5000B")
    """Two generations of most notes are in circulation. 10,000 yen cannot be written at a scaling of 1."""

    def __init__(self, address: int = 40) -> None:
        self.address = address
        self.faults: set[NoteFault] = set()
        self.category = b"Bill Validator"
        self.stacker: list[int] = []
        self.returned: list[int] = []
        self.escrow = 0
        """The type of the note in escrow, 0 for none."""
        self.serial = bytes((address, 0x34, 0x12))
        self._moving: int | None = None
        self._mode = 0
        self._told: set[NoteFault] = set()
        self._overdue = b""
        self._forget()

    def _forget(self) -> None:
        self._counter, self._events = 0, [(0, 0)] * 5
        self._mask, self._master = 0, False

    def insert(self, yen: int) -> bool:
        """Insert a note of `yen` (0: an unknown one). True when it was taken into escrow."""
        types = [i for i, note in enumerate(self.NOTES, 1) if int(note[2:6]) == yen]
        type_ = types[-1] if types else 0
        enabled = self._master and type_ and self._mask >> (type_ - 1) & 1
        if not enabled or self.escrow:
            if self._master:
                self._event(0, 4 if type_ else 2)
            self.returned.append(yen)
            return False
        self.escrow = type_
        self._event(type_, 1)
        if NoteFault.FRAUD in self.faults:
            self.faults.discard(NoteFault.FRAUD)
            self._event(0, 18)
            self._leaves()
        return True

    def _value(self) -> int:
        return int(self.NOTES[self.escrow - 1][2:6])

    def _leaves(self) -> None:
        """The note goes back to the shopper."""
        self.returned.append(self._value())
        self.escrow, self._moving = 0, None
        self._event(0, 1)

    def _event(self, first: int, second: int) -> None:
        self._counter = self._counter % 255 + 1
        self._events = [(first, second), *self._events[:4]]

    def power_cut(self) -> None:
        """Interrupt the power: a note that moves is stacked unseen, one in escrow goes back."""
        if self._moving == STACK:
            self.stacker.append(self._value())
        elif self.escrow:
            self.returned.append(self._value())
        self.escrow, self._moving = 0, None
        self._forget()

    def transmit(self, reply: bytes) -> bytes:
        """What reaches the line of a reply."""
        overdue, self._overdue = self._overdue, b""
        if NoteFault.LATE in self.faults and reply:
            self.faults.discard(NoteFault.LATE)
            self._overdue = reply
            return b""
        return overdue + reply * (2 if NoteFault.DOUBLED in self.faults else 1)

    def answer(self, header: int, data: bytes) -> bytes:
        """Reply data for one command; raises Silence or Refusal."""
        if NoteFault.SILENT in self.faults:
            raise Silence
        if NoteFault.RESETS in self.faults:
            self.faults.discard(NoteFault.RESETS)
            self.power_cut()
        match header:
            case Header.SIMPLE_POLL:
                return b""
            case Header.REQUEST_CATEGORY:
                return self.category
            case Header.REQUEST_PRODUCT_CODE:
                return b"SIM-VALIDATOR"
            case Header.REQUEST_MANUFACTURER:
                return b"SIM"
            case Header.REQUEST_SERIAL_NUMBER:
                return self.serial
            case Header.REQUEST_COUNTRY_SCALING_FACTOR:
                if data != b"JP":
                    return b"\0\0\0"
                return bytes((10 if NoteFault.SCALING in self.faults else 1, 0, 0))
            case Header.REQUEST_BILL_ID:
                known = 1 <= data[0] <= len(self.NOTES)
                return (self.NOTES[data[0] - 1] if known else ".......").encode()
            case Header.MODIFY_BILL_OPERATING_MODE:
                self._mode = data[0]
                return b""
            case Header.REQUEST_BILL_OPERATING_MODE:
                return bytes((self._mode,))
            case Header.MODIFY_INHIBIT:
                self._mask = int.from_bytes(data[:2], "little")
                return b""
            case Header.REQUEST_INHIBIT:
                return self._mask.to_bytes(2, "little")
            case Header.MODIFY_MASTER_INHIBIT:
                self._master = bool(data[0] & 1)
                return b""
            case Header.REQUEST_MASTER_INHIBIT:
                return bytes((self._master,))
            case Header.READ_BUFFERED_BILL_EVENTS:
                self._turn()
                return bytes((self._counter, *(byte for event in self._events for byte in event)))
            case Header.ROUTE_BILL:
                return self._route(data[0])
            case Header.PERFORM_SELF_CHECK:
                return bytes((self._fault_code(),))
        raise Silence

    def _fault_code(self) -> int:
        for fault, code in (
            (NoteFault.REMOVED, STACKER_AWAY), (NoteFault.FULL, STACKER_IS_FULL), (NoteFault.JAM, BILL_JAM)
        ):  # fmt: skip
            if fault in self.faults and not (fault is NoteFault.JAM and not self.escrow):
                return code
        return 0

    def _route(self, where: int) -> bytes:
        if where not in (RETURN, STACK, HOLD):
            raise Refusal
        if not self.escrow or self._moving is not None:
            return ESCROW_EMPTY
        if where == STACK and self.faults & {NoteFault.FULL, NoteFault.REMOVED}:
            return ROUTE_FAILED
        if where != HOLD:
            self._moving = where
        return b""

    def _turn(self) -> None:
        """What happens before a poll is answered: the stacker is looked at, and a note moves."""
        for fault, came, went in ((NoteFault.FULL, 14, 10), (NoteFault.REMOVED, 11, 12)):
            if (fault in self.faults) != (fault in self._told):
                self._event(0, came if fault in self.faults else went)
                self._told ^= {fault}
        if not self.escrow:
            return
        if NoteFault.JAM in self.faults:
            if self._moving is not None:
                self._event(0, 6 if self._moving == RETURN else 7)
            self._moving = None
        elif NoteFault.RETURNS in self.faults:
            self.faults.discard(NoteFault.RETURNS)
            self._leaves()
        elif self._moving == RETURN:
            self._leaves()
        elif self._moving == STACK:
            type_, self._moving = self.escrow, None
            self.stacker.append(self._value())
            self.escrow = 0
            if NoteFault.LOST_EVENT in self.faults:
                self.faults.discard(NoteFault.LOST_EVENT)
            else:
                self._event(type_, 0)
