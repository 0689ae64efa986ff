"""The hopper: never a coin more than asked, and the answer is the truth or says that nobody knows it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.hopper import MAX_POLLS, TOTALS, Hopper
from kiosk.hardware.cash.protocol import CashFault, CashRefused, CashSilent, CashUncertain
from kiosk_simulator.cash.devices import HopperFault, Refusal, SimulatedHopper
from tests.support.cash_wire import Plan, Trouble, Wire, nothing

ADDRESS = 5


class HopperHarness:
    """A hopper with `coins` in it, its driver, the wire between them and the tray."""

    def __init__(self, coins: int = 40, device: type[SimulatedHopper] = SimulatedHopper) -> None:
        self.tray: list[int] = []
        self.device = device(ADDRESS, 100, coins, self.tray.append)
        self.wire = Wire([self.device])
        self.waited = 0.0
        self.driver = Hopper(Bus(self.wire), ADDRESS, 100, self.wait)
        self.driver.connect()

    def wait(self, seconds: float) -> None:
        self.waited += seconds

    def pay(self, pieces: int, plan: Plan = nothing) -> int | None:
        """Ask for `pieces`; None when the driver says that nobody knows or that nothing was tried."""
        total = self.driver.total_paid()
        first = len(self.wire.requests)
        self.wire.plan = lambda number: plan(number - first)
        try:
            return self.driver.dispense(pieces, total).pieces
        except CashFault:
            return None
        finally:
            self.wire.plan = nothing


def exchanges_of_a_payout(pieces: int) -> int:
    harness = HopperHarness()
    before = len(harness.wire.requests)
    assert harness.pay(pieces) == pieces
    return len(harness.wire.requests) - before - 1  # the total is read before the troubles begin


def one(trouble: Trouble, index: int) -> Plan:
    return lambda number: trouble if number == index else None


def holds(harness: HopperHarness, asked: int, answer: int | None) -> None:
    """What must hold after every payout, whatever happened to it."""
    assert len(harness.tray) <= asked, "more coins came out than were asked for"
    assert answer is None or answer == len(harness.tray), "the answer is not the truth"
    assert harness.device.coins + len(harness.tray) == 40


@pytest.mark.parametrize("pieces", [1, 2, 7, 40])
def test_a_payout_pays_what_was_asked(pieces: int) -> None:
    harness = HopperHarness()
    assert harness.pay(pieces) == pieces
    holds(harness, pieces, pieces)
    assert harness.driver.total_paid() == pieces


class Quick(SimulatedHopper):
    """All its coins are out before anybody looks, so a repeated command would find it free again."""

    def _dispense(self, data: bytes) -> bytes:
        answer = super()._dispense(data)
        while self._remaining:
            self._turn()
        return answer


@pytest.mark.parametrize("device", [SimulatedHopper, Quick])
@pytest.mark.parametrize("trouble", Trouble)
@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_one_lost_exchange_anywhere_costs_no_coin_and_pays_none_twice(
    pieces: int, trouble: Trouble, device: type[SimulatedHopper]
) -> None:
    for index in range(1, exchanges_of_a_payout(pieces) + 1):
        harness = HopperHarness(device=device)
        answer = harness.pay(pieces, one(trouble, index))
        holds(harness, pieces, answer)
        assert answer == pieces, "one lost exchange can be made up for"


@settings(deadline=None)
@given(
    pieces=st.integers(1, 12),
    kinds=st.lists(st.one_of(st.none(), st.sampled_from(Trouble)), max_size=40),
    device=st.sampled_from([SimulatedHopper, Quick]),
)
def test_whatever_the_wire_does_no_coin_too_many_comes_out_and_the_answer_is_true(
    pieces: int, kinds: list[Trouble | None], device: type[SimulatedHopper]
) -> None:
    harness = HopperHarness(device=device)
    answer = harness.pay(pieces, lambda number: kinds[number - 1] if number <= len(kinds) else None)
    holds(harness, pieces, answer)
    # The counters outlive the trouble: whoever asks later learns the truth.
    assert harness.driver.total_paid() == len(harness.tray)


@pytest.mark.parametrize("share", [0.05, 0.15, 0.3, 0.5])
def test_a_thousand_payouts_on_a_bad_line_pay_no_coin_too_many_and_tell_no_lie(share: float) -> None:
    chance = random.Random(share)  # a bad line, but the same one in every run
    harness = HopperHarness(100_000)
    asked = known = 0
    for _ in range(1000):
        pieces, before = chance.randint(1, 9), len(harness.tray)
        asked += pieces
        answer = harness.pay(pieces, lambda _: chance.choice([*Trouble]) if chance.random() < share else None)
        assert len(harness.tray) <= asked
        if answer is not None:
            assert answer == len(harness.tray) - before
            known += 1
    assert harness.driver.total_paid() == len(harness.tray)
    assert known > (900 if share < 0.1 else 0), "on a line that is nearly good nearly all is certain"


def test_a_hopper_that_still_pays_for_the_last_visit_is_not_told_to_pay_for_the_next() -> None:
    harness = HopperHarness()
    harness.device.faults.add(HopperFault.SILENT_IN_PAYOUT)
    assert harness.pay(5) is None
    harness.device.faults.clear()
    total = harness.driver.total_paid()
    with pytest.raises(CashUncertain):
        harness.driver.dispense(5, total)
    assert len(harness.tray) <= 5
    assert harness.pay(1) == 1, "the motor was stopped and the hopper is free again"


@pytest.mark.parametrize("coins", [0, 1, 2])
def test_a_hopper_that_runs_empty_says_how_many_came_out(coins: int) -> None:
    harness = HopperHarness(coins)
    assert harness.pay(3) == coins == len(harness.tray)


def test_a_hopper_that_pays_one_too_few_says_so() -> None:
    harness = HopperHarness()
    harness.device.faults.add(HopperFault.SHORT)
    assert harness.pay(3) == 2 == len(harness.tray)


def test_a_refused_payout_pays_nothing_and_is_known_to() -> None:
    class Refusing(SimulatedHopper):
        def answer(self, header: int, data: bytes) -> bytes:
            if header == Header.DISPENSE_HOPPER_COINS:
                raise Refusal
            return super().answer(header, data)

    harness = HopperHarness(device=Refusing)
    with pytest.raises(CashRefused):
        harness.driver.dispense(3, harness.driver.total_paid())
    assert harness.tray == []


def test_a_refusal_counted_as_an_event_is_still_known_to_have_paid_nothing() -> None:
    """Some makers count refused commands too, so the total decides and not the event counter."""

    class Counting(SimulatedHopper):
        def answer(self, header: int, data: bytes) -> bytes:
            if header == Header.DISPENSE_HOPPER_COINS:
                self._counter = self._counter % 255 + 1
                raise Refusal
            return super().answer(header, data)

    harness = HopperHarness(device=Counting)
    lost = len(harness.wire.requests) + 4
    harness.wire.plan = lambda number: Trouble.REPLY_LOST if number == lost else None
    assert harness.driver.dispense(3, harness.driver.total_paid()).pieces == 0


def test_a_silent_hopper_is_silent_before_anything_moved() -> None:
    harness = HopperHarness()
    total = harness.driver.total_paid()
    harness.device.faults.add(HopperFault.SILENT)
    with pytest.raises(CashSilent):
        harness.driver.dispense(2, total)
    assert harness.tray == []


def test_a_hopper_that_falls_silent_in_a_payout_leaves_it_uncertain() -> None:
    harness = HopperHarness()
    total = harness.driver.total_paid()
    harness.device.faults.add(HopperFault.SILENT_IN_PAYOUT)
    with pytest.raises(CashUncertain):
        harness.driver.dispense(2, total)
    dispensed = [raw for raw in harness.wire.requests if raw[3] == Header.DISPENSE_HOPPER_COINS]
    assert len(dispensed) == 1, "a command that may have been carried out is not repeated"


@pytest.mark.parametrize("coins_before", [0, 1, 2, 3])
def test_after_a_power_cut_in_a_payout_what_came_out_is_known(coins_before: int) -> None:
    harness = HopperHarness()
    looks = 0

    def cut(number: int) -> None:
        nonlocal looks
        if harness.wire.requests[-1][3] == Header.REQUEST_HOPPER_STATUS:
            looks += 1
            if looks == coins_before + 2:  # the first look is before the command
                harness.device.power_cut()

    answer = harness.pay(4, cut)
    assert answer == len(harness.tray) == coins_before
    assert harness.pay(1) == 1, "it is enabled anew for the next payout"


def test_a_hopper_is_disabled_after_every_payout() -> None:
    harness = HopperHarness()
    harness.pay(1)
    assert harness.wire.requests[-1][3:5] == bytes((Header.ENABLE_HOPPER, 0))
    with pytest.raises(CashRefused):
        Bus(harness.wire).ask(ADDRESS, Header.DISPENSE_HOPPER_COINS, harness.device._serial + b"\x01")


def test_a_motor_that_never_ends_is_stopped_and_its_coins_are_counted() -> None:
    class Slow(SimulatedHopper):
        looks = 0

        def _turn(self) -> None:
            self.looks += 1
            if self.looks in (2, 3):
                super()._turn()

    harness = HopperHarness(device=Slow)
    assert harness.pay(5) == 2 == len(harness.tray)
    assert harness.waited == pytest.approx(MAX_POLLS * 0.1, abs=1)
    assert any(raw[3] == Header.EMERGENCY_STOP for raw in harness.wire.requests)


def test_a_motor_that_refuses_to_be_stopped_leaves_the_payout_uncertain() -> None:
    class Deaf(SimulatedHopper):
        def _turn(self) -> None:
            pass

        def answer(self, header: int, data: bytes) -> bytes:
            if header == Header.EMERGENCY_STOP:
                raise Refusal
            return super().answer(header, data)

    harness = HopperHarness(device=Deaf)
    with pytest.raises(CashUncertain):
        harness.driver.dispense(1, 0)


def test_a_count_that_went_back_is_not_believed() -> None:
    harness = HopperHarness()
    with pytest.raises(CashUncertain):
        harness.driver.dispense(2, total_before=77)


def test_the_total_wraps_after_24_bits() -> None:
    harness = HopperHarness()
    harness.device._total = TOTALS - 2
    assert harness.pay(5) == 5
    assert harness.driver.total_paid() == 3


@pytest.mark.parametrize("pieces", [0, -1, 256])
def test_a_number_of_coins_that_is_no_payout_is_refused(pieces: int) -> None:
    with pytest.raises(ValueError, match="1 to 255"):
        HopperHarness().driver.dispense(pieces, 0)


@pytest.mark.parametrize(("coins", "low"), [(9, True), (10, False)])
def test_the_sensor_says_when_few_coins_are_left(coins: int, low: bool) -> None:
    assert HopperHarness(coins).driver.is_low() is low


def test_a_sensor_that_is_not_fitted_is_not_low() -> None:
    class Bare(SimulatedHopper):
        def answer(self, header: int, data: bytes) -> bytes:
            if header == Header.REQUEST_PAYOUT_HIGH_LOW_STATUS:
                return b"\x01"
            return super().answer(header, data)

    assert not HopperHarness(0, Bare).driver.is_low()


@pytest.mark.parametrize(
    ("header", "answer"),
    [(Header.REQUEST_CATEGORY, b"Coin Acceptor"), (Header.REQUEST_SERIAL_NUMBER, b"\x01")],
)
def test_what_is_no_hopper_or_has_no_serial_number_is_refused(header: Header, answer: bytes) -> None:
    class Other(SimulatedHopper):
        def answer(self, asked: int, data: bytes) -> bytes:
            return answer if asked == header else super().answer(asked, data)

    with pytest.raises(CashFault):
        HopperHarness(device=Other)
