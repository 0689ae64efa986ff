"""The coin acceptor: every coin is credited once, whatever the wire does, and doubt is said aloud."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.coin_acceptor import KEPT_CODES, REJECT_CODES, CoinAcceptor, events_since
from kiosk.hardware.cash.protocol import CashFault, CashSilent
from kiosk.rules.money import COINS
from kiosk_simulator.cash.devices import CoinFault, Refusal, SimulatedAcceptor
from tests.support.cash_wire import Trouble, Wire

ALL = (10, 50, 100, 500)
AcceptorHarness = tuple[SimulatedAcceptor, CoinAcceptor, Wire]


def new_harness(counter: int = 0, echo: bool = False) -> AcceptorHarness:
    """A connected acceptor that takes every coin and whose event counter stands at `counter`."""
    device = SimulatedAcceptor()
    device._counter = counter
    wire = Wire([device], echo=echo)
    driver = CoinAcceptor(Bus(wire, echo=echo))
    driver.connect()
    driver.accept(ALL)
    return device, driver, wire


@pytest.fixture
def harness() -> AcceptorHarness:
    return new_harness()


def troubles(kinds: list[Trouble], wire: Wire) -> Callable[[int], Trouble | None]:
    """The next exchanges suffer these; after them the wire is good."""
    first = len(wire.requests) + 1
    return lambda number: kinds[number - first] if first <= number < first + len(kinds) else None


# --- the counter -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "last", "events"),
    # Generic Specification 4.7, part 3: the examples of the event counter
    [(23, 23, 0), (104, 102, 2), (1, 255, 1), (3, 253, 5), (54, 48, 6), (1, 0, 1), (5, 0, 5)],
)
def test_the_specifications_examples_of_the_event_counter(now: int, last: int, events: int) -> None:
    assert events_since(last, now) == events


@settings(deadline=None)
@given(start=st.integers(1, 255), events=st.integers(0, 254))
def test_the_counter_skips_zero_when_it_wraps(start: int, events: int) -> None:
    now = start
    for _ in range(events):
        now = now % 255 + 1
    assert events_since(start, now) == events


def test_the_first_look_ever_takes_the_counter_and_credits_nothing() -> None:
    device = SimulatedAcceptor()
    driver = CoinAcceptor(Bus(Wire([device])))
    device._master, device._mask = True, 0xFF
    device.insert(100)  # before anybody asked
    driver.connect()
    assert driver.poll().coins == ()


def test_a_look_before_the_device_is_known_credits_nothing(harness: AcceptorHarness) -> None:
    device, _, wire = harness
    device.insert(100)
    assert CoinAcceptor(Bus(wire)).poll().coins == ()


# --- exactly once -------------------------------------------------------------------------------------

COIN = st.sampled_from([10, 50, 100, 500, 0, 1])
BATCH = st.tuples(st.lists(COIN, max_size=2), st.lists(st.sampled_from(Trouble), max_size=3))


@settings(deadline=None)
@given(counter=st.integers(0, 255), batches=st.lists(BATCH, max_size=30))
def test_every_coin_is_credited_exactly_once_whatever_the_wire_does(
    counter: int, batches: list[tuple[list[int], list[Trouble]]]
) -> None:
    """Up to three damaged exchanges in a row; two failed looks in a row are more than the buffer is for."""
    device, driver, wire = new_harness(counter)
    taken: list[int] = []
    credited: list[int] = []
    failed = False
    for coins, kinds in batches:
        taken += [coin for coin in coins if device.insert(coin)]
        wire.plan = troubles(kinds[:2] if failed else kinds, wire)
        try:
            credited += [coin.denomination for coin in driver.poll().coins]
        except CashSilent:
            failed = True
        else:
            failed = False
    wire.plan = lambda number: None
    credited += [coin.denomination for coin in driver.poll().coins]
    assert credited == taken


@settings(deadline=None)
@given(counter=st.integers(0, 255), coins=st.lists(st.sampled_from(ALL), max_size=5))
def test_up_to_five_coins_between_two_looks_come_in_order_with_their_counters(
    counter: int, coins: list[int]
) -> None:
    device, driver, _ = new_harness(counter)
    for coin in coins:
        device.insert(coin)
    found = driver.poll()
    assert [coin.denomination for coin in found.coins] == coins
    expected, now = [], counter
    for _ in coins:
        now = now % 255 + 1
        expected.append(now)
    assert [coin.counter for coin in found.coins] == expected
    assert found.lost == 0


@settings(deadline=None)
@given(coins=st.lists(st.sampled_from(ALL), min_size=6, max_size=20))
def test_of_more_than_five_coins_the_last_five_are_credited_and_the_others_reported_lost(
    coins: list[int],
) -> None:
    device, driver, _ = new_harness(7)
    for coin in coins:
        device.insert(coin)
    found = driver.poll()
    assert [coin.denomination for coin in found.coins] == coins[-5:]
    assert found.lost == len(coins) - 5
    assert driver.poll().lost == 0, "the loss is reported once"


def test_coins_since_a_counter_that_was_written_down_are_credited_after_a_restart(
    harness: AcceptorHarness,
) -> None:
    device, driver, wire = harness
    device.insert(100)
    (coin,) = driver.poll().coins
    device.insert(500)
    restarted = CoinAcceptor(Bus(wire))
    restarted.connect()
    assert [each.denomination for each in restarted.read_from(coin.counter).coins] == [500]


def test_what_falls_in_while_the_device_is_away_is_found_when_it_is_connected_again(
    harness: AcceptorHarness,
) -> None:
    device, driver, _ = harness
    device.insert(50)
    driver.connect()
    assert [coin.denomination for coin in driver.poll().coins] == [50]


def test_a_reset_is_reported_once_and_then_counting_begins_anew(harness: AcceptorHarness) -> None:
    device, driver, _ = harness
    device.insert(100)
    driver.poll()
    device.faults.add(CoinFault.RESETS)
    assert driver.poll().reset
    assert not driver.poll().reset
    assert not device.insert(100), "after a reset everything is inhibited"
    driver.accept(ALL)
    device.insert(10)
    assert [coin.denomination for coin in driver.poll().coins] == [10]


# --- what is no credit ---------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(REJECT_CODES))
def test_a_coin_that_came_back_is_no_credit_and_no_fault(harness: AcceptorHarness, code: int) -> None:
    device, driver, _ = harness
    device._event(0, code)
    found = driver.poll()
    assert (found.coins, found.rejected, found.faults) == ((), 1, ())


@pytest.mark.parametrize("code", [9, 10, 11, 12, 13, 14, 15, 21, 26, 29, 31, 34, 35, 40, 255])
def test_a_fault_of_the_specification_is_reported_as_its_code(harness: AcceptorHarness, code: int) -> None:
    """Hardware, jam and fraud groups of part 3's table of error codes."""
    device, driver, _ = harness
    device._event(0, code)
    assert driver.poll().faults == (code,)


