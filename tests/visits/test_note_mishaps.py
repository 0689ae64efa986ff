"""Visits in which the note is the trouble: it is credited once, back, or unknown and before the staff."""

from __future__ import annotations

import pytest

from kiosk.config.settings import simulated
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.hardware.cash.cctalk import Header
from kiosk.hardware.status import DeviceStatus
from kiosk.journal.catalogue import STRAY, Kind
from kiosk.rules.services import Service
from kiosk.tasks.silent_devices import CASH
from kiosk_simulator.cash.validator import NoteFault
from tests.support.note_visits import acceptable, accounts_of, at_the_slot, is_on_its_way, the_account
from tests.support.visits import Person


def test_a_note_whose_event_is_lost_is_unknown_on_a_slip_and_before_the_staff(person: Person) -> None:
    at_the_slot(person).inserts(10)
    person.environment.changer.validator.faults.add(NoteFault.LOST_EVENT)
    person.inserts_note().waits_until(S.CLAIM).has_slips(1).has_in_tray(10)
    assert person.machine.view.visit.money.uncounted
    person.presses_ok().waits(10).sees(S.OUT_OF_SERVICE, Reason.MONEY_UNKNOWN)
    account = the_account(person)
    assert (account.inserted, account.owed, account.uncertain, account.needs_staff) == (10, 0, True, True)


