"""What a note validator can do wrong: every note is credited once, back, or unknown and told of."""

from __future__ import annotations

import pytest

from kiosk.hardware.cash.changer import POLLS_BEFORE_REFRESH
from kiosk.hardware.cash.note_escrow import STACK_POLLS
from kiosk.hardware.cash.protocol import CashFault, DepositReport, Uncounted, UncountedNotes
from kiosk.hardware.status import Detail
from kiosk.rules.money import COINS
from kiosk_simulator.cash.devices import CoinFault
from kiosk_simulator.cash.validator import NoteFault
from tests.support.cash_notes import ALL, LONGEST, ROUTE_STACK, NotesHarness, closed
from tests.support.cash_wire import Book


@pytest.fixture
def harness() -> NotesHarness:
    return NotesHarness()


def test_a_note_that_is_stacked_without_an_event_is_unknown_and_told(harness: NotesHarness) -> None:
    harness.opens()
    harness.validator.faults.add(NoteFault.LOST_EVENT)
    harness.metal.insert_note(1000)
    reports = harness.polls(LONGEST)
    assert (reports[-1].inserted, reports[-1].uncounted) == (0, True)
    assert harness.book.notes == {1: None}, "the intent stays open"
    assert harness.book.uncounted_notes == [UncountedNotes(stuck=1)]
    assert harness.unit.fix_deposit() == DepositReport(0, uncounted=True)


@pytest.mark.parametrize("before", range(6))
def test_a_reset_loses_no_note_silently(before: int) -> None:
    harness = NotesHarness().opens()
    harness.metal.insert_note(1000)
    harness.polls(before)
    harness.validator.faults.add(NoteFault.RESETS)
    harness.polls(6)
    seen = harness.unit.fix_deposit()
    assert seen.inserted in (0, 1000)
    assert seen.uncounted or seen.inserted == sum(harness.validator.stacker)
    harness.is_accounted_for()