@pytest.mark.parametrize("code", sorted(KEPT_CODES))
def test_a_coin_that_may_be_inside_without_credit_is_neither_returned_nor_a_fault(
    harness: AcceptorHarness, code: int
) -> None:
    device, driver, _ = harness
    device._event(0, code)
    found = driver.poll()
    assert (found.coins, found.rejected, found.faults, found.kept) == ((), 0, (), 1)


def test_an_acceptor_that_refuses_the_positions_it_does_not_use_is_connected() -> None:
    class Strict(SimulatedAcceptor):
        def answer(self, header: int, data: bytes) -> bytes:
            if header == Header.REQUEST_COIN_ID and data[0] > len(self.COINS):
                raise Refusal
            return super().answer(header, data)

    driver = CoinAcceptor(Bus(Wire([Strict()])))
    driver.connect()
    assert driver.denominations == (10, 50, 100, 500)


def test_the_empty_event_that_some_devices_post_is_nothing(harness: AcceptorHarness) -> None:
    device, driver, _ = harness
    device._event(0, 0)
    found = driver.poll()
    assert (found.coins, found.rejected, found.faults) == ((), 0, ())


def test_a_coin_beside_a_fault_is_credited_all_the_same(harness: AcceptorHarness) -> None:
    device, driver, _ = harness
    device.insert(100)
    device._event(0, 15)
    found = driver.poll()
    assert [coin.denomination for coin in found.coins] == [100]
    assert found.faults == (15,)


