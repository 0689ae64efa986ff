"""An open door, cover or interlock of the page printer holds the job, and staff read what is open.

RFC 8011, 5.4.12: a printer reports one of three keywords, depending on which part is open.
"""

from __future__ import annotations

import pytest

from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.hardware.page_printer.protocol import JobState
from kiosk.hardware.status import Detail
from kiosk.journal.catalogue import Kind
from kiosk.rules.services import Service
from kiosk.screens.i18n.words import Words
from kiosk.screens.messages import MESSAGES
from kiosk.screens.messages.devices import DETAILS
from kiosk_simulator.page_printer import engine
from kiosk_simulator.page_printer.engine import PrinterFault
from tests.support.visits import Person

OPEN = ("cover-open", "door-open", "door-open-error", "interlock-open")


@pytest.mark.parametrize("keyword", OPEN)
def test_an_open_printer_holds_the_job_until_it_is_closed(
    person: Person, monkeypatch: pytest.MonkeyPatch, keyword: str
) -> None:
    monkeypatch.setitem(engine._STOPPING, PrinterFault.COVER_OPEN, keyword)
    printer = person.environment.printer
    person.proves().orders().sees(S.PAY)
    printer.set_fault(PrinterFault.COVER_OPEN)
    person.inserts(500).waits_until(S.PRINT_HELD).sees(S.PRINT_HELD, Reason.PRINTER_FAULT)
    words = Words("en")
    assert words.of(MESSAGES[Reason.PRINTER_FAULT].title) == "The printer is out of order"
    (job,) = printer.jobs
    assert job.state is JobState.STOPPED
    assert Kind.CERTIFICATE_VOID not in [entry.kind for entry in person.journal.entries()]
    printer.clear_fault()
    person.waits_until(S.TAKE_PAPERS).has_sheets(1).has_in_tray(250).owes_nothing()


@pytest.mark.parametrize("keyword", OPEN)
def test_staff_read_that_the_printer_is_open(
    person: Person, monkeypatch: pytest.MonkeyPatch, keyword: str
) -> None:
    monkeypatch.setitem(engine._STOPPING, PrinterFault.COVER_OPEN, keyword)
    person.environment.printer.set_fault(PrinterFault.COVER_OPEN)
    person.waits(20).sees(S.ATTRACT).is_refused(Service.CERTIFICATES, Reason.PRINTER_FAULT)
    (device,) = person.machine.view.status.failing
    assert (device.device, device.status, device.detail) == ("printer", "userError", Detail.COVER_OPEN)
    assert Words("en").of(DETAILS[device.detail]) == "cover open"