def test_a_reset_between_command_and_credit_is_booked_as_unknown(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    while not harness.sent(ROUTE_STACK):
        harness.polls()
    harness.validator.faults.add(NoteFault.RESETS)
    (seen,) = harness.polls()
    assert (seen.inserted, seen.uncounted) == (0, True)
    assert (harness.validator.stacker, harness.book.notes) == ([1000], {1: None})
    assert harness.book.uncounted_notes == [UncountedNotes(reset=True)]


def test_a_coin_that_a_reset_forgets_is_told_though_a_note_shuts_the_coin_slot(harness: NotesHarness) -> None:
    harness.opens()
    assert harness.metal.insert(10)  # the first event ever: after the reset its counter is as before
    harness.metal.acceptor.faults.add(CoinFault.RESETS)
    harness.metal.insert_note(1000)
    assert harness.polls(6)[-1].uncounted
    assert harness.unit.fix_deposit() == DepositReport(1000, uncounted=True)
    assert harness.book.uncounted == [Uncounted(reset=True)]


def test_a_reset_without_a_note_costs_nothing_and_notes_are_let_in_again(harness: NotesHarness) -> None:
    harness.opens()
    harness.validator._counter = 67
    harness.polls()
    harness.book.uncounted_notes.clear()
    harness.validator.faults.add(NoteFault.RESETS)
    harness.polls()
    assert harness.book.uncounted_notes == []
    assert harness.metal.insert_note(1000)
    assert harness.polls(6)[-1].inserted == 1000


def test_a_validator_that_has_inhibited_itself_is_enabled_again_while_it_is_wanted(
    harness: NotesHarness,
) -> None:
    """After 5 s without a poll, as the watchdog of the Peripheral Design Rules asks for."""
    harness.opens()
    harness.validator._master = False
    harness.validator._event(0, 0)
    harness.polls()
    assert harness.metal.insert_note(1000)


def test_it_is_not_enabled_again_when_it_is_not_wanted(harness: NotesHarness) -> None:
    harness.opens(*COINS)
    harness.validator._event(0, 0)
    harness.polls(POLLS_BEFORE_REFRESH + 1)
    assert not harness.metal.insert_note(1000)


def test_more_events_than_can_be_read_make_the_deposit_uncounted(harness: NotesHarness) -> None:
    harness.opens()
    for _ in range(6):
        harness.validator._event(0, 2)
    assert harness.polls()[0].uncounted
    assert harness.book.uncounted_notes == [UncountedNotes(lost=1)]


def test_a_note_that_comes_back_by_itself_is_no_credit(harness: NotesHarness) -> None:
    harness.opens()
    harness.validator.faults.add(NoteFault.RETURNS)
    harness.metal.insert_note(1000)
    reports = harness.polls(6)
    assert any(report.note_returned for report in reports)
    assert harness.unit.fix_deposit() == DepositReport(0)
    assert harness.validator.returned == [1000]


def test_a_note_that_comes_back_after_the_command_to_stack_it_has_its_result(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    while not harness.sent(ROUTE_STACK):
        harness.polls()
    harness.validator.faults.add(NoteFault.RETURNS)
    harness.polls()
    assert harness.book.notes == {1: 0}
    assert harness.unit.fix_deposit() == DepositReport(0)


def test_a_jam_in_escrow_ends_the_deposit_and_the_note_is_called_back(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    harness.validator.faults.add(NoteFault.JAM)
    with pytest.raises(CashFault, match="with a note inside"):
        harness.polls(6)
    harness.validator.faults.clear()
    assert harness.unit.fix_deposit() == DepositReport(0)
    assert harness.validator.returned == [1000]
    assert harness.book.notes == {1: 0}
    assert not harness.unit.takes_notes()
    assert harness.unit.report() == closed(Detail.NONE), "it has checked itself"
    assert harness.unit.takes_notes()


def test_a_note_that_stays_stuck_is_unknown_after_the_patience_and_closes_the_slot(
    harness: NotesHarness,
) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    harness.validator.faults.add(NoteFault.JAM)
    for _ in range(LONGEST):
        try:
            seen = harness.unit.fix_deposit()
            break
        except CashFault:
            continue
    else:
        pytest.fail("it is waited for without end")
    assert seen == DepositReport(0, uncounted=True)
    assert harness.book.uncounted_notes == [UncountedNotes(stuck=1)]
    assert harness.unit.report() == closed(Detail.NOTES_FAULT)
    assert not harness.unit.takes_notes()


def test_a_stuck_note_that_is_found_later_is_credited_to_the_visit_it_belongs_to(
    harness: NotesHarness,
) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    while not harness.sent(ROUTE_STACK):
        harness.polls()
    harness.validator._moving = None  # the motor stands still, and nothing is said
    while not harness.polls()[0].uncounted:
        harness.validator._moving = None
    assert harness.unit.fix_deposit().uncounted
    harness.validator._moving = 1
    harness.unit.report()
    assert harness.book.notes == {1: 1000}


def test_a_stuck_note_that_is_found_in_a_later_deposit_is_not_credited_to_that(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    while not harness.sent(ROUTE_STACK):
        harness.polls()
    harness.validator._moving = None
    while not harness.polls()[0].uncounted:
        harness.validator._moving = None
    harness.unit.fix_deposit()
    other = Book()
    harness.unit.begin_deposit(other, COINS, 10_000)
    harness.validator._moving = 1
    harness.unit.poll()
    assert (harness.unit.deposit(), other.notes, other.unannounced) == (0, {}, [])
    assert harness.book.notes == {1: 1000}


def test_fraud_ends_the_deposit_and_closes_notes_until_staff_has_looked(harness: NotesHarness) -> None:
    harness.opens()
    harness.validator.faults.add(NoteFault.FRAUD)
    harness.metal.insert_note(1000)
    with pytest.raises(CashFault, match="fraud"):
        harness.polls(6)
    assert harness.unit.fix_deposit() == DepositReport(0)
    assert (harness.book.note_codes, harness.validator.stacker) == ([18], [])
    assert harness.unit.report() == closed(Detail.NOTES_FRAUD)
    harness.unit.restore()  # as every payout may do
    assert harness.unit.report() == closed(Detail.NOTES_FRAUD)
    harness.unit.accept_devices()
    assert harness.unit.report() == closed(Detail.NONE)


def test_a_fraud_after_a_credit_makes_the_credit_doubtful(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    harness.polls(6)
    harness.validator._event(0, 18)
    with pytest.raises(CashFault, match="fraud"):
        harness.polls()
    assert harness.unit.fix_deposit() == DepositReport(1000, uncounted=True)
    assert harness.book.uncounted_notes == [UncountedNotes(doubtful=1)]


@pytest.mark.parametrize(
    ("fault", "detail", "codes"),
    [(NoteFault.FULL, Detail.NOTES_FULL, [14, 10]), (NoteFault.REMOVED, Detail.NOTES_STACKER, [11, 12])],
)
def test_a_stacker_that_is_full_or_away_closes_notes_and_coins_go_on(
    harness: NotesHarness, fault: NoteFault, detail: Detail, codes: list[int]
) -> None:
    harness.opens()
    assert harness.unit.takes_notes()
    harness.validator.faults.add(fault)
    harness.polls()
    assert not harness.unit.takes_notes()
    harness.unit.set_acceptable(ALL)
    assert not harness.metal.insert_note(1000), "whoever asks for them"
    harness.unit.set_acceptable(COINS)
    assert not harness.metal.insert_note(1000)
    assert harness.metal.insert(100)
    assert harness.polls()[0].inserted == 100
    harness.unit.fix_deposit()
    assert harness.unit.report() == closed(detail)
    harness.validator.faults.clear()
    assert harness.unit.report() == closed(Detail.NONE)
    assert harness.unit.takes_notes()
    assert harness.book.note_codes + harness.strays.note_codes == codes


def test_a_stacker_that_fills_with_a_note_in_escrow_gives_it_back(harness: NotesHarness) -> None:
    harness.opens()
    harness.metal.insert_note(1000)
    while not harness.unit.poll().undecided:
        pass
    harness.unit.set_acceptable(ALL)
    harness.validator.faults.add(NoteFault.FULL)
    harness.polls(STACK_POLLS + 4)
    assert (harness.validator.returned, harness.validator.stacker) == ([1000], [])
    assert harness.unit.fix_deposit() == DepositReport(0)


def test_a_stacked_note_that_nobody_asked_for_is_credited_as_it_is_inside(harness: NotesHarness) -> None:
    harness.opens()
    harness.validator._event(2, 0)
    assert harness.polls()[0].inserted == 1000
    assert harness.book.unannounced == [1000]


def test_more_notes_than_anybody_can_have_inserted_are_not_believed(harness: NotesHarness) -> None:
    harness.opens(limit=1250)
    harness.validator._event(2, 0)
    harness.validator._event(2, 0)
    (seen,) = harness.polls()
    assert (seen.inserted, seen.uncounted) == (1000, True)
    assert harness.book.uncounted_notes == [UncountedNotes(implausible=1)]


def test_a_note_without_a_value_is_told_of(harness: NotesHarness) -> None:
    harness.opens()
    harness.validator._event(0, 21)
    assert harness.polls()[0].uncounted
    assert harness.book.uncounted_notes == [UncountedNotes(unvalued=1)]
