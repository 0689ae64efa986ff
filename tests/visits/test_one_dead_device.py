"""Each device dead, each service: what needs the device is closed and says so, all else goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.fsm.flow.menu import ServiceChosen
from kiosk.fsm.flow.operation import DeviceChecked
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.rules.needed_devices import Device, is_served
from kiosk.rules.services import Service
from kiosk.screens.i18n.words import Words
from kiosk.screens.messages.devices import service_closed
from kiosk_simulator.cash.devices import CoinFault
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.receipt_printer.faults import ReceiptPrinterFault
from tests.support.visits import Person


def no_reader(person: Person) -> None:
    person.environment.reader.offline = True


DEAD: dict[Device, Callable[[Person], object]] = {
    Device.CARD_READER: no_reader,
    Device.PAGE_PRINTER: lambda person: person.environment.printer.set_fault(PrinterFault.GONE),
    Device.RECEIPT_PRINTER: lambda person: person.environment.receipt_printer.set_fault(
        ReceiptPrinterFault.GONE
    ),
    Device.CASH_UNIT: lambda person: person.environment.changer.acceptor.faults.add(CoinFault.SILENT),
    Device.CENTRE: lambda person: person.environment.centre.faults.set(CentreFault.DOWN),
}
FIRST = {
    Service.CERTIFICATES: S.CONSENT,
    Service.PASSWORD_RESET: S.CONSENT,
    Service.USAGE_REGISTRATION: S.CONSENT,
    Service.CARD_CHECK: S.PLACE_CARD,
    Service.INFORMATION: S.INFORMATION,
}


@pytest.mark.parametrize("device", DEAD)
def test_one_dead_device_closes_what_needs_it_and_nothing_else(person: Person, device: Device) -> None:
    person.does(DEAD[device]).waits(70)
    for service in Service:
        if device is Device.CARD_READER:
            person.sees(S.OUT_OF_SERVICE, Reason.READER_FAULT)
            person.machine.post(ServiceChosen(service))
            person.sees(S.INFORMATION if service is Service.INFORMATION else S.OUT_OF_SERVICE)
        else:
            person.sees(S.ATTRACT).starts(service=service)
            person.sees(FIRST[service] if is_served(service, (device,)) else S.MENU)
            person.ends()
        person.waits(1)


def test_information_is_read_in_front_of_a_terminal_without_a_reader_and_leads_back_there(
    person: Person,
) -> None:
    person.does(no_reader).waits(20).sees(S.OUT_OF_SERVICE, Reason.READER_FAULT)
    person.machine.post(ServiceChosen(Service.INFORMATION))
    person.sees(S.INFORMATION).ends().sees(S.OUT_OF_SERVICE, Reason.READER_FAULT).leaves_no_trace()
    person.environment.reader.offline = False
    person.waits(10).sees(S.ATTRACT)


def test_a_card_is_checked_while_everything_but_the_reader_is_dead(person: Person) -> None:
    for device, kill in DEAD.items():
        if device is not Device.CARD_READER:
            kill(person)
    person.waits(70).sees(S.ATTRACT).checks_card().sees(S.CARD_STATE)
    person.takes_card().ends().sees(S.ATTRACT).leaves_no_trace()


def test_a_password_is_reset_while_the_printer_has_no_paper_and_the_slot_is_dead(person: Person) -> None:
    person.reserves("normal")
    person.environment.printer.set_fault(PrinterFault.PAPER_OUT)
    person.environment.changer.acceptor.faults.add(CoinFault.SILENT)
    person.waits(20).sees(S.ATTRACT)
    person.asks_for_a_reset().types_password("NEW1PASS", "NEW1PASS").waits(1).sees(S.RESULT)


def test_without_change_certificates_are_closed_and_the_menu_says_so_in_both_languages(
    person: Person,
) -> None:
    person.machine.post(DeviceChecked(Device.CASH_UNIT, "userError", "changeShort", Reason.CHANGE_SHORT))
    person.sees(S.ATTRACT).is_refused(Service.CERTIFICATES, Reason.CHANGE_SHORT)
    failing = person.machine.view.status.closed_by(Service.CERTIFICATES)
    assert failing is not None
    assert service_closed(Words("ja"), failing) == "お取り扱い中止中：つり銭不足"
    assert service_closed(Words("en"), failing) == "Not available: not enough change"
    person.ends().starts(service=Service.CARD_CHECK).sees(S.PLACE_CARD)


def test_a_stop_closes_everything_information_too(person: Person) -> None:
    person.kiosk.terminal.machine.model.stop(Reason.MONEY_UNKNOWN)
    person.does(no_reader).waits(20).sees(S.OUT_OF_SERVICE, Reason.MONEY_UNKNOWN)
    for service in Service:
        person.machine.post(ServiceChosen(service))
        person.sees(S.OUT_OF_SERVICE)
