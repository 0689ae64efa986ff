"""What the rows about a sheet mean at the next start, and how long they stop the terminal."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk.fsm.reasons import REASONS, Reason
from kiosk.journal.accounting.accounts import accounts
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.hours.japan_time import JST
from kiosk.tasks.cases import open_cases


@pytest.fixture
def journal() -> Journal:
    return Journal(None, lambda: datetime(2026, 11, 24, 10, 0, tzinfo=JST))


@pytest.mark.parametrize("reason", [Reason.PRINT_UNCERTAIN, Reason.PRINTER_LOST])
def test_an_uncertain_sheet_stops_the_terminal_until_staff_puts_it_in_service(
    journal: Journal, reason: Reason
) -> None:
    log = VisitLog(journal, "v")
    log.intend(Kind.PRINT_INTENDED, document="d", request="r", sheets=1, fee=250)
    log.note(Kind.CERTIFICATE_UNCERTAIN, document="d", reason=reason.value)
    assert REASONS[reason].stops_terminal
    assert accounts(journal.entries())["v"].uncertain
    (case,) = open_cases(journal.accounts().values())
    assert (case.visit, case.owed) == ("v", 0)
    assert journal.balances().stop == reason.value
    journal.append(Kind.CASE_CLEARED, {"owed": 0, "uncertain": True, "paid": False, "by": "staff"}, "v")
    assert open_cases(journal.accounts().values()) == ()
    assert journal.balances().stop == reason.value
    journal.append(Kind.STAFF_LEFT, {"in_service": True, "by": "02"})
    assert not journal.balances().stop


def test_a_void_sheet_stops_nothing(journal: Journal) -> None:
    log = VisitLog(journal, "v")
    intent = log.intend(Kind.PRINT_INTENDED, document="d", request="r", sheets=1, fee=250)
    log.result(intent, Kind.CERTIFICATE_VOID, document="d", reason=Reason.PAPER_OUT.value)
    assert not journal.balances().stop
    assert open_cases(journal.accounts().values()) == ()
