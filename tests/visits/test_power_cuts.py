"""The terminal dies between any two rows of the journal: the next start knows what is owed.

The devices live on, as metal and paper do: coins in the hoppers, coins in the tray, sheets.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config.settings import simulated
from kiosk.fsm.flow.staff.maintenance import StaffActed, StaffLeft
from kiosk.fsm.reasons import Reason
from kiosk.fsm.staff_report import StaffAction
from kiosk.fsm.states import S
from kiosk.journal.accounting.accounts import accounts
from kiosk.journal.catalogue import Kind
from tests.support.power_cuts import PowerCut, PowerCutJournal, set_life
from tests.support.staff import signs_in
from tests.support.visits import Person

pytestmark = pytest.mark.exhaustive
ROWS_OF_A_VISIT = 16
"""Rows that the visit below writes; the last test of this file keeps the number honest."""


@pytest.fixture
def mortal(person: Person, tmp_path: Path) -> Person:
    person.journal = PowerCutJournal(tmp_path / "journal.sqlite", person.clock.now)
    return person.boots()


def play(person: Person) -> None:
    """Two copies, paid with 600 yen: 100 yen change, in one coin; the coins come one by one."""
    person.proves().orders(copies=2).inserts(100, 500).waits_until(S.TAKE_PAPERS).presses_ok().waits(10)


def cut_after(person: Person, rows: int) -> bool:
    """Play until the plug is pulled; False when the visit ended before."""
    set_life(person, rows)
    try:
        play(person)
    except PowerCut:
        return True
    finally:
        set_life(person, None)
    return False


def metal(person: Person) -> int:
    """Yen in hoppers and cash box."""
    changer = person.environment.changer
    return sum(yen * hopper.coins for yen, hopper in changer.hoppers.items()) + sum(changer.cash_box)


@pytest.mark.parametrize("rows", range(1, ROWS_OF_A_VISIT + 1))
def test_after_a_power_cut_every_yen_is_accounted_for_and_nothing_is_paid_twice(
    mortal: Person, rows: int
) -> None:
    before = metal(mortal)
    assert cut_after(mortal, rows)
    tray, sheets = sum(mortal.environment.changer.tray), len(mortal.environment.printer.sheets)
    mortal.environment.reader.remove()
    mortal.environment.changer.acceptor.insert(0)  # somebody tries the dead slot: nothing must come of it

    mortal.boots()

    assert sum(mortal.environment.changer.tray) == tray, "a start-up never pays by itself"
    found = list(accounts(mortal.journal.entries()).values())
    (account,) = found
    assert account.inserted == mortal.environment.changer.inserted
    assert account.paid_out == tray
    assert account.inserted - account.paid_out == metal(mortal) - before
    assert account.charged <= 250 * sheets
    assert account.uncertain or account.charged == 250 * sheets
    mortal.waits(simulated().health.centre_interval)
    the_centre_has_heard_of_every_document(mortal)
    if account.owed or account.uncertain:
        mortal.sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
        settle_with_staff(mortal, account.visit)
    mortal.leaves_no_trace()
    mortal.environment.printer.wipe()
    mortal.environment.changer.take_tray()
    mortal.next_customer_succeeds()


def the_centre_has_heard_of_every_document(person: Person) -> None:
    rows = list(person.journal.entries())
    given, out, void = (
        {row.facts["document"] for row in rows if row.kind is kind}
        for kind in (Kind.PRINT_INTENDED, Kind.CERTIFICATE_PRINTED, Kind.CERTIFICATE_VOID)
    )
    for request in {row.facts["request"] for row in rows if row.kind is Kind.CERTIFICATES_APPLIED}:
        (report,) = [each for each in person.environment.centre.reports() if each.request == request]
        assert (set(report.printed), set(report.uncertain)) == (out, given - out - void)
        assert len({*report.printed, *report.uncertain, *report.void}) in (0, 2), (
            "issued were two copies or none"
        )


def settle_with_staff(person: Person, visit: str) -> None:
    for event in signs_in():
        person.machine.post(event)
    (case,) = person.machine.view.status.staff.cases
    assert case.visit == visit
    person.machine.post(StaffLeft(in_service=True))
    person.sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)
    for event in signs_in():
        person.machine.post(event)
    person.machine.post(StaffActed(StaffAction.CLEAR_CASE, visit))
    assert person.machine.view.status.staff.cases == ()
    person.machine.post(StaffLeft(in_service=True))
    person.waits(1).sees(S.ATTRACT)


def test_a_coin_that_fell_in_while_the_terminal_died_is_credited_at_the_next_start(mortal: Person) -> None:
    mortal.proves().orders().sees(S.PAY).inserts(100)
    mortal.environment.changer.insert(50)  # taken by the acceptor, seen by nobody
    mortal.boots()
    (account,) = accounts(mortal.journal.entries()).values()
    assert (account.inserted, account.owed) == (150, 150)
    mortal.waits(1).sees(S.OUT_OF_SERVICE, Reason.INTERRUPTED)


def test_coins_that_a_hopper_paid_while_the_terminal_died_are_not_owed_any_more(mortal: Person) -> None:
    mortal.proves().orders()
    hoppers = mortal.environment.changer.hoppers
    seen: list[int] = []

    def dies(yen: int) -> None:
        mortal.environment.changer.tray.append(yen)
        seen.append(yen)
        if len(seen) == 2:
            raise PowerCut

    for hopper in hoppers.values():
        hopper._pay = dies
    with pytest.raises(PowerCut):
        mortal.inserts(500).waits_until(S.TAKE_PAPERS)
    mortal.boots()
    (account,) = accounts(mortal.journal.entries()).values()
    assert account.paid_out == sum(mortal.environment.changer.tray) == 200
    assert account.owed == 50


def test_a_visit_writes_as_many_rows_as_are_cut_above(mortal: Person) -> None:
    before = len(list(mortal.journal.entries()))
    play(mortal)
    assert len(list(mortal.journal.entries())) - before == ROWS_OF_A_VISIT
