"""A line that lies for a moment: late replies, stray bytes, lost commands. Nothing is taken for the truth."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.cash.bus import MOST_READS, SILENCE, Bus
from kiosk.hardware.cash.cctalk import Frame, Header, encode
from kiosk.hardware.cash.changer import SHUT, CoinChanger
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.hopper import Hopper
from kiosk.hardware.cash.protocol import CashFault, CashSilent, Dispensed
from kiosk.hardware.status import DeviceStatus
from kiosk_simulator.cash.devices import SimulatedAcceptor, SimulatedHopper
from kiosk_simulator.cash.line import Slave, reply_to
from tests.support.cash_wire import Book

REPLY = encode(Frame(1, 2, Header.REPLY, b"\x07"))
RIGHT = {1: 10, 2: 50, 3: 100, 4: 500, 5: 500, 6: 500}
"""The yen of each position."""


class Line:
    """A `Port` on which a reply may come `late`: after the master's time, while it already asks again.

    The device works off one request after the other: from then on every reply is one behind, until the
    master has listened to a silent line; with `slow` that is too short, and only an answered poll helps.
    `noise(number)` are stray bytes before the reply of exchange `number` (from 1); `lost(number, header)`
    says whether that request never arrives.
    """

    def __init__(self, *slaves: Slave, echo: bool = False) -> None:
        self.slaves = slaves
        self.echo = echo
        self.slow = False
        self.late: Callable[[int, int], bool] = lambda number, header: False
        self.noise: Callable[[int], bytes] = lambda number: b""
        self.lost: Callable[[int, int], bool] = lambda number, header: False
        self.headers: list[int] = []
        self._received = b""
        self._overdue = b""

    def write(self, data: bytes) -> None:
        self.headers.append(data[3])
        number = len(self.headers)
        if self.lost(number, data[3]):
            return
        reply = reply_to(data, self.slaves)
        self._received += data if self.echo else b""
        if self._overdue or self.late(number, data[3]):
            self._received, self._overdue = self._received + self._overdue, reply
        else:
            self._received += self.noise(number) + reply

    def read(self, count: int, timeout: float) -> bytes:
        if timeout == SILENCE and not self.slow:
            self._received, self._overdue = self._received + self._overdue, b""
        taken, self._received = self._received[:count], self._received[count:]
        return taken

    def discard(self) -> None:
        self._received = b""


def acceptor_on(line: Line) -> CoinAcceptor:
    return CoinAcceptor(Bus(line))


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.parametrize("late", range(2, 20))
def test_one_late_reply_shifts_no_table_of_coins(late: int, slow: bool) -> None:
    line = Line(SimulatedAcceptor())
    line.late = lambda number, header: number == late
    line.slow = slow
    driver = acceptor_on(line)
    driver.connect()
    assert driver._values == RIGHT


@given(noise=st.binary(min_size=1, max_size=6))
def test_a_sound_frame_is_found_behind_stray_bytes(noise: bytes) -> None:
    line = Line(SimulatedAcceptor())
    line.noise = lambda number: noise
    driver = acceptor_on(line)
    driver.connect()
    assert driver.denominations == (10, 50, 100, 500)


@pytest.mark.parametrize("noise", [b"\x00", b"\xff", b"\x01\xff\x02\x00"])
def test_stray_bytes_on_a_line_of_one_wire_do_no_harm(noise: bytes) -> None:
    line = Line(SimulatedAcceptor(), echo=True)
    line.noise = lambda number: noise
    bus = Bus(line, echo=True)
    assert bus.ask(2, Header.REQUEST_CATEGORY) == b"Coin Acceptor"
    assert len(line.headers) == 1, "the first reply was found: no second request was needed"


def test_a_line_that_never_falls_silent_is_given_up() -> None:
    class Babbling(Line):
        read_bytes = 0

        def read(self, count: int, timeout: float) -> bytes:
            self.read_bytes += count
            return b"\x00" * count

    line = Babbling()
    with pytest.raises(CashSilent):
        Bus(line).ask(2, Header.SIMPLE_POLL)
    assert line.read_bytes < 3 * 2 * MOST_READS * 260, "three tries, each read and then listened to"


def test_a_line_on_which_single_bytes_drip_in_is_given_up_soon() -> None:
    """Byte by byte it would hold the cash unit's worker for minutes."""

    class Dripping(Line):
        seconds = 0.0

        def read(self, count: int, timeout: float) -> bytes:
            self.seconds += timeout
            return b"\x01"

    line = Dripping()
    with pytest.raises(CashSilent):
        Bus(line).ask(2, Header.SIMPLE_POLL)
    assert line.seconds < 20


