"""A note in a deposit, at the wire: held, decided about, stacked or returned; and a bad line."""

from __future__ import annotations

import pytest

from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.cash.changer import POLLS_BEFORE_REFRESH
from kiosk.hardware.cash.note_escrow import HOLD_POLLS
from kiosk.hardware.cash.protocol import CashSilent, DepositReport
from kiosk.hardware.status import Detail
from kiosk.rules.money import COINS
from kiosk_simulator.cash.devices import CoinFault, HopperFault
from kiosk_simulator.cash.validator import NoteFault
from tests.support.cash_notes import ALL, HOLD, ROUTE_RETURN, ROUTE_STACK, NotesHarness, closed
from tests.support.cash_wire import Trouble


@pytest.fixture
def harness() -> NotesHarness:
    return NotesHarness()


# --- the plain way -----------------------------------------------------------------------------------


def test_an_acceptable_note_is_stacked_and_credited_once(harness: NotesHarness) -> None:
    harness.opens()
    assert harness.metal.insert_note(1000)
    assert [report.inserted for report in harness.polls(6)][-1] == 1000
    assert harness.unit.fix_deposit() == DepositReport(1000)
    assert (harness.book.notes, harness.validator.stacker) == ({1: 1000}, [1000])
    assert harness.sent(ROUTE_STACK) == 1
    harness.is_accounted_for()


