"""The journal fails once the money is in: a sheet that cannot be written down is neither printed nor paid."""

from __future__ import annotations

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.faults import Cause, JournalFault
from kiosk.tasks.journal_health import journal_reason
from kiosk_simulator.scenarios.failing_journal import FailingJournal
from tests.support.visits import Person


@pytest.mark.parametrize("cause", [Cause.FULL, Cause.READ_ONLY, Cause.LOCKED])
def test_a_sheet_that_cannot_be_written_down_is_not_printed_and_the_money_comes_back(
    person: Person, cause: Cause
) -> None:
    person.journal = journal = FailingJournal(None, person.clock.now)
    person.boots().waits(1).proves().orders()
    journal.cause = cause
    person.inserts(500).waits_until(S.TAKE_REFUND).sees(S.TAKE_REFUND, journal_reason(JournalFault(cause)))
    assert Reason.UNEXPECTED not in {view.visit.reason for view in person.machine.views}
    person.has_sheets(0).has_in_tray(500).owes_nothing()
    journal.cause = None
    person.next_customer_succeeds()


def test_of_two_sheets_the_one_that_is_out_is_paid_and_the_other_is_not_begun(person: Person) -> None:
    person.journal = journal = FailingJournal(None, person.clock.now)
    person.boots().waits(1).proves().orders(copies=2).inserts(500).sees(S.PRINT)
    journal.cause = Cause.READ_ONLY
    person.waits_until(S.TAKE_PAPERS).sees(S.TAKE_PAPERS, Reason.JOURNAL_UNWRITABLE)
    assert Reason.UNEXPECTED not in {view.visit.reason for view in person.machine.views}
    person.has_sheets(1).has_in_tray(250).owes_nothing()
