"""The note slot while nobody pays: health, other devices, and the start after a power cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.hardware.cash.bus import Bus
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.changer import CoinChanger
from kiosk.hardware.cash.coin_acceptor import CoinAcceptor
from kiosk.hardware.cash.protocol import CashSilent, CashUncertain, DepositReport, UncountedNotes
from kiosk.hardware.status import Detail, DeviceReport, DeviceStatus
from kiosk.rules.money import COINS
from kiosk_simulator.cash.changer import SimulatedChanger
from kiosk_simulator.cash.validator import NoteFault
from tests.support.cash_notes import ROUTE_STACK, NotesHarness, closed
from tests.support.cash_wire import Wire


@pytest.fixture
def harness() -> NotesHarness:
    return NotesHarness()


# --- between deposits --------------------------------------------------------------------------------


def test_health_shuts_a_note_slot_that_is_open_though_nobody_pays(harness: NotesHarness) -> None:
    harness.validator._master, harness.validator._mask = True, 0b11
    assert harness.unit.report().can_serve
    assert not harness.metal.insert_note(1000)


def test_health_does_not_say_well_while_an_open_note_slot_cannot_be_shut(
    harness: NotesHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = harness.validator
    device._master, device._mask = True, 0b11
    answer = device.answer
    monkeypatch.setattr(
        device,
        "answer",
        lambda header, data: (
            b"" if header in (Header.MODIFY_INHIBIT, Header.MODIFY_MASTER_INHIBIT) else answer(header, data)
        ),
    )
    assert harness.unit.report() == DeviceReport(DeviceStatus.OFFLINE, Detail.CASH_SILENT)


def test_a_note_outside_a_deposit_goes_into_the_strays_book(harness: NotesHarness) -> None:
    harness.opens().unit.fix_deposit()
    harness.validator._event(2, 0)
    harness.unit.report()
    assert (harness.strays.unannounced, harness.book.notes) == ([1000], {})
    harness.opens()
    assert harness.unit.deposit() == 0


def test_a_terminal_whose_validator_never_answered_takes_coins(harness: NotesHarness) -> None:
    metal = SimulatedChanger(coins=10)
    metal.validator.faults.add(NoteFault.SILENT)
    harness = NotesHarness(metal)
    assert harness.report == closed(Detail.NOTES_SILENT)
    assert not harness.unit.takes_notes()
    harness.opens(*COINS).metal.insert(100)
    assert harness.unit.fix_deposit() == DepositReport(100)


def test_a_validator_that_dies_open_keeps_the_terminal_out_until_it_has_inhibited_itself(
    harness: NotesHarness,
) -> None:
    """It does so after 5 s without a poll: the second report that it does not answer is later."""
    harness.opens()
    harness.validator.faults.add(NoteFault.SILENT)
    with pytest.raises(CashSilent):
        harness.unit.fix_deposit()
    assert harness.unit.report() == DeviceReport(DeviceStatus.OFFLINE, Detail.CASH_SILENT)
    assert harness.unit.report() == closed(Detail.NOTES_SILENT)
    assert harness.unit.fix_deposit() == DepositReport(0)
    harness.opens(*COINS).metal.insert(100)
    assert harness.unit.fix_deposit() == DepositReport(100)


def test_a_validator_that_dies_with_a_note_leaves_it_unknown(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    harness.polls()
    harness.validator.faults.add(NoteFault.SILENT)
    harness.unit.report()
    harness.unit.report()
    assert harness.book.uncounted_notes == [UncountedNotes(stuck=1)]


def test_another_validator_than_before_asks_for_staff(harness: NotesHarness) -> None:
    serials = dict(harness.unit.serials())
    assert "validator" in serials
    harness.validator.serial = b"\x01\x02\x03"
    other = NotesHarness(harness.metal)
    other.unit.expect(serials)
    assert other.unit.report() == DeviceReport(DeviceStatus.USER_ERROR, Detail.OTHER_DEVICE)
    other.unit.accept_devices()
    assert other.unit.report().can_serve


def test_an_unsuitable_validator_closes_notes_only(harness: NotesHarness) -> None:
    metal = SimulatedChanger(coins=10)
    metal.validator.faults.add(NoteFault.SCALING)
    harness = NotesHarness(metal)
    assert harness.report == closed(Detail.NOTES_FAULT)
    assert not harness.unit.takes_notes()


def test_a_scaling_that_changes_while_it_is_connected_closes_notes(harness: NotesHarness) -> None:
    harness.validator.faults.add(NoteFault.SCALING)
    assert harness.unit.report() == closed(Detail.NOTES_FAULT)
    assert harness.unit.report() == closed(Detail.NOTES_FAULT)
    harness.validator.faults.clear()
    assert harness.unit.report() == closed(Detail.NONE)


# --- at the start ------------------------------------------------------------------------------------


def in_escrow(act: Callable[[NotesHarness], object]) -> NotesHarness:
    """A terminal dies with a note in escrow or on its way; another starts."""
    harness = NotesHarness()
    harness.validator._counter = 253
    harness.unit.report()
    harness.opens().metal.insert_note(1000)
    act(harness)
    return NotesHarness(harness.metal, asked=False)


def test_a_start_returns_the_note_that_is_still_in_escrow() -> None:
    harness = in_escrow(lambda dying: dying.polls())
    assert not harness.unit.note_since(254)
    assert (harness.validator.returned, harness.validator.stacker) == ([1000], [])


def test_a_start_learns_that_the_note_was_stacked() -> None:
    harness = in_escrow(lambda dying: [dying.polls() for _ in range(9) if not dying.sent(ROUTE_STACK)])
    assert harness.validator._moving == 1
    assert harness.unit.note_since(254)


def test_a_start_that_is_repeated_credits_the_note_once() -> None:
    """The unit was silent at first, and health has seen the note being stacked before the start goes on."""
    harness = in_escrow(lambda dying: [dying.polls() for _ in range(9) if not dying.sent(ROUTE_STACK)])
    harness.validator._moving = None  # the motor is slow
    assert harness.unit.report().can_serve
    harness.validator._moving = 1
    assert harness.unit.report().can_serve
    assert harness.validator.stacker == [1000]
    assert (harness.strays.unannounced, harness.strays.uncounted_notes) == (
        [],
        [UncountedNotes(implausible=1)],
    )
    assert harness.unit.note_since(254)


def test_a_start_learns_that_the_note_came_back() -> None:
    def comes_back(dying: NotesHarness) -> None:
        dying.validator.faults.add(NoteFault.RETURNS)
        dying.validator._turn()

    harness = in_escrow(comes_back)
    assert not harness.unit.note_since(254)


def test_a_start_cannot_know_what_the_device_has_forgotten() -> None:
    harness = in_escrow(lambda dying: dying.validator.power_cut())
    with pytest.raises(CashUncertain):
        harness.unit.note_since(254)


def test_a_start_with_a_jammed_note_does_not_wait_without_end() -> None:
    harness = in_escrow(lambda dying: dying.polls())
    harness.validator.faults.add(NoteFault.JAM)
    with pytest.raises(CashUncertain):
        harness.unit.note_since(254)


def test_a_unit_without_a_validator_cannot_know(harness: NotesHarness) -> None:
    bus = Bus(Wire(harness.metal.slaves))
    unit = CoinChanger(CoinAcceptor(bus), [], harness.waits.append, harness.strays)
    assert not unit.takes_notes()
    with pytest.raises(CashUncertain):
        unit.note_since(1)
    assert unit.report() == closed(Detail.NONE)
