"""Driver of a ccTalk bill validator with escrow (category "Bill Validator", default address 40).

A note passes three points: the device holds it in escrow, is told to stack or return it, and reports what
became of it. Only the last is money: the acknowledgement of a command to route is none, and an event is
counted once by the counter (`new = (now − last) mod 255`). Without a poll for 5 s the device inhibits itself.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from kiosk.hardware.cash.bus import Bus, read_serial
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.coin_acceptor import EVENTS_IN_REPLY, events_since
from kiosk.hardware.cash.protocol import CashFault, CashRefused, CashSilent
from kiosk.structs import Struct

CATEGORIES = frozenset({"Bill Validator", "Bill Acceptor"})
"""The second is what the specification's own example answers."""
ACCEPTED = 1000
"""The one note that is let in, in yen."""
TYPES = 16
BILL_ID_BYTES = 7
STACKER_AND_ESCROW = 0b11
"""Operating mode: bit 0 uses the stacker, bit 1 the escrow."""
SHUT = (0, False)
"""The inhibits of a device that takes no note at all."""
_COUNTRY = b"JP"
_BILL_ID = re.compile(r"JP(\d{4})[A-Z]")


class NoteEvent(Enum):
    """What a buffered event means for the note and for the deposit."""

    ESCROW = auto()
    STACKED = auto()
    RETURNED = auto()
    """The note that was in escrow has left it to the front."""
    REJECTED = auto()
    """A note was not even taken into escrow."""
    UNVALUED = auto()
    """A note was stacked whose value is not known."""
    INHIBITED = auto()
    """The device has inhibited itself."""
    JAMMED = auto()
    """A note is somewhere between the entry and the stacker."""
    FRAUD = auto()
    STACKER_SHUT = auto()
    """The stacker is full, jammed, faulty or gone."""
    STACKER_WELL = auto()
    TRIFLE = auto()
    """Nothing that concerns the money."""
    FAULT = auto()


_STATUS: dict[int, NoteEvent] = {
    0: NoteEvent.INHIBITED,
    1: NoteEvent.RETURNED,
    **dict.fromkeys((2, 3, 4, 5), NoteEvent.REJECTED),
    **dict.fromkeys((6, 7, 16), NoteEvent.JAMMED),  # 6 leaves it where the customer can pull it
    8: NoteEvent.RETURNED,  # pulled back
    **dict.fromkeys((9, 17, 18), NoteEvent.FRAUD),  # tamper, optical, on a string
    **dict.fromkeys((10, 12), NoteEvent.STACKER_WELL),
    **dict.fromkeys((11, 13, 14, 15), NoteEvent.STACKER_SHUT),
    20: NoteEvent.REJECTED,  # a barcode
    21: NoteEvent.UNVALUED,
    22: NoteEvent.TRIFLE,  # jam cleared; what became of the note is an event of its own
}
"""Meanings of the events whose first byte is 0 (Generic Specification 4.7, part 3); all others are faults."""


class Routed(Enum):
    """The device's answer to a command to route."""

    TAKEN = auto()
    """It will move the note; what became of it is an event."""
    EMPTY = auto()
    """Nothing is in escrow."""
    FAILED = auto()
    UNHEARD = auto()
    """No answer that can be relied on: only events tell."""


class Event(Struct):
    """One event: its meaning, the yen of its note (0: none), the counter after it, and its status code."""

    meaning: NoteEvent
    denomination: int
    counter: int
    code: int = 0


class NoteEvents(Struct):
    """The events of one poll, oldest first; `lost` were overwritten, `reset` means that all are forgotten."""

    counter: int = 0
    events: tuple[Event, ...] = ()
    lost: int = 0
    reset: bool = False


