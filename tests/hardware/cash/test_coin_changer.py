"""The changer: deposit and payout through the real drivers, in process and through a real serial port."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.cash.bus import Bus, Port, SerialPort
from kiosk.hardware.cash.changer import LATE_COINS, POLLS_BEFORE_REFRESH, CoinChanger, OtherDevice
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.hopper import Hopper
from kiosk.hardware.cash.protocol import CashFault, CashSilent, CashUncertain, DepositReport, Uncounted
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus
from kiosk.rules.money import COINS, total
from kiosk_simulator.cash.changer import FIRST_HOPPER_ADDRESS, SimulatedChanger
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.line import PtyLine
from tests.support.cash_wire import Book, Wire


class ChangerHarness:
    """A simulated changer, the unit that drives it, and the books."""

    def __init__(
        self, port: Port | None = None, metal: SimulatedChanger | None = None, attempts: int = 30
    ) -> None:
        self.attempts = attempts
        self.metal = metal or SimulatedChanger(coins=10)
        self.book, self.strays = Book(), Book()
        self.waits: list[float] = []
        self.while_waiting: list[int] = []
        self.bus = Bus(port or Wire(self.metal.slaves))
        self.unit = self.new_unit()

    def new_unit(self, denominations: tuple[int, ...] = COINS) -> CoinChanger:
        hoppers = [
            Hopper(self.bus, FIRST_HOPPER_ADDRESS + COINS.index(yen), yen, self.waits.append, self.attempts)
            for yen in denominations
        ]
        unit = CoinChanger(CoinAcceptor(self.bus), hoppers, self.wait, self.strays)
        unit.load_counts({yen: self.metal.hoppers[yen].coins for yen in denominations}, 0)
        return unit

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        if self.while_waiting:
            self.metal.insert(self.while_waiting.pop(0))

    def opens(self, acceptable: tuple[int, ...] = COINS, limit: int = 1_000_000) -> ChangerHarness:
        self.unit.begin_deposit(self.book, acceptable, limit)
        return self

    def inserts(self, *coins: int) -> ChangerHarness:
        for coin in coins:
            self.metal.insert(coin)
        return self

    def counts_are_metal(self) -> None:
        held = {yen: hopper.coins for yen, hopper in self.metal.hoppers.items()}
        assert dict(self.unit.stock()) == held
        assert self.unit.cash_box() == sum(self.metal.cash_box)


@pytest.fixture
def harness() -> ChangerHarness:
    return ChangerHarness()


def test_nothing_is_taken_before_a_deposit_is_open(harness: ChangerHarness) -> None:
    harness.unit.connect()
    assert not harness.metal.insert(100)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(COINS), max_size=5), max_size=12))
def test_the_deposit_is_what_fell_in_to_the_yen(batches: list[list[int]]) -> None:
    harness = ChangerHarness().opens()
    for batch in batches:
        harness.inserts(*batch)
        harness.unit.poll()
    assert harness.unit.fix_deposit().inserted == harness.metal.inserted == sum(harness.book.coins)
    assert harness.unit.deposit() == harness.metal.inserted
    assert not harness.metal.insert(100), "a fixed deposit takes nothing more"
    harness.counts_are_metal()
    assert harness.strays.coins == []


def test_a_coin_that_still_rolls_when_the_deposit_is_fixed_is_credited(harness: ChangerHarness) -> None:
    harness.opens().inserts(100)
    harness.metal.acceptor._mask = 0xFF

    def late(seconds: float) -> None:
        if not harness.waits:
            harness.metal.acceptor._event(3, 1)  # let in before the inhibit, over the sensor after it
            harness.metal.hoppers[100].take()
        harness.waits.append(seconds)

    harness.unit._wait = late
    assert harness.unit.fix_deposit().inserted == 200
    assert sum(harness.waits) >= 0.4


def test_a_coin_after_the_deposit_was_fixed_is_written_down_for_nobody(harness: ChangerHarness) -> None:
    harness.opens().inserts(100)
    harness.unit.fix_deposit()
    harness.metal.acceptor._event(3, 1)
    harness.metal.hoppers[100].take()
    assert harness.unit.report().can_serve
    assert (harness.book.coins, harness.strays.coins) == ([100], [100])
    harness.counts_are_metal()
    harness.opens()
    assert harness.unit.deposit() == 0


def test_coins_that_no_hopper_has_room_for_are_counted_in_the_cash_box(harness: ChangerHarness) -> None:
    harness.metal.hoppers[100].capacity = 10
    harness.opens().inserts(100, 100, 50)
    harness.unit.fix_deposit()
    assert harness.unit.cash_box() == 200
    assert harness.book.in_hopper == [False, False, True]
    harness.counts_are_metal()


def test_a_coin_without_a_hopper_counts_as_cash_box_in_the_book_too(harness: ChangerHarness) -> None:
    harness.unit = harness.new_unit((10, 50, 100))
    harness.opens().inserts(500)
    harness.unit.fix_deposit()
    assert (harness.unit.cash_box(), harness.book.in_hopper) == (500, [False])


def test_coins_beside_a_fault_are_in_the_deposit(harness: ChangerHarness) -> None:
    harness.opens().inserts(100)
    harness.metal.acceptor._event(0, 14)
    with pytest.raises(CashFault):
        harness.unit.poll()
    assert harness.unit.deposit() == 100


def test_of_more_coins_than_the_buffer_holds_the_readable_ones_are_credited_and_the_rest_said(
    harness: ChangerHarness,
) -> None:
    harness.opens().inserts(*[10] * 7)
    assert harness.unit.poll() == DepositReport(50, uncounted=True)
    assert harness.book.uncounted == [Uncounted(lost=2)]
    assert harness.unit.fix_deposit() == DepositReport(50, uncounted=True), "it is not forgotten"


def test_a_row_that_cannot_be_written_loses_no_coin_from_the_deposit(harness: ChangerHarness) -> None:
    class Full(Book):
        def coin_accepted(self, denomination: int, counter: int, hopper: bool) -> None:
            raise OSError("disk full")

    harness.unit.begin_deposit(Full(), COINS, 1500)
    harness.inserts(100, 500)
    with pytest.raises(OSError, match="disk full"):
        harness.unit.poll()
    assert harness.unit.deposit() == 600


def test_a_rejected_coin_is_told_and_not_counted(harness: ChangerHarness) -> None:
    harness.opens((10,)).inserts(500)
    report = harness.unit.poll()
    assert (report.inserted, report.rejected) == (0, True)
    assert not harness.unit.poll().rejected


def test_inhibits_lost_by_an_unseen_reset_are_set_again_within_seconds(harness: ChangerHarness) -> None:
    harness.opens()
    harness.metal.acceptor._mask, harness.metal.acceptor._master = 0, False  # a reset before the first event
    for _ in range(POLLS_BEFORE_REFRESH):
        assert not harness.metal.insert(100)
        harness.unit.poll()
    assert harness.metal.insert(100)


def test_a_reset_while_nothing_was_accepted_costs_no_visit(harness: ChangerHarness) -> None:
    harness.opens().inserts(100)
    harness.unit.fix_deposit()
    harness.metal.acceptor.faults.add(CoinFault.RESETS)
    assert harness.unit.report().can_serve
    harness.opens().inserts(500)
    assert harness.unit.fix_deposit().inserted == 500


def test_a_reset_while_a_deposit_is_open_is_uncertain(harness: ChangerHarness) -> None:
    harness.opens().inserts(100)
    harness.unit.poll()
    harness.metal.acceptor.faults.add(CoinFault.RESETS)
    assert harness.unit.poll() == DepositReport(100, uncounted=True)
    assert harness.book.uncounted == [Uncounted(reset=True)]


@pytest.mark.parametrize("acceptable", [(100, 500), ()])
def test_a_reset_that_the_counter_cannot_show_is_found_before_other_coins_are_accepted(
    harness: ChangerHarness, acceptable: tuple[int, ...]
) -> None:
    harness.opens().inserts(10)  # the first event ever, and not read yet
    harness.metal.acceptor.faults.add(CoinFault.RESETS)
    harness.unit.set_acceptable(acceptable)
    assert harness.unit.poll().uncounted
    assert harness.unit.fix_deposit() == DepositReport(0, uncounted=True)
    assert harness.book.uncounted == [Uncounted(reset=True)]


def test_a_deposit_that_cannot_be_opened_holds_nothing_of_the_one_before(harness: ChangerHarness) -> None:
    harness.opens().inserts(100)
    assert harness.unit.fix_deposit() == DepositReport(100)
    harness.metal.acceptor.faults.add(CoinFault.SILENT)
    with pytest.raises(CashSilent):
        harness.opens()
    harness.metal.acceptor.faults.clear()
    assert harness.unit.fix_deposit() == DepositReport(0)


def test_a_coin_kept_without_credit_is_written_down(harness: ChangerHarness) -> None:
    harness.opens().inserts(100)
    harness.metal.acceptor._event(0, 36)
    assert harness.unit.poll() == DepositReport(100, uncounted=True)
    assert harness.book.uncounted == [Uncounted(kept=1)]


def test_more_than_anybody_can_have_inserted_is_not_believed(harness: ChangerHarness) -> None:
    harness.opens(limit=1250)
    for _ in range(5):
        harness.metal.acceptor._event(6, 1)  # 500 yen out of nothing
    assert harness.unit.poll() == DepositReport(1000, uncounted=True)
    assert harness.book.uncounted == [Uncounted(implausible=3)]
    assert harness.book.coins == [500, 500]


def test_an_acceptor_that_invents_coins_for_ever_does_not_keep_a_deposit_open(
    harness: ChangerHarness,
) -> None:
    harness.opens().inserts(100)

    def inventing(seconds: float) -> None:
        harness.waits.append(seconds)
        harness.metal.acceptor._event(1, 2)

    harness.unit._wait = inventing
    assert harness.unit.fix_deposit() == DepositReport(100 + LATE_COINS * 10, uncounted=True)
    assert len(harness.waits) < 10


# --- payout ----------------------------------------------------------------------------------------------


def test_a_payout_is_written_down_before_and_after(harness: ChangerHarness) -> None:
    harness.unit.connect()
    assert harness.unit.dispense(harness.book, 50, 3).pieces == 3
    assert harness.book.intended == [(50, 3, 0)]
    assert harness.book.paid == {1: (50, 3)}
    assert harness.metal.tray == [50, 50, 50]
    assert harness.unit.open_payouts() == ()
    assert 50 in harness.unit.payable(), "a payout with its result keeps no hopper back"
    harness.counts_are_metal()


def test_a_payout_that_is_uncertain_leaves_its_intent_open(harness: ChangerHarness) -> None:
    harness.unit.connect()
    harness.metal.hoppers[50].faults.add(HopperFault.SILENT_IN_PAYOUT)
    with pytest.raises(CashUncertain):
        harness.unit.dispense(harness.book, 50, 3)
    assert (len(harness.book.intended), harness.book.paid) == (1, {})


def test_a_hopper_that_was_silent_before_leaves_no_intent(harness: ChangerHarness) -> None:
    harness.unit.connect()
    harness.metal.hoppers[50].faults.add(HopperFault.SILENT)
    with pytest.raises(CashSilent):
        harness.unit.dispense(harness.book, 50, 3)
    assert harness.book.intended == []


@settings(deadline=None)
@given(
    coins=st.lists(st.sampled_from(COINS), max_size=5),
    payouts=st.lists(st.tuples(st.sampled_from(COINS), st.integers(1, 6)), max_size=6),
)
def test_hoppers_and_books_agree_after_any_deposits_and_payouts(
    coins: list[int], payouts: list[tuple[int, int]]
) -> None:
    harness = ChangerHarness().opens().inserts(*coins)
    harness.unit.fix_deposit()
    for yen, pieces in payouts:
        held = harness.unit.stock()[yen]
        assert harness.unit.dispense(harness.book, yen, pieces).pieces == min(pieces, held)
    harness.counts_are_metal()
    assert total(harness.unit.stock()) == 6600 + harness.metal.inserted - sum(harness.metal.tray)


def test_what_a_hopper_paid_is_known_from_its_own_count(harness: ChangerHarness) -> None:
    harness.unit.dispense(harness.book, 100, 2) if harness.unit.report().can_serve else None
    assert harness.new_unit().paid_since(100, 0) == 2


def test_missed_coins_are_credited_at_the_next_start(harness: ChangerHarness) -> None:
    harness.opens().inserts(100)
    harness.unit.poll()
    harness.inserts(50)
    restarted, book = harness.new_unit(), Book()
    restarted.credit_missed(book, harness.book.counters[-1])
    assert book.coins == [50]
    assert harness.strays.coins == []


# --- exchanged devices -----------------------------------------------------------------------------------


def test_an_exchanged_hopper_keeps_the_unit_out_of_service_until_staff_accept_it(
    harness: ChangerHarness,
) -> None:
    assert harness.unit.report().can_serve
    noted = harness.unit.serials()
    harness.metal.hoppers[100]._serial = b"\x77\x66\x55"
    restarted = harness.new_unit()
    restarted.expect(noted)
    assert restarted.report() == DeviceReport(DeviceStatus.USER_ERROR, Detail.OTHER_DEVICE)
    assert restarted.serials() == {}, "what staff have not accepted is not to be noted"
    with pytest.raises(OtherDevice):
        restarted.paid_since(100, 0)
    restarted.accept_devices()
    assert restarted.report().can_serve
    assert restarted.serials()["hopper-100"] == 0x556677


def test_a_device_exchanged_while_the_terminal_runs_is_noticed_when_it_answers_again(
    harness: ChangerHarness,
) -> None:
    assert harness.unit.report().can_serve
    harness.metal.acceptor.faults.add(CoinFault.SILENT)
    assert harness.unit.report().detail is Detail.CASH_SILENT
    harness.metal.acceptor.faults.clear()
    harness.metal.acceptor.serial = b"\x01\x02\x03"
    assert harness.unit.report().detail is Detail.OTHER_DEVICE


# --- how it stands ----------------------------------------------------------------------------------------


def test_a_healthy_unit_reports_online_and_a_low_hopper_with_it(harness: ChangerHarness) -> None:
    assert harness.unit.report().detail == ""
    harness.metal.fill(10, 3)
    report = harness.unit.report()
    assert (report.status, report.detail) == (DeviceStatus.ONLINE, "low")


@pytest.mark.parametrize("which", [CoinFault.SILENT, HopperFault.SILENT])
def test_a_unit_with_a_silent_device_is_offline_and_comes_back(
    harness: ChangerHarness, which: CoinFault | HopperFault
) -> None:
    device = harness.metal.acceptor if isinstance(which, CoinFault) else harness.metal.hoppers[10]
    device.faults.add(which)  # type: ignore[arg-type]
    assert harness.unit.report().status is DeviceStatus.OFFLINE
    device.faults.clear()
    assert harness.unit.report().can_serve


def test_staffs_count_replaces_the_books(harness: ChangerHarness) -> None:
    harness.unit.count(100, 3)
    assert harness.unit.stock()[100] == 3


# --- through a serial port ---------------------------------------------------------------------------------


@pytest.fixture
def serial_harness() -> Iterator[ChangerHarness]:
    metal = SimulatedChanger(coins=10)
    line = PtyLine(metal.slaves)
    port = SerialPort(line.name)
    yield ChangerHarness(port, metal, attempts=3)
    port.close()
    line.close()


def test_a_deposit_and_its_change_go_through_a_real_serial_port(serial_harness: ChangerHarness) -> None:
    serial_harness.opens().inserts(100, 500, 10)
    assert serial_harness.unit.poll().inserted == 610
    serial_harness.inserts(50)
    assert serial_harness.unit.fix_deposit().inserted == 660
    assert serial_harness.unit.dispense(serial_harness.book, 100, 4).pieces == 4
    assert serial_harness.metal.tray == [100] * 4
    assert serial_harness.unit.report().can_serve
    serial_harness.counts_are_metal()


def test_a_hopper_that_falls_silent_on_a_real_line_leaves_the_payout_uncertain(
    serial_harness: ChangerHarness,
) -> None:
    serial_harness.unit.connect()
    serial_harness.metal.hoppers[100].faults.add(HopperFault.SILENT_IN_PAYOUT)
    with pytest.raises(CashUncertain):
        serial_harness.unit.dispense(serial_harness.book, 100, 2)
    assert len(serial_harness.metal.tray) <= 2
