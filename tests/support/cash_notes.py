"""A cash unit with a note validator, driven as the tasks drive it."""

from __future__ import annotations

from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.hopper import Hopper
from kiosk.hardware.cash.note_escrow import QUIET_POLLS, RETURN_POLLS, STACK_POLLS
from kiosk.hardware.cash.note_slot import NoteSlot
from kiosk.hardware.cash.note_validator import NoteValidator
from kiosk.hardware.cash.protocol import DepositReport
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus
from kiosk.rules.money import COINS
from kiosk_simulator.cash.changer import FIRST_HOPPER_ADDRESS, SimulatedChanger
from tests.support.cash_wire import Book, Trouble, Wire

ALL = (*COINS, 1000)
LONGEST = QUIET_POLLS + STACK_POLLS + RETURN_POLLS + 3
ROUTE_STACK = (Header.ROUTE_BILL, b"\x01")
ROUTE_RETURN = (Header.ROUTE_BILL, b"\x00")
HOLD = (Header.ROUTE_BILL, b"\xff")


class NotesHarness:
    """A cash unit with a validator, driven as the tasks drive it, and the books."""

    def __init__(self, metal: SimulatedChanger | None = None, *, asked: bool = True) -> None:
        """`asked`: health has looked once, as it has before any visit."""
        self.metal = metal or SimulatedChanger(coins=10)
        self.validator = self.metal.validator
        self.book, self.strays = Book(), Book()
        self.waits: list[float] = []
        self.wire = Wire(self.metal.slaves)
        bus = Bus(self.wire)
        hoppers = [
            Hopper(bus, FIRST_HOPPER_ADDRESS + index, yen, self.waits.append)
            for index, yen in enumerate(COINS)
        ]
        notes = NoteSlot(NoteValidator(bus), self.waits.append, self.strays)
        self.unit = CoinChanger(CoinAcceptor(bus), hoppers, self.waits.append, self.strays, notes)
        self.unit.load_counts({yen: hopper.coins for yen, hopper in self.metal.hoppers.items()}, 0)
        self.report = self.unit.report() if asked else None
        self.acceptable: tuple[int, ...] = ALL

    def opens(self, *acceptable: int, limit: int = 10_000) -> NotesHarness:
        self.acceptable = acceptable or ALL
        self.unit.begin_deposit(self.book, self.acceptable, limit)
        return self

    def polls(self, times: int = 1) -> list[DepositReport]:
        """Poll, and decide with `acceptable` whenever the unit asks for it."""
        reports = []
        for _ in range(times):
            reports.append(self.unit.poll())
            if reports[-1].undecided:
                self.unit.set_acceptable(self.acceptable)
        return reports

    def sent(self, what: tuple[Header, bytes]) -> int:
        """How often a command was sent to the validator."""
        return sum(
            raw[0] == self.validator.address and (raw[3], raw[4:-1]) == what for raw in self.wire.requests
        )

    def loses(self, what: tuple[Header, bytes], trouble: Trouble, times: int = 1) -> None:
        """The next exchanges with this command suffer `trouble`."""
        left = [times]

        def plan(number: int) -> Trouble | None:
            raw = self.wire.requests[number - 1]
            if left[0] and raw[0] == self.validator.address and (raw[3], raw[4:-1]) == what:
                left[0] -= 1
                return trouble
            return None

        self.wire.plan = plan

    def is_accounted_for(self) -> None:
        """Every note is credited once, or told of."""
        stacked = sum(self.validator.stacker)
        credited = sum(yen or 0 for yen in self.book.notes.values())
        told = self.book.uncounted_notes or stacked == credited
        assert told
        assert credited <= stacked
        assert self.unit.cash_box() == credited + sum(self.metal.cash_box)


def closed(detail: Detail) -> DeviceReport:
    """Coins go on."""
    return DeviceReport(DeviceStatus.ONLINE, detail)