def test_after_a_failure_the_line_must_be_silent_before_the_next_request() -> None:
    waits: list[float] = []

    class Timed(Line):
        def read(self, count: int, timeout: float) -> bytes:
            waits.append(timeout)
            return super().read(count, timeout)

    line = Timed(SimulatedAcceptor())
    line.lost = lambda number, header: number == 1
    assert Bus(line).ask(2, Header.REQUEST_CATEGORY) == b"Coin Acceptor"
    assert SILENCE in waits, "it listened before it asked again"


def hopper_on(line: Line) -> Hopper:
    driver = Hopper(Bus(line), 3, 100, lambda seconds: None)
    driver.connect()
    return driver


@pytest.mark.parametrize("slow", [False, True])
@pytest.mark.parametrize("late", [Header.REQUEST_HOPPER_DISPENSE_COUNT, Header.ENABLE_HOPPER])
def test_a_reply_from_before_a_payout_is_not_taken_for_its_end(late: Header, slow: bool) -> None:
    """Its count would say that nothing came out, and the same coins would be paid from another hopper."""
    tray: list[int] = []
    line = Line(SimulatedHopper(3, 100, 20, tray.append))
    driver = hopper_on(line)
    seen: list[int] = []

    def first_of_its_kind(number: int, header: int) -> bool:
        if header == late and not seen:
            seen.append(number)
            return True
        return False

    line.late, line.slow = first_of_its_kind, slow
    total = driver.total_paid()
    assert driver.dispense(3, total) == Dispensed(3)
    assert tray == [100, 100, 100]


def test_before_a_movement_a_missed_reply_is_waited_for_and_otherwise_nothing_is_asked() -> None:
    line = Line(SimulatedHopper(3, 100, 20, lambda yen: None))
    driver = hopper_on(line)
    driver.dispense(1, driver.total_paid())
    assert Header.SIMPLE_POLL not in line.headers
    missed: list[int] = []

    def first_count_asked(number: int, header: int) -> bool:
        if header == Header.REQUEST_HOPPER_DISPENSE_COUNT:
            missed.append(number)
        return header == Header.REQUEST_HOPPER_DISPENSE_COUNT and len(missed) == 1

    line.lost = first_count_asked
    driver.dispense(1, driver.total_paid())
    assert line.headers.count(Header.SIMPLE_POLL) == 1


# --- the slot ----------------------------------------------------------------------------------------


def changer_on(line: Line) -> CoinChanger:
    bus = Bus(line)
    return CoinChanger(CoinAcceptor(bus), [], lambda seconds: None, Book())


def test_an_acceptor_that_ignores_its_inhibits_is_noticed() -> None:
    class Deaf(SimulatedAcceptor):
        def answer(self, header: int, data: bytes) -> bytes:
            return b"" if header == Header.MODIFY_MASTER_INHIBIT else super().answer(header, data)

    driver = acceptor_on(Line(Deaf()))
    driver.connect()
    with pytest.raises(CashFault, match="did not take its inhibits"):
        driver.accept((100,))


def test_a_slot_that_stayed_open_is_shut_at_the_next_health_check_and_healthy_only_then() -> None:
    """The commands that shut it were lost; a passer-by's coin must not be swallowed."""
    device = SimulatedAcceptor()
    line = Line(device)
    unit = changer_on(line)
    unit.begin_deposit(Book(), (100, 500), 1500)
    line.lost = lambda number, header: header in (Header.MODIFY_INHIBIT, Header.MODIFY_MASTER_INHIBIT)
    with pytest.raises(CashSilent):
        unit.fix_deposit()
    unit._log = None  # the visit is over
    assert unit.report().status is DeviceStatus.OFFLINE
    line.lost = lambda number, header: False
    assert unit.report().status is DeviceStatus.ONLINE
    assert acceptor_on(line).inhibits() == SHUT
    assert not device.insert(500)