def test_nothing_is_credited_before_the_device_says_that_it_is_stacked(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    while not harness.sent(ROUTE_STACK):
        (seen,) = harness.polls()
        assert seen.inserted == 0
    assert harness.book.notes == {1: None}, "announced, and not credited by the acknowledgement"
    assert harness.polls()[0].inserted == 1000


def test_a_note_that_is_not_acceptable_any_more_goes_back_and_is_said_so(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    harness.acceptable = COINS
    reports = harness.polls(6)
    assert (harness.validator.returned, harness.validator.stacker, harness.book.notes) == ([1000], [], {})
    assert [report.note_returned for report in reports].count(True) == 1
    assert harness.sent(ROUTE_STACK) == 0


def test_no_coin_comes_in_while_a_note_is_decided_about(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    harness.polls()
    assert not harness.metal.insert(500)
    harness.polls(5)
    assert harness.metal.insert(500), "and coins go on afterwards"


def test_a_coin_that_was_rolling_is_part_of_what_is_decided(harness: NotesHarness) -> None:
    """The decision waits until coins have been quiet, and one about another sum is taken again."""
    harness.opens()
    harness.metal.insert_note(1000)
    sums: list[int] = []
    for number in range(8):
        if number in (1, 2, 3):
            harness.metal.acceptor._event(3, 1)  # let in before the note
            harness.metal.hoppers[100].take()
        seen = harness.unit.poll()
        if seen.undecided and not harness.validator.stacker:
            sums.append(seen.inserted)
        if seen.undecided:
            harness.unit.set_acceptable(ALL)
    assert sums
    assert set(sums) == {300}
    assert harness.unit.deposit() == 1300


def test_a_decision_is_dropped_when_a_coin_comes_after_it(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    while not harness.unit.poll().undecided:
        pass
    harness.unit.set_acceptable(ALL)
    harness.metal.acceptor._event(3, 1)
    harness.metal.hoppers[100].take()
    harness.unit.poll()
    assert harness.sent(ROUTE_STACK) == 0, "it was about a deposit without that coin"
    assert harness.polls(6)[-1].inserted == 1100


def test_hoppers_that_do_not_answer_now_are_not_counted_on(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.hoppers[500].faults.add(HopperFault.SILENT)
    assert 500 in harness.unit.payable()
    harness.metal.insert_note(1000)
    while not harness.unit.poll().undecided:
        pass
    assert 500 not in harness.unit.payable()
    harness.metal.hoppers[500].faults.clear()
    harness.unit.poll()
    assert 500 in harness.unit.payable()


def test_a_note_that_cannot_be_written_down_goes_back(harness: NotesHarness) -> None:
    harness.opens()
    harness.book.can_announce = False
    harness.metal.insert_note(1000)
    assert harness.polls(8)[-1].inserted == 0
    assert (harness.validator.returned, harness.validator.stacker) == ([1000], [])


def test_a_note_that_nobody_decides_about_is_held(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    for _ in range(2 * HOLD_POLLS + 1):
        harness.unit.poll()
    assert harness.sent(HOLD) == 2
    assert 2 * HOLD_POLLS > POLLS_BEFORE_REFRESH
    assert not harness.metal.insert(100), "and coins stay shut when the inhibits are written again"


# --- the end of a deposit ----------------------------------------------------------------------------


@pytest.mark.parametrize("polls", range(6))
def test_the_end_of_the_deposit_finds_the_note_wherever_it_is(harness: NotesHarness, polls: int) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    harness.polls(polls)
    seen = harness.unit.fix_deposit()
    assert seen.inserted == sum(harness.validator.stacker)
    assert harness.validator.stacker or harness.validator.returned == [1000]
    assert not seen.uncounted
    assert (harness.validator.escrow, harness.metal.insert_note(1000)) == (0, False)
    harness.is_accounted_for()


def test_both_slots_are_shut_and_confirmed_at_the_end(harness: NotesHarness) -> None:
    harness.opens()
    harness.loses((Header.MODIFY_MASTER_INHIBIT, b"\x00"), Trouble.REQUEST_LOST, times=3)
    harness.metal.insert(100)
    with pytest.raises(CashSilent):
        harness.unit.fix_deposit()
    assert harness.unit.deposit() == 100, "the coins are counted, too"
    assert not harness.metal.insert(100), "the coins are shut whatever the validator does"
    assert harness.validator._master
    harness.wire.plan = lambda number: None
    assert harness.unit.fix_deposit() == DepositReport(100)
    assert not harness.metal.insert_note(1000)


def test_a_silent_acceptor_keeps_no_note_back(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    harness.polls()
    harness.metal.acceptor.faults.add(CoinFault.SILENT)
    with pytest.raises(CashSilent):
        harness.unit.fix_deposit()
    assert harness.validator.returned == [1000]


def test_a_note_that_was_on_its_way_in_when_the_slot_was_shut_comes_back(harness: NotesHarness) -> None:
    def comes_late(seconds: float) -> None:
        if not harness.validator.returned:
            harness.validator.escrow = harness.validator.escrow or 2
            harness.validator._event(2, 1)
            harness.unit._wait = harness.waits.append

    harness.opens()
    harness.unit._wait = comes_late
    assert harness.unit.fix_deposit() == DepositReport(0)
    assert (harness.validator.returned, harness.validator.escrow) == ([1000], 0)


# --- what goes wrong on the wire ---------------------------------------------------------------------


@pytest.mark.parametrize("trouble", list(Trouble))
@pytest.mark.parametrize("command", [ROUTE_STACK, ROUTE_RETURN])
def test_a_lost_command_or_acknowledgement_moves_one_note_once(
    command: tuple[Header, bytes], trouble: Trouble
) -> None:
    harness = NotesHarness().opens()
    harness.metal.insert_note(1000)
    harness.acceptable = ALL if command is ROUTE_STACK else COINS
    harness.loses(command, trouble)
    harness.polls(8)
    expected = ([1000], []) if command is ROUTE_STACK else ([], [1000])
    assert (harness.validator.stacker, harness.validator.returned) == expected
    assert harness.unit.fix_deposit() == DepositReport(sum(harness.validator.stacker))
    harness.is_accounted_for()


def test_a_second_note_is_not_stacked_by_a_command_that_was_meant_for_the_first(
    harness: NotesHarness,
) -> None:
    """The acknowledgement is lost, and the next note is in escrow when the events are read."""
    harness.opens()
    harness.metal.insert_note(1000)
    harness.loses(ROUTE_STACK, Trouble.REPLY_LOST)
    while not harness.sent(ROUTE_STACK):
        harness.polls()
    harness.validator._turn()
    assert harness.metal.insert_note(1000)
    harness.acceptable = COINS
    harness.polls(6)
    assert (harness.validator.stacker, harness.validator.returned) == ([1000], [1000])
    assert harness.sent(ROUTE_STACK) == 1


@pytest.mark.parametrize("fault", [NoteFault.LATE, NoteFault.DOUBLED])
@pytest.mark.parametrize("before", range(6))
def test_a_late_or_doubled_reply_credits_no_note_twice(fault: NoteFault, before: int) -> None:
    harness = NotesHarness().opens()
    harness.metal.insert_note(1000)
    harness.polls(before)
    harness.validator.faults.add(fault)
    harness.polls(6)
    assert harness.unit.fix_deposit() == DepositReport(1000)
    assert harness.book.notes == {1: 1000}


def test_silence_in_a_deposit_is_no_note_that_was_never_there(harness: NotesHarness) -> None:
    harness.opens()
    harness.validator.faults.add(NoteFault.SILENT)
    with pytest.raises(CashSilent):
        harness.unit.poll()
    with pytest.raises(CashSilent):
        harness.unit.fix_deposit()
    harness.validator.faults.clear()
    assert harness.unit.fix_deposit() == DepositReport(0)


def test_silence_of_a_slot_that_has_confirmed_to_be_shut_disturbs_no_coin(harness: NotesHarness) -> None:
    harness.opens(*COINS)
    harness.validator.faults.add(NoteFault.SILENT)
    harness.metal.insert(100)
    assert harness.polls(2)[-1].inserted == 100
    assert harness.unit.fix_deposit() == DepositReport(100)
    assert harness.unit.report() == closed(Detail.NOTES_SILENT)
