"""The note validator: no note is worth ten times as much, and no event counts twice or is passed over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.note_validator import NoteEvent, NoteValidator, Routed
from kiosk.hardware.cash.protocol import CashFault, CashSilent
from kiosk_simulator.cash.validator import NoteFault, SimulatedValidator
from tests.support.cash_wire import Trouble, Wire

ValidatorHarness = tuple[SimulatedValidator, NoteValidator, Wire]


def new_harness(counter: int = 0, echo: bool = False) -> ValidatorHarness:
    """A connected validator that takes notes and whose event counter stands at `counter`."""
    device = SimulatedValidator()
    device._counter = counter
    wire = Wire([device], echo=echo)
    driver = NoteValidator(Bus(wire, echo=echo))
    driver.connect()
    driver.accept(True)
    return device, driver, wire


@pytest.fixture
def harness() -> ValidatorHarness:
    return new_harness()


def meanings(driver: NoteValidator) -> list[NoteEvent]:
    return [event.meaning for event in driver.poll().events]


def next_exchange(wire: Wire, *kinds: Trouble) -> None:
    """The next exchanges suffer these; after them the wire is good."""
    first = len(wire.requests) + 1
    wire.plan = lambda number: kinds[number - first] if first <= number < first + len(kinds) else None


# --- who it is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("category", [b"Bill Validator", b"Bill Acceptor"])
def test_both_names_of_the_category_are_known(category: bytes) -> None:
    device = SimulatedValidator()
    device.category = category
    NoteValidator(Bus(Wire([device]))).connect()


def test_another_device_at_its_address_is_refused() -> None:
    device = SimulatedValidator()
    device.category = b"Coin Acceptor"
    with pytest.raises(CashFault, match="is not one"):
        NoteValidator(Bus(Wire([device]))).connect()


def test_a_note_of_1000_at_a_scaling_of_10_is_10000_yen_and_refused() -> None:
    device = SimulatedValidator()
    device.faults.add(NoteFault.SCALING)
    with pytest.raises(CashFault, match=r"no 1,000-yen note"):
        NoteValidator(Bus(Wire([device]))).connect()


@pytest.mark.parametrize(
    ("scaling", "decimals", "notes", "types"),
    [
        (1, 0, ("JP1000A",), 1),
        (10, 0, ("JP0100A", "JP1000A"), 1),  # the second is 10,000 yen
        (1000, 0, ("JP0005A", "JP0001A"), 2),
        (100, 2, ("JP1000A",), 1),
        (1, 0, ("JP1000A", "JP1000B", "JP2000A"), 0b11),
    ],
)
def test_only_what_is_worth_1000_yen_is_let_in(
    scaling: int, decimals: int, notes: tuple[str, ...], types: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = SimulatedValidator()
    monkeypatch.setattr(device, "NOTES", notes)
    answer = device.answer

    def scaled(header: int, data: bytes) -> bytes:
        if header == Header.REQUEST_COUNTRY_SCALING_FACTOR:
            return scaling.to_bytes(2, "little") + bytes((decimals,))
        return answer(header, data)

    monkeypatch.setattr(device, "answer", scaled)
    driver = NoteValidator(Bus(Wire([device])))
    driver.connect()
    assert driver.inhibits() == (0, False)
    driver.accept(True)
    assert driver.inhibits() == (types, True)


@pytest.mark.parametrize(
    ("scaling", "note"),
    [(b"\0\0\0", "JP1000A"), (b"\x01\0\x01", "JP1000A"), (b"\x01\0\0", "GB1000A"), (b"\x01\0\0", "JPXXXXA")],
)
def test_a_country_that_is_not_supported_and_a_note_of_another_have_no_value(
    scaling: bytes, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = SimulatedValidator()
    monkeypatch.setattr(device, "NOTES", (note,))
    answer = device.answer
    monkeypatch.setattr(
        device,
        "answer",
        lambda header, data: (
            scaling if header == Header.REQUEST_COUNTRY_SCALING_FACTOR else answer(header, data)
        ),
    )
    with pytest.raises(CashFault, match=r"no 1,000-yen note"):
        NoteValidator(Bus(Wire([device]))).connect()


@pytest.mark.parametrize("header", [Header.REQUEST_COUNTRY_SCALING_FACTOR, Header.REQUEST_BILL_ID])
def test_a_table_that_reads_differently_the_second_time_is_not_believed(
    header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    device, looks = SimulatedValidator(), [0]
    answer = device.answer

    def wavering(asked: int, data: bytes) -> bytes:
        if asked == header:
            looks[0] += 1
            if looks[0] == 1:
                return b"\x0a\0\0" if header == Header.REQUEST_COUNTRY_SCALING_FACTOR else b"JP5000A"
        return answer(asked, data)

    monkeypatch.setattr(device, "answer", wavering)
    with pytest.raises(CashFault, match="two different tables"):
        NoteValidator(Bus(Wire([device]))).connect()


def test_a_validator_without_escrow_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    device = SimulatedValidator()
    answer = device.answer
    monkeypatch.setattr(
        device,
        "answer",
        lambda header, data: (
            b"\x01" if header == Header.REQUEST_BILL_OPERATING_MODE else answer(header, data)
        ),
    )
    with pytest.raises(CashFault, match="no escrow"):
        NoteValidator(Bus(Wire([device]))).connect()


def test_a_slot_that_does_not_take_its_inhibits_is_not_shut(
    harness: ValidatorHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    device, driver, _ = harness
    answer = device.answer
    monkeypatch.setattr(
        device,
        "answer",
        lambda header, data: b"" if header == Header.MODIFY_MASTER_INHIBIT else answer(header, data),
    )
    with pytest.raises(CashFault, match="did not take its inhibits"):
        driver.accept(False)
    assert not driver.is_shut


# --- events ------------------------------------------------------------------------------------------


def test_a_note_is_worth_something_only_when_it_is_stacked(harness: ValidatorHarness) -> None:
    device, driver, _ = harness
    assert device.insert(1000)
    (held,) = driver.poll().events
    assert (held.meaning, held.denomination, held.counter) == (NoteEvent.ESCROW, 1000, 1)
    assert driver.poll().events == ()
    assert driver.route(stack=True) is Routed.TAKEN
    (stacked,) = driver.poll().events
    assert (stacked.meaning, stacked.denomination, stacked.counter) == (NoteEvent.STACKED, 1000, 2)
    assert device.stacker == [1000]


def test_a_note_that_is_called_back_comes_back(harness: ValidatorHarness) -> None:
    device, driver, _ = harness
    device.insert(1000)
    driver.hold()
    assert driver.route(stack=False) is Routed.TAKEN
    assert meanings(driver) == [NoteEvent.ESCROW, NoteEvent.RETURNED]
    assert (device.returned, device.stacker) == ([1000], [])


def test_nothing_in_escrow_is_said_so(harness: ValidatorHarness) -> None:
    assert harness[1].route(stack=True) is Routed.EMPTY


def test_a_full_stacker_refuses_to_move_the_note(harness: ValidatorHarness) -> None:
    device, driver, _ = harness
    device.insert(1000)
    device.faults.add(NoteFault.FULL)
    assert driver.route(stack=True) is Routed.FAILED


@pytest.mark.parametrize("trouble", list(Trouble))
def test_a_command_to_route_is_sent_once(harness: ValidatorHarness, trouble: Trouble) -> None:
    device, driver, wire = harness
    device.insert(1000)
    next_exchange(wire, trouble)
    before = len(wire.requests)
    assert driver.route(stack=True) is Routed.UNHEARD
    assert len(wire.requests) == before + 1


def test_a_late_answer_to_something_else_is_no_answer_to_route(harness: ValidatorHarness) -> None:
    device, driver, _ = harness
    device.insert(1000)
    device._overdue = bytes((1, 11, 40, 0, *bytes(11))) + bytes((-(1 + 11 + 40) & 0xFF,))
    assert driver.route(stack=True) is Routed.UNHEARD


@pytest.mark.parametrize("value", [2000, 5000, 0])
def test_other_notes_are_turned_away(harness: ValidatorHarness, value: int) -> None:
    device, driver, _ = harness
    assert not device.insert(value)
    assert meanings(driver) == [NoteEvent.REJECTED]
    assert device.returned == [value]


def test_another_note_that_is_stacked_all_the_same_is_not_worth_1000(harness: ValidatorHarness) -> None:
    device, driver, _ = harness
    device._event(4, 0)
    device._event(9, 0)
    device._event(0, 21)
    assert meanings(driver) == [NoteEvent.UNVALUED] * 3


@settings(deadline=None, max_examples=50)
@given(start=st.integers(0, 255), batches=st.lists(st.integers(0, 5), max_size=10))
def test_every_event_is_read_once_in_order_over_the_wrap(start: int, batches: list[int]) -> None:
    device, driver, _ = new_harness(start)
    number = start
    for batch in batches:
        for _ in range(batch):
            device._event(0, 2)
        events = driver.poll().events
        assert len(events) == batch
        for event in events:
            number = number % 255 + 1
            assert event.counter == number


def test_events_beyond_the_buffer_are_said_to_be_lost(harness: ValidatorHarness) -> None:
    device, driver, _ = harness
    for _ in range(7):
        device._event(0, 2)
    seen = driver.poll()
    assert (len(seen.events), seen.lost, seen.reset) == (5, 2, False)


def test_a_counter_of_0_is_a_reset(harness: ValidatorHarness) -> None:
    device, driver, _ = new_harness(67)
    device.faults.add(NoteFault.RESETS)
    seen = driver.poll()
    assert (seen.events, seen.lost, seen.reset) == ((), 0, True)


def test_a_reset_with_events_after_it_is_no_loss_of_188_events(harness: ValidatorHarness) -> None:
    device, driver, _ = new_harness(67)
    device.power_cut()
    device._event(0, 0)
    seen = driver.poll()
    assert ([event.code for event in seen.events], seen.lost, seen.reset) == ([0], 0, True)


def test_events_are_not_passed_over_when_the_question_after_a_reset_is_not_heard() -> None:
    device, driver, wire = new_harness(67)
    device.power_cut()
    device._event(0, 0)
    first = len(wire.requests) + 1
    wire.plan = lambda number: Trouble.REPLY_LOST if first < number <= first + 6 else None
    with pytest.raises(CashSilent):
        driver.poll()
    wire.plan = lambda number: None
    assert meanings(driver) == [NoteEvent.INHIBITED]


@pytest.mark.parametrize("fault", [NoteFault.LATE, NoteFault.DOUBLED])
def test_a_late_or_doubled_reply_shows_no_event_twice(harness: ValidatorHarness, fault: NoteFault) -> None:
    device, driver, _ = harness
    device.insert(1000)
    device.faults.add(fault)
    seen = [event for _ in range(3) for event in driver.poll().events]
    assert [event.meaning for event in seen] == [NoteEvent.ESCROW]
    assert driver.route(stack=True) is Routed.TAKEN
    assert [event for _ in range(3) for event in meanings(driver)] == [NoteEvent.STACKED]


@pytest.mark.parametrize(
    ("code", "meaning"),
    # Generic Specification 4.7, part 3: status codes of bill events
    [
        (0, NoteEvent.INHIBITED), (1, NoteEvent.RETURNED), (2, NoteEvent.REJECTED), (3, NoteEvent.REJECTED),
        (4, NoteEvent.REJECTED), (5, NoteEvent.REJECTED), (6, NoteEvent.JAMMED), (7, NoteEvent.JAMMED),
        (8, NoteEvent.RETURNED), (9, NoteEvent.FRAUD), (10, NoteEvent.STACKER_WELL),
        (11, NoteEvent.STACKER_SHUT), (12, NoteEvent.STACKER_WELL), (13, NoteEvent.STACKER_SHUT),
        (14, NoteEvent.STACKER_SHUT), (15, NoteEvent.STACKER_SHUT), (16, NoteEvent.JAMMED),
        (17, NoteEvent.FRAUD), (18, NoteEvent.FRAUD), (19, NoteEvent.FAULT), (20, NoteEvent.REJECTED),
        (21, NoteEvent.UNVALUED), (22, NoteEvent.TRIFLE), (99, NoteEvent.FAULT),
    ],
)  # fmt: skip
def test_every_status_code_has_its_meaning(harness: ValidatorHarness, code: int, meaning: NoteEvent) -> None:
    harness[0]._event(0, code)
    (event,) = harness[1].poll().events
    assert (event.meaning, event.code) == (meaning, code)