class NoteValidator:
    """One bill validator. Call `connect` first. Not thread-safe."""

    def __init__(self, bus: Bus, address: int = 40) -> None:
        self._bus = bus
        self._address = address
        self._values: dict[int, int] = {}
        self._raw_scaling = b""
        self._last: int | None = None
        self._open: bool | None = None
        """Whether the device takes notes, as it has confirmed; None while that is not known."""

    def connect(self) -> None:
        """Identify the device and the value of each type of note, without accepting any yet.

        Raises CashFault if it is another kind of device, knows no 1,000-yen note or has no escrow.
        """
        category = self._bus.ask(self._address, Header.REQUEST_CATEGORY).decode("ascii", "replace")
        if category not in CATEGORIES:
            raise CashFault("the device at the note validator's address is not one")
        values = self._table()
        if values != self._table():
            raise CashFault("the note validator gave two different tables of notes")
        if ACCEPTED not in values.values():
            raise CashFault("the note validator knows no 1,000-yen note")
        self._values = values
        mode = bytes((STACKER_AND_ESCROW,))
        self._bus.ask(self._address, Header.MODIFY_BILL_OPERATING_MODE, mode, length=0)
        answer = self._bus.ask(self._address, Header.REQUEST_BILL_OPERATING_MODE, length=1)
        if answer[0] & STACKER_AND_ESCROW != STACKER_AND_ESCROW:
            raise CashFault("the note validator has no escrow: a note could not be given back")
        self.accept(False)
        if self._last is None:  # only once, so that what happens while it is disconnected is found
            self._last = self._read()[0]

    def serial(self) -> int:
        """Read the serial number twice; 0 if it has none. Raises CashFault if the readings differ."""
        return read_serial(self._bus, self._address)

    def _table(self) -> dict[int, int]:
        """Read the yen of each type of note: the four digits of its id times the country's scaling factor.

        At a scaling of 10 `JP1000A` is a note of 10,000 yen.
        """
        self._raw_scaling = self._scaling()
        scaling, decimals = int.from_bytes(self._raw_scaling[:2], "little"), self._raw_scaling[2]
        values: dict[int, int] = {}
        for type_ in range(1, TYPES + 1):
            try:
                bill_id = self._bus.ask(
                    self._address, Header.REQUEST_BILL_ID, bytes((type_,)), length=BILL_ID_BYTES
                )
            except CashRefused:  # a type that is not used
                continue
            if match := _BILL_ID.fullmatch(bill_id.decode("ascii", "replace")):
                value, rest = divmod(int(match[1]) * scaling, 10**decimals)
                if value and not rest:
                    values[type_] = value
        return values

    def _scaling(self) -> bytes:
        return self._bus.ask(self._address, Header.REQUEST_COUNTRY_SCALING_FACTOR, _COUNTRY, length=3)

    def is_as_connected(self) -> bool:
        """Read the scaling factor again: its notes are worth what they were when it was connected."""
        return self._scaling() == self._raw_scaling

    # --- the slot

    def accept(self, taken: bool) -> None:
        """Accept 1,000-yen notes, or none. The device's own registers are read back.

        Raises CashFault if they are not as set.
        """
        types = sum(1 << (type_ - 1) for type_, yen in self._values.items() if yen == ACCEPTED)
        mask = types if taken else 0
        self._open = None  # a command whose reply is lost may have been carried out
        self._bus.ask(self._address, Header.MODIFY_INHIBIT, mask.to_bytes(2, "little"), length=0)
        self._bus.ask(self._address, Header.MODIFY_MASTER_INHIBIT, bytes((taken,)), length=0)
        if self.inhibits() != (mask, taken):
            raise CashFault("the note validator did not take its inhibits")
        self._open = taken

    @property
    def is_shut(self) -> bool:
        """True when the device has confirmed that it takes no notes, since it was told otherwise."""
        return self._open is False

    def inhibits(self) -> tuple[int, bool]:
        """Read which types are enabled (bit 0 is type 1), and whether any note is accepted at all."""
        mask = self._bus.ask(self._address, Header.REQUEST_INHIBIT, length=2)
        master = self._bus.ask(self._address, Header.REQUEST_MASTER_INHIBIT, length=1)
        return int.from_bytes(mask, "little"), bool(master[0] & 1)

    def self_check(self) -> int:
        """Ask the device to check itself; returns its fault code, 0 for none. May take seconds."""
        return int.from_bytes(self._bus.ask(self._address, Header.PERFORM_SELF_CHECK)[:1])

    # --- the note

    def route(self, *, stack: bool) -> Routed:
        """Tell the device to stack the note in escrow, or to return it. Sent once: it is a movement.

        Read the events before it is sent again. Raises CashFault only when it was certainly not sent.
        """
        self._bus.synchronise(self._address)
        return self._route(1 if stack else 0)

    def hold(self) -> None:
        """Keep the note in escrow: by itself the device returns it after about 30 s."""
        self._bus.synchronise(self._address)
        self._route(255)

    def _route(self, code: int) -> Routed:
        try:
            answer = self._bus.ask(self._address, Header.ROUTE_BILL, bytes((code,)), tries=1)
        except CashRefused:
            return Routed.FAILED
        except CashSilent:
            return Routed.UNHEARD
        return {b"": Routed.TAKEN, b"\xfe": Routed.EMPTY, b"\xff": Routed.FAILED}.get(answer, Routed.UNHEARD)

    # --- events

    def read_from(self, last: int) -> NoteEvents:
        """Return all events after counter value `last` (used once, at start-up, when a note was held)."""
        self._last = last
        return self.poll()

    def poll(self) -> NoteEvents:
        """Read the events since the last poll; the very first poll only reads the counter."""
        counter, pairs = self._read()
        last = counter if self._last is None else self._last
        reset = last > 0 and counter == 0
        if not reset and events_since(last, counter) > EVENTS_IN_REPLY and self._open:
            reset = self.inhibits() == SHUT  # it has forgotten that it was open
        if reset:
            last = 0  # these are all its events since then
        self._last = counter  # only now: an answer that is not heard above must not lose these events
        count = events_since(last, counter)
        read = min(count, EVENTS_IN_REPLY)
        events = tuple(
            self._event(*pairs[age], (last + count - age - 1) % 255 + 1) for age in range(read - 1, -1, -1)
        )
        return NoteEvents(counter, events, count - read, reset)

    def _event(self, first: int, second: int, counter: int) -> Event:
        if first == 0:
            return Event(_STATUS.get(second, NoteEvent.FAULT), 0, counter, second)
        if second == 1:
            return Event(NoteEvent.ESCROW, self._values.get(first, 0), counter)
        yen = self._values.get(first, 0)
        if second or yen != ACCEPTED:
            return Event(NoteEvent.UNVALUED, yen, counter)
        return Event(NoteEvent.STACKED, yen, counter)

    def _read(self) -> tuple[int, list[tuple[int, int]]]:
        length = 1 + 2 * EVENTS_IN_REPLY
        data = self._bus.ask(self._address, Header.READ_BUFFERED_BILL_EVENTS, length=length)
        return data[0], [(data[i], data[i + 1]) for i in range(1, len(data), 2)]
