"""The changer: deposit and payout through the real drivers, in process and through a real serial port."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cash_bench import Book, Wire
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.cash.bus import Bus, Port, SerialPort
from kiosk.hardware.cash.changer import POLLS_BEFORE_REFRESH, CoinChanger
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.hopper import Hopper
from kiosk.hardware.cash.protocol import CashFault, CashSilent, CashUncertain
from kiosk.hardware.status import DeviceStatus
from kiosk.rules.money import COINS, total
from kiosk_simulator.cash.changer import FIRST_HOPPER_ADDRESS, SimulatedChanger
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.line import PtyLine


class Bench:
    """A simulated changer, the unit that drives it, and the books."""

    def __init__(self, port: Port | None = None, metal: SimulatedChanger | None = None) -> None:
        self.metal = metal or SimulatedChanger(coins=10)
        self.book, self.strays = Book(), Book()
        self.waits: list[float] = []
        self.while_waiting: list[int] = []
        self.bus = Bus(port or Wire(self.metal.slaves))
        self.unit = self.new_unit()

    def new_unit(self, denominations: tuple[int, ...] = COINS) -> CoinChanger:
        hoppers = [
            Hopper(self.bus, FIRST_HOPPER_ADDRESS + COINS.index(yen), yen, self.waits.append)
            for yen in denominations
        ]
        unit = CoinChanger(CoinAcceptor(self.bus), hoppers, self.wait, self.strays)
        unit.load_counts({yen: self.metal.hoppers[yen].coins for yen in denominations}, 0)
        return unit

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        if self.while_waiting:
            self.metal.insert(self.while_waiting.pop(0))

    def opens(self, acceptable: tuple[int, ...] = COINS) -> Bench:
        self.unit.begin_deposit(self.book, acceptable)
        return self

    def inserts(self, *coins: int) -> Bench:
        for coin in coins:
            self.metal.insert(coin)
        return self

    def counts_are_metal(self) -> None:
        held = {yen: hopper.coins for yen, hopper in self.metal.hoppers.items()}
        assert dict(self.unit.stock()) == held
        assert self.unit.cash_box() == sum(self.metal.cash_box)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_nothing_is_taken_before_a_deposit_is_open(bench: Bench) -> None:
    bench.unit.connect()
    assert not bench.metal.insert(100)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(COINS), max_size=5), max_size=12))
def test_the_deposit_is_what_fell_in_to_the_yen(batches: list[list[int]]) -> None:
    bench = Bench().opens()
    for batch in batches:
        bench.inserts(*batch)
        bench.unit.poll()
    assert bench.unit.fix_deposit().inserted == bench.metal.inserted == sum(bench.book.coins)
    assert bench.unit.deposit() == bench.metal.inserted
    assert not bench.metal.insert(100), "a fixed deposit takes nothing more"
    bench.counts_are_metal()
    assert bench.strays.coins == []


def test_a_coin_that_still_rolls_when_the_deposit_is_fixed_is_credited(bench: Bench) -> None:
    bench.opens().inserts(100)
    bench.metal.acceptor._mask = 0xFF

    def late(seconds: float) -> None:
        if not bench.waits:
            bench.metal.acceptor._event(3, 1)  # let in before the inhibit, over the sensor after it
            bench.metal.hoppers[100].take()
        bench.waits.append(seconds)

    bench.unit._wait = late
    assert bench.unit.fix_deposit().inserted == 200
    assert sum(bench.waits) >= 0.4


def test_a_coin_after_the_deposit_was_fixed_is_written_down_for_nobody(bench: Bench) -> None:
    bench.opens().inserts(100)
    bench.unit.fix_deposit()
    bench.metal.acceptor._event(3, 1)
    bench.metal.hoppers[100].take()
    assert bench.unit.report().can_serve
    assert (bench.book.coins, bench.strays.coins) == ([100], [100])
    bench.counts_are_metal()
    bench.opens()
    assert bench.unit.deposit() == 0


def test_coins_that_no_hopper_has_room_for_are_counted_in_the_cash_box(bench: Bench) -> None:
    bench.metal.hoppers[100].capacity = 10
    bench.opens().inserts(100, 100, 50)
    bench.unit.fix_deposit()
    assert bench.unit.cash_box() == 200
    assert bench.book.in_hopper == [False, False, True]
    bench.counts_are_metal()


def test_a_coin_without_a_hopper_counts_as_cash_box_in_the_book_too(bench: Bench) -> None:
    bench.unit = bench.new_unit((10, 50, 100))
    bench.opens().inserts(500)
    bench.unit.fix_deposit()
    assert (bench.unit.cash_box(), bench.book.in_hopper) == (500, [False])


def test_coins_beside_a_fault_are_in_the_deposit(bench: Bench) -> None:
    bench.opens().inserts(100)
    bench.metal.acceptor._event(0, 14)
    with pytest.raises(CashFault):
        bench.unit.poll()
    assert bench.unit.deposit() == 100


def test_of_more_coins_than_the_buffer_holds_the_readable_ones_are_credited_and_the_rest_said(
    bench: Bench,
) -> None:
    bench.opens().inserts(*[10] * 7)
    with pytest.raises(CashUncertain):
        bench.unit.poll()
    assert bench.unit.deposit() == 50


def test_a_row_that_cannot_be_written_loses_no_coin_from_the_deposit(bench: Bench) -> None:
    class Full(Book):
        def coin_accepted(self, denomination: int, counter: int, hopper: bool) -> None:
            raise OSError("disk full")

    bench.unit.begin_deposit(Full(), COINS)
    bench.inserts(100, 500)
    with pytest.raises(OSError, match="disk full"):
        bench.unit.poll()
    assert bench.unit.deposit() == 600


def test_a_rejected_coin_is_told_and_not_counted(bench: Bench) -> None:
    bench.opens((10,)).inserts(500)
    report = bench.unit.poll()
    assert (report.inserted, report.rejected) == (0, True)
    assert not bench.unit.poll().rejected


def test_inhibits_lost_by_an_unseen_reset_are_set_again_within_seconds(bench: Bench) -> None:
    bench.opens()
    bench.metal.acceptor._mask, bench.metal.acceptor._master = 0, False  # a reset before the first event
    for _ in range(POLLS_BEFORE_REFRESH):
        assert not bench.metal.insert(100)
        bench.unit.poll()
    assert bench.metal.insert(100)


def test_a_reset_while_nothing_was_accepted_costs_no_visit(bench: Bench) -> None:
    bench.opens().inserts(100)
    bench.unit.fix_deposit()
    bench.metal.acceptor.faults.add(CoinFault.RESETS)
    assert bench.unit.report().can_serve
    bench.opens().inserts(500)
    assert bench.unit.fix_deposit().inserted == 500


def test_a_reset_while_a_deposit_is_open_is_uncertain(bench: Bench) -> None:
    bench.opens().inserts(100)
    bench.unit.poll()
    bench.metal.acceptor.faults.add(CoinFault.RESETS)
    with pytest.raises(CashUncertain):
        bench.unit.poll()
    assert bench.unit.deposit() == 100


# --- payout ----------------------------------------------------------------------------------------------


def test_a_payout_is_written_down_before_and_after(bench: Bench) -> None:
    bench.unit.connect()
    assert bench.unit.dispense(bench.book, 50, 3) == 3
    assert bench.book.intended == [(50, 3, 0)]
    assert bench.book.paid == {1: (50, 3)}
    assert bench.metal.tray == [50, 50, 50]
    bench.counts_are_metal()


def test_a_payout_that_is_uncertain_leaves_its_intent_open(bench: Bench) -> None:
    bench.unit.connect()
    bench.metal.hoppers[50].faults.add(HopperFault.SILENT_IN_PAYOUT)
    with pytest.raises(CashUncertain):
        bench.unit.dispense(bench.book, 50, 3)
    assert (len(bench.book.intended), bench.book.paid) == (1, {})


def test_a_hopper_that_was_silent_before_leaves_no_intent(bench: Bench) -> None:
    bench.unit.connect()
    bench.metal.hoppers[50].faults.add(HopperFault.SILENT)
    with pytest.raises(CashSilent):
        bench.unit.dispense(bench.book, 50, 3)
    assert bench.book.intended == []


@settings(deadline=None)
@given(
    coins=st.lists(st.sampled_from(COINS), max_size=5),
    payouts=st.lists(st.tuples(st.sampled_from(COINS), st.integers(1, 6)), max_size=6),
)
def test_hoppers_and_books_agree_after_any_deposits_and_payouts(
    coins: list[int], payouts: list[tuple[int, int]]
) -> None:
    bench = Bench().opens().inserts(*coins)
    bench.unit.fix_deposit()
    for yen, pieces in payouts:
        held = bench.unit.stock()[yen]
        assert bench.unit.dispense(bench.book, yen, pieces) == min(pieces, held)
    bench.counts_are_metal()
    assert total(bench.unit.stock()) == 6600 + bench.metal.inserted - sum(bench.metal.tray)


def test_what_a_hopper_paid_is_known_from_its_own_count(bench: Bench) -> None:
    bench.unit.dispense(bench.book, 100, 2) if bench.unit.report().can_serve else None
    assert bench.new_unit().paid_since(100, 0) == 2


def test_missed_coins_are_credited_at_the_next_start(bench: Bench) -> None:
    bench.opens().inserts(100)
    bench.unit.poll()
    bench.inserts(50)
    restarted, book = bench.new_unit(), Book()
    restarted.credit_missed(book, bench.book.counters[-1])
    assert book.coins == [50]
    assert bench.strays.coins == []


# --- how it stands ----------------------------------------------------------------------------------------


def test_a_healthy_unit_reports_online_and_a_low_hopper_with_it(bench: Bench) -> None:
    assert bench.unit.report().detail == ""
    bench.metal.fill(10, 3)
    report = bench.unit.report()
    assert (report.status, report.detail) == (DeviceStatus.ONLINE, "low")


@pytest.mark.parametrize("which", [CoinFault.SILENT, HopperFault.SILENT])
def test_a_unit_with_a_silent_device_is_offline_and_comes_back(
    bench: Bench, which: CoinFault | HopperFault
) -> None:
    device = bench.metal.acceptor if isinstance(which, CoinFault) else bench.metal.hoppers[10]
    device.faults.add(which)  # type: ignore[arg-type]
    assert bench.unit.report().status is DeviceStatus.OFFLINE
    device.faults.clear()
    assert bench.unit.report().can_serve


def test_staffs_count_replaces_the_books(bench: Bench) -> None:
    bench.unit.count(100, 3)
    assert bench.unit.stock()[100] == 3


# --- through a serial port ---------------------------------------------------------------------------------


@pytest.fixture
def serial_bench() -> Iterator[Bench]:
    metal = SimulatedChanger(coins=10)
    line = PtyLine(metal.slaves)
    port = SerialPort(line.name)
    yield Bench(port, metal)
    port.close()
    line.close()


def test_a_deposit_and_its_change_go_through_a_real_serial_port(serial_bench: Bench) -> None:
    serial_bench.opens().inserts(100, 500, 10)
    assert serial_bench.unit.poll().inserted == 610
    serial_bench.inserts(50)
    assert serial_bench.unit.fix_deposit().inserted == 660
    assert serial_bench.unit.dispense(serial_bench.book, 100, 4) == 4
    assert serial_bench.metal.tray == [100] * 4
    assert serial_bench.unit.report().can_serve
    serial_bench.counts_are_metal()


def test_a_hopper_that_falls_silent_on_a_real_line_leaves_the_payout_uncertain(serial_bench: Bench) -> None:
    serial_bench.unit.connect()
    serial_bench.metal.hoppers[100].faults.add(HopperFault.SILENT_IN_PAYOUT)
    with pytest.raises(CashUncertain):
        serial_bench.unit.dispense(serial_bench.book, 100, 2)
    assert len(serial_bench.metal.tray) <= 2