def test_a_note_that_stays_stuck_is_reconciled_as_unknown(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.validator.faults.add(NoteFault.JAM)
    person.inserts_note().waits_until(S.CLAIM).has_slips(1)
    assert person.environment.changer.validator.escrow
    person.presses_ok().waits(10).sees(S.OUT_OF_SERVICE, Reason.MONEY_UNKNOWN)
    assert the_account(person).uncertain


def test_a_jam_that_clears_in_time_gives_the_note_back(person: Person) -> None:
    at_the_slot(person)
    validator = person.environment.changer.validator
    validator.faults.add(NoteFault.JAM)
    turns, turn = [0], validator._turn

    def clears() -> None:
        turns[0] += 1
        if turns[0] == 15:
            validator.faults.clear()
        turn()

    validator._turn = clears  # type: ignore[method-assign]
    person.inserts_note().waits_until(S.REFUSAL, S.CLAIM, S.TAKE_REFUND).sees(S.REFUSAL, Reason.CASH_FAULT)
    assert validator.returned == [1000]
    assert not the_account(person).needs_staff


def test_silence_with_a_note_on_its_way_is_settled_once_the_validator_answers(person: Person) -> None:
    is_on_its_way(at_the_slot(person))
    person.environment.changer.validator.faults.add(NoteFault.SILENT)
    person.waits_until(S.CLAIM).has_slips(1)
    assert person.machine.view.visit.money.uncounted
    person.environment.changer.validator.faults.clear()
    person.presses_ok().waits(20).sees(S.OUT_OF_SERVICE, Reason.MONEY_UNKNOWN)
    account = the_account(person)
    assert (account.inserted, account.owed, account.needs_staff) == (1000, 1000, True)


@pytest.mark.parametrize("fault", [NoteFault.FULL, NoteFault.REMOVED])
def test_a_full_or_missing_stacker_is_said_on_the_screen_and_coins_go_on(
    person: Person, fault: NoteFault
) -> None:
    at_the_slot(person)
    assert 1000 in acceptable(person)
    person.environment.changer.validator.faults.add(fault)
    person.waits(0.5).sees(S.PAY)
    assert acceptable(person) == (10, 50, 100, 500)
    assert not person.environment.changer.insert_note(1000), "the device itself is shut"
    person.environment.changer.validator.faults.clear()
    person.waits(0.5).sees(S.PAY)
    assert 1000 in acceptable(person)
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()


@pytest.mark.parametrize("when", ["before the visit", "before the payment"])
def test_a_validator_that_fell_silent_takes_no_notes_and_coins_go_on(person: Person, when: str) -> None:
    faults = person.waits(6).environment.changer.validator.faults
    if when == "before the visit":
        faults.add(NoteFault.SILENT)
    person.proves()
    faults.add(NoteFault.SILENT)
    person.orders().sees(S.PAY).waits(2).sees(S.PAY)
    money = person.machine.view.visit.money
    assert (money.out_of_order, 1000 in money.acceptable) == ((1000,), False)
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()
    person.presses_ok()
    faults.clear()
    at_the_slot(person).waits(2)
    assert 1000 in acceptable(person)


def test_fraud_gives_back_what_was_counted_and_keeps_notes_closed(person: Person) -> None:
    at_the_slot(person).inserts(100)
    person.environment.changer.validator.faults.add(NoteFault.FRAUD)
    person.inserts_note().waits_until(S.TAKE_REFUND).has_in_tray(100).owes_nothing()
    person.presses_ok().waits(10).sees(S.ATTRACT)
    person.environment.changer.take_tray()
    at_the_slot(person)
    assert acceptable(person) == (10, 50, 100, 500)


def test_a_note_that_cannot_be_announced_goes_back(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.journal.faults import Cause, JournalFault

    at_the_slot(person)
    append = person.journal.append

    def full(kind: Kind, *args: object, **options: object) -> int:
        if kind is Kind.NOTE_INTENDED:
            raise JournalFault(Cause.FULL)
        return append(kind, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(person.journal, "append", full)
    person.inserts_note().waits(3).sees(S.PAY)
    assert person.environment.changer.validator.returned == [1000]


def test_a_note_outside_payment_comes_back_in_coins(person: Person) -> None:
    at_the_slot(person).ends().waits_until(S.REFUSAL).presses_ok().waits(10).sees(S.ATTRACT)
    validator = person.environment.changer.validator
    validator.stacker.append(1000)
    validator._event(2, 0)
    person.waits(15).has_in_tray(1000).owes_nothing()
    (stray,) = [account for account in accounts_of(person) if account.visit.startswith(STRAY)]
    assert (stray.inserted, stray.paid_out, stray.needs_staff) == (1000, 1000, False)


def test_health_shuts_a_note_slot_that_was_left_open(person: Person) -> None:
    person.waits(10)
    validator = person.environment.changer.validator
    validator._master, validator._mask = True, 0b11
    person.waits(6)
    assert not person.environment.changer.insert_note(1000)


def test_health_does_not_let_anybody_in_while_the_note_slot_cannot_be_shut(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.waits(10).sees(S.ATTRACT)
    validator = person.environment.changer.validator
    answer = validator.answer
    validator._master, validator._mask = True, 0b11
    monkeypatch.setattr(
        validator,
        "answer",
        lambda header, data: (
            b"" if header in (Header.MODIFY_INHIBIT, Header.MODIFY_MASTER_INHIBIT) else answer(header, data)
        ),
    )
    person.waits(6).is_refused(Service.CERTIFICATES, Reason.CASH_FAULT)
    (health,) = [each for each in person.machine.view.status.devices if each.device == CASH]
    assert health.status == DeviceStatus.OFFLINE


def test_another_validator_asks_for_staff_at_the_next_start(person: Person) -> None:
    person.waits(10)
    person.environment.changer.validator.serial = b"\x77\x66\x55"
    person.boots().waits(10).is_refused(Service.CERTIFICATES, Reason.CASH_FAULT)


def test_a_terminal_without_a_note_slot_is_a_terminal(person: Person) -> None:
    person.environment.changer.validator.faults.add(NoteFault.SILENT)
    person.boots(simulated(cash={"notes": 0}))
    at_the_slot(person)
    assert person.machine.view.settings.denominations == (10, 50, 100, 500)
    assert acceptable(person) == (10, 50, 100, 500)
    person.inserts(500).waits_until(S.TAKE_PAPERS).has_in_tray(250).owes_nothing()
