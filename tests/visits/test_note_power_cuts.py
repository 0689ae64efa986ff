"""The terminal dies with a note in escrow, on its way, or stacked: the next start knows, or says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk_simulator.cash.validator import NoteFault
from tests.support.note_visits import accounts_of, at_the_slot, is_on_its_way, the_account
from tests.support.power_cuts import PowerCut, PowerCutJournal, set_life
from tests.support.staff import signs_in
from tests.support.visits import Person


def test_a_power_cut_with_a_note_in_escrow_owes_nothing(person: Person) -> None:
    at_the_slot(person)
    person.environment.changer.insert_note(1000)
    person.waits(0.25)
    person.boots().waits(10)
    person.environment.changer.validator.power_cut()
    assert the_account(person).owed == 0
    assert person.environment.changer.validator.returned == [1000]


def test_a_note_on_its_way_at_a_power_cut_is_credited_at_the_next_start(person: Person) -> None:
    is_on_its_way(at_the_slot(person)).boots()
    assert person.environment.changer.validator.stacker == [1000]
    account = the_account(person)
    assert (account.inserted, account.owed, account.open_intents) == (1000, 1000, {})
    person.waits(1).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    fixed = next(row for row in person.journal.entries() if row.kind is Kind.DEPOSIT_FIXED)
    assert fixed.facts["inserted"] == 1000


def test_a_note_that_was_announced_and_not_moved_comes_back_at_the_next_start(person: Person) -> None:
    is_on_its_way(at_the_slot(person))
    person.environment.changer.validator._moving = None  # the command did not get through
    person.boots()
    assert person.environment.changer.validator.returned == [1000]
    account = the_account(person)
    assert (account.inserted, account.owed, account.needs_staff) == (0, 0, False)


def test_a_note_that_the_validator_has_forgotten_is_a_case_for_staff_told_once(person: Person) -> None:
    is_on_its_way(at_the_slot(person))
    person.environment.changer.validator.power_cut()
    for _ in range(2):
        person.boots().waits(1).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
        person.has_journalled(Kind.NOTES_UNCOUNTED)
    assert the_account(person).uncertain


def test_a_later_note_is_not_taken_for_the_one_that_was_forgotten(person: Person) -> None:
    """After a reset the counter comes past the same numbers again, with the notes of other visits."""
    is_on_its_way(at_the_slot(person))
    person.environment.changer.validator.power_cut()
    person.boots().waits(1).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    forgotten = the_account(person)
    for event in signs_in():
        person.machine.post(event)
    person.machine.post(StaffActed(StaffAction.CLEAR_CASE, forgotten.visit))
    person.machine.post(StaffLeft(in_service=True))
    person.environment.changer.take_tray()
    at_the_slot(person, copies=4).inserts_note().waits_until(S.TAKE_PAPERS).presses_ok().waits(10)
    person.boots().waits(10)
    inserted = {account.visit: account.inserted for account in accounts_of(person)}
    assert inserted.pop(forgotten.visit) == 0
    assert list(inserted.values()) == [1000]


def test_a_start_waits_for_a_validator_that_knows_about_a_note(person: Person) -> None:
    is_on_its_way(at_the_slot(person))
    person.environment.changer.validator.faults.add(NoteFault.SILENT)
    person.boots().waits(10).sees(S.OUT_OF_SERVICE)
    assert the_account(person).uncertain
    assert person.machine.states.count(S.STARTING) < 3, "and does not try again before it answers"
    person.environment.changer.validator.faults.clear()
    person.waits(30).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    account = the_account(person)
    assert (account.inserted, account.owed, account.open_intents) == (1000, 1000, {})


def test_another_validator_is_not_asked_about_a_note_that_the_old_one_has(person: Person) -> None:
    is_on_its_way(at_the_slot(person))
    person.environment.changer.validator.serial = b"\x77\x66\x55"
    person.boots().waits(10).sees(S.OUT_OF_SERVICE)
    account = the_account(person)
    assert (account.inserted, account.uncounted, account.needs_staff) == (0, True, True)


def test_a_stacked_note_at_a_power_cut_is_owed(person: Person) -> None:
    at_the_slot(person, copies=5).inserts_note().waits(3).boots()
    account = the_account(person)
    assert (account.inserted, account.owed) == (1000, 1000)
    person.waits(1).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)


# --- after every row ---------------------------------------------------------------------------------

ROWS_OF_A_VISIT = 16
"""Rows that the visit below writes; the last test keeps the number honest."""


@pytest.fixture
def mortal(person: Person, tmp_path: Path) -> Person:
    person.journal = PowerCutJournal(tmp_path / "journal.sqlite", person.clock.now)
    return person.boots().waits(6)


def play(person: Person) -> None:
    """Two copies, paid with a note: 500 yen change, in one coin."""
    person.proves().orders(copies=2).inserts_note().waits_until(S.TAKE_PAPERS).presses_ok().waits(10)


@pytest.mark.exhaustive
@pytest.mark.parametrize("devices_too", [False, True])
@pytest.mark.parametrize("rows", range(1, ROWS_OF_A_VISIT + 1))
def test_after_a_power_cut_every_note_is_accounted_for(mortal: Person, rows: int, devices_too: bool) -> None:
    set_life(mortal, rows)
    with pytest.raises(PowerCut):
        play(mortal)
    set_life(mortal, None)
    changer = mortal.environment.changer
    if devices_too:
        changer.validator.power_cut()
    tray = sum(changer.tray)
    mortal.environment.reader.remove()
    mortal.boots().waits(1)
    assert sum(changer.tray) == tray, "a start-up never pays by itself"
    account = the_account(mortal)
    assert account.inserted == changer.inserted or account.uncounted
    assert account.inserted <= changer.inserted
    assert account.paid_out == tray
    if account.owed or account.uncertain:
        mortal.sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)


def test_a_visit_writes_as_many_rows_as_are_cut_above(mortal: Person) -> None:
    before = len(list(mortal.journal.entries()))
    play(mortal)
    assert len(list(mortal.journal.entries())) - before == ROWS_OF_A_VISIT
