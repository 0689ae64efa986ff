"""A printer that would refuse every certificate is out before the first customer, and no other is."""

from __future__ import annotations

import pytest

from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.page_printer.ipp_constants import ONE_SIDED, TWO_SIDED, Operation, Status
from kiosk.hardware.page_printer.ipp_message import Group, Tag, attribute
from kiosk.hardware.page_printer.protocol import JobState, PrinterRefused
from kiosk.hardware.page_printer.requirements import NEEDED_OPERATIONS, lacking, supports
from kiosk.hardware.status import Detail, DeviceStatus
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.page_printer.quirks import PrinterQuirk
from kiosk_simulator.page_printer.server import SimulatedPrinter


@pytest.mark.parametrize(
    ("quirk", "detail", "lacks"),
    [
        (PrinterQuirk.NO_CANCEL, Detail.UNSUITABLE, "operations-supported"),
        (PrinterQuirk.NO_A4, Detail.UNSUITABLE, "media-supported"),
        (PrinterQuirk.ONLY_TWO_SIDED, Detail.UNSUITABLE, "sides-supported"),
        (PrinterQuirk.NO_PDF, Detail.UNSUITABLE, "document-format-supported"),
        (PrinterQuirk.REFUSES_ALL, Detail.REFUSED, ""),
    ],
)
def test_what_every_certificate_needs_is_asked_for_before_the_first_one(
    simulated: SimulatedPrinter, driver: IppPrinter, quirk: PrinterQuirk, detail: Detail, lacks: str
) -> None:
    assert driver.readiness().can_serve
    simulated.quirks = {quirk}
    report = driver.readiness()
    assert (report.status, report.detail) == (DeviceStatus.HARDWARE_ERROR, detail)
    assert report.reasons == ((lacks,) if lacks else ())
    simulated.quirks = set()
    assert driver.readiness().can_serve
    assert simulated.jobs == ()


def test_who_prints_on_both_sides_needs_a_printer_that_does(simulated: SimulatedPrinter) -> None:
    driver = IppPrinter(simulated.uri, sides=TWO_SIDED)
    simulated.quirks = {PrinterQuirk.ONLY_TWO_SIDED}
    assert driver.readiness().can_serve
    simulated.quirks = {PrinterQuirk.ONLY_ONE_SIDED}
    report = driver.readiness()
    assert (report.detail, report.reasons) == (Detail.UNSUITABLE, ("sides-supported",))


@pytest.mark.parametrize("missing", sorted(NEEDED_OPERATIONS))
def test_each_operation_is_needed(missing: Operation) -> None:
    operations = sorted({*NEEDED_OPERATIONS, Operation.VALIDATE_JOB} - {missing})
    group = Group(Tag.PRINTER, (attribute("operations-supported", Tag.ENUM, *operations),))
    assert lacking(group, ONE_SIDED) == ("operations-supported",)
    assert not supports(group, missing)


def test_what_a_printer_does_not_report_is_not_held_against_it() -> None:
    assert lacking(Group(Tag.PRINTER), ONE_SIDED) == ()
    assert supports(Group(Tag.PRINTER), Operation.VALIDATE_JOB)


@pytest.mark.parametrize(
    "quirks",
    [{PrinterQuirk.NO_VALIDATE}, {PrinterQuirk.ONLY_1_1}, {PrinterQuirk.INFORMATIONAL}, set(PrinterQuirk) & {
        PrinterQuirk.NO_VALIDATE, PrinterQuirk.ONLY_1_1, PrinterQuirk.INFORMATIONAL
    }],
)  # fmt: skip
def test_a_model_that_knows_less_and_says_more_serves_and_prints(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes, quirks: set[PrinterQuirk]
) -> None:
    simulated.quirks = quirks
    assert driver.readiness().status is DeviceStatus.ONLINE
    id = driver.submit(page, "job-1")
    assert driver.readiness().status is DeviceStatus.BUSY
    simulated.print_sheet()
    assert driver.job(id).state is JobState.COMPLETED
    assert len(simulated.sheets) == 1


def test_without_validation_a_wish_that_cannot_be_met_is_still_refused(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes
) -> None:
    simulated.quirks = {PrinterQuirk.NO_VALIDATE}
    with pytest.raises(PrinterRefused) as raised:
        driver.submit(page, "job-1", sides="tumble")
    assert raised.value.status == Status.ATTRIBUTES_NOT_SUPPORTED
    assert simulated.jobs == ()


@pytest.mark.parametrize("status", [Status.BUSY, Status.NOT_ACCEPTING_JOBS, Status.TEMPORARY_ERROR])
def test_a_passing_refusal_is_no_lack(
    simulated: SimulatedPrinter, driver: IppPrinter, status: Status
) -> None:
    simulated.refusals.append(status)
    assert driver.readiness().can_serve
    assert not simulated.refusals


def test_a_printer_that_hangs_up_or_has_no_paper_says_that_first(
    simulated: SimulatedPrinter, driver: IppPrinter
) -> None:
    simulated.quirks = {PrinterQuirk.NO_A4}
    simulated.set_fault(PrinterFault.PAPER_OUT)
    assert driver.readiness().detail is Detail.PAPER_OUT
    simulated.set_fault(PrinterFault.GONE)
    assert driver.readiness().detail is Detail.UNREACHABLE