def test_a_credit_at_a_position_without_a_value_does_not_hide_the_coins_beside_it(
    harness: AcceptorHarness,
) -> None:
    device, driver, _ = harness
    device.insert(100)
    device._event(12, 1)
    device.insert(50)
    found = driver.poll()
    assert [coin.denomination for coin in found.coins] == [100, 50]
    assert found.unvalued == 1


# --- which coin is which --------------------------------------------------------------------------------


def test_all_three_generations_of_500_yen_are_worth_500_yen(harness: AcceptorHarness) -> None:
    device, driver, _ = harness
    generations = [number for number, name in enumerate(device.COINS, 1) if name.startswith("JP500")]
    assert len(generations) == 3
    for position in generations:
        device._event(position, 1)
    assert [coin.denomination for coin in driver.poll().coins] == [500, 500, 500]


@settings(deadline=None)
@given(accepted=st.sets(st.sampled_from(ALL)))
def test_exactly_the_acceptable_coins_are_let_in(accepted: set[int]) -> None:
    device, driver, _ = new_harness()
    driver.accept(tuple(sorted(accepted)))
    assert {coin for coin in ALL if device.insert(coin)} == accepted
    assert not device.insert(1)


def test_the_path_of_the_sorter_says_where_a_coin_fell() -> None:
    device = SimulatedAcceptor(hopper_takes=lambda yen: yen != 500)
    driver = CoinAcceptor(Bus(Wire([device])))
    driver.connect()
    driver.accept(ALL)
    device.insert(100)
    device.insert(500)
    assert [coin.hopper for coin in driver.poll().coins] == [True, False]


def test_the_driver_knows_the_coins_of_the_device(harness: AcceptorHarness) -> None:
    assert harness[1].denominations == COINS


class Stranger(SimulatedAcceptor):
    """Answers like an acceptor, with another category or other coins."""

    category = b"Coin Acceptor"

    def answer(self, header: int, data: bytes) -> bytes:
        return self.category if header == Header.REQUEST_CATEGORY else super().answer(header, data)


@pytest.mark.parametrize("category", [b"Payout", b"Bill Validator", b"coin acceptor", b"\xff\xfe", b""])
def test_another_kind_of_device_is_refused(category: bytes) -> None:
    device = Stranger()
    device.category = category
    with pytest.raises(CashFault, match="not one"):
        CoinAcceptor(Bus(Wire([device]))).connect()
    assert not device._master


class Euro(SimulatedAcceptor):
    COINS = ("EU100A", "EU200A", "......", "TK001A", "JP1K0A", "JP.50A")


def test_an_acceptor_without_yen_coins_is_refused() -> None:
    with pytest.raises(CashFault, match="no yen coin"):
        CoinAcceptor(Bus(Wire([Euro()]))).connect()


def test_a_silent_acceptor_is_silent_after_three_tries(harness: AcceptorHarness) -> None:
    device, driver, wire = harness
    device.faults.add(CoinFault.SILENT)
    before = len(wire.requests)
    with pytest.raises(CashSilent):
        driver.poll()
    assert len(wire.requests) - before == 3


# --- the line -------------------------------------------------------------------------------------------


def test_on_a_one_wire_adapter_the_echo_is_read_and_compared() -> None:
    device, driver, _ = new_harness(echo=True)
    device.insert(100)
    assert [coin.denomination for coin in driver.poll().coins] == [100]


def test_a_line_that_was_said_to_echo_and_does_not_is_noticed() -> None:
    with pytest.raises(CashSilent):
        CoinAcceptor(Bus(Wire([SimulatedAcceptor()]), echo=True)).connect()


def test_a_line_that_echoes_unasked_does_no_harm() -> None:
    driver = CoinAcceptor(Bus(Wire([SimulatedAcceptor()], echo=True)))
    driver.connect()
    assert driver.denominations == ALL


def test_a_credit_reply_of_another_length_credits_nothing() -> None:
    class Odd(SimulatedAcceptor):
        def answer(self, header: int, data: bytes) -> bytes:
            answer = super().answer(header, data)
            return answer[:-1] if header == Header.READ_BUFFERED_CREDIT else answer

    with pytest.raises(CashSilent):
        CoinAcceptor(Bus(Wire([Odd()]))).connect()
